"""Which form each mention really names: abbreviations move to the long form that they stand for.

1. In a paper that defines an abbreviation, it stands for the long form defined there (the first by name, where a paper
   defines two: what other papers say must not change it).
2. In a paper that does not, it stands for the corpus's dominant sense, if enough papers define it and enough of them agree.
3. Else it stays alone. Nothing moves twice: merges are never chained.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from kg.resolve.forms import Codes, Forms


class Reason(IntEnum):
    """Why a mention names its concept."""

    OWN_FORM = 0
    DEFINED_HERE = 1
    DOMINANT_SENSE = 2


@dataclass(frozen=True, slots=True)
class Senses:
    """The concept of each mention.

    `keys` are the forms that concepts are made of, sorted; `concept` gives the place in `keys` and `reason` a `Reason` for each
    mention. `pairs` are the distinct rows (short form, long form, papers that define it).
    """

    keys: Codes
    concept: Codes
    reason: npt.NDArray[np.int8]
    pairs: Codes


def find_senses(forms: Forms, *, share: float, papers: int) -> Senses:
    """Return what each mention stands for; `share` and `papers` say when the corpus agrees on a sense."""
    pairs = _count_pairs(forms)
    here = _defined_here(forms)
    dominant = _dominant(forms, pairs, share=share, papers=papers)[forms.form]
    target = np.where(here >= 0, here, np.where(dominant >= 0, dominant, forms.form))
    reason = np.where(here >= 0, Reason.DEFINED_HERE, np.where(dominant >= 0, Reason.DOMINANT_SENSE, Reason.OWN_FORM))
    keys, concept = np.unique(target, return_inverse=True)
    return Senses(keys, concept, reason.astype(np.int8), pairs)


def _count_pairs(forms: Forms) -> Codes:
    pairs, counts = np.unique(forms.definitions[:, 1:], axis=0, return_counts=True)
    return np.column_stack([pairs, counts])


def _defined_here(forms: Forms) -> Codes:
    """Return for each mention the long form that its own paper defines for it, or -1."""
    size = len(forms.names)
    codes, first = np.unique(forms.definitions[:, 0] * size + forms.definitions[:, 1], return_index=True)
    return _look_up(forms.paper * size + forms.form, codes, forms.definitions[first, 2])


def _dominant(forms: Forms, pairs: Codes, *, share: float, papers: int) -> Codes:
    """Return for each form the sense that the corpus agrees on, or -1."""
    total = np.bincount(pairs[:, 0], weights=pairs[:, 2], minlength=len(forms.names))
    agreed = pairs[(total[pairs[:, 0]] >= papers) & (pairs[:, 2] >= share * total[pairs[:, 0]])]
    dominant = np.full(len(forms.names), -1, dtype=np.int64)
    dominant[agreed[:, 0]] = agreed[:, 1]
    return dominant


def _look_up(wanted: Codes, codes: Codes, values: Codes) -> Codes:
    if not len(codes):
        return np.full(len(wanted), -1, dtype=np.int64)
    place = np.minimum(np.searchsorted(codes, wanted), len(codes) - 1)
    return np.where(codes[place] == wanted, values[place], -1)
