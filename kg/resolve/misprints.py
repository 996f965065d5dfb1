"""Misprints: a rare name that is a much commoner one but for one letter of one word.

Two names of one type are compared if they have the same words but for one, which has six letters or more in both and begins with
the same two; they are one if that word has one letter wrong, too much, missing or in its neighbour's place, if this is no
inflection of it, if no other name has the word, and if the whole names are as alike as their type asks. A dataset's or system's
name is a name of its own where one letter is another ("ResNet", "ResNeXt"), so that likeness says nothing of short ones.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

import numpy as np
from rapidfuzz import fuzz

from kg.model import CONCEPT_TYPES, ConceptType
from kg.resolve.forms import Forms, count_papers
from kg.resolve.keys import stem
from kg.resolve.reasons import Reason
from kg.resolve.spelled import LONG_ENOUGH, misprinted
from kg.resolve.variants import Variants

THRESHOLDS: Mapping[ConceptType, float] = {"Model": 95, "Method": 90, "Task": 90, "Dataset": 100, "Metric": 90}
"""How alike two names of each type must be, by rapidfuzz's ratio (0 to 100, 100 for equal ones)."""
_COMMON = 5
_TIMES = 4
"""A common name stands in so many papers, and in so many times as many as its misprint."""

_Key = tuple[int, str, str, str]


def correct_misprints(forms: Forms, variants: Variants) -> Variants:
    """Return the variants with misprints moved to the name that is meant."""
    spread = count_papers(forms.paper, variants.canon[forms.form], len(forms.names))
    common: dict[_Key, list[int]] = defaultdict(list)
    for code in np.flatnonzero(spread >= _COMMON).tolist():
        for key in _keys(forms, code):
            common[key].append(code)
    moves = {}
    words = Counter(word for code in np.flatnonzero(spread).tolist() for word in set(forms.names[code].split()))
    for code in np.flatnonzero((spread > 0) & (spread * _TIMES <= spread.max(initial=0)) & ~forms.is_name).tolist():
        near = {goal for key in _keys(forms, code) for goal in common.get(key, ())}
        meant = [goal for goal in near if spread[code] * _TIMES <= spread[goal] and _is_misprint(forms, code, goal, words)]
        if len(meant) == 1:
            moves[code] = meant[0]
    goals = set(moves.values())
    return variants.moved({code: goal for code, goal in moves.items() if code not in goals}, Reason.MISPRINT)


def _keys(forms: Forms, code: int) -> Iterator[_Key]:
    """Yield for each longer word of a name what must agree in a misprint of that word."""
    words = forms.names[code].split()
    for place, word in enumerate(words):
        if len(word) >= LONG_ENOUGH:
            yield int(forms.kind[code]), " ".join(words[:place]), word[:2], " ".join(words[place + 1 :])


def _is_misprint(forms: Forms, code: int, goal: int, names: Counter[str]) -> bool:
    a, b = forms.names[code], forms.names[goal]
    wrong, right = next(pair for pair in zip(a.split(), b.split(), strict=True) if pair[0] != pair[1])
    least = THRESHOLDS[CONCEPT_TYPES[forms.kind[code]]]
    return names[wrong] == 1 and stem(wrong) != stem(right) and misprinted(wrong, right) and fuzz.ratio(a, b) >= least
