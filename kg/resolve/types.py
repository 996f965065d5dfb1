"""The type of a concept: from the scores of all its mentions, from how its name is used elsewhere, and from its head word.

Each of the two priors counts as so many mentions: a name seen once takes the type that it usually has, a name seen often in
the corpus at hand keeps what is said there. What public lists say of a name is in its mentions' scores already
(`extractors.gazetteer`).
"""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from kg.model import CONCEPT_TYPES
from kg.resolve.forms import Codes
from kg.vocabulary import Background, Terms

_NAME_MENTIONS = 1.0
_HEAD_MENTIONS = 0.5
_LEAST_HEADS = 20.0
"""Scores that the names of one head word must have together."""

Scores = npt.NDArray[np.float64]


def choose_types(scores: Scores, names: Sequence[str], background: Background) -> Codes:
    """Return the type (its place in `CONCEPT_TYPES`) of each concept, from the sums of its mentions' scores (concepts, 5)."""
    terms = background.terms
    heads = _head_scores(terms)
    nothing = np.zeros(len(CONCEPT_TYPES))
    known = np.array([_share(np.array(terms[name].scores)) if name in terms else nothing for name in names])
    headed = np.array([heads.get(_head(name), nothing) for name in names])
    if not len(names):
        return np.zeros(0, dtype=np.int64)
    sums = scores + _NAME_MENTIONS * known + _HEAD_MENTIONS * headed
    return np.asarray(sums.argmax(axis=1), dtype=np.int64)


def _head_scores(terms: Terms) -> Mapping[str, Scores]:
    """Return the shares of the types among the names of several words that end with each word."""
    sums: dict[str, Scores] = {}
    for name, term in terms.items():
        if " " in name:
            sums[_head(name)] = sums.get(_head(name), np.zeros(len(CONCEPT_TYPES))) + np.array(term.scores)
    return {head: _share(each) for head, each in sums.items() if each.sum() >= _LEAST_HEADS}


def _head(name: str) -> str:
    return name.rpartition(" ")[2]


def _share(scores: Scores) -> Scores:
    return scores / max(float(scores.sum()), 1e-9)
