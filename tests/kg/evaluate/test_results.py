"""Results against gold's, and when two values are the same."""

from dataclasses import replace
from decimal import Decimal

import pyarrow as pa
import pytest

from kg.evaluate.found import FoundConcept, FoundPaper
from kg.evaluate.gold import GoldConcept, GoldPaper, GoldResult
from kg.evaluate.mistakes import Comparison
from kg.evaluate.results import ResultScores, score_results
from kg.evaluate.values import value_key
from kg.model import Paper
from kg.tables import sort_table

ACCURACY, SST = GoldConcept("accuracy", "Metric", ("accuracy",)), GoldConcept("SST", "Dataset", ("SST",))
GOLD = GoldResult("91.2%", "accuracy", "SST", None, None)


def scores_of(gold: list[GoldResult], *rows: dict[str, str | None]) -> ResultScores:
    pairs = ((ACCURACY, FoundConcept("c1", "accuracy", "Metric", ())), (SST, FoundConcept("c2", "SST", "Dataset", ())))
    paper = GoldPaper(Paper("p", "", "x"), (), (ACCURACY, SST), tuple(gold))
    table = sort_table("results", pa.Table.from_pylist([{"paper_id": "p", **row} for row in rows] or [{"paper_id": "other"}]))
    return score_results([Comparison(paper, FoundPaper(), pairs)], table)


def right(scores: ResultScores) -> tuple[int, ...]:
    return tuple(score.matched for score in (scores.value, scores.with_metric, scores.with_dataset, scores.whole))


def test_all_parts_agree() -> None:
    scores = scores_of([GOLD], {"value_text": "91.2 %", "metric_id": "c1", "dataset_id": "c2"})
    assert right(scores) == (1, 1, 1, 1)
    assert scores.whole.f1 == 1


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"value_text": "91.3%", "metric_id": "c1", "dataset_id": "c2"}, (0, 0, 0, 0)),
        ({"value_text": "91.20", "metric_id": None, "dataset_id": "c2"}, (1, 0, 0, 0)),
        ({"value_text": "91.2", "metric_id": "c1", "dataset_id": None}, (1, 1, 0, 0)),
        ({"value_text": "91.2", "metric_id": "c1", "dataset_id": "c2", "model_id": "c3"}, (1, 1, 1, 0)),
    ],
)
def test_what_disagrees_counts_from_there_on(row: dict[str, str | None], expected: tuple[int, ...]) -> None:
    assert right(scores_of([GOLD], row)) == expected


def test_an_empty_metric_matches_only_an_empty_one() -> None:
    bare = replace(GOLD, metric=None)
    assert right(scores_of([bare], {"value_text": "91.2", "metric_id": "c1"})) == (1, 0, 0, 0)
    assert right(scores_of([bare], {"value_text": "91.2", "dataset_id": "c2"})) == (1, 1, 1, 1)


def test_a_name_that_was_not_found_matches_nothing() -> None:
    assert right(scores_of([replace(GOLD, metric="F1")], {"value_text": "91.2"})) == (1, 0, 0, 0)


def test_the_same_value_counts_as_often_as_both_have_it() -> None:
    row = {"value_text": "91.2", "metric_id": "c1", "dataset_id": "c2"}
    assert right(scores_of([GOLD, GOLD], row)) == (1, 1, 1, 1)
    assert right(scores_of([GOLD], row, row)) == (1, 1, 1, 1)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("75%", Decimal(75)),
        (r"99\%", Decimal(99)),
        ("$19.36$%", Decimal("19.36")),
        ("+3.45%", Decimal("3.45")),
        ("10.13x", Decimal("10.13")),
        (r"2.7$\times$", Decimal("2.7")),
        ("~2M", Decimal(2_000_000)),
        ("545 billion", Decimal(545_000_000_000)),
        ("26.3ms", Decimal("26.3")),
        (" 40-60% ", "40-60%"),
        ("5$-$10$x", "5-10x"),
        ("4 out of 5", "4 out of 5"),
        (r"$O(\log T)$", r"O(\log T)"),
    ],
)
def test_a_value_is_compared_as_a_decimal_where_it_is_one(text: str, key: Decimal | str) -> None:
    assert value_key(text) == key
