"""How sure it is that a name is a term of the field, 0 to 1: what hides generic words and the recogniser's errors.

A logistic model of the concept's traits, learnt from annotated papers (`train/judgement.py`). What weighs most is how sure the
recogniser was, how often a paper says the name, and the share of papers elsewhere that have it as a concept where they write
it: a name that is often written and seldom a concept is generic, though the recogniser took it for one here. The idea is that of
weirdness (Ahmad, Gillam and Tostevin 1999), with concepts for terms.
"""

import numpy as np

from kg.resolve.traits import TRAITS, Scores
from kg.vocabulary import Weights

_NOTHING = (0.0,) * 6


def termhoods(traits: Scores, weights: Weights) -> Scores:
    """Return the termhood of each concept from its traits (concepts, `TRAITS`)."""
    return np.asarray(1 / (1 + np.exp(-sums_of(traits, weights)[:, 0])))


def sums_of(traits: Scores, weights: Weights) -> Scores:
    """Return the weighted sums of the traits (concepts, 6): for a term, then for each type."""
    matrix = np.array([weights.get(trait, _NOTHING) for trait in TRAITS])
    return np.asarray(traits @ matrix + np.array(weights.get("bias", _NOTHING)))
