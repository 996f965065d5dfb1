"""What the groups of a Doc claim, as an extraction."""

from decimal import Decimal
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc, Span

from extractors import sentences  # noqa: F401 - registers its factory
from extractors.extraction import to_extraction, to_labels
from extractors.groups import CONCEPTS, RELATIONS, RESULTS, ROLES, set_group
from kg.errors import PipelineError
from kg.model import Extraction, Mention, Paper, Relation, Result

PAPER = Paper("p1", "Trees", "Trees beat lists. Lists lose 2 points.")
SENTENCE = (0, 17)


def doc_of(roles: Any = None, relations: Any = (), results: Any = ()) -> Doc:
    """Return a Doc whose group of concepts is lists, trees, and a span of a label that is left out."""
    nlp = spacy.blank("en")
    nlp.add_pipe("paperkg_sentences")
    doc = nlp(f"{PAPER.title}\n\n{PAPER.abstract}")
    spans = [Span(doc, 4, 5, "Method"), Span(doc, 2, 3, "Model"), Span(doc, 6, 7, "NONE")]
    set_group(doc, CONCEPTS, spans, {ROLES: roles} if roles else None)
    set_group(doc, RELATIONS, [spans[0].sent] * len(relations), {RELATIONS: relations})
    return set_group(doc, RESULTS, [spans[0].sent] * len(results), {RESULTS: results})


def found(**claims: Any) -> Extraction:
    return to_extraction(doc_of(**claims), PAPER, to_labels("mine", spacy.blank("en"), {"NONE": ""}))


def test_roles_follow_their_mentions_into_the_order_of_the_text() -> None:
    mentions = found(roles=[["used", 0.71239], None, ["compared", 0.5]]).mentions
    assert [(each.text, each.role, each.role_confidence) for each in mentions] == [
        ("Trees", None, None),
        ("lists", "used", 0.712),
    ]


def test_relations_name_mentions_by_their_numbers_and_keep_their_sentence() -> None:
    assert found(relations=[[1, "outperforms", 0, 0.9]]).relations == (Relation(0, "outperforms", 1, "abstract", *SENTENCE, 0.9),)


def test_a_relation_of_a_mention_that_is_left_out_is_left_out() -> None:
    assert found(relations=[[1, "outperforms", 2, 0.9]]).relations == ()


def test_results_have_exact_values_and_may_name_nothing() -> None:
    row = [1, None, 2, None, "2.10", "2.10", "points", None, True]
    assert found(results=[row]).results == (
        Result(0, None, None, None, Decimal("2.10"), "2.10", "points", True, "abstract", *SENTENCE, None),
    )


@pytest.mark.parametrize(
    ("claims", "message"),
    [
        ({"roles": [["used", 0.7]]}, r"gives 1 roles for 3 concepts"),
        ({"roles": [["proposed", 0.7], None, None]}, r"the role 'proposed'; the roles are introduced, used"),
        ({"relations": [[1, "beats", 0, 0.9]]}, r"\[1, 'beats', 0, 0.9\] in the group 'relations': the relations are used_for"),
        ({"relations": [[1, "part_of", 3, 0.9]]}, r"there is no concept 3; there are 3, counted from 0"),
        ({"relations": [[1, "part_of"]]}, r"in the group 'relations': not enough values"),
        ({"results": [[1, None, None, None, "two", "two", None, None, False]]}, r"'two' is no decimal number"),
        ({"results": [[1, None, None, None, "1e30", "1e30", None, None, False]]}, r"at most 26 digits"),
    ],
)
def test_a_row_that_keeps_no_contract_is_an_error_that_shows_it(claims: Any, message: str) -> None:
    with pytest.raises(PipelineError, match=message):
        found(**claims)


def test_a_pipeline_without_these_groups_claims_nothing() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("paperkg_sentences")
    doc = set_group(nlp("Trees win."), CONCEPTS, [])
    doc.spans[CONCEPTS].append(Span(doc, 0, 1, "Model"))
    extraction = to_extraction(doc, Paper("p", "", "Trees win."), to_labels("mine", nlp, {}))
    assert extraction == Extraction((Mention("abstract", 0, 5, 0, 10, "Trees", "Model", extractor="en_pipeline-0.0.0"),))
