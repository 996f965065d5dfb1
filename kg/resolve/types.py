"""The type of a concept: from the scores of all its mentions, how its name is used elsewhere, its head word and its spelling.

A multinomial logistic model of the concept's traits, learnt from annotated papers (`train/judgement.py`). What public lists say
of a name is in its mentions' scores already (`extractors.gazetteer`).
"""

import numpy as np

from kg.resolve.forms import Codes
from kg.resolve.termhood import sums_of
from kg.resolve.traits import Scores
from kg.vocabulary import Weights


def choose_types(traits: Scores, weights: Weights) -> Codes:
    """Return the type (its place in `CONCEPT_TYPES`) of each concept from its traits (concepts, `TRAITS`)."""
    return np.asarray(sums_of(traits, weights)[:, 1:].argmax(axis=1), dtype=np.int64)
