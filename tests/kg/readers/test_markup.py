"""Markup of a title or abstract is turned into text; what only looks like markup stays."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import IntakeNote, Record
from kg.ports import Reader
from kg.readers import hf_listing, jsonl
from kg.readers.markup import to_plain_text

ALTERNATIVES = (
    "so <jats:alternatives><jats:tex-math>\\documentclass x</jats:tex-math><mml:math><mml:mi>x</mml:mi></mml:math>"
    "</jats:alternatives> holds"
)
CONVERTED = {
    "<jats:title>Abstract</jats:title><jats:p>We sort.</jats:p>\n  <jats:p>Fast.</jats:p>": "We sort.\n\nFast.",
    "<p>Nets of <i>E. coli</i> in H<sub>2</sub>O</p>": "Nets of E. coli in H2O",
    "10<sup>-5</sup> at R<sup>2</sup>, the 1<sup>st</sup>": "10^-5 at R^2, the 1st",
    "p &lt; 0.05 &amp; r &gt; 3, &#946;-VAE, &#x3B2;": "p < 0.05 & r > 3, \u03b2-VAE, \u03b2",
    "escaped &lt;i&gt;once&lt;/i&gt; and &amp;amp;lt; often": "escaped once and < often",
    "<![CDATA[<p>One.</p>]]>": "One.",
    "one<br/>two<BR>three": "one\ntwo\nthree",
    'a <a href="https://example.org">link</a>': "a link",
    ALTERNATIVES: "so x holds",
}
UNTOUCHED = (
    "a < b and c > d",
    "<b and c> d</b>",
    "for x<i>y and 1<p>0",
    "the tokens <s>, </s> and <mask>",
    "tags such as <div>",
    "R&D at AT&T; a & b; &unknown; &copy",
    "$x_{<t>}$, \\& and $\\langle a \\rangle$",
    "the interval ]0,1]]>2",
    "two  spaces\nand a line",
    "<script>alert(1)</script>",
)


@pytest.mark.parametrize("text", CONVERTED)
def test_markup_becomes_the_text_that_it_shows(text: str) -> None:
    assert to_plain_text(text)[0] == CONVERTED[text]


@pytest.mark.parametrize("text", UNTOUCHED)
def test_what_is_no_markup_stays(text: str) -> None:
    assert to_plain_text(text) == (text, 0)


@given(st.lists(st.sampled_from([*CONVERTED, *UNTOUCHED, "&lt;", "<p>", "</p>", "&amp;", "amp;", " ", "x"])).map("".join))
def test_text_without_markup_is_as_it_was(text: str) -> None:
    plain, _ = to_plain_text(text)
    assert to_plain_text(plain) == (plain, 0)


@pytest.mark.parametrize("piece", ["<p>", "<a ", "&amp;", '<a b="', "<![CDATA[", "<i>&lt;</i>", "&am&#112;;"])
def test_a_flood_of_marks_takes_no_time(piece: str) -> None:
    began = time.process_time()
    to_plain_text(piece * (999_999 // len(piece)))
    assert time.process_time() - began < 5


@pytest.mark.parametrize("reader", [jsonl.READER, hf_listing.READER])
def test_readers_give_the_same_text_and_note_it(reader: Reader, tmp_path: Path) -> None:
    title, abstract = "Nets of <i>E. coli</i>", f"<p>We sort with p &lt; 0.05{' and more' * 40}.</p>"
    lines = json.dumps({"title": title, "abstract": abstract}) if reader is jsonl.READER else f"{title}\n{abstract}\n"
    (tmp_path / "papers").write_text(lines)
    *notes, record = reader.read(tmp_path / "papers")
    assert isinstance(record, Record)
    assert record.paper.title == "Nets of E. coli"
    assert record.paper.abstract.startswith("We sort with p < 0.05 and more")
    assert [note.why.removeprefix("markup of its ") for note in notes if isinstance(note, IntakeNote)] == [
        "title was turned into the text that it shows: tags and character references: 2",
        "abstract was turned into the text that it shows: tags and character references: 3",
    ]


INDEXES = {
    '{"We": [0, 2], "sort": [1], "later": [70000000000]}': ("We sort We later", []),
    '{"We": [-1]}': (
        "",
        ["its abstract_inverted_index was dropped: it does not give each word a list of places, numbers from 0"],
    ),
    '["We"]': ("", ["its abstract_inverted_index was dropped: it does not give each word a list of places, numbers from 0"]),
    "null": ("", []),
}


@pytest.mark.parametrize("index", INDEXES)
def test_an_inverted_index_becomes_an_abstract(index: str, tmp_path: Path) -> None:
    (tmp_path / "works.jsonl").write_text(f'{{"title": "Trees", "abstract_inverted_index": {index}}}\n')
    *notes, record = jsonl.READER.read(tmp_path / "works.jsonl")
    assert isinstance(record, Record)
    assert (record.paper.abstract, [note.why for note in notes if isinstance(note, IntakeNote)]) == INDEXES[index]
