"""The command line as a person meets it: what it prints, what it refuses, how it exits."""

import json
import re
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import kg
from kg.cli.commands import app

Run = Callable[..., subprocess.CompletedProcess[str]]

COMMANDS = sorted(command.name or command.callback.__name__ for command in app.registered_commands if command.callback)
PAPER_A, PAPER_B = "attention is all you need", "neural machine translation jointly"


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_an_example(run: Run, command: str) -> None:
    assert f"kg {command}" in run(command, "--help").stdout.split("Example", 1)[1]


def test_help_lists_every_command(run: Run) -> None:
    shown = run("--help").stdout
    assert all(re.search(rf"\b{command}\b", shown) for command in COMMANDS)


def test_init_writes_settings_that_build_reads(run: Run, tmp_path: Path) -> None:
    run("init", tmp_path)
    assert "[links]" in (tmp_path / "kg.toml").read_text()
    assert "exists already" in run("init", tmp_path, code=2).stderr


def test_show_finds_a_concept_by_an_alias_and_prints_its_sentences(run: Run, atlas: kg.Atlas) -> None:
    card = json.loads(run("show", atlas.path, "Recurrent Neural Networks", "--json").stdout)
    assert (card["kind"], card["concept_id"]) == ("concept", "recurrent-neural-network")
    assert all(paper["sentence"] for paper in card["papers"])


def test_show_prints_a_paper_with_its_concepts_and_nearest_papers(run: Run, atlas: kg.Atlas) -> None:
    shown = run("show", atlas.path, "Attention Is All You Need").stdout
    assert "arxiv" not in shown.splitlines()[0]
    assert shown.startswith("Attention Is All You Need")
    assert "nearest papers" in shown


def test_show_prints_roles_relations_and_results_with_their_sentences(run: Run, rich_atlas: kg.Atlas) -> None:
    lines = [" ".join(line.split()) for line in run("show", rich_atlas.path, "gated-unit").stdout.splitlines()]
    assert "code: https://example.org/gates" in lines
    assert "Gates That Remember introduced We present the gated unit." in lines
    said = "It beats the plain RNN at machine translation."
    assert f"gated unit outperforms RNN Gates That Remember and 1 more {said}" in lines
    clause = "The gated unit reaches 28.4 BLEU on WMT14."
    assert f"28.4 BLEU gated unit, machine translation, WMT14, BLEU Translating Without Loops {clause}" in lines


def test_the_card_of_a_paper_holds_what_it_states_and_reports_as_json(run: Run, rich_atlas: kg.Atlas) -> None:
    card = json.loads(run("show", rich_atlas.path, "arxiv-1406.00001", "--json").stdout)
    assert card["concepts"][0] | {"sentence": ""} == {
        "concept_id": "gated-unit",
        "label": "gated unit",
        "type": "Model",
        "role": "introduced",
        "sentence": "",
    }
    assert [(each["relation"], each["evidence"][0]["confidence"]) for each in card["relations"]] == [
        ("outperforms", 0.8),
        ("used_for", 0.7),
    ]
    assert card["results"] == []


def test_show_says_when_nothing_has_the_words(run: Run, atlas: kg.Atlas) -> None:
    assert "no paper or concept" in run("show", atlas.path, "quetzalcoatlus", code=2).stderr


def test_explain_names_shared_concepts_with_a_sentence_of_each_paper(run: Run, atlas: kg.Atlas) -> None:
    found = json.loads(run("explain", atlas.path, PAPER_A, PAPER_B, "--json").stdout)
    assert found["score"] > 0
    assert sum(concept["share"] for concept in found["shared"]) == pytest.approx(1, abs=0.01)
    assert all(concept["sentence_a"] and concept["sentence_b"] for concept in found["shared"])


def test_stats_count_what_the_tables_hold(run: Run, atlas: kg.Atlas) -> None:
    found = json.loads(run("stats", atlas.path, "--json").stdout)
    assert found["counts"]["papers"] == atlas.table("papers").num_rows
    assert sum(group["papers"] for group in found["communities"]) <= found["counts"]["papers"]
    assert sum(found["types"].values()) == found["counts"]["concepts"] - found["counts"]["concepts_hidden"]


def test_query_answers_sparql_in_each_format(run: Run, atlas: kg.Atlas) -> None:
    sparql = "SELECT (COUNT(?p) AS ?n) { ?p a fabio:ResearchPaper }"
    count = str(atlas.table("papers").num_rows)
    assert count in run("query", atlas.path, sparql).stdout
    assert run("query", atlas.path, sparql, "--format", "csv").stdout.split() == ["n", count]
    assert (
        json.loads(run("query", atlas.path, sparql, "--format", "json").stdout)["results"]["bindings"][0]["n"]["value"] == count
    )


def test_query_by_name_takes_its_parameters_as_options(run: Run, atlas: kg.Atlas) -> None:
    assert "papers-of-concept" in run("query", "--list").stdout
    shown = run("query", atlas.path, "--name", "papers-of-concept", "--concept", "lstm", "--format", "csv").stdout
    assert len(shown.splitlines()) > 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("SELECT {",), "not valid SPARQL"),
        (("DELETE WHERE { ?s ?p ?o }",), "refused"),
        (("SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }",), "refused"),
        (("--name", "nonsense"), "there is no query named"),
        (("--name", "papers-of-concept"), "needs the parameter"),
        ((), "give one query"),
        (("ASK {}", "--format", "xlsx"), "there is no format"),
    ],
)
def test_query_refuses_in_one_sentence(run: Run, arguments: Sequence[str], message: str, atlas: kg.Atlas) -> None:
    stderr = run("query", atlas.path, *arguments, code=2).stderr
    assert message in stderr
    assert len(stderr.splitlines()) == 1


def test_export_writes_into_the_atlas_and_stands_in_the_manifest(run: Run, sample: Path, tmp_path: Path) -> None:
    run("build", sample, "-o", tmp_path / "atlas")
    before = {path.name: path.read_bytes() for path in (tmp_path / "atlas").glob("*.parquet")}
    run("export", tmp_path / "atlas", "graphml")
    opened = kg.open(tmp_path / "atlas")
    assert (opened.path / opened.manifest["exports"]["graphml"]["file"]).exists()
    assert {path.name: path.read_bytes() for path in opened.path.glob("*.parquet")} == before
    run("build", sample, "-o", tmp_path / "atlas")
    assert (tmp_path / "atlas" / "exports" / "graph.graphml").exists(), "a build keeps the exports in step"


@pytest.mark.parametrize("form", ["csv", "graphml", "html", "jsonl", "nt", "store", "ttl"])
def test_export_writes_every_format_where_asked(run: Run, form: str, atlas: kg.Atlas, tmp_path: Path) -> None:
    run("export", atlas.path, form, "-o", tmp_path / "here")
    assert (tmp_path / "here").exists()


def test_export_of_an_unknown_format_lists_the_known(run: Run, atlas: kg.Atlas) -> None:
    assert "available: csv, graphml" in run("export", atlas.path, "xlsx", code=2).stderr


def test_what_is_no_atlas_is_named(run: Run, tmp_path: Path) -> None:
    assert "is not an atlas" in run("stats", tmp_path, code=2).stderr


def test_control_characters_of_a_message_do_not_reach_the_terminal(run: Run, tmp_path: Path) -> None:
    assert "\x1b" not in run("stats", tmp_path / "\x1b[31mred", code=2).stderr


def test_bad_inputs_are_one_sentence_each(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("")
    (tmp_path / "binary.jsonl").write_bytes(bytes(range(256)) * 40)
    for name in ("none.jsonl", "empty.jsonl", "binary.jsonl"):
        stderr = run("build", tmp_path / name, "-o", tmp_path / "atlas", code=2).stderr
        assert name in stderr
        assert len(stderr.splitlines()) == 1
    assert not (tmp_path / "atlas").exists()


def test_strict_exits_with_1_when_a_record_was_skipped(run: Run, tmp_path: Path) -> None:
    (tmp_path / "some.jsonl").write_text('{"title": "Beam Search", "abstract": "We use beam search."}\n{"title": broken\n')
    done = run("build", tmp_path / "some.jsonl", "-o", tmp_path / "atlas", "--strict", code=1)
    assert "1 kept, 1 skipped" in done.stderr
    assert "some.jsonl:2 skipped" in done.stderr
