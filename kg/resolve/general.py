"""General words around a name: behind a proper name of their type, and in front of any name."""

from collections.abc import Mapping

import numpy as np

from kg.model import CONCEPT_TYPES
from kg.resolve.forms import Forms, count_papers
from kg.resolve.reasons import Reason
from kg.resolve.variants import Variants, count_senses, settle_moves
from kg.resolve.words import HEADS, IN_FRONT, IN_FRONT_OF_METRIC

_METHOD = CONCEPT_TYPES.index("Method")
_ESTABLISHED = 5
"""Papers that an established method stands in."""
_MOST = 0.8
"""Share of the papers that define an abbreviation."""
_AGENTS = frozenset(("optimizer",))
"""General words for what does a thing, not for the doing."""
_NO_MECHANISMS = ("al", "ed", "ic", "ing", "ive")
"""Endings of what has a mechanism and is none: what is adaptive, and filtering or gating, which many things do."""


def drop_modifiers(forms: Forms, variants: Variants) -> Variants:
    """Return the variants with "vanilla X" and the like moved to X, where the corpus has it with the same type.

    What a paper has an abbreviation for stays as it is.
    """
    candidates = []
    defined = set(variants.canon[forms.definitions[:, 2]].tolist())
    for code in np.unique(variants.canon).tolist():
        modifier, _, name = forms.names[code].partition(" ")
        bare = variants.find(name) if name and modifier in IN_FRONT | IN_FRONT_OF_METRIC else None
        if modifier in IN_FRONT_OF_METRIC and not (bare is not None and _is_plain_metric(forms, code, bare)):
            continue
        if bare is not None and bare != code and code not in defined and forms.kind[bare] == forms.kind[code]:
            candidates.append((int(forms.spread[bare]), code, bare))
    return variants.moved(settle_moves(candidates), Reason.MODIFIER)


def _is_plain_metric(forms: Forms, code: int, bare: int) -> bool:
    """Tell whether a name is a metric's, and without its first word a plain word: "low-FPR" is a region, no rate.

    With a hyphen it tells of other things: "high-delay cases".
    """
    is_measure = CONCEPT_TYPES[forms.kind[code]] == "Metric" and "-" not in forms.text_of_form[code]
    return is_measure and not forms.is_name[bare] and " " not in forms.names[bare]


def drop_heads(forms: Forms, variants: Variants, dominant: Mapping[int, int]) -> Variants:
    """Return the variants with a name and a general word behind it moved to the name, where both are of the same type."""
    candidates = []
    defined = set(variants.canon[forms.definitions[:, 2]].tolist())
    senses = count_senses(forms, variants)
    for code in np.unique(variants.canon).tolist():
        name, _, head = forms.names[code].rpartition(" ")
        if head not in HEADS[CONCEPT_TYPES[forms.kind[code]]] or code in defined or name.endswith(" based"):
            continue
        bare = variants.find(name) if name else None
        if bare is None or not (forms.is_name[bare] and forms.is_name[code]) or _is_described(forms, bare):
            continue
        meant = {dominant[bare]: 1} if bare in dominant else senses.get(bare, {})
        if forms.kind[bare] == forms.kind[code] and _has_head(forms, int(forms.kind[code]), head, meant):
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
        bare = variants.find(name) if head == "mechanism" and not name.endswith(_NO_MECHANISMS) else None
        if bare is not None and spread[bare] >= _ESTABLISHED and forms.kind[bare] == forms.kind[code] == _METHOD:
            moves[code] = bare
    return variants.moved(moves, Reason.HEAD_WORD)


def _has_head(forms: Forms, kind: int, head: str, senses: Mapping[int, int]) -> bool:
    """Tell whether a general word says the same behind an abbreviation of these senses, with the papers that have each.

    Most of these are of its type and no way of learning, whose "methods" and "algorithms" are many; and an optimizer is not what
    it does. Of the 19 merges that this parts in 20,000 abstracts about half were wrong.
    """
    if head in _AGENTS and senses:
        return False
    same = (papers for sense, papers in senses.items() if forms.kind[sense] == kind and not forms.names[sense].endswith("ing"))
    return sum(same) >= _MOST * sum(senses.values())
