"""Which found concept is which concept of gold: the greatest number of pairs, then the most agreeing types."""

import itertools
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from kg.evaluate import GoldConcept
from kg.evaluate.found import FoundConcept
from kg.evaluate.matching import match_concepts
from kg.model import CONCEPT_TYPES, ConceptType


def gold_concept(name: str, kind: ConceptType = "Model", *aliases: str) -> GoldConcept:
    return GoldConcept(name, kind, aliases)


def found_concept(label: str, kind: ConceptType = "Model") -> FoundConcept:
    return FoundConcept(label, label, kind, ())


def test_matching_finds_the_two_pairs_that_a_greedy_one_would_miss() -> None:
    gold = [gold_concept("attention", "Method", "self-attention"), gold_concept("self-attention", "Method")]
    found = [found_concept("self-attention", "Method"), found_concept("attention", "Method")]
    assert [(ours.name, theirs.label) for ours, theirs in match_concepts(gold, found)] == [
        ("attention", "attention"),
        ("self-attention", "self-attention"),
    ]


def test_more_pairs_come_before_agreeing_types() -> None:
    gold = [gold_concept("a", "Model", "b"), gold_concept("a", "Task")]
    found = [found_concept("a", "Model"), found_concept("b", "Dataset")]
    assert len(match_concepts(gold, found)) == 2


def test_among_equal_counts_types_agree() -> None:
    gold = [gold_concept("a", "Model"), gold_concept("a", "Task")]
    found = [found_concept("a", "Task"), found_concept("a", "Model")]
    assert all(ours.type == theirs.type for ours, theirs in match_concepts(gold, found))


concepts_of = st.lists(
    st.tuples(st.sets(st.sampled_from("abcd"), min_size=1, max_size=2), st.sampled_from(CONCEPT_TYPES[:2])), max_size=4
)


@given(concepts_of, st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(CONCEPT_TYPES[:2])), max_size=4))
def test_matching_is_as_good_as_the_best_of_all(
    gold_forms: list[tuple[set[str], ConceptType]], found_forms: list[tuple[str, ConceptType]]
) -> None:
    gold = [GoldConcept(min(forms), kind, tuple(sorted(forms))) for forms, kind in gold_forms]
    found = [found_concept(form, kind) for form, kind in found_forms]
    pairs = match_concepts(gold, found)
    assert (len(pairs), sum(ours.type == theirs.type for ours, theirs in pairs)) == best_of_all(gold, found)


def best_of_all(gold: Sequence[GoldConcept], found: Sequence[FoundConcept]) -> tuple[int, int]:
    best = (0, 0)
    for chosen in itertools.permutations([*found, *[None] * len(gold)], len(gold)):
        pairs = [(ours, theirs) for ours, theirs in zip(gold, chosen, strict=True) if theirs and ours.forms & theirs.forms]
        best = max(best, (len(pairs), sum(ours.type == theirs.type for ours, theirs in pairs)))
    return best
