"""The named queries: their answers on a small atlas, and that each finds something in a real one."""

import pytest

from kg.atlas import Atlas
from kg.errors import QueryError
from outputs.named_queries import find_named_query
from outputs.sparql import ENGINE
from outputs.store import STORE


@pytest.fixture
def stored(small_atlas: Atlas) -> Atlas:
    """Return the small atlas with its store."""
    STORE.write(small_atlas, small_atlas.path / STORE.file_name)
    return small_atlas


def rows(atlas: Atlas, name: str, **parameters: str) -> list[tuple[str, ...]]:
    return list(ENGINE.ask_named(atlas, name, parameters).rows())


@pytest.mark.parametrize("form", ["RNN", "rnn", "Recurrent  Neural Network "])
def test_papers_of_concept_finds_it_by_any_form_and_case(stored: Atlas, form: str) -> None:
    assert rows(stored, "papers-of-concept", concept=form) == [
        ("Gated Networks for Tagging", "2017", "recurrent neural network", "pkg:Model", "paper:title-a"),
        ("Beam Search without Regret", "", "recurrent neural network", "pkg:Model", "paper:title-a-b"),
    ]


def test_concepts_that_go_together_counts_papers(stored: Atlas) -> None:
    assert rows(stored, "concepts-that-go-together", concept="rnn") == [
        ("beam search", "pkg:Method", "1"),
        ("part-of-speech tagging", "pkg:Task", "1"),
    ]


def test_papers_most_like_gives_the_closest_first_and_why(stored: Atlas) -> None:
    assert rows(stored, "papers-most-like", paper="beam SEARCH") == [
        ("Beam Search without Regret", "Gated Networks for Tagging", "0.5", "recurrent neural network"),
        ("Beam Search without Regret", "Seeing Less", "0.25", "beam search"),
    ]


def test_models_for_task_gives_models_alone(stored: Atlas) -> None:
    assert rows(stored, "models-for-task", task="POS Tagging") == [("recurrent neural network", "1")]


def test_bridge_concepts_stand_in_several_communities(stored: Atlas) -> None:
    assert rows(stored, "bridge-concepts") == [("recurrent neural network", "pkg:Model", "2", "2")]


@pytest.mark.parametrize("hostile", ['") } #', "\\", "x' || '1' = '1", "?form", "$concept", "<http://x>", "}\nSERVICE"])
def test_a_parameter_is_a_text_whatever_it_holds(stored: Atlas, hostile: str) -> None:
    assert rows(stored, "papers-of-concept", concept=hostile) == []


@pytest.fixture
def rich(rich_atlas: Atlas) -> Atlas:
    """Return the atlas that has roles, relations, results, years and mentions, with its store."""
    STORE.write(rich_atlas, rich_atlas.path / STORE.file_name)
    return rich_atlas


ANSWERS: dict[str, tuple[dict[str, str], list[tuple[str, ...]]]] = {
    "bridge-concepts": (
        {},
        [("machine translation", "pkg:Task", "2", "2"), ("RNN", "pkg:Model", "2", "3"), ("gated unit", "pkg:Model", "2", "3")],
    ),
    "bridges-between": (
        {"community": "0", "other": "1"},
        [("RNN", "pkg:Model", "1", "2"), ("gated unit", "pkg:Model", "1", "2"), ("machine translation", "pkg:Task", "1", "1")],
    ),
    "central-papers": (
        {"concept": "machine translation"},
        [("Gates That Remember", "0.5", "0"), ("Translating Without Loops", "0.25", "1")],
    ),
    "concept-by-year": ({"concept": "Recurrent Network"}, [("2014", "1"), ("2017", "2")]),
    "concepts-that-go-together": ({"concept": "parsing"}, [("RNN", "pkg:Model", "1"), ("gated unit", "pkg:Model", "1")]),
    "datasets-of-task": ({"task": "machine translation"}, [("WMT14", "1")]),
    "leaderboard": (
        {"task": "machine translation"},
        [
            (
                "WMT14",
                "BLEU",
                "higher",
                "28.4",
                "BLEU",
                "gated unit",
                "The gated unit reaches 28.4 BLEU on WMT14.",
                "Translating Without Loops",
            )
        ],
    ),
    "matches-of-concept": (
        {"concept": "RNN"},
        [
            ("RNN", "pkg:Model", "skos:exactMatch", "https://example.org/rnn"),
            ("RNN", "pkg:Model", "skos:closeMatch", "https://example.org/net"),
        ],
    ),
    "metrics-of-task": ({"task": "machine translation"}, [("BLEU", "1")]),
    "models-compared-with": (
        {"model": "RNN"},
        [
            ("gated unit", "pkg:outperforms", "RNN", "The gated unit beats the plain RNN again.", "An RNN for Parsing"),
            ("gated unit", "pkg:outperforms", "RNN", "It beats the plain RNN at machine translation.", "Gates That Remember"),
        ],
    ),
    "models-for-task": ({"task": "machine translation"}, [("RNN", "2"), ("gated unit", "2")]),
    "narrower-concepts": ({"concept": "RNN"}, [("gated unit", "pkg:Model", "3")]),
    "new-in-year": ({"year": "2017"}, [("BLEU", "pkg:Metric", "1"), ("WMT14", "pkg:Dataset", "1"), ("parsing", "pkg:Task", "1")]),
    "papers-most-like": ({"paper": "gates"}, [("Gates That Remember", "Translating Without Loops", "0.5", "gated unit, RNN")]),
    "papers-of-both": ({"concept": "RNN", "other": "parsing"}, [("An RNN for Parsing", "2017", "paper:arxiv-1706.00003")]),
    "papers-of-concept": (
        {"concept": "bleu"},
        [("Translating Without Loops", "2017", "BLEU", "pkg:Metric", "paper:arxiv-1706.00002")],
    ),
    "papers-of-task": (
        {"task": "machine translation"},
        [
            ("Translating Without Loops", "2017", "pkg:mentions", "paper:arxiv-1706.00002"),
            ("Gates That Remember", "2014", "pkg:uses", "paper:arxiv-1406.00001"),
        ],
    ),
    "papers-of-task-and-dataset": (
        {"task": "machine translation", "dataset": "wmt14"},
        [("Translating Without Loops", "2017", "paper:arxiv-1706.00002")],
    ),
    "papers-with-code": ({"concept": "gated unit"}, [("Gates That Remember", "https://example.org/gates")]),
    "results-on-dataset": (
        {"dataset": "WMT14"},
        [
            ("", "25", "false", "RNN", "The RNN reaches 25 BLEU.", "Translating Without Loops"),
            ("BLEU", "28.4", "", "gated unit", "The gated unit reaches 28.4 BLEU on WMT14.", "Translating Without Loops"),
        ],
    ),
    "sentences-of-concept": ({"concept": "gated unit"}, [("We present the gated unit.", "Gates That Remember")]),
    "statements-about": (
        {"concept": "machine translation"},
        [
            (
                *("gated unit", "pkg:usedFor", "machine translation", "1"),
                *("It beats the plain RNN at machine translation.", "Gates That Remember"),
            )
        ],
    ),
    "tasks-without-dataset": ({}, [("parsing", "1")]),
    "who-introduced": (
        {"concept": "gated unit"},
        [("Gates That Remember", "2014", "Ada Lovelace, Alan Turing", "paper:arxiv-1406.00001")],
    ),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_a_named_query_answers(name: str, rich: Atlas) -> None:
    parameters, answer = ANSWERS[name]
    assert rows(rich, name, **parameters) == answer


def test_every_named_query_is_tried() -> None:
    assert list(ANSWERS) == [query.name for query in ENGINE.named()]


def test_every_query_runs_on_a_real_atlas(atlas: Atlas) -> None:
    for query in ENGINE.named():
        rows(atlas, query.name, **dict.fromkeys(query.parameters, "attention"))


# Of each query for what papers state: its parameter, and the table, its rows and the column that name what is asked for.
STATED: dict[str, tuple[str, str, dict[str, set[object]], str]] = {
    "who-introduced": ("concept", "usages", {"role": {"introduced"}}, "concept_id"),
    "statements-about": ("concept", "relations", {}, "head_id"),
    "models-compared-with": ("model", "relations", {"relation": {"compared_with", "outperforms"}}, "head_id"),
    "results-on-dataset": ("dataset", "results", {}, "dataset_id"),
    "leaderboard": ("task", "results", {"difference": {False}}, "task_id"),
}


@pytest.mark.parametrize("name", STATED)
def test_what_papers_state_is_found_in_a_real_atlas(name: str, atlas: Atlas) -> None:
    parameter, table, wanted, column = STATED[name]
    concepts = {row["concept_id"]: row for row in atlas.table("concepts").to_pylist() if not row["hidden"]}
    stated = [
        concepts[row[column]]["label"]
        for row in atlas.table(table).to_pylist()
        if row[column] in concepts and all(row[key] in values for key, values in wanted.items())
    ]
    assert stated
    assert any(rows(atlas, name, **{parameter: label}) for label in stated[:20])


def test_every_query_says_what_it_is_and_declares_its_own_prefixes() -> None:
    for query in ENGINE.named():
        assert query.title
        assert query.description.endswith(".")
        assert all(f"${name}" in query.sparql for name in query.parameters)
        assert query.sparql.count("PREFIX ") >= 2


def test_an_unknown_query_lists_what_there_is(stored: Atlas) -> None:
    with pytest.raises(QueryError, match=r"no query named 'papers'; there are bridge-concepts, "):
        rows(stored, "papers")


def test_a_missing_or_unknown_parameter_is_told(stored: Atlas) -> None:
    with pytest.raises(QueryError, match=r"papers-of-concept needs the parameter 'concept' \(name of a concept"):
        rows(stored, "papers-of-concept", concept=" ")
    with pytest.raises(QueryError, match="has no parameter 'task'; it takes concept"):
        find_named_query("papers-of-concept").bind({"task": "x"})
