"""Asking an atlas in SPARQL: what is answered, and what is refused in one sentence."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.atlas import Atlas
from kg.errors import AtlasError, QueryError
from outputs.rdf import NTRIPLES
from outputs.sparql import ENGINE
from outputs.store import STORE


@pytest.fixture
def stored(small_atlas: Atlas) -> Atlas:
    """Return the small atlas with its store."""
    STORE.write(small_atlas, small_atlas.path / STORE.file_name)
    return small_atlas


def rows(atlas: Atlas, sparql: str) -> list[tuple[str, ...]]:
    return list(ENGINE.ask(atlas, sparql).rows())


def test_the_usual_prefixes_need_no_declaration(stored: Atlas) -> None:
    answer = ENGINE.ask(
        stored, "SELECT ?c ?type ?label { paper:title-a pkg:uses ?c . ?c a ?type ; skos:prefLabel ?label } ORDER BY ?type"
    )
    assert answer.headers == ("c", "type", "label")
    assert list(answer.rows()) == [
        ("concept:rnn", "skos:Concept", "recurrent neural network"),
        ("concept:rnn", "pkg:Model", "recurrent neural network"),
    ]


def test_a_declared_prefix_wins(stored: Atlas) -> None:
    assert rows(stored, "PREFIX pkg: <http://example.org/> SELECT (pkg:a AS ?a) {}") == [("http://example.org/a",)]


def test_a_missing_value_is_an_empty_cell(stored: Atlas) -> None:
    pattern = "?paper a fabio:ResearchPaper ; dcterms:title ?title OPTIONAL { ?paper dcterms:issued ?year }"
    query = f"SELECT ?title ?year {{ {pattern} }} ORDER BY ?title"
    assert rows(stored, query) == [
        ("Beam Search without Regret", ""),
        ("Gated Networks for Tagging", "2017"),
        ("Seeing Less", ""),
    ]


@pytest.mark.parametrize(("pattern", "answer"), [("pkg:linkedTo", "true"), ("pkg:between", "false")])
def test_ask_is_answered_by_true_or_false(stored: Atlas, pattern: str, answer: str) -> None:
    assert rows(stored, f"ASK {{ paper:title-a {pattern} ?x }}") == [(answer,)]


def test_select_and_ask_are_written_by_the_standards(stored: Atlas) -> None:
    select = "SELECT ?title { paper:title-c dcterms:title ?title }"
    assert ENGINE.ask(stored, select).text("csv") == "title\r\nSeeing Less\r\n"
    assert json.loads(ENGINE.ask(stored, select).text("json"))["results"]["bindings"] == [
        {"title": {"type": "literal", "value": "Seeing Less"}}
    ]
    assert json.loads(ENGINE.ask(stored, "ASK {}").text("json")) == {"head": {}, "boolean": True}


def test_construct_and_describe_give_triples(stored: Atlas) -> None:
    answer = ENGINE.ask(stored, "CONSTRUCT { ?b pkg:linkedTo ?a } WHERE { ?a pkg:linkedTo ?b FILTER(?a = paper:title-a) }")
    assert answer.headers == ("subject", "predicate", "object")
    assert list(answer.rows()) == [("paper:title-a-b", "pkg:linkedTo", "paper:title-a")]
    lines = ENGINE.ask(stored, "DESCRIBE concept:pos").text("nt").splitlines()
    NTRIPLES.write(stored, stored.path / "graph.nt")
    written = (stored.path / "graph.nt").read_text("utf-8").splitlines()
    own = [line for line in written if line.startswith("<https://w3id.org/paperkg/id/concept/pos>")]
    assert lines == own


def test_a_format_that_an_answer_has_not_is_an_error(stored: Atlas) -> None:
    with pytest.raises(QueryError, match="CONSTRUCT and DESCRIBE do not answer in the format 'csv'; choose table or nt"):
        ENGINE.ask(stored, "DESCRIBE concept:pos").text("csv")
    with pytest.raises(QueryError, match="SELECT and ASK do not answer in the format 'nt'; choose table or csv or json"):
        ENGINE.ask(stored, "ASK {}").text("nt")


@pytest.mark.parametrize(
    "update", ["INSERT DATA { paper:x a pkg:Link }", "PREFIX x: <http://x/> delete where { ?s ?p ?o }", "CLEAR ALL"]
)
def test_updates_are_refused(stored: Atlas, update: str) -> None:
    with pytest.raises(QueryError, match="is refused: a query does not change an atlas"):
        ENGINE.ask(stored, update)


def test_federation_is_refused(stored: Atlas) -> None:
    with pytest.raises(QueryError, match="never the network"):
        ENGINE.ask(stored, "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT ?s {\n  ?s a foo:Bar\n}", "^line 2: the prefix 'foo' is not declared; known without PREFIX are concept, dcat, "),
        ("PREFIX a-b: <http://x/> SELECT ?s { ?s a-b:c c:d _:e }", "^line 1: the prefix 'c' is not declared"),
        ("SELECT ?s {\n  ?s a <a b>\n}", "^line 2: the query is not valid SPARQL behind '.*a <a b>': that is not an IRI"),
        (
            "SELECT ?s { ?s ?p ?o ",
            r"^line 1: the query is not valid SPARQL behind 'SELECT \?s { \?s \?p \?o'; there could stand , \. ;.* }",
        ),
        ("SELCT ?s { ?s a pkg:Model }", "^a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, not with SELCT"),
        ("", "not with nothing"),
        ("ASK {} ASK {}", "^line 1: the query is not valid SPARQL behind 'ASK {} ASK {}'"),
    ],
)
def test_a_mistake_is_told_in_one_sentence_with_its_line(stored: Atlas, query: str, message: str) -> None:
    with pytest.raises(QueryError, match=message) as error:
        ENGINE.ask(stored, query)
    assert "\n" not in str(error.value)


def test_an_atlas_without_a_store_says_how_to_make_one(small_atlas: Atlas) -> None:
    with pytest.raises(AtlasError, match=r"has no store to query; make it with `kg export .* store`"):
        ENGINE.ask(small_atlas, "ASK {}")


def test_a_damaged_store_is_told_so(small_atlas: Atlas) -> None:
    (small_atlas.path / "store").mkdir()
    with pytest.raises(AtlasError, match="store cannot be read"):
        ENGINE.ask(small_atlas, "ASK {}")


def test_an_exported_store_is_found(small_atlas: Atlas) -> None:
    STORE.write(small_atlas, small_atlas.path / "exports" / "store")
    assert rows(small_atlas, "ASK { ?s ?p ?o }") == [("true",)]


def test_the_store_takes_the_atlas_own_ntriples_where_they_are(small_atlas: Atlas) -> None:
    (small_atlas.path / "graph.nt").write_text(
        "<http://example.org/s> <http://example.org/p> <http://example.org/o> .\n", encoding="utf-8"
    )
    STORE.write(small_atlas, small_atlas.path / "store")
    assert rows(small_atlas, "SELECT ?s { ?s ?p ?o }") == [("http://example.org/s",)]


def test_a_store_written_again_replaces_the_old_one(make_atlas: Callable[..., Atlas], stored: Atlas) -> None:
    STORE.write(make_atlas({}, merges=[]), stored.path / "store")
    assert rows(stored, "SELECT ?paper { ?paper a fabio:ResearchPaper }") == []


def test_asking_writes_nothing(stored: Atlas) -> None:
    def state() -> list[tuple[Path, int]]:
        return sorted((path, path.stat().st_mtime_ns) for path in stored.path.rglob("*"))

    before = state()
    rows(stored, "SELECT * { ?s ?p ?o }")
    assert state() == before
