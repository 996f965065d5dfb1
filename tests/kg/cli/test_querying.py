"""`kg query`: its time limit, its hint, and its formats."""

from collections.abc import Callable

import pytest

import kg
from kg.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """A function that runs the command and returns its exit code, what it printed and what it told."""

    def run_command(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["kg", *arguments])
        try:
            main()
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
        return code, *capsys.readouterr()

    return run_command


def test_a_query_that_takes_too_long_is_ended(run: Run, atlas: kg.Atlas) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    code, printed, told = run("query", str(atlas.path), endless, "--timeout", "0.3")
    assert (code, printed) == (2, "")
    assert told == "kg: the query took more than 0.3 s and was ended; ask for less, or give it more with --timeout\n"


def test_without_a_limit_a_query_is_answered(run: Run, atlas: kg.Atlas) -> None:
    assert "true" in run("query", str(atlas.path), "ASK { ?p a fabio:ResearchPaper }", "--timeout", "0")[1]


def test_a_misspelt_term_is_told_where_nothing_is_found(run: Run, atlas: kg.Atlas) -> None:
    code, _, told = run("query", str(atlas.path), "SELECT ?m { ?m a pkg:Modle }")
    assert code == 0
    assert told == "0 rows\npkg:Modle is not in an atlas; did you mean pkg:Model?\n"


def test_a_graph_is_printed_as_turtle(run: Run, atlas: kg.Atlas) -> None:
    printed = run("query", str(atlas.path), "CONSTRUCT { ?t a pkg:Task } { ?t a pkg:Task }", "--format", "ttl")[1]
    assert " a pkg:Task ." in printed


def test_an_unknown_format_lists_those_there_are(run: Run, atlas: kg.Atlas) -> None:
    code, _, told = run("query", str(atlas.path), "ASK {}", "--format", "yaml")
    assert code == 2
    assert "choose table, csv, json, tsv, xml, jsonld, nt, rdfxml, ttl" in told
