"""What each trait of a concept says for its being a term, and for each type: weights learnt by `train/judgement.py`."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from kg.model import CONCEPT_TYPES

Weights = Mapping[str, tuple[float, ...]]
"""Six weights a trait (`kg.resolve.traits`): for a term, then for each of `CONCEPT_TYPES`. `bias` counts always."""

TRUSTING: Weights = {
    "score": (1.0, 0.0, 0.0, 0.0, 0.0, 0.0),
    **{f"here_{kind.lower()}": (0.0, *(float(kind == other) for other in CONCEPT_TYPES)) for kind in CONCEPT_TYPES},
}
"""Believes the recogniser alone: termhood is the mean score of the mentions, the type the one of the greatest sum."""


@cache
def read_weights() -> Weights:
    """Return the learnt weights.

    >>> read_weights()["score"][0] > 0
    True
    """
    lines = files("kg.vocabulary").joinpath("weights.tsv").read_text("utf-8").splitlines()[1:]
    return {trait: tuple(map(float, weights)) for trait, *weights in (line.split("\t") for line in lines)}
