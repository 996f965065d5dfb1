"""Which form each mention really names: abbreviations move to the long form that they stand for.

1. In a paper that defines an abbreviation, it stands for the long form defined there (the first by name, where a paper
   defines two: what other papers say must not change it).
2. In a paper that does not, but has one of the long forms that other papers define, or, where no two papers define it alike,
   one name whose words spell the abbreviation, it stands for that.
3. Else it stands for the corpus's dominant sense, if enough papers define it and enough of them agree; where few papers of
   the corpus define it, the counts of the shipped table are added.
4. Else it stays alone.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kg.resolve.forms import Codes, Forms
from kg.resolve.reasons import Reason
from kg.resolve.spelled import same_long_form, spells
from kg.resolve.variants import Known, Variants, count_senses

_ENOUGH_PAPERS = 2


@dataclass(frozen=True, slots=True)
class Places:
    """The distinct (paper, form) of mentions and of defined long forms, sorted by paper, and what each one names.

    `mention` gives the place of each mention, `long` that of the long form of each row of `Forms.definitions`.
    """

    paper: Codes
    form: Codes
    mention: Codes
    long: Codes
    target: Codes
    reason: npt.NDArray[np.int8]


def dominant_senses(forms: Forms, variants: Variants, known: Known, *, share: float, papers: int) -> dict[int, int]:
    """Return the sense of each abbreviation that has one which enough papers define and agree on."""
    dominant = {}
    senses = count_senses(forms, variants)
    for short in sorted(senses.keys() | {code for name in known if (code := variants.find(name)) is not None}):
        counts = _add_known(forms, variants, short, senses.get(short, Counter()), known, enough=papers)
        (best, most), total = max(counts.items(), key=lambda item: (item[1], -item[0]), default=(-1, 0)), counts.total()
        if best >= 0 and total >= papers and most >= share * total:
            dominant[short] = best
    return dominant


def _add_known(
    forms: Forms, variants: Variants, short: int, own: Mapping[int, int], known: Known, *, enough: int
) -> Counter[int]:
    """Return the counts of senses; those that the corpus does not have get numbers below zero."""
    counts = Counter(own)
    if counts.total() >= enough:
        return counts
    strangers: list[str] = []
    for long, papers in known.get(forms.names[short], {}).items():
        code = variants.find(long)
        if code is None:
            same = (each for each in counts if each >= 0 and same_long_form(forms.names[short], forms.names[each], long))
            code = next(same, None)
        if code is None:
            strangers.append(long)
            code = -len(strangers)
        if code != short:
            counts[code] += papers
    return counts


def find_places(forms: Forms, variants: Variants, dominant: Mapping[int, int], known: Known) -> Places:
    """Return what each form names in each paper."""
    size = len(forms.names)
    form = variants.canon[forms.form]
    papers, longs = forms.definitions[:, 0], variants.canon[forms.definitions[:, 2]]
    codes, inverse = np.unique(np.concatenate([forms.paper * size + form, papers * size + longs]), return_inverse=True)
    paper, form = (codes // size, codes % size) if size else (codes, codes)
    target, reason = form.copy(), np.zeros(len(codes), dtype=np.int8)
    here = _defined_here(forms, variants, codes)
    mentioned = np.zeros(len(codes), dtype=bool)
    mentioned[inverse[: len(forms.paper)]] = True
    standing = set(np.where(here >= 0, here, form)[mentioned].tolist())
    target[here >= 0], reason[here >= 0] = here[here >= 0], Reason.DEFINED_HERE
    for place, sense, why in _undefined(forms, variants, dominant, known, paper, form, here):
        if sense in standing:
            target[place], reason[place] = sense, why
    return Places(paper, form, inverse[: len(forms.paper)], inverse[len(forms.paper) :], target, reason)


def _defined_here(forms: Forms, variants: Variants, codes: Codes) -> Codes:
    """Return for each place the long form that its own paper defines for it, or -1."""
    size = len(forms.names)
    defining = forms.definitions[:, 0] * size + variants.canon[forms.definitions[:, 1]]
    defined, first = np.unique(defining, return_index=True)
    found = np.full(len(codes), -1, dtype=np.int64)
    if len(defined):
        place = np.minimum(np.searchsorted(defined, codes), len(defined) - 1)
        sense = variants.canon[forms.definitions[first, 2]][place]
        known = (defined[place] == codes) & (sense != (codes % size))
        found[known] = sense[known]
    return found


def _undefined(
    forms: Forms, variants: Variants, dominant: Mapping[int, int], known: Known, paper: Codes, form: Codes, here: Codes
) -> Iterator[tuple[int, int, Reason]]:
    """Yield (place, sense, reason) of the abbreviations that their paper does not define."""
    meanings = _meanings(forms, variants, dominant, known)
    settled = {short for short, papers in count_senses(forms, variants).items() if max(papers.values()) >= _ENOUGH_PAPERS}
    edges = np.flatnonzero(np.diff(paper, prepend=-1, append=-1))
    forms_of, here_of = form.tolist(), here.tolist()
    for start, end in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        present = forms_of[start:end]
        for place in range(start, end):
            short = forms_of[place]
            if here_of[place] >= 0:
                continue
            if found := meanings.get(short, set()).intersection(present):
                if len(found) == 1:
                    yield place, found.pop(), Reason.KNOWN_HERE
            elif short not in settled and (spelled := _spelled_by(forms, short, present)) is not None:
                yield place, spelled, Reason.SPELLED_HERE
            elif short in dominant:
                yield place, dominant[short], Reason.DOMINANT_SENSE


def _fits(forms: Forms, short: int, sense: int, papers: int, dominant: Mapping[int, int]) -> bool:
    """Tell whether a sense may be meant where the paper has it.

    It dominates, its words spell the abbreviation, or none dominates and two papers define it so.
    """
    spelled = spells(forms.names[short], tuple(forms.names[sense].split()))
    return spelled or dominant.get(short) == sense or (short not in dominant and papers >= _ENOUGH_PAPERS)


def _meanings(forms: Forms, variants: Variants, dominant: Mapping[int, int], known: Known) -> dict[int, set[int]]:
    """Return for each abbreviation the senses that a paper may mean which has them."""
    counts = count_senses(forms, variants)
    for name, longs in known.items():
        if (short := variants.find(name)) is not None:
            found = {code: papers for long, papers in longs.items() if (code := variants.find(long)) not in {None, short}}
            counts.setdefault(short, Counter()).update(found)
    return {
        short: {sense for sense, papers in senses.items() if _fits(forms, short, sense, papers, dominant)}
        for short, senses in counts.items()
    }


def _spelled_by(forms: Forms, short: int, present: list[int]) -> int | None:
    """Return the one form of the paper, of the same type, that spells the abbreviation."""
    name = forms.names[short]
    if not forms.is_name[short] or " " in name:
        return None
    found = [
        code
        for code in present
        if code != short
        and forms.names[code][0] == name[0]
        and forms.kind[code] == forms.kind[short]
        and spells(name, tuple(forms.names[code].split()))
    ]
    return found[0] if len(found) == 1 else None
