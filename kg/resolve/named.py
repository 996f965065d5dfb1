"""What each mention and each definition's long form names in the end, by the form that its concept is made of."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kg.resolve.forms import Codes, Forms
from kg.resolve.reasons import Reason
from kg.resolve.senses import Places
from kg.resolve.variants import Variants


@dataclass(frozen=True, slots=True)
class Named:
    """The form that stands for each mention (`target`) and for the long form of each row of `Forms.definitions` (`long`).

    `reason` and `long_reason` are the last `Reason` of each. `sense` is the row of `Forms.definitions` by which a mention's own
    paper defines it, -1 where it defines none.
    """

    target: Codes
    reason: npt.NDArray[np.int8]
    long: Codes
    long_reason: npt.NDArray[np.int8]
    sense: Codes


def name_mentions(forms: Forms, variants: Variants, places: Places) -> Named:
    """Return what mentions and long forms name, from what each form names in each paper."""
    return Named(
        target=places.target[places.mention],
        reason=np.maximum(places.reason[places.mention], variants.reason[forms.form]),
        long=places.target[places.long],
        long_reason=np.maximum(places.reason[places.long], variants.reason[forms.definitions[:, 2]]),
        sense=_senses(forms),
    )


def _senses(forms: Forms) -> Codes:
    """Return for each mention the first row of definitions of its form in its paper, or -1."""
    size = len(forms.names)
    defined, first = np.unique(forms.definitions[:, 0] * size + forms.definitions[:, 1], return_index=True)
    wanted = forms.paper * size + forms.form
    if not len(defined):
        return np.full(len(wanted), -1, dtype=np.int64)
    place = np.minimum(np.searchsorted(defined, wanted), len(defined) - 1)
    return np.where(defined[place] == wanted, first[place], -1)


def undefined(named: Named) -> npt.NDArray[np.bool_]:
    """Tell of each mention whether its concept is something else than its own paper's definition of it."""
    return np.asarray((named.sense < 0) & (named.reason != Reason.DEFINED_HERE))
