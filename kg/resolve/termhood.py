"""How sure it is that a name is a term of the field, 0 to 1: what hides generic words and the recogniser's errors.

It weighs two shares: the mean score of the concept's mentions at hand, and the share of papers elsewhere that have the name as
a concept where they write it (`kg.vocabulary.read_terms`). A name that is often written and seldom a concept is generic, though
the recogniser took it for one here; the idea is that of weirdness (Ahmad, Gillam and Tostevin 1999), with concepts for terms.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from kg.resolve.forms import Codes
from kg.vocabulary import Terms

_MOST_HERE = 10.0
_MOST_ELSEWHERE = 10.0
"""Mentions here, and papers elsewhere, beyond which more of them count no more."""


def termhoods(scores: npt.NDArray[np.float64], mentions: Codes, names: Sequence[str], terms: Terms) -> npt.NDArray[np.float64]:
    """Return the termhood of each concept, from the sums of its mentions' scores (concepts, 5) and how many these are."""
    here = scores.sum(axis=1) / np.maximum(mentions, 1)
    weight = np.minimum(mentions, _MOST_HERE)
    written = np.array([terms[name].written if name in terms else 0 for name in names], dtype=np.float64)
    found = np.array([terms[name].found if name in terms else 0 for name in names], dtype=np.float64)
    elsewhere = found / np.maximum(written, 1)
    other = np.minimum(written, _MOST_ELSEWHERE)
    return np.asarray((here * weight + elsewhere * other) / np.maximum(weight + other, 1e-9))
