"""Which found concept of a paper is which concept of gold.

A bipartite matching of greatest size, and among these one with the most agreeing types, as an assignment problem
(Kuhn 1955, doi:10.1002/nav.3800020109): a pair that shares a form weighs more than all agreements of types together.
"""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

from kg.evaluate.found import FoundConcept
from kg.evaluate.gold import GoldConcept


def match_concepts(gold: Sequence[GoldConcept], found: Sequence[FoundConcept]) -> list[tuple[GoldConcept, FoundConcept]]:
    """Return the matched pairs in the order of `gold`, each concept in at most one; a pair shares at least one form."""
    if not gold or not found:
        return []
    gold_forms, found_forms = [concept.forms for concept in gold], [concept.forms for concept in found]
    shares = np.array([[not ours.isdisjoint(theirs) for theirs in found_forms] for ours in gold_forms])
    agrees = np.array([[ours.type == theirs.type for theirs in found] for ours in gold])
    weights = shares * (min(len(gold), len(found)) + 1 + agrees)
    rows, columns = linear_sum_assignment(weights, maximize=True)
    return [(gold[row], found[column]) for row, column in zip(rows, columns, strict=True) if shares[row, column]]
