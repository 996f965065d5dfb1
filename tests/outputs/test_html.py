"""The page as a file: what it holds, what its policy lets run, and that nothing from the data is HTML."""

import json
import re
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from kg.atlas import Atlas
from outputs.html import HTML
from outputs.html.bundle import bundle
from outputs.html.network import build_network
from outputs.html.page import page_data, to_html
from outputs.html.selection import select

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
    page = Elements(to_html(small_atlas))
    style, _, library, application = page.texts
    hashes = [f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in (library, application, style)]
    assert page.policy.startswith(f"default-src 'none'; script-src {hashes[0]} {hashes[1]}; style-src {hashes[2]};")
    assert "unsafe" not in page.policy


def test_the_page_names_no_other_file(small_atlas: Atlas) -> None:
    page = to_html(small_atlas)
    without_library = page[: page.index("/**\n * vis-network")] + page[page.index('<script type="module">') :]
    assert not re.search(r"src=|@import|url\(|fetch\(", without_library)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_the_data_becomes_an_element(make_atlas: MakeAtlas, small_atlas: Atlas, text: str) -> None:
    hostile = make_atlas(hostile_rows(text))
    assert Elements(to_html(hostile)).names == Elements(to_html(small_atlas)).names
    assert text in {node["label"] for node in page_data(hostile)["network"]["nodes"]}


def test_hidden_concepts_are_not_on_the_page(small_atlas: Atlas) -> None:
    data = page_data(small_atlas)
    assert [concept["id"] for concept in data["concepts"]] == ["pos", "beam-search", "rnn", "search"]
    assert data["conceptsInAtlas"] == 4
    assert [edge["shared"] for edge in data["network"]["edges"] if "shared" in edge] == [[2], [1]]


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
        {"id": "p0", "label": "A title", "group": "Paper", "shape": "square", "size": 14.0, "x": 1.5, "y": -2.0, "community": 3},
        {"id": "c0", "label": "a name", "group": "Metric", "shape": "star", "size": 16.0, "x": 0.0, "y": 4.0},
    ]
    assert network.edges == [{"from": "p0", "to": "c0"}]
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
    [paper] = page_data(make_atlas(rows))["papers"]
    assert paper["mentions"] == [0, 0, 2, 6, 0, 6, 0, 1, 5, 9, 0, 18]


def test_a_bundle_runs_each_module_once_after_those_it_imports() -> None:
    modules = {
        "main": 'import { one } from "./a.js";\nimport { two,\n  three } from "./b.js";\nrun(one, two, three);\n',
        "a": 'import { two } from "./b.js";\nexport const one = two;\n',
        "b": "export function two() {}\nexport const { three } = two;\n",
    }
    joined = bundle("main", modules.__getitem__)
    assert "import" not in joined
    assert "export" not in joined
    assert re.findall(r"const \$(\w+) = \(\(\) =>", joined) == ["b", "a", "main"]
    assert re.findall(r"return { (.*) };", joined) == ["two, three", "one", ""]
    assert "const { two,\n  three } = $b;" in joined


@pytest.mark.parametrize("text", HOSTILE)
def test_data_survive_the_way_into_the_page(make_atlas: MakeAtlas, text: str) -> None:
    atlas = make_atlas(hostile_rows(text))
    _, data, *_ = Elements(to_html(atlas)).texts
    assert json.loads(data) == page_data(atlas)


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
