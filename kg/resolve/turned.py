"""Names turned round: "rate of convergence" is the convergence rate, "detection of small objects" small object detection.

Only what is done or measured is turned: a graph of thoughts is no thought graph.
"""

import numpy as np

from kg.model import CONCEPT_TYPES
from kg.resolve.forms import Forms
from kg.resolve.normal_form import normal_form
from kg.resolve.plural import singular
from kg.resolve.reasons import Reason
from kg.resolve.variants import Variants, settle_moves
from kg.resolve.words import SMALL_WORDS

_DONE = ("ing", "ment", "sis", "tion")
_ARTICLES = frozenset(("a", "an", "the"))


def turn_round(forms: Forms, variants: Variants) -> Variants:
    """Return the variants with "A of B" moved to "B A", where the corpus has it with the same type."""
    candidates = []
    for code in np.unique(variants.canon).tolist():
        head, _, rest = forms.names[code].partition(" of ")
        words = [word for word in rest.split() if word not in _ARTICLES]
        measured = CONCEPT_TYPES[forms.kind[code]] == "Metric"
        if not words or not SMALL_WORDS.isdisjoint([*head.split(), *words]):
            continue
        whole = variants.find(normal_form(" ".join([*words, head]))) if measured or singular(head).endswith(_DONE) else None
        if whole is not None and whole != code and forms.kind[whole] == forms.kind[code]:
            candidates.append((int(forms.spread[whole]), code, whole))
    return variants.moved(settle_moves(candidates), Reason.TURNED)
