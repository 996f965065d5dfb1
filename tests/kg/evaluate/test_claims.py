"""Roles and relations against gold's."""

from dataclasses import replace

import pyarrow as pa
import pytest

from kg.evaluate import Score
from kg.evaluate.found import FoundConcept, FoundPaper
from kg.evaluate.gold import GoldConcept, GoldPaper, GoldRelation
from kg.evaluate.mistakes import Comparison
from kg.evaluate.relations import RelationScores, score_relations
from kg.evaluate.roles import RoleScores, score_roles
from kg.model import Paper
from kg.tables import sort_table

GRU, LSTM = GoldConcept("GRU", "Model", ("GRU",), "introduced"), GoldConcept("LSTM", "Model", ("LSTM",), "compared")
FOUND = tuple(FoundConcept(name, name, "Model", ()) for name in ("gru", "lstm", "other"))
PAPER = GoldPaper(Paper("p", "", "x"), (), (GRU, LSTM), relations=(GoldRelation("GRU", "outperforms", "LSTM"),))
COMPARISON = Comparison(PAPER, FoundPaper(concepts=FOUND), ((GRU, FOUND[0]), (LSTM, FOUND[1])))


def roles_of(comparison: Comparison, **roles: str | None) -> RoleScores:
    rows = [{"paper_id": "p", "concept_id": concept, "role": role} for concept, role in roles.items()]
    return score_roles([comparison], sort_table("usages", pa.Table.from_pylist(rows)))


def relations_of(*relations: tuple[str, str, str], comparison: Comparison = COMPARISON) -> RelationScores:
    rows = [dict(zip(("paper_id", "head_id", "relation", "tail_id"), ("p", *each), strict=True)) for each in relations]
    rows.append({"paper_id": "another paper", "head_id": "gru", "relation": "part_of", "tail_id": "lstm"})
    return score_relations([comparison], sort_table("relations", pa.Table.from_pylist(rows)))


def test_right_roles_are_one_everywhere() -> None:
    scores = roles_of(COMPARISON, gru="introduced", lstm="compared", other="used")
    assert {score.f1 for _, score in scores.by_role} == {1.0}
    assert scores.macro_f1 == 1.0


def test_a_wrong_role_is_found_where_it_should_not_be_and_missed_where_it_should() -> None:
    by_role = dict(roles_of(COMPARISON, gru="introduced", lstm="introduced").by_role)
    assert (by_role["introduced"], by_role["compared"]) == (Score(1, 2, 1), Score(0, 0, 1))


def test_no_role_is_a_missed_one() -> None:
    assert dict(roles_of(COMPARISON, gru=None, lstm="compared").by_role)["introduced"] == Score(0, 0, 1)


def test_a_concept_without_a_role_in_gold_does_not_count() -> None:
    bare = replace(COMPARISON, pairs=((replace(GRU, role=None), FOUND[0]),))
    assert [score for _, score in roles_of(bare, gru="introduced").by_role] == [Score(0, 0, 0)] * 4


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([("gru", "outperforms", "lstm")], Score(1, 1, 1)),
        ([("lstm", "outperforms", "gru")], Score(0, 1, 1)),
        ([("gru", "compared_with", "lstm")], Score(0, 1, 1)),
        ([("gru", "outperforms", "other")], Score(0, 1, 1)),
        ([("gru", "outperforms", "hidden")], Score(0, 0, 1)),
        ([], Score(0, 0, 1)),
    ],
)
def test_a_relation_is_right_where_both_ends_and_the_label_agree(found: list[tuple[str, str, str]], expected: Score) -> None:
    assert relations_of(*found).all == expected


def test_relations_are_counted_one_by_one_too() -> None:
    by_relation = dict(relations_of(("gru", "outperforms", "lstm"), ("gru", "part_of", "other")).by_relation)
    assert (by_relation["outperforms"], by_relation["part_of"]) == (Score(1, 1, 1), Score(0, 1, 0))
