"""Leaderboards: what is compared with what, and in which order."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import pytest

import kg
from kg.errors import NotInAtlas
from kg.ranking import leaderboards

CONCEPTS = [
    {"concept_id": "tagging", "label": "tagging", "type": "Task", "aliases": ["PoS tagging"]},
    {"concept_id": "parsing", "label": "parsing", "type": "Task"},
    {"concept_id": "ptb", "label": "Penn Treebank", "type": "Dataset"},
    {"concept_id": "accuracy", "label": "accuracy", "type": "Metric"},
    {"concept_id": "perplexity", "label": "perplexity", "type": "Metric"},
    {"concept_id": "test-perplexity", "label": "test perplexity", "type": "Metric", "broader": ["perplexity"]},
    {"concept_id": "zeal", "label": "zeal", "type": "Metric"},
    {"concept_id": "search", "label": "tree search", "type": "Method"},
    {"concept_id": "unseen", "label": "unseen", "type": "Dataset", "hidden": True},
    {"concept_id": "net", "label": "TreeNet", "type": "Model"},
]


@pytest.fixture
def atlas_of(make_atlas: Callable[..., kg.Atlas]) -> Callable[..., kg.Atlas]:
    """Return a function that makes an atlas of results of the task tagging, each given by what differs."""

    def make(*results: Mapping[str, Any]) -> kg.Atlas:
        rows = [to_row(number, result) for number, result in enumerate(results)]
        papers = [{"paper_id": row["paper_id"], "title": f"Paper {row['paper_id']}", "abstract": "It wins."} for row in rows]
        concepts = [{"aliases": [], "hidden": False, **concept} for concept in CONCEPTS]
        unique = {paper["paper_id"]: paper for paper in papers}
        return make_atlas({"papers": list(unique.values()), "concepts": concepts, "results": rows}, merges=[])

    return make


def to_row(number: int, result: Mapping[str, Any]) -> dict[str, Any]:
    text = result.get("value_text", "1")
    value = Decimal(text.rstrip("%")) if text.rstrip("%").replace(".", "").isdigit() else None
    given = {"paper_id": f"p{number}", "task_id": "tagging", "metric_id": "accuracy", "value": value, "value_text": text}
    return {**given, "difference": False, "field": "abstract", "start": 0, "end": 8, **result}


def values(board: kg.Leaderboard) -> list[tuple[int | None, str]]:
    return [(entry.rank, entry.value) for entry in board.entries]


def test_the_best_comes_first_by_the_metric(atlas_of: Callable[..., kg.Atlas]) -> None:
    for metric, best in (("accuracy", "9"), ("perplexity", "7")):
        atlas = atlas_of(*({"metric_id": metric, "value_text": text} for text in ("8", "9", "7")))
        (board,) = leaderboards(atlas, task="tagging")
        assert values(board)[0] == (1, best)
        assert board.better == {"accuracy": "higher", "perplexity": "lower"}[metric]


def test_equal_values_share_a_rank(atlas_of: Callable[..., kg.Atlas]) -> None:
    (board,) = leaderboards(atlas_of(*({"value_text": text} for text in ("8", "8.0", "7"))), task="tagging")
    assert [rank for rank, _ in values(board)] == [1, 1, 3]


def test_an_entry_says_whose_words_it_has(atlas_of: Callable[..., kg.Atlas]) -> None:
    (board,) = leaderboards(atlas_of({"value_text": "91%", "unit": "%", "model_id": "net", "confidence": 0.8}), task="tagging")
    (entry,) = board.entries
    said = (entry.value, entry.model, entry.task, entry.title, entry.clause, entry.confidence)
    assert said == ("91%", "TreeNet", "tagging", "Paper p0", "It wins.", 0.8)


def test_without_a_known_direction_nothing_is_ranked(atlas_of: Callable[..., kg.Atlas]) -> None:
    for metric in ("zeal", None):
        atlas = atlas_of(*({"metric_id": metric, "value_text": text} for text in ("8", "9")))
        (board,) = leaderboards(atlas, task="tagging")
        assert (board.better, values(board)) == (None, [(None, "9"), (None, "8")])


def test_differences_and_ranges_stand_behind_without_a_rank(atlas_of: Callable[..., kg.Atlas]) -> None:
    atlas = atlas_of({"value_text": "99", "difference": True}, {"value_text": "2-4"}, {"value_text": "80"})
    (board,) = leaderboards(atlas, task="tagging")
    assert values(board) == [(1, "80"), (None, "2-4"), (None, "99")]


def test_differences_stand_with_the_scores_whatever_their_unit(atlas_of: Callable[..., kg.Atlas]) -> None:
    (board,) = leaderboards(atlas_of({"value_text": "80"}, {"value_text": "2x", "unit": "x", "difference": True}), task="tagging")
    assert (board.unit, values(board)) == (None, [(1, "80"), (None, "2x")])


def test_other_datasets_metrics_and_units_are_other_leaderboards(atlas_of: Callable[..., kg.Atlas]) -> None:
    atlas = atlas_of({}, {}, {"dataset_id": "ptb"}, {"metric_id": "zeal"}, {"unit": "ms"})
    heads = [(board.dataset, board.metric, board.unit, len(board.entries)) for board in leaderboards(atlas, task="tagging")]
    assert heads == [
        (None, "accuracy", None, 2),
        ("Penn Treebank", "accuracy", None, 1),
        (None, "accuracy", "ms", 1),
        (None, "zeal", None, 1),
    ]


def test_beside_per_cent_a_small_bare_number_is_a_share(atlas_of: Callable[..., kg.Atlas]) -> None:
    atlas = atlas_of({"value_text": "90%", "unit": "%"}, {"value_text": "0.95"}, {"value_text": "93"})
    (board,) = leaderboards(atlas, task="tagging")
    assert values(board) == [(1, "0.95"), (2, "93"), (3, "90%")]


def test_a_unit_that_the_value_does_not_show_stands_behind_it(atlas_of: Callable[..., kg.Atlas]) -> None:
    (board,) = leaderboards(atlas_of({"value_text": "26.3", "unit": "ms"}), task="tagging")
    assert values(board) == [(1, "26.3 ms")]


def test_a_value_is_shown_without_latex(atlas_of: Callable[..., kg.Atlas]) -> None:
    (board,) = leaderboards(atlas_of({"value_text": r"30.9\%", "unit": "%"}), task="tagging")
    assert values(board)[0][1] == "30.9%"


def test_a_task_that_most_papers_call_a_method_is_found(atlas_of: Callable[..., kg.Atlas]) -> None:
    (board,) = leaderboards(atlas_of({"task_id": "search"}), task="tree search")
    assert board.entries[0].task == "tree search"


def test_a_hidden_dataset_is_none(atlas_of: Callable[..., kg.Atlas]) -> None:
    (board,) = leaderboards(atlas_of({"dataset_id": "unseen"}, {}), task="tagging")
    assert (board.dataset, len(board.entries)) == (None, 2)


def test_all_that_is_asked_must_agree(atlas_of: Callable[..., kg.Atlas]) -> None:
    atlas = atlas_of({"dataset_id": "ptb"}, {"dataset_id": "ptb", "metric_id": "zeal"}, {})
    (board,) = leaderboards(atlas, task="PoS tagging", dataset="penn treebank", metric="zeal")
    assert len(board.entries) == 1


def test_narrower_concepts_have_boards_of_their_own_beside_what_is_asked(atlas_of: Callable[..., kg.Atlas]) -> None:
    atlas = atlas_of({"metric_id": "perplexity"}, {"metric_id": "test-perplexity"}, {"metric_id": "accuracy"})
    assert {board.metric for board in leaderboards(atlas, metric="perplexity")} == {"perplexity", "test perplexity"}
    assert {board.metric for board in leaderboards(atlas, metric="test perplexity")} == {"test perplexity"}


def test_a_name_that_no_task_has_is_told_with_near_ones(atlas_of: Callable[..., kg.Atlas]) -> None:
    with pytest.raises(NotInAtlas, match=r"no task of .* has the words 'taging'; did you mean tagging"):
        leaderboards(atlas_of({}), task="taging")


def test_a_task_without_results_is_told_with_those_that_have_some(atlas_of: Callable[..., kg.Atlas]) -> None:
    with pytest.raises(NotInAtlas, match=r"reports a result of the task 'parsing'; the tasks of the most results are tagging$"):
        leaderboards(atlas_of({}), task="parsing")
    with pytest.raises(NotInAtlas, match="it has no results$"):
        leaderboards(atlas_of(), task="parsing")


def test_without_anything_asked_all_results_are_there(atlas_of: Callable[..., kg.Atlas]) -> None:
    assert sum(len(board.entries) for board in leaderboards(atlas_of({}, {"task_id": None}))) == 2
