"""Names that differ by the inflection of their last word, wherever they stand: "fine-tuned", "scalable", "self-supervised".

Where a name is a verb or an adjective, its noun is meant. Of names of one type with the same root the commonest stands for the
rarer ones. Only endings that keep the meaning count: "-ize" and "-ization", "-able" and "-ability", but not "-er" and "-ing".
A bare stem ("image", "tune") may be a noun of another meaning than its "-ing" ("imaging"): it counts as a verb only where the
corpus has its participle too ("tuned").
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from kg.model import CONCEPT_TYPES
from kg.resolve.forms import Forms, count_papers
from kg.resolve.reasons import Reason
from kg.resolve.variants import Variants

_ENDINGS = """
    ability=abl ibility=ibl ization=iz ation=at izing=iz ating=at able=abl ible=ibl ized=iz ated=at ency=ent ize=iz ate=at
    ent=ent ing= ed= e=
"""
_ROOTS = dict(ending.split("=") for ending in _ENDINGS.split())
"""The endings of last words, the longest first, each with what stands for it in the root."""
_ENDS = tuple(_ROOTS)
_BARE = frozenset(("", "e", "ate"))
_PARTICIPLES = frozenset(("ed", "ized", "ated"))
_SHORTEST_ROOT = 4
_ADVERB = re.compile(r"(\w{5,}?)ly\b(?!$)")
_ADJECTIVE = re.compile(r"(?:.*\w{3}ed|.*\bshot)")
_LEARNING = "Method"


class _Name(NamedTuple):
    """A standing form, with how many papers have it, and the ending of its last word."""

    form: int
    papers: int
    ending: str


def merge_inflected(forms: Forms, variants: Variants) -> Variants:
    """Return the variants with inflections of a last word moved to the commonest form, where that is in more papers."""
    spread = count_papers(forms.paper, variants.canon[forms.form], len(forms.names))
    groups: dict[tuple[int, str], list[_Name]] = defaultdict(list)
    for code in np.flatnonzero(spread).tolist():
        root, ending = _root(forms.names[code])
        groups[int(forms.kind[code]), root].append(_Name(code, int(spread[code]), ending))
    return variants.moved(dict(move for group in groups.values() for move in _moves(group)), Reason.INFLECTED)


def _moves(group: Sequence[_Name]) -> Iterator[tuple[int, int]]:
    has_participle = any(name.ending in _PARTICIPLES for name in group)
    same = [name for name in group if has_participle or name.ending not in _BARE]
    best = min(same, key=lambda name: (-name.papers, name.form), default=None)
    for name in same:
        if best is not None and name.papers < best.papers:
            yield name.form, best.form


def _root(name: str) -> tuple[str, str]:
    """Return the root of a name, without spaces, since "finetuned" is "fine tuned", and the ending that it has."""
    joined = _ADVERB.sub(r"\1", name).replace(" ", "")
    for ending, root in _ROOTS.items() if joined.endswith(_ENDS) else ():
        if joined.endswith(ending) and len(joined) - len(ending) >= _SHORTEST_ROOT:
            return joined[: -len(ending)] + root, ending
    return joined, ""


def add_learning(forms: Forms, variants: Variants) -> Variants:
    """Return the variants with an adjective that is all of a name ("self-supervised") moved to that kind of learning."""
    moves = {}
    for code in np.unique(variants.canon).tolist():
        name = forms.names[code]
        if CONCEPT_TYPES[forms.kind[code]] == _LEARNING and _ADJECTIVE.fullmatch(name):
            whole = variants.find(f"{name} learning")
            if whole is not None and whole != code and forms.kind[whole] == forms.kind[code]:
                moves[code] = whole
    return variants.moved(moves, Reason.INFLECTED)
