"""What mentions claim becomes what concepts do."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import kg
from kg.claims import Claims, make_claims
from kg.intake import papers_table
from kg.resolving import Corpus, resolve_mentions
from kg.settings import Settings
from kg.shards import read_extractions, write_shard

MENTION = kg.Mention("abstract", 0, 4, 0, 9, "GRU", "Model")
GRU, LSTM = MENTION, replace(MENTION, text="LSTM")
RESULT = kg.Result(0, None, None, 1, Decimal("93.1"), "93.1", "%", difference=False, field="abstract", start=0, end=9)


def role(mention: kg.Mention, name: Any, confidence: float | None) -> kg.Mention:
    return replace(mention, role=name, role_confidence=confidence)


def relation(head: int, name: Any, tail: int, confidence: float | None = None, start: int = 0) -> kg.Relation:
    return kg.Relation(head, name, tail, "abstract", start, 9, confidence)


def claims_of(folder: Path, *extractions: kg.Extraction) -> Claims:
    papers = [kg.Paper(f"p{number}", "Title", f"Abstract {number}.") for number in range(len(extractions))]
    write_shard(papers, extractions, folder)
    table = papers_table(papers)
    found = read_extractions(table, folder)
    resolved = resolve_mentions(Corpus(table, found.mentions, found.definitions), Settings().resolution)
    return make_claims(found, resolved.concept_ids, resolved.usages)


def roles(usages: pa.Table) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in usages.select(["concept_id", "role", "role_confidence"]).to_pylist()]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([("used", 0.6), ("introduced", 0.9), ("used", 0.8)], ("introduced", 0.9)),
        ([("mentioned", 0.7), ("compared", 0.7)], ("compared", 0.7)),
        ([("used", None), ("mentioned", 0.1)], ("mentioned", 0.1)),
        ([(None, None), ("used", 0.2)], ("used", 0.2)),
        ([(None, None)], (None, None)),
    ],
)
def test_a_concept_has_the_role_of_its_surest_mention(
    said: Sequence[tuple[Any, float | None]], expected: tuple[Any, ...], tmp_path: Path
) -> None:
    extraction = kg.Extraction(tuple(role(GRU, *each) for each in said))
    assert roles(claims_of(tmp_path, extraction).usages) == [("gru", *expected)]


def test_roles_of_one_paper_are_not_those_of_another(tmp_path: Path) -> None:
    first, second = kg.Extraction((role(GRU, "introduced", 0.9), LSTM)), kg.Extraction((role(GRU, "used", 0.4),))
    assert roles(claims_of(tmp_path, first, second).usages) == [
        ("gru", "introduced", 0.9),
        ("lstm", None, None),
        ("gru", "used", 0.4),
    ]


def test_ends_of_relations_are_concepts_of_their_own_paper(tmp_path: Path) -> None:
    first = kg.Extraction((GRU,))
    second = kg.Extraction((GRU, LSTM), relations=(relation(1, "outperforms", 0, 0.8),))
    (row,) = claims_of(tmp_path, first, second).relations.to_pylist()
    assert (row["paper_id"], row["head_id"], row["relation"], row["tail_id"]) == ("p1", "lstm", "outperforms", "gru")


def test_a_relation_is_stated_once_a_paper_where_it_is_surest(tmp_path: Path) -> None:
    said = (relation(0, "part_of", 1, 0.5, start=1), relation(0, "part_of", 1, 0.7, start=2), relation(0, "part_of", 1, start=3))
    (row,) = claims_of(tmp_path, kg.Extraction((GRU, LSTM), relations=said)).relations.to_pylist()
    assert (row["start"], row["confidence"]) == (2, 0.7)


def test_a_comparison_is_stated_in_one_direction(tmp_path: Path) -> None:
    said = (relation(1, "compared_with", 0, 0.5), relation(0, "compared_with", 1, 0.4))
    (row,) = claims_of(tmp_path, kg.Extraction((GRU, LSTM), relations=said)).relations.to_pylist()
    assert (row["head_id"], row["tail_id"], row["confidence"]) == ("lstm", "gru", 0.5)


def test_two_mentions_of_one_concept_have_no_relation(tmp_path: Path) -> None:
    said = (relation(0, "variant_of", 1, 0.9),)
    assert claims_of(tmp_path, kg.Extraction((GRU, GRU), relations=said)).relations.num_rows == 0


def test_a_result_names_concepts_and_keeps_its_exact_value(tmp_path: Path) -> None:
    (row,) = claims_of(tmp_path, kg.Extraction((GRU, LSTM), results=(RESULT,))).results.to_pylist()
    named = [row[name] for name in ("model_id", "task_id", "dataset_id", "metric_id")]
    assert (*named, row["value"], row["unit"], row["difference"]) == ("gru", None, None, "lstm", Decimal("93.1"), "%", False)


def test_no_claims_make_empty_tables_and_no_roles(tmp_path: Path) -> None:
    claims = claims_of(tmp_path, kg.Extraction(), kg.Extraction((GRU,)))
    assert (claims.relations.num_rows, claims.results.num_rows) == (0, 0)
    assert roles(claims.usages) == [("gru", None, None)]


def test_a_result_that_is_given_twice_is_there_once_where_it_is_surest(tmp_path: Path) -> None:
    said = (replace(RESULT, confidence=0.5), replace(RESULT, start=3, confidence=0.7), replace(RESULT, value_text="93.2"))
    rows = claims_of(tmp_path, kg.Extraction((GRU, LSTM), results=said)).results.to_pylist()
    assert sorted((row["value_text"], row["start"]) for row in rows) == [("93.1", 3), ("93.2", 0)]
