"""Asking an atlas in SPARQL: what is answered, and what is refused in one sentence."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib

from kg.atlas import Atlas
from kg.errors import AtlasError, QueryError
from outputs.rdf import NTRIPLES
from outputs.sparql import ENGINE
from outputs.store import STORE

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own JSON-LD parser


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


STATED = """SELECT DISTINCT ?node {{
  {{ ?node a pkg:Result ; prov:wasDerivedFrom ?paper ; pkg:field ?field ; pkg:sentence ?sentence }}
  UNION {{ ?node a pkg:Statement ; pkg:evidence ?evidence .
    ?evidence prov:wasDerivedFrom ?paper ; pkg:field ?field ; pkg:sentence ?sentence }}
  ?node a {kind} . ?paper ?field ?text FILTER(CONTAINS(?text, ?sentence)) }}"""


@pytest.mark.parametrize("kind", ["pkg:Statement", "pkg:Result"])
def test_every_statement_and_result_leads_to_its_paper_and_to_the_sentence_there(kind: str, atlas: Atlas) -> None:
    stated = rows(atlas, f"SELECT DISTINCT ?node {{ ?node a {kind} }}")
    assert stated
    assert set(rows(atlas, STATED.format(kind=kind))) == set(stated)


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
    assert ENGINE.ask(stored, select).text("tsv") == '?title\n"Seeing Less"\n'
    assert "<literal>Seeing Less</literal>" in ENGINE.ask(stored, select).text("xml")
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
    with pytest.raises(QueryError, match="CONSTRUCT and DESCRIBE do not answer in the format 'csv'; choose table or jsonld, nt"):
        ENGINE.ask(stored, "DESCRIBE concept:pos").text("csv")
    with pytest.raises(QueryError, match="SELECT and ASK do not answer in the format 'nt'; choose table or csv, json"):
        ENGINE.ask(stored, "ASK {}").text("nt")


@pytest.mark.parametrize("form", ["nt", "ttl", "jsonld", "rdfxml"])
def test_a_graph_is_the_same_in_all_syntaxes(stored: Atlas, form: str) -> None:
    syntax = {"nt": "nt", "ttl": "turtle", "jsonld": "json-ld", "rdfxml": "xml"}[form]
    answer = ENGINE.ask(stored, "DESCRIBE concept:rnn")
    parsed = rdflib.Graph().parse(data=answer.text(form), format=syntax)
    assert set(parsed) == set(rdflib.Graph().parse(data=answer.text("nt"), format="nt"))
    assert len(parsed) == 6
    assert answer.text(form) == answer.text(form)


def test_a_query_in_a_process_of_its_own_finds_the_same(stored: Atlas) -> None:
    for query in ("SELECT ?s ?o { ?s dcterms:title ?o } ORDER BY ?o", "ASK { ?s a pkg:Task }", "DESCRIBE concept:pos"):
        assert list(ENGINE.ask(stored, query, timeout=30).rows()) == list(ENGINE.ask(stored, query).rows())


def test_a_query_that_takes_too_long_is_ended_with_its_process(stored: Atlas) -> None:
    values = " ".join(f'"{number}"' for number in range(100))
    endless = " ".join(f"VALUES ?v{number} {{ {values} }}" for number in range(8))
    started = time.monotonic()
    with pytest.raises(QueryError, match=r"took more than 0\.5 s and was ended"):
        ENGINE.ask(stored, f"SELECT (COUNT(*) AS ?n) {{ {endless} }}", timeout=0.5)
    assert time.monotonic() - started < 60  # it would take days


def test_what_goes_wrong_in_the_process_is_told_as_here(stored: Atlas) -> None:
    with pytest.raises(QueryError, match="begins with SELECT"):
        ENGINE.ask(stored, "SELCT", timeout=30)
    with pytest.raises(AtlasError, match="store cannot be read"):
        damaged = stored.path / "store" / "CURRENT"
        damaged.unlink()
        ENGINE.ask(stored, "ASK {}", timeout=30)


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        ("SELECT ?x { ?x a pkg:Modle }", "pkg:Modle is not in an atlas; did you mean pkg:Model?"),
        ("SELECT ?x { ?x dcterms:titel ?t }", "dcterms:titel is not in an atlas; did you mean dcterms:title?"),
        ("SELECT ?x { ?x pkg:prefLabel ?t }", "pkg:prefLabel is not in an atlas; did you mean skos:prefLabel?"),
        ("SELECT ?x { ?x rdfs:label ?t }", "rdfs:label is not in an atlas; did you mean skos:prefLabel?"),
        (
            "PREFIX p: <https://w3id.org/paperkg/ontology#> ASK { ?x p:use ?t }",
            "pkg:use is not in an atlas; did you mean pkg:uses?",
        ),
        (
            "SELECT ?x { ?x <http://purl.org/dc/terms/creater> ?t }",
            "dcterms:creater is not in an atlas; did you mean dcterms:creator?",
        ),
        ("SELECT ?x { ?p lpwc:hasTask ?x }", 'lpwc:hasTask is written only where the setting rdf.align has "lpwc"'),
        ("SELECT ?x { ?x a pkg:Result ; mls:hasValue 'pkg:Modle' } # pkg:Modle", ""),
        ("SELECT (xsd:integer('1') AS ?n) { ?x <https://example.org/p> <urn:x> }", ""),
    ],
)
def test_a_query_that_finds_nothing_is_told_its_misspelt_terms(stored: Atlas, query: str, hint: str) -> None:
    assert ENGINE.ask(stored, query).hint == hint


def test_a_query_that_finds_something_is_told_nothing(stored: Atlas) -> None:
    assert ENGINE.ask(stored, "SELECT ?x { ?x a pkg:Model OPTIONAL { ?x pkg:lable ?l } }").hint == ""


def test_terms_of_another_vocabulary_answer_where_they_are_written(make_atlas: Callable[..., Atlas]) -> None:
    atlas = make_atlas(align=["lpwc", "cskg"])
    STORE.write(atlas, atlas.path / "store")
    assert rows(atlas, "SELECT ?p { ?p lpwc:hasTask concept:pos }") == [("paper:title-a",)]
    assert rows(atlas, "SELECT ?m { ?m a cskg-ont:Method } ORDER BY ?m") == [
        ("concept:beam-search",), ("concept:rnn",), ("concept:search",)
    ]  # fmt: skip


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
        ("SELECT ?s {\n  ?s a foo:Bar\n}", "^line 2: the prefix 'foo' is not declared; known without PREFIX are concept, "),
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


def test_the_process_that_answers_loads_neither_spacy_nor_the_rest(stored: Atlas) -> None:
    code = "import sys, outputs.evaluating; print(*sorted({'spacy', 'rdflib', 'kg', 'pyarrow'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == ""


def test_the_engine_does_not_load_spacy() -> None:
    code = "import sys, kg.cli, outputs.sparql; print(*sorted({'spacy', 'rdflib', 'extractors'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == ""


def test_asking_writes_nothing(stored: Atlas) -> None:
    def state() -> list[tuple[Path, int]]:
        return sorted((path, path.stat().st_mtime_ns) for path in stored.path.rglob("*"))

    before = state()
    rows(stored, "SELECT * { ?s ?p ?o }")
    assert state() == before
