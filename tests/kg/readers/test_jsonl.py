"""JSON Lines: what each field becomes, what is said of one that cannot be used, and that nothing is lost."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.model import IntakeNote, Paper, Record
from kg.readers.fields import to_paper
from kg.readers.jsonl import READER
from kg.readers.stored_text import to_stored_text

STORED = st.text(min_size=1).map(lambda text: to_stored_text(text).text).filter(bool)
LINKS = st.from_regex(r"\Ahttps?://[a-z]{1,9}\.org/[A-Za-z0-9_/-]{0,9}\Z")
EXTRAS = st.dictionaries(
    st.text().map("x-{}".format), st.none() | st.integers() | st.text(st.characters(exclude_categories=())) | st.lists(st.text())
)


def paper(**fields: object) -> Paper:
    return to_paper({"title": "A Title", **fields}, source="jsonl")[0]


def changes(**fields: object) -> tuple[str, ...]:
    return to_paper({"title": "A Title", **fields}, source="jsonl")[1]


def read(content: bytes, tmp_path: Path) -> tuple[list[Record], list[IntakeNote]]:
    path = tmp_path / "papers.jsonl"
    path.write_bytes(content)
    found = list(READER.read(path))
    return [item for item in found if isinstance(item, Record)], [item for item in found if isinstance(item, IntakeNote)]


@pytest.mark.parametrize(
    ("fields", "attribute", "value"),
    [
        ({"id": "1706.03762v5"}, "paper_id", "arxiv-1706.03762"),
        ({"paper_id": "10.1000/xyz"}, "paper_id", "doi-10-1000-xyz-h4a986f4160"),
        ({"id": 2001}, "paper_id", "id-2001"),
        ({"id": None}, "paper_id", "title-a-title"),
        ({"title": "???"}, "paper_id", "id-ha03b221c6c"),
        ({"summary": "Said."}, "abstract", "Said."),
        ({"abstract": "", "text": "Said."}, "abstract", "Said."),
        ({"abstract": None}, "abstract", ""),
        ({"authors": ["A. One", "B. Two"]}, "authors", ("A. One", "B. Two")),
        ({"authors": "A. One and B. Two"}, "authors", ("A. One and B. Two",)),
        ({"author": [{"name": "A. One"}, "B. Two", ""]}, "authors", ("A. One", "B. Two")),
        ({"year": "2017"}, "year", 2017),
        ({"year": 2017.0}, "year", 2017),
        ({"published": "2017-06-12T17:57:34Z"}, "year", 2017),
        ({"publishedAt": "2019"}, "year", 2019),
        ({"year": "2O13", "published": "2013-01-01"}, "year", 2013),
        ({"url": "https://example.org/a_(b)?c=d&e=%20f#g"}, "url", "https://example.org/a_(b)?c=d&e=%20f#g"),
        ({"code": "http://example.org/code"}, "code", ("http://example.org/code",)),
        ({"categories": ["cs.LG", "cs.CL"]}, "categories", ("cs.LG", "cs.CL")),
        ({"venue": " NeurIPS "}, "venue", "NeurIPS"),
        ({"source": "conference"}, "source", "conference"),
        ({}, "source", "jsonl"),
        ({"stars": 3, "a": {"z": 1, "b": [None]}}, "extra", '{"a":{"b":[null],"z":1},"stars":3}'),
        ({"abstract": "One.", "summary": "Two."}, "extra", '{"summary":"Two."}'),
        ({"published": "2017-06-12"}, "extra", '{"published":"2017-06-12"}'),
        ({"authors": [{"name": "A", "orcid": 1}]}, "extra", '{"authors":[{"name":"A","orcid":1}]}'),
    ],
)
def test_fields(fields: dict[str, object], attribute: str, value: object) -> None:
    assert getattr(paper(**fields), attribute) == value


@pytest.mark.parametrize(
    ("fields", "change"),
    [
        ({"abstract": 5}, "its abstract was dropped: it is a number, not text"),
        ({"authors": [{"nom": "A"}]}, "a value of its authors was dropped: it is null, not text"),
        ({"year": True}, "its year was dropped: True is no year"),
        ({"year": 20177}, "its year was dropped: 20177 is no year"),
        ({"id": ["a"]}, "its id was dropped: it is a list, not text"),
        ({"url": "javascript:alert(1)"}, "its url was dropped: 'javascript:alert(1)' is no http or https link"),
        ({"url": "https://exa mple.org"}, "its url was dropped: 'https://exa mple.org' is no http or https link"),
        ({"url": 'https://a.org/"><script>'}, "its url was dropped: 'https://a.org/\"><script>' is no http or https link"),
        ({"code": ["data:text/html,x"]}, "a value of its code was dropped: 'data:text/html,x' is no http or https link"),
        ({"venue": "a\x00b"}, "characters of its venue that XML cannot carry were replaced one for one: 1 (U+0000)"),
    ],
)
def test_what_cannot_be_used_is_dropped_and_told(fields: dict[str, object], change: str) -> None:
    assert changes(**fields) == (change,)


@given(
    st.fixed_dictionaries(
        {"id": st.from_regex(r"\A[a-z0-9]{1,9}\Z"), "title": STORED},
        optional={
            "abstract": STORED,
            "authors": st.lists(STORED, min_size=1),
            "year": st.integers(1000, 9999),
            "venue": STORED,
            "url": LINKS,
            "code": st.lists(LINKS, min_size=1),
            "categories": st.lists(STORED, min_size=1),
            "source": STORED,
        },
    ),
    EXTRAS,
    st.booleans(),
)
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, fields: dict[str, Any], extra: dict[str, Any], ascii_only: bool
) -> None:
    line = json.dumps(fields | extra, ensure_ascii=ascii_only).encode("utf-8", "replace" if ascii_only else "backslashreplace")
    (record,), notes = read(line + b"\n", tmp_path_factory.getbasetemp())
    assert record.paper == Paper(
        **{name: tuple(value) if isinstance(value, list) else value for name, value in fields.items() if name != "id"},
        paper_id=f"id-{fields['id']}",
        **({} if "source" in fields else {"source": "jsonl"}),
        extra=record.paper.extra,
    )
    assert json.loads(record.paper.extra) == extra
    assert not notes


@given(
    st.binary(max_size=200)
    | st.text(max_size=200).map(str.encode)
    | st.from_regex(rb'\A(\{"title": ?("[a-z]*"|\d|\[\]),?\}?\n?){0,4}\Z')
)
def test_no_bytes_give_a_traceback(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    try:
        records, notes = read(content, tmp_path_factory.getbasetemp())
    except InputError:
        return
    assert all(record.paper.title for record in records)
    assert all(note.why for note in notes)


def test_a_cut_gzip_list_gives_what_is_whole(tmp_path: Path) -> None:
    objects = [{"title": f"Paper {number * 7919 % 10_007}"} for number in range(5_000)]
    records, (note,) = read(gzip.compress(json.dumps(objects).encode())[:-500], tmp_path)
    assert len(records) > 4_000
    assert [record.paper.title for record in records] == [each["title"] for each in objects[: len(records)]]
    assert note.action == "skipped"


def test_a_list_of_objects_is_read_as_its_lines_are(tmp_path: Path) -> None:
    objects = [{"title": f"Paper {number}", "abstract": "Said.\nAgain."} for number in range(5)]
    lines, _ = read("".join(json.dumps(each) + "\n" for each in objects).encode(), tmp_path)
    for indent in (None, 2):
        listed, notes = read(json.dumps(objects, indent=indent).encode(), tmp_path)
        assert [record.paper for record in listed] == [record.paper for record in lines]
        assert not notes
    assert [record.line for record in listed] == [2, 6, 10, 14, 18]


@pytest.mark.parametrize(
    "head",
    ['{"title": "a"}\n', '{ "title"', '\n{"a": 1}\n{"b"', '[{"title": "a"}]', "[\n  {\n", "[]", '{"a": 1}\nbroken\n{"a": 1}\n'],
)
def test_recognises_json_lines_and_lists_of_objects(head: str) -> None:
    assert READER.recognises(head)


@pytest.mark.parametrize(
    "head", ["", "A Title\nAn abstract.\n", "{\n", "[1, 2]", "[section]\nkey = 1\n", "@article{a,\n}\n", "id,title\n1,{}\n"]
)
def test_does_not_recognise_other_text(head: str) -> None:
    assert not READER.recognises(head)


@pytest.mark.corpus
@pytest.mark.parametrize("part", ["train", "dev"])
def test_gold_passes_unchanged(part: str, shared: Path) -> None:
    path = shared / "data" / "gold" / f"{part}.jsonl"
    found = list(READER.read(path))
    for item, line in zip(found, path.read_bytes().split(b"\n"), strict=False):
        assert isinstance(item, Record)
        gold = json.loads(line)
        assert (item.paper.title, item.paper.abstract) == (gold["title"], gold["abstract"])
        assert json.loads(item.paper.extra)["spans"] == gold["spans"]
    assert len(found) == path.read_bytes().count(b"\n")
