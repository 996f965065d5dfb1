"""How a result is worded: the clause that states it, and whether its number is a difference rather than a score."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.number_reading import Name
from extractors.result_features import Spot

_BREAKS = frozenset((";", "while", "whereas", "but", "although"))
_COMPARING_WORDS = """
better bigger boost boosts decrease decreases degradation drop drops faster fewer gain gains greater growth higher
improvement improvements increase increases jump larger less longer loss lower margin more reduction reductions savings saving
shorter slower smaller speedup speedups speed-up stronger worse
"""
_COMPARING = frozenset(_COMPARING_WORDS.split())
_ROUGHLY_WORDS = """
a about almost an approximately around as at average least more much nearly over roughly some than up upto
"""
_ROUGHLY = frozenset(_ROUGHLY_WORDS.split())
_STOP_WORDS = """
, ; . ( ) with on in for at of while compared to
"""
_STOPS = frozenset(_STOP_WORDS.split())
_NEAR = 5
_RAISING = frozenset(("adding", "adds", "gain", "gaining", "gains", "raises", "raising"))
_JOINS = frozenset((",", "and", "&", "or", "/", "the"))
_RATIO_METRICS = ("speedup", "speed up", "acceleration", "ratio", "compression", "factor")


def in_one_list(spot: Spot, mention: int) -> list[int]:
    """Return the mentions of one type that stand in one list with this one, where the number goes for all of them.

    "100 % on A and B" is two results; in "90 % and 80 % on A and B" each has its own number.
    """
    row, column = spot.reading.places[mention]
    if row != spot.row or column < spot.column:
        return [mention]
    names, numbers = _run(spot, column), _run(spot, spot.column)
    found = [unit.mention for unit in (spot.units[place] for place in names) if unit.mention is not None]
    return found if len(numbers) == 1 else [mention]


def goes_on_unknown(spot: Spot) -> bool:
    """Tell whether a number goes on with "on" and a name that is no mention: it is measured on what was not recognised."""
    right = [unit for unit in spot.units[spot.column + 1 :] if unit.word != "the"][:_NEAR]
    places = [place for place, unit in enumerate(right[:-1]) if unit.word == "on"]
    return bool(places) and right[places[0] + 1].capital and right[places[0] + 1].mention is None


def _run(spot: Spot, column: int) -> list[int]:
    """Return the columns of the list that this unit stands in: units of its kind with no more than commas and such between."""
    word, units = spot.units[column].word, spot.units
    alike = [place for place, unit in enumerate(units) if unit.word == word]
    at = alike.index(column)
    first = last = at
    while first and _only_joins(spot, alike[first - 1], alike[first]):
        first -= 1
    while last + 1 < len(alike) and _only_joins(spot, alike[last], alike[last + 1]):
        last += 1
    return alike[first : last + 1]


def _only_joins(spot: Spot, left: int, right: int) -> bool:
    return all(unit.word in _JOINS for unit in spot.units[left + 1 : right])


def clause_of(spot: Spot, mentions: Iterable[int | None]) -> tuple[int, int]:
    """Return the offsets, in the text of the Doc, of the clause around a number.

    It is the part of the sentence between ";" and words such as "whereas", together with the mentions that the result is of.
    """
    units, places = spot.units, spot.reading.places
    breaks = [column for column, unit in enumerate(units) if unit.word in _BREAKS]
    first = max((column + 1 for column in breaks if column < spot.column), default=0)
    last = min((column - 1 for column in breaks if column > spot.column), default=len(units) - 1)
    here = [places[index][1] for index in mentions if index is not None and places[index][0] == spot.row]
    first, last = min([first, *here]), max([last, *here])
    return units[first].start, units[last].end


def is_difference(spot: Spot, metric: Name | None) -> bool:
    """Tell whether a number compares with something: "+2.3", "by about 23 %", "3 points higher", "2x fewer".

    A ratio is a score where the metric is one ("a speedup of 2x").
    """
    number, units = spot.number, spot.units
    if metric and number.unit == "x" and any(word in metric.words for word in _RATIO_METRICS):
        return False
    if number.text.startswith("+") or number.unit == "x" or number.kind in {"orders", "factor", "part"}:
        return True
    left, right = ([unit.word for unit in part] for part in (units[: spot.column], units[spot.column + 1 :]))
    return _is_step(left) or _is_compared(right) or _goes_on(spot, left)


def _goes_on(spot: Spot, left: Sequence[str]) -> bool:
    """Tell whether a number goes on with the steps of one before it: "by 3 % over A, 2 % over B"."""
    before = [place for place, unit in enumerate(spot.units[: spot.column]) if unit.number]
    if not before or not left or left[-1] not in {",", "and"} or _BREAKS & {*left[before[-1] :]}:
        return False
    return _is_step(left[: before[-1]]) or _goes_on(replace(spot, column=before[-1]), left[: before[-1]])


def _is_step(left: Sequence[str]) -> bool:
    """Tell whether the words before a number lead to a step: "by about", "a gain of up to"."""
    words = [word for word in left[-8:] if word not in _ROUGHLY and not word.endswith("ly") and word not in {"~", "$"}]
    if words[-1:] == ["to"] and left[-2:-1] == ["up"]:
        words.pop()
    if words[-1:] == ["by"] or (words and words[-1] in _RAISING):
        return True
    return words[-1:] == ["of"] and bool(_COMPARING & {*words[-3:-1]})


def _is_compared(right: Sequence[str]) -> bool:
    """Tell whether the words behind a number compare: "F1 gains", "and # lower latency"."""
    for place, word in enumerate(right[:7]):
        if word in _STOPS or (word == "and" and right[place + 1 : place + 2] != ["#"]):
            return False
        if word in _COMPARING:
            return True
    return False
