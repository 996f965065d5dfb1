"""The page as a file: what it holds, what its policy lets run, and that nothing from the data is HTML."""

import json
import os
import re
import shutil
import subprocess
import time
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from timeit import timeit
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.atlas import Atlas
from kg.errors import KGError
from outputs.html import HTML
from outputs.html.network import build_network
from outputs.html.packing import pack
from outputs.html.page import Html, graph_data, texts_data
from outputs.html.selection import select
from outputs.html.shown import show

MakeAtlas = Callable[..., Atlas]

HOSTILE = (
    "</script><script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "{{7*7}} ${7*7} <!--<script>",
    "javascript:alert(1)",
    "line\u2028and\u2029line",
    "&lt;b&gt; &amp; \"quotes\" 'and' `more`",
)


class Elements(HTMLParser):
    """Counts the elements of a page and collects the text of scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.texts: list[str] = []
        self.policy = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        if ("http-equiv", "Content-Security-Policy") in attrs:
            self.policy = dict(attrs)["content"] or ""

    def handle_data(self, data: str) -> None:
        if self.names and self.names[-1] in {"script", "style"} and data.strip():
            self.texts.append(data)


def test_the_same_atlas_gives_the_same_bytes(small_atlas: Atlas, tmp_path: Path) -> None:
    HTML.write(small_atlas, tmp_path / "a.html")
    HTML.write(small_atlas, tmp_path / "b.html")
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
    assert HTML.file_name == "index.html"


def test_the_policy_allows_the_page_s_own_script_and_style_by_hash_and_nothing_else(small_atlas: Atlas) -> None:
    page = Elements(Html().to_html(small_atlas))
    style, _, _, _, script = page.texts
    hashes = [f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in (script, style)]
    assert page.policy.startswith(f"default-src 'none'; script-src {hashes[0]}; style-src {hashes[1]};")
    assert "unsafe" not in page.policy


def test_the_page_names_no_other_file(small_atlas: Atlas) -> None:
    page = Html().to_html(small_atlas)
    without_script = page[: page.index('<script type="module">')]
    assert not re.search(r"src=|@import|url\(|fetch\(", without_script)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_the_data_becomes_an_element(make_atlas: MakeAtlas, small_atlas: Atlas, text: str) -> None:
    hostile = make_atlas(hostile_rows(text))
    assert Elements(Html().to_html(hostile)).names == Elements(Html().to_html(small_atlas)).names
    assert text in graph_of(hostile)["nodes"]["label"]


def test_hidden_concepts_are_not_on_the_page(small_atlas: Atlas) -> None:
    data = graph_of(small_atlas)
    assert data["concepts"]["key"] == ["pos", "beam-search", "rnn", "search"]
    assert data["conceptsInAtlas"] == 4
    assert [shared for shared in data["edges"]["shared"] if shared] == [[5], [4]]


def test_a_page_of_one_community_holds_its_papers_and_the_concepts_that_they_use(small_atlas: Atlas) -> None:
    page = Html().configured(small_atlas, {"community": "1", "mode": "papers"})
    data = graph_data(small_atlas, select(small_atlas, community=page.community), mode=page.mode)
    assert (data["mode"], data["papersInAtlas"], data["papers"]["key"]) == ("papers", 1, ["title-a-b"])
    assert data["concepts"]["key"] == ["beam-search", "rnn"]


@pytest.mark.parametrize(
    ("options", "said"), [({"mode": "x"}, "choose concepts, papers, together"), ({"community": "x"}, "no communities")]
)
def test_an_option_that_cannot_be_is_told_with_what_can(small_atlas: Atlas, options: dict[str, str], said: str) -> None:
    with pytest.raises(KGError, match=said):
        Html().configured(small_atlas, options)


def test_relations_results_roles_and_broader_stand_on_the_page_where_the_tables_have_them(make_atlas: MakeAtlas) -> None:
    atlas = make_atlas(rich_rows())
    graph, texts = graph_of(atlas), texts_data(atlas, select(atlas))
    kinds = zip(graph["edges"]["kind"], graph["edges"]["from"], graph["edges"]["to"], graph["edges"]["role"], strict=True)
    assert sorted(kinds, key=str) == [("broader", 2, 1, None), ("evaluated_on", 2, 3, None), ("usage", 0, 2, "introduced")]
    evidence = {"paper": 0, "field": 1, "start": 0, "end": 35}
    assert texts["statements"] == [{"head": 2, "relation": "evaluated_on", "tail": 3, **evidence}]
    assert texts["results"] == [{"model": 2, "dataset": 3, "value": "93.1 %", "unit": "%", **evidence}]
    assert texts["concepts"] == [{}, {"broader": ["net"], "matches": ["https://example.org/gated"]}, {}]


def test_the_most_central_come_first_and_papers_beyond_the_limit_stay_out_with_their_concepts(make_atlas: MakeAtlas) -> None:
    rows = {
        "papers": [
            {"paper_id": name, "title": name, "centrality": value} for name, value in (("a", 0.1), ("b", 0.9), ("c", 0.5))
        ],
        "concepts": [{"concept_id": f"of-{name}", "label": name, "type": "Task", "papers": 1} for name in "abc"],
        "usages": [{"paper_id": name, "concept_id": f"of-{name}"} for name in "abc"],
    }
    selection = select(make_atlas(rows), most_papers=2)
    assert [row["paper_id"] for row in selection.papers] == ["b", "c"]
    assert [row["concept_id"] for row in selection.concepts] == ["of-b", "of-c"]
    assert (selection.papers_in_atlas, selection.concepts_in_atlas) == (3, 3)


def test_pyvis_carries_the_graph_with_the_places_of_the_tables(make_atlas: MakeAtlas) -> None:
    rows = {
        "papers": [{"paper_id": "p", "title": "A title", "x": 1.5, "y": -2.0, "centrality": 1.0, "community": 3}],
        "concepts": [
            {"concept_id": "c", "label": "a name", "type": "Metric", "papers": 2, "x": 0.0, "y": 4.0, "centrality": 0.25}
        ],
        "usages": [{"paper_id": "p", "concept_id": "c"}],
    }
    atlas = make_atlas(rows)
    network = build_network(atlas, select(atlas))
    assert network.nodes == [
        {"id": 0, "label": "A title", "group": "Paper", "shape": "square", "size": 14.0, "x": 1.5, "y": -2.0, "community": 3},
        {"id": 1, "label": "a name", "group": "Metric", "shape": "star", "size": 16.0, "x": 0.0, "y": 4.0},
    ]
    assert network.edges == [{"from": 0, "to": 1, "kind": "usage", "value": 0.0}]
    assert network.options["physics"] == {"enabled": False}


def test_offsets_count_as_javascript_counts(make_atlas: MakeAtlas) -> None:
    abstract = "A 😀 LSTM 🧪 wins."
    rows = {
        "papers": [{"paper_id": "p", "title": "Ä LSTM", "abstract": abstract}],
        "concepts": [{"concept_id": "lstm", "label": "LSTM", "type": "Model", "papers": 1}],
        "mentions": [
            {
                "mention_no": 0,
                "paper_id": "p",
                "field": "abstract",
                "start": 4,
                "end": 8,
                "sent_start": 0,
                "sent_end": 16,
                "concept_id": "lstm",
            },
            {
                "mention_no": 1,
                "paper_id": "p",
                "field": "title",
                "start": 2,
                "end": 6,
                "sent_start": 0,
                "sent_end": 6,
                "concept_id": "lstm",
            },
        ],
    }
    assert abstract[4:8] == "LSTM"
    assert len(abstract) == 16
    atlas = make_atlas(rows)
    [paper] = texts_data(atlas, select(atlas))["papers"]
    assert paper["mentions"] == [1, 0, 2, 6, 0, 6, 1, 1, 5, 9, 0, 18]


@pytest.mark.parametrize(
    ("stored", "readable"),
    [
        (r"$\ell_{1}$-norms at $1/\sqrt{n}$", "ℓ_1-norms at 1/√(n)"),
        (r"{\em first}, \textbf{second} and $62%$ or 5\%", "first, second and 62% or 5%"),
        (r"bold $\bm{x}$ and \pmb{y}", "bold x and y"),
        (r"M\"uller, Poincar\'{e} and \c{c}", "Müller, Poincaré and ç"),
        ("between $5 and $6, or $5", "between $5 and $6, or $5"),
        (r"an \unknown{command} and $\mathcalX$", r"an \unknown{command} and $\mathcalX$"),
        (r"a {set} of C:\new files and \u003c", r"a {set} of C:\new files and \u003c"),
        ("one $ and \\", "one $ and \\"),
    ],
)
def test_latex_is_shown_as_it_is_read_and_all_else_as_it_is(stored: str, readable: str) -> None:
    assert show(stored).text == readable


@given(text=st.text(st.sampled_from("ab $\\{}%_^é😀")), ends=st.tuples(st.integers(0, 60), st.integers(0, 60)))
def test_a_span_stays_within_what_is_shown(text: str, ends: tuple[int, int]) -> None:
    start, end = sorted(min(place, len(text)) for place in ends)
    field = show(text)
    first, last = field.span(start, end)
    assert 0 <= first <= last <= len(field.text.encode("utf-16-le")) // 2
    if field.text == text:
        assert field.text.encode("utf-16-le")[2 * first : 2 * last].decode("utf-16-le") == text[start:end]


@pytest.mark.parametrize("text", HOSTILE)
def test_data_survive_the_way_into_the_page(make_atlas: MakeAtlas, text: str) -> None:
    atlas = make_atlas(hostile_rows(text))
    _, _, graph, texts, _ = Elements(Html().to_html(atlas)).texts
    assert json.loads(zlib.decompress(b64decode(graph))) == graph_of(atlas)
    assert texts == pack(texts_data(atlas, select(atlas)))


@pytest.mark.slow
def test_writing_takes_time_in_proportion_to_the_papers(make_atlas: MakeAtlas, tmp_path: Path) -> None:
    atlases = [make_atlas(many_rows(papers)) for papers in (10_000, 20_000)]
    times = [min(_seconds(atlas, tmp_path / "page.html") for _ in range(5)) for atlas in atlases]
    assert times[1] / times[0] <= 2.3


def test_the_built_script_is_what_the_source_builds(tmp_path: Path) -> None:
    front = Path(__file__).parents[2] / "outputs" / "html" / "front"
    node = shutil.which("node")
    if node is None or not (front / "node_modules").is_dir():
        pytest.skip("needs node and the packages of outputs/html/front (npm ci)")
    subprocess.run([node, "build.mjs", str(tmp_path)], cwd=front, check=True, env=os.environ)
    for name in ("page.js", "page.licences.txt"):
        assert (tmp_path / name).read_bytes() == (front.parent / name).read_bytes(), f"npm run build makes another {name}"


def graph_of(atlas: Atlas) -> dict[str, Any]:
    return graph_data(atlas, select(atlas))


def _seconds(atlas: Atlas, path: Path) -> float:
    """Return the seconds of the processor, which other work on the machine does not change, the garbage collector paused."""
    return timeit(lambda: HTML.write(Atlas(atlas.path), path), timer=time.process_time, number=1)


def many_rows(papers: int) -> dict[str, list[dict[str, Any]]]:
    """Rows of many papers, each with five concepts out of half as many, and linked to the next one."""
    ids = [f"p{number:06}" for number in range(papers)]
    concepts = [f"c{number:06}" for number in range(papers // 2)]
    used = [(paper, concepts[(7 * number + step * 31) % len(concepts)]) for number, paper in enumerate(ids) for step in range(5)]
    return {
        "papers": [{"paper_id": own, "title": f"Title of {own}", "abstract": "Words of an abstract. " * 40} for own in ids],
        "concepts": [{"concept_id": own, "label": own, "type": "Task", "papers": 10, "hidden": False} for own in concepts],
        "usages": [{"paper_id": paper, "concept_id": concept, "weight": 1.0} for paper, concept in used],
        "links": [{"paper_a": a, "paper_b": b, "score": 0.5, "shared": [concepts[0]]} for a, b in pairwise(ids)],
    }


def rich_rows() -> dict[str, list[dict[str, Any]]]:
    """Rows of a paper that introduces a model, evaluates it on a dataset, and reports a result."""
    text = "GateNet reaches 93.1 % on TagCorpus"
    claim = {"paper_id": "p", "field": "abstract", "start": 0, "end": len(text)}
    names = (("net", "network", "Model"), ("gate-net", "GateNet", "Model"), ("tags", "TagCorpus", "Dataset"))
    rows: list[dict[str, Any]] = [
        {"concept_id": key, "label": label, "type": group, "papers": 1, "hidden": False, "centrality": 1 - number / 10}
        for number, (key, label, group) in enumerate(names)
    ]
    rows[1] |= {"broader": ["net"], "matches": ["https://example.org/gated"]}
    return {
        "papers": [{"paper_id": "p", "title": "Gates", "abstract": text}],
        "concepts": rows,
        "usages": [{"paper_id": "p", "concept_id": "gate-net", "role": "introduced", "weight": 1.0}],
        "relations": [{**claim, "head_id": "gate-net", "relation": "evaluated_on", "tail_id": "tags"}],
        "results": [{**claim, "model_id": "gate-net", "dataset_id": "tags", "value_text": "93.1 %", "unit": "%"}],
    }


def hostile_rows(text: str) -> dict[str, list[dict[str, Any]]]:
    """Rows in which every text that a user gives is `text`."""
    place = {"x": 0.0, "y": 0.0, "centrality": 1.0, "community": 0}
    mention = {
        "mention_no": 0,
        "paper_id": text,
        "field": "abstract",
        "start": 0,
        "end": 3,
        "sent_start": 0,
        "sent_end": len(text),
    }
    many = [text, text]
    return {
        "papers": [
            {
                "paper_id": text,
                "title": text,
                "abstract": text,
                "authors": many,
                "venue": text,
                "url": text,
                "code": many,
                **place,
            },
            {"paper_id": "other", "title": "Another paper", **place, "x": 100.0},
        ],
        "concepts": [
            {
                "concept_id": text,
                "label": text,
                "type": "Model",
                "aliases": [text, f"also {text}"],
                "papers": 2,
                **place,
                "y": 80.0,
            }
        ],
        "mentions": [mention | {"concept_id": text, "text": text[:3]}],
        "usages": [{"paper_id": paper, "concept_id": text} for paper in (text, "other")],
        "links": [{"paper_a": "other", "paper_b": text, "score": 0.5, "shared": [text]}],
    }
