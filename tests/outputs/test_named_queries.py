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
    assert rows(stored, "models-for-task", task="POS Tagging") == [
        ("recurrent neural network", "1", "Gated Networks for Tagging")
    ]


def test_bridge_concepts_stand_in_several_communities(stored: Atlas) -> None:
    assert rows(stored, "bridge-concepts") == [("recurrent neural network", "pkg:Model", "2", "2")]


@pytest.mark.parametrize("hostile", ['") } #', "\\", "x' || '1' = '1", "?form", "$concept", "<http://x>", "}\nSERVICE"])
def test_a_parameter_is_a_text_whatever_it_holds(stored: Atlas, hostile: str) -> None:
    assert rows(stored, "papers-of-concept", concept=hostile) == []


def test_every_query_answers_on_a_real_atlas(atlas: Atlas) -> None:
    [[concept]] = ENGINE.ask(atlas, "SELECT ?l { ?c pkg:papers ?n ; skos:prefLabel ?l } ORDER BY DESC(?n) ?l LIMIT 1").rows()
    [[task]] = ENGINE.ask(
        atlas,
        "SELECT ?l { ?t a pkg:Task ; skos:prefLabel ?l . ?p dcterms:subject ?t , ?m . ?m a pkg:Model } ORDER BY ?l LIMIT 1",
    ).rows()
    [[paper]] = ENGINE.ask(atlas, "SELECT ?title { ?a pkg:linkedTo ?b ; dcterms:title ?title } ORDER BY ?title LIMIT 1").rows()
    values = {"concept": concept, "task": task, "paper": paper}
    for query in ENGINE.named():
        assert rows(atlas, query.name, **{name: values[name] for name in query.parameters}), query.name


def test_every_query_says_what_it_is_and_declares_its_own_prefixes() -> None:
    for query in ENGINE.named():
        assert query.title
        assert query.description.endswith(".")
        assert all(f"${name}" in query.sparql for name in query.parameters)
        assert query.sparql.count("PREFIX ") >= 2


def test_the_queries_are_listed_by_name() -> None:
    names = [query.name for query in ENGINE.named()]
    assert names == sorted(names)
    assert {"papers-of-concept", "concepts-that-go-together", "papers-most-like", "models-for-task", "bridge-concepts"} <= set(
        names
    )


def test_an_unknown_query_lists_what_there_is(stored: Atlas) -> None:
    with pytest.raises(QueryError, match=r"no query named 'papers'; there are bridge-concepts, "):
        rows(stored, "papers")


def test_a_missing_or_unknown_parameter_is_told(stored: Atlas) -> None:
    with pytest.raises(QueryError, match=r"papers-of-concept needs the parameter 'concept' \(name of a concept"):
        rows(stored, "papers-of-concept", concept=" ")
    with pytest.raises(QueryError, match="has no parameter 'task'; it takes concept"):
        find_named_query("papers-of-concept").bind({"task": "x"})
