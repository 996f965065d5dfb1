"""Names that one paper writes in several ways: other inflections or word order, and names that it shortens.

Within one paper, among names of one type:

1. names with the same word stems are one: the commonest in the corpus stands for them;
2. a name that no other paper has is a shortened form of another, if that one begins and ends with the same words and has one
   more between, or only general words behind it, and if it is the only one that does.

An abbreviation within a name counts as the words that it stands for in that paper. Nothing moves to a name that moves itself.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from kg.resolve.forms import Codes, Forms, count_papers
from kg.resolve.keys import content_key, same_order
from kg.resolve.normal_form import normal_form
from kg.resolve.reasons import Reason
from kg.resolve.senses import Places
from kg.resolve.variants import Variants
from kg.resolve.words import BEHIND_NAME

_LISTS = frozenset(("and", "or"))


@dataclass(frozen=True, slots=True)
class _Name:
    """A name in a paper, with how many papers have it.

    `units` are its words with hyphens kept, `words` those of its form with abbreviations written out.
    """

    form: int
    units: tuple[str, ...]
    words: tuple[str, ...]
    kind: int
    spread: int


def join_nearby(forms: Forms, variants: Variants, places: Places, dominant: Mapping[int, int]) -> Places:
    """Return the places with the names that their paper writes in several ways joined."""
    target, reason = places.target.copy(), places.reason.copy()
    spread = count_papers(places.paper[places.mention], places.target[places.mention], len(forms.names))
    mentioned = np.zeros(len(target), dtype=bool)
    mentioned[places.mention] = True
    edges = np.flatnonzero(np.diff(places.paper, prepend=-1, append=-1))
    for start, end in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        here = slice(start, end)
        present = np.unique(target[here][mentioned[here]]).tolist()
        if len(present) < 2:
            continue
        written_out = {**dominant, **_moved(places, here)}
        names = [_name(forms, variants, form, written_out, spread) for form in present]
        for source, (goal, why) in _moves(names).items():
            rows = start + np.flatnonzero(places.target[here] == source)
            target[rows], reason[rows] = goal, why
    return replace(places, target=target, reason=reason)


def _moved(places: Places, here: slice) -> dict[int, int]:
    pairs = zip(places.form[here].tolist(), places.target[here].tolist(), strict=True)
    return {form: goal for form, goal in pairs if form != goal}


def _name(forms: Forms, variants: Variants, form: int, written_out: Mapping[int, int], spread: Codes) -> _Name:
    words: list[str] = []
    written = tuple(forms.names[form].split())
    for word in written:
        short = variants.find(word) if len(written) > 1 else None
        words += [word] if short is None or short not in written_out else forms.names[written_out[short]].split()
    return _Name(form, _units(forms, form), tuple(words), int(forms.kind[form]), int(spread[form]))


def _units(forms: Forms, form: int) -> tuple[str, ...]:
    words = forms.text_of_form.get(form, forms.names[form]).split()
    return tuple(filter(None, map(normal_form, words))) or (forms.names[form],)


def _moves(names: Sequence[_Name]) -> dict[int, tuple[int, Reason]]:
    """Return for each form that moves where it goes, and why."""
    moves: dict[int, tuple[int, Reason]] = {}
    groups: dict[tuple[int, tuple[str, ...]], list[_Name]] = defaultdict(list)
    for name in names:
        groups[name.kind, content_key(name.words)].append(name)
    for group in groups.values():
        best = min(group, key=lambda name: (-name.spread, name.form))
        same = [name for name in group if name is not best and same_order(name.words, best.words)]
        moves |= {name.form: (best.form, Reason.INFLECTED_HERE) for name in same}
    shortened = dict(_shortened([name for name in names if name.form not in moves]))
    goals = {goal for goal, _ in moves.values()}
    settled = {source: goal for source, goal in shortened.items() if goal not in shortened and source not in goals}
    return moves | {source: (goal, Reason.SHORTENED_HERE) for source, goal in settled.items()}


def _shortened(names: Sequence[_Name]) -> Iterator[tuple[int, int]]:
    """Yield (shortened form, whole form)."""
    for short in names:
        if short.spread > 1:
            continue
        whole = [name for name in names if name.kind == short.kind and _shortens(short.units, name.units)]
        if len(whole) == 1:
            yield short.form, whole[0].form


def _shortens(short: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    left_out = len(whole) - len(short)
    if left_out <= 0 or short[0] != whole[0]:
        return False
    if whole[: len(short)] == short:
        return BEHIND_NAME.issuperset(whole[len(short) :])
    if left_out > 1 or len(short) < 2 or short[-1] != whole[-1] or not _LISTS.isdisjoint(whole):
        return False
    rest = iter(whole)
    return all(word in rest for word in short)
