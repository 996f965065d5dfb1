"""Names that one paper writes in several ways: other inflections or word order, and names that it shortens.

Within one paper, among names of one type:

1. names with the same word stems are one, unless one is who does what the other is ("detector", "detection"), or a thing that
   the other is done with ("prompt", "prompting"): the commonest in the corpus stands for them;
2. a name with an abbreviation in it is the one name that has the words which this stands for in its place;
3. names with the same words before a general last word ("neural model", "neural network") are one: again the commonest; but a
   "neural architecture" is a field;
4. a name that no other paper has is a shortened form of another, if that one has only general words behind it, or begins and
   ends with the same words and has one or two more between, where the name may refer (`referring`), has no abbreviation of
   its own and no "of", to which its article would belong; and if it is the only one that does.

An abbreviation within a name counts as the words that it stands for in that paper, but a single word ("CT-FM") is no phrase
("CT foundation models"). Nothing moves to a name that moves itself.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from kg.model import CONCEPT_TYPES
from kg.resolve.forms import Codes, Forms, count_papers
from kg.resolve.keys import content_key, is_agent, same_order
from kg.resolve.normal_form import normal_form
from kg.resolve.reasons import Reason
from kg.resolve.senses import Places
from kg.resolve.spelled import writes_out
from kg.resolve.variants import Variants
from kg.resolve.words import BEHIND_NAME, HEADS

_MOST_BETWEEN = 2
_ONE_BEFORE = 2
_LISTS = frozenset(("and", "or"))
_BEHIND = dict.fromkeys(CONCEPT_TYPES, BEHIND_NAME) | {"Task": HEADS["Task"], "Metric": BEHIND_NAME - HEADS["Metric"]}
"""General words of each type; a task has its own, and what is measured ("haptic quality") is no metric of it."""

_KEPT = 1 << 18
"""How many names are kept: those that many papers have, and no more of a large corpus."""

_Shorts = tuple[int | None, ...]
"""The forms that the words of a name are."""


@dataclass(frozen=True, slots=True)
class _Name:
    """A name in a paper, with how many papers have it, whether this one abbreviates it, and whether it may refer here.

    `units` are its words with hyphens kept, `words` those of its form with abbreviations written out.
    """

    form: int
    units: tuple[str, ...]
    words: tuple[str, ...]
    kind: int
    spread: int
    is_defined: bool
    refers: bool


def join_nearby(forms: Forms, variants: Variants, places: Places, dominant: Mapping[int, int]) -> Places:
    """Return the places with the names that their paper writes in several ways joined."""
    target, reason = places.target.copy(), places.reason.copy()
    spread = count_papers(places.paper[places.mention], places.target[places.mention], len(forms.names))
    mentioned = np.zeros(len(target), dtype=bool)
    mentioned[places.mention] = True
    refers = np.zeros(len(target), dtype=bool)
    refers[places.mention[forms.refers]] = True
    defined = _defined(forms, variants)
    read = _reader(forms, variants, spread)
    standing = np.where(mentioned, places.target, -1).tolist()
    edges = np.flatnonzero(np.diff(places.paper, prepend=-1, append=-1))
    for start, end in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        here = slice(start, end)
        present = sorted({*standing[here]} - {-1})
        if len(present) < 2:
            continue
        longs = defined.get(int(places.paper[start]), {})
        known = {**longs, **_moved(places, here)}
        referring = set(places.target[here][refers[here]].tolist())
        names = [
            replace(_name(forms, *read(form), known, dominant), is_defined=form in longs.values(), refers=form in referring)
            for form in present
        ]
        for source, (goal, why) in _moves(names).items():
            rows = start + np.flatnonzero(places.target[here] == source)
            target[rows], reason[rows] = goal, why
    return replace(places, target=target, reason=reason)


def _defined(forms: Forms, variants: Variants) -> Mapping[int, Mapping[int, int]]:
    """Return for each paper the long forms of the abbreviations that it defines."""
    defined: dict[int, dict[int, int]] = defaultdict(dict)
    for paper, short, long in forms.definitions.tolist():
        defined[paper].setdefault(int(variants.canon[short]), int(variants.canon[long]))
    return defined


def _moved(places: Places, here: slice) -> dict[int, int]:
    pairs = zip(places.form[here].tolist(), places.target[here].tolist(), strict=True)
    return {form: goal for form, goal in pairs if form != goal}


def _reader(forms: Forms, variants: Variants, spread: Codes) -> Callable[[int], tuple[_Name, _Shorts]]:
    """Return what gives each form as a name, and the form that each of its words is, if it has several."""

    @lru_cache(maxsize=_KEPT)
    def read(form: int) -> tuple[_Name, _Shorts]:
        words = tuple(forms.names[form].split())
        shorts = tuple(map(variants.find, words)) if len(words) > 1 else ()
        kind, papers = int(forms.kind[form]), int(spread[form])
        return _Name(form, _units(forms, form), words, kind, papers, is_defined=False, refers=False), shorts

    return read


def _name(forms: Forms, name: _Name, shorts: _Shorts, here: Mapping[int, int], dominant: Mapping[int, int]) -> _Name:
    """Return a name with the abbreviations in it written out, as its paper has them or else the corpus."""
    longs = [None if short is None else here.get(short, dominant.get(short)) for short in shorts]
    if not any(long is not None for long in longs):
        return name
    words: list[str] = []
    for word, long in zip(name.words, longs, strict=True):
        words += [word] if long is None else forms.names[long].split()
    return replace(name, words=tuple(words))


def _units(forms: Forms, form: int) -> tuple[str, ...]:
    words = forms.text_of_form.get(form, forms.names[form]).split()
    return tuple(filter(None, map(normal_form, words))) or (forms.names[form],)


def _moves(names: Sequence[_Name]) -> dict[int, tuple[int, Reason]]:
    """Return for each form that moves where it goes, and why; the surer ways of moving come first."""
    moves: dict[int, tuple[int, Reason]] = {}
    for find, why in _WAYS:
        rest = [name for name in names if name.form not in moves]
        found = dict(find(rest))
        goals = {goal for goal, _ in moves.values()}
        settled = {source: goal for source, goal in found.items() if goal not in found and source not in goals}
        moves |= {source: (goal, why) for source, goal in settled.items()}
    return moves


def _inflected(names: Sequence[_Name]) -> Iterator[tuple[int, int]]:
    """Yield (form, the commonest of those with the same word stems, and the same of them agents)."""
    for group in _groups(names, lambda name: (*content_key(name.words), str(sum(map(is_agent, name.words))))):
        best = min(group, key=lambda name: (-name.spread, name.form))
        others = (name for name in group if name is not best and not _is_one_of(name, best))
        yield from ((name.form, best.form) for name in others if same_order(name.words, best.words))


def _with_other_heads(names: Sequence[_Name]) -> Iterator[tuple[int, int]]:
    """Yield (form, the commonest of those with the same words before a general last word of their type)."""
    headed = [name for name in names if len(name.words) > 1 and _has_general_head(name)]
    for group in _groups(headed, lambda name: name.words[:-1]):
        best = min(group, key=lambda name: (-name.spread, name.form))
        yield from ((name.form, best.form) for name in group if name is not best and not _is_one_of(name, best))


def _has_general_head(name: _Name) -> bool:
    """Tell whether the last word is a general one; behind a single word "architecture" is none, a field that has many."""
    head = name.words[-1]
    return head in HEADS[CONCEPT_TYPES[name.kind]] and (head != "architecture" or len(name.words) > _ONE_BEFORE)


def _groups(names: Iterable[_Name], key: Callable[[_Name], tuple[str, ...]]) -> Iterable[list[_Name]]:
    groups: dict[tuple[int, tuple[str, ...]], list[_Name]] = defaultdict(list)
    for name in names:
        groups[name.kind, key(name)].append(name)
    return groups.values()


def _abbreviated(names: Sequence[_Name]) -> Iterator[tuple[int, int]]:
    """Yield (form with an abbreviation in it, the one form with the words that this stands for)."""
    alike: dict[tuple[int, str], list[_Name]] = defaultdict(list)
    for name in names:
        alike[name.kind, name.words[0][0]].append(name)
    for short in names:
        if len(short.words) < 2:
            continue
        longer = [name for name in alike[short.kind, short.words[0][0]] if len(name.words) > len(short.words)]
        whole = [name for name in longer if writes_out(short.words, name.words)]
        if len(whole) == 1 and not _is_one_of(short, whole[0]):
            yield short.form, whole[0].form


def _is_one_of(a: _Name, b: _Name) -> bool:
    """Tell whether one is a single word for the end of which the other has words: "CT-FM" is one of the CT foundation models."""
    word, phrase = sorted((a, b), key=lambda name: len(name.units))
    parts, whole = word.units[0].split(), " ".join(phrase.units).split()
    return len(word.units) == 1 < len(phrase.units) and 1 < len(parts) < len(whole) and parts[0] == whole[0]


def _shortened(names: Sequence[_Name]) -> Iterator[tuple[int, int]]:
    """Yield (shortened form, whole form)."""
    for short in names:
        if short.spread > 1:
            continue
        whole = [name for name in names if name.kind == short.kind and _shortens(short, name.units)]
        if len(whole) == 1:
            yield short.form, whole[0].form


def _shortens(name: _Name, whole: tuple[str, ...]) -> bool:
    short = name.units
    left_out = len(whole) - len(short)
    if left_out <= 0 or short[0] != whole[0]:
        return False
    if whole[: len(short)] == short:
        return _BEHIND[CONCEPT_TYPES[name.kind]].issuperset(whole[len(short) :])
    if (
        name.is_defined
        or not name.refers
        or left_out > _MOST_BETWEEN
        or len(short) < 2
        or "of" in short
        or short[-1] != whole[-1]
        or not _LISTS.isdisjoint(whole)
    ):
        return False
    rest = iter(whole)
    return all(word in rest for word in short)


_WAYS: Sequence[tuple[Callable[[Sequence[_Name]], Iterator[tuple[int, int]]], Reason]] = (
    (_inflected, Reason.INFLECTED_HERE),
    (_abbreviated, Reason.SPELLED_OUT_HERE),
    (_with_other_heads, Reason.OTHER_HEAD_HERE),
    (_shortened, Reason.SHORTENED_HERE),
)
