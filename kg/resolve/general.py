"""General words around a name: behind a proper name of their type, and in front of any name."""

from collections.abc import Mapping

import numpy as np

from kg.model import CONCEPT_TYPES
from kg.resolve.forms import Forms, count_papers
from kg.resolve.reasons import Reason
from kg.resolve.variants import Variants, settle_moves
from kg.resolve.words import HEADS, IN_FRONT, IN_FRONT_OF_METRIC

_METHOD = CONCEPT_TYPES.index("Method")
_ESTABLISHED = 5
"""Papers that an established method stands in."""


def drop_modifiers(forms: Forms, variants: Variants) -> Variants:
    """Return the variants with "vanilla X" and the like moved to X, where the corpus has it with the same type.

    What a paper has an abbreviation for stays as it is.
    """
    candidates = []
    defined = set(variants.canon[forms.definitions[:, 2]].tolist())
    for code in np.unique(variants.canon).tolist():
        modifier, _, name = forms.names[code].partition(" ")
        in_front = IN_FRONT | IN_FRONT_OF_METRIC if _is_plain_metric(forms, code, name) else IN_FRONT
        bare = variants.find(name) if name and modifier in in_front else None
        if bare is not None and bare != code and code not in defined and forms.kind[bare] == forms.kind[code]:
            candidates.append((int(forms.spread[bare]), code, bare))
    return variants.moved(settle_moves(candidates), Reason.MODIFIER)


def _is_plain_metric(forms: Forms, code: int, name: str) -> bool:
    return CONCEPT_TYPES[forms.kind[code]] == "Metric" and " " not in name


def drop_heads(forms: Forms, variants: Variants, dominant: Mapping[int, int]) -> Variants:
    """Return the variants with a name and a general word behind it moved to the name, where both are of the same type."""
    candidates = []
    defined = set(variants.canon[forms.definitions[:, 2]].tolist())
    for code in np.unique(variants.canon).tolist():
        name, _, head = forms.names[code].rpartition(" ")
        if head not in HEADS[CONCEPT_TYPES[forms.kind[code]]] or code in defined or name.endswith(" based"):
            continue
        bare = variants.find(name) if name else None
        if bare is None or not (forms.is_name[bare] and forms.is_name[code]) or _is_described(forms, bare):
            continue
        if forms.kind[bare] == forms.kind[code] and not _is_field(forms, bare, dominant):
            candidates.append((int(forms.spread[bare]), code, bare))
    return variants.moved(settle_moves(candidates), Reason.HEAD_WORD)


def _is_described(forms: Forms, form: int) -> bool:
    """Tell whether a model's or method's name has a word in lower case, so that "on-device AI" is no name of a model."""
    described = any(map(str.islower, forms.text_of_form[form].split()))
    return described and CONCEPT_TYPES[forms.kind[form]] in {"Model", "Method"}


def drop_mechanisms(forms: Forms, variants: Variants) -> Variants:
    """Return the variants with "X mechanism" moved to X, where both are established methods: attention is a mechanism anyway."""
    spread = count_papers(forms.paper, variants.canon[forms.form], len(forms.names))
    moves = {}
    for code in np.flatnonzero(spread >= _ESTABLISHED).tolist():
        name, _, head = forms.names[code].rpartition(" ")
        bare = variants.find(name) if name and head == "mechanism" else None
        if bare is not None and spread[bare] >= _ESTABLISHED and forms.kind[bare] == forms.kind[code] == _METHOD:
            moves[code] = bare
    return variants.moved(moves, Reason.HEAD_WORD)


def _is_field(forms: Forms, short: int, dominant: Mapping[int, int]) -> bool:
    """Tell whether an abbreviation names a way of learning, whose "methods" and "algorithms" are many."""
    return short in dominant and forms.names[dominant[short]].endswith("ing")
