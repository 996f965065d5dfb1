"""The user's say: forms that are one concept, and forms that are not, whatever resolution found.

1. Forms that are said to be one, directly or through others, form a group; the concepts that they name become one.
2. Where two forms that are said to be apart name the same concept, the first one and its group move to a concept of their own.

An id stands for what leads by it: a form wherever it stands, an abbreviation in the sense that its paper defines, or, where the
sense is the abbreviation itself, in papers that define none.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from kg.identifiers import sense_slug, slug
from kg.model import CONCEPT_TYPES
from kg.resolve.forms import Forms
from kg.resolve.named import Named, undefined
from kg.resolve.reasons import Reason

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, order=True)
class Override:
    """One line of the user's: `subject` and `object` (ids of forms) are one concept, or `apart`; a type of "" means any."""

    subject: str
    object: str
    apart: bool = False
    subject_type: str = ""
    object_type: str = ""

    @property
    def ends(self) -> tuple[tuple[str, str], tuple[str, str]]:
        """The (id, type) of subject and object."""
        return (self.subject, self.subject_type), (self.object, self.object_type)


@dataclass(frozen=True, slots=True)
class _End:
    """What an id stands for: its mentions, the form that a concept of its own is made of, and the definitions' long forms."""

    mentions: Mask
    form: int
    longs: Mask


_Ends = Mapping[tuple[str, str], _End]


def apply_overrides(forms: Forms, named: Named, overrides: Iterable[Override]) -> tuple[Named, tuple[Override, ...]]:
    """Return what mentions name with the user's say done, and the overrides whose ids stand for nothing here."""
    ordered = sorted(set(overrides))
    if not ordered:
        return named, ()
    ends = dict(_ends(forms, named, {end for override in ordered for end in override.ends}))
    known = [override for override in ordered if all(end in ends for end in override.ends)]
    groups = group_ends(known)
    for group in sorted(set(groups.values())):
        named = _join(named, [ends[end] for end in group])
    for override in known:
        if override.apart:
            subject, other = ([ends[end] for end in groups.get(end, (end,))] for end in override.ends)
            named = _part(named, subject, other)
    return named, tuple(override for override in ordered if override not in known)


def group_ends(overrides: Iterable[Override]) -> dict[tuple[str, str], tuple[tuple[str, str], ...]]:
    """Return for each (id, type) that is said to be one with another all that are, the one that names them first."""
    groups: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {}
    objects = {override.ends[1] for override in overrides if not override.apart}
    subjects = {override.ends[0] for override in overrides if not override.apart}
    for override in sorted(overrides):
        if not override.apart:
            both = {*groups.get(override.ends[0], override.ends[:1]), *groups.get(override.ends[1], override.ends[1:])}
            group = tuple(sorted(both, key=lambda end: (end not in objects, end in subjects, end)))
            groups.update(dict.fromkeys(group, group))
    return groups


def _ends(forms: Forms, named: Named, wanted: set[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], _End]]:
    ids = _ids(forms, {name for name, _ in wanted})
    long_of = np.where(named.sense >= 0, forms.definitions[named.sense, 2] if len(forms.definitions) else -1, -1)
    for end in sorted(wanted):
        name, kind = end
        if name not in ids:
            continue
        form, sense = ids[name]
        mentions, longs = forms.form == form, forms.definitions[:, 2] == form
        if sense is not None:
            mentions = mentions & (undefined(named) if sense == form else long_of == sense)
            longs = forms.definitions[:, 2] == -1
        own = form if sense is None else sense
        if not mentions.any() and sense is None:
            mentions = named.target == form
        if kind:
            mentions = mentions & (forms.type == CONCEPT_TYPES.index(kind))
        if mentions.any():
            yield end, _End(mentions, own, longs)


def _ids(forms: Forms, wanted: set[str]) -> dict[str, tuple[int, int | None]]:
    """Return for each wanted id the form that it stands for, and the sense if it is the id of one."""
    found: dict[str, tuple[int, int | None]] = {}
    for short, long in np.unique(forms.definitions[:, 1:], axis=0).tolist():
        for sense in (short, long):
            if (name := sense_slug(forms.names[short], forms.names[sense])) in wanted:
                found[name] = short, sense
    for form, name in enumerate(map(slug, forms.names)):
        if name in wanted:
            found[name] = form, None
    return found


def _join(named: Named, group: Sequence[_End]) -> Named:
    """Return `named` with the concepts of a group as one, that of its first."""
    goals = _concepts(named, group[:1])
    goal = group[0].form if group[0].form in goals or not goals else min(goals)
    target, reason, long = named.target.copy(), named.reason.copy(), named.long.copy()
    for end in group:
        concepts = _concepts(named, [end])
        moved = np.isin(named.target, list(concepts)) if len(concepts) == 1 else end.mentions
        reason[moved & (target != goal)] = Reason.OVERRIDE
        target[moved] = goal
        long[end.longs | (np.isin(named.long, list(concepts)) if len(concepts) == 1 else False)] = goal
    return replace(named, target=target, reason=reason, long=long)


def _part(named: Named, subject: Sequence[_End], other: Sequence[_End]) -> Named:
    """Return `named` with the mentions of `subject` in a concept of their own, where they share one with `other`."""
    shared = _concepts(named, subject) & _concepts(named, other)
    if not shared:
        return named
    target, reason, long = named.target.copy(), named.reason.copy(), named.long.copy()
    mentions = np.logical_or.reduce([end.mentions for end in subject]) & np.isin(target, list(shared))
    longs = np.logical_or.reduce([end.longs for end in subject])
    own = subject[0].form
    if own in shared:
        rest = (target == own) & ~mentions
        target[rest], reason[rest] = other[0].form, Reason.OVERRIDE
        long[(long == own) & ~longs] = other[0].form
    target[mentions], reason[mentions] = own, Reason.OVERRIDE
    long[longs] = own
    return replace(named, target=target, reason=reason, long=long)


def _concepts(named: Named, ends: Iterable[_End]) -> set[int]:
    return {concept for end in ends for concept in np.unique(named.target[end.mentions]).tolist()}
