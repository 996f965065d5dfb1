"""What is looked at when it is judged whether a number is a result, and of which metric, dataset, task and model.

A feature is a text that is either there or not. Words are those of `extractors.number_reading.Unit`: a mention stands as
its type, so that no name is learnt by heart.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.number_reading import Name, Reading, Unit
from extractors.numbers import Number

_OPEN, _CLOSED = "^", "$"
_MANY = 3
_PROPOSING_WORDS = """
propose proposes proposed present presents introduce introduces develop called named our novel
"""
_PROPOSING = frozenset(_PROPOSING_WORDS.split())


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a number stands: the unit `column` of the sentence `row`."""

    reading: Reading
    row: int
    column: int

    @property
    def units(self) -> tuple[Unit, ...]:
        """The sentence."""
        return self.reading.sentences[self.row]

    @property
    def number(self) -> Number:
        """The number itself; raises `ValueError` where the unit is none."""
        number = self.units[self.column].number
        if number is None:
            raise ValueError(f"the unit {self.column} of the sentence {self.row} is no number")
        return number


def number_features(spot: Spot) -> Iterator[str]:
    """Yield what speaks for or against the number being a result."""
    left, right = _around(spot.units, spot.column)
    kind = _kind(spot.number)
    yield from ("one", f"kind {kind}", f"first {left[-1]}", f"next {right[0]}", f"kind {kind} next {right[0]}")
    yield from (f"second {left[-2]}", f"after {right[1]}", f"third {left[-3]}", f"later {right[2]}")
    yield from (f"both {left[-2]} {left[-1]}", f"both next {right[0]} {right[1]}", f"kind {kind} first {left[-1]}")
    yield from (f"left {word}" for word in left[-12:])
    yield from (f"right {word}" for word in right[:8])
    yield from _sentence_features(spot, kind)


def _sentence_features(spot: Spot, kind: str) -> Iterator[str]:
    words, last = [unit.word for unit in spot.units], len(spot.reading.sentences) - 1
    metrics = [place for place, word in enumerate(words) if word == "<Metric>"]
    yield f"metrics {min(len(metrics), 2)}"
    yield f"kind {kind} metrics {min(len(metrics), 1)}"
    if metrics:
        yield f"metric at {_far(min(abs(spot.column - place) for place in metrics))}"
    yield f"dataset {'<Dataset>' in words}"
    yield f"part {4 * spot.row // max(last, 1)}"
    yield f"from the end {min(last - spot.row, _MANY)}"
    yield f"title {spot.reading.titled and spot.row == 0}"
    yield f"numbers {min(words.count('#'), 4)}"
    yield f"alike {min(len(_alike(spot)), _MANY)}"
    yield f"size {_size(spot.number)}"


def name_features(spot: Spot, name: Name) -> Iterator[str]:
    """Yield what speaks for or against the number being of this name."""
    places = spot.reading.places_of(name)
    near = min(places, key=lambda place: (abs(place[0] - spot.row), abs(place[1] - spot.column)), default=None)
    yield f"type {name.type}"
    if near and near[0] == spot.row:
        yield from _near_features(spot, near[1], name)
    elif near:
        yield from ("apart", f"apart {max(min(near[0] - spot.row, _MANY), -_MANY)}", f"apart kind {_kind(spot.number)}")
    yield from _paper_features(spot, places)


def _near_features(spot: Spot, place: int, name: Name) -> Iterator[str]:
    side = "before" if place < spot.column else "behind"
    between = [unit.word for unit in spot.units[min(place, spot.column) + 1 : max(place, spot.column)]]
    kind, head = _kind(spot.number), name.words.rpartition(" ")[2]
    yield from (side, f"{side} {min(len(between), 8)}", f"{side} {_far(len(between))} far", f"{side} kind {kind}")
    yield from (f"head {head}", f"head {head} kind {kind}")
    if len(between) <= 4:
        yield f"{side} by {' '.join(between)}"
    yield from (f"{side} over {word}" for word in set(between))
    for word in ("#", f"<{name.type}>", ",", ";"):
        yield f"{side} {min(between.count(word), _MANY)} {word}"
    yield f"{side} brackets {between.count('(') - between.count(')')}"
    left, right = _around(spot.units, place)
    yield from (f"{side} name then {right[0]}", f"{side} name first {left[-1]}")
    yield from _list_features(spot, place)


def _list_features(spot: Spot, place: int) -> Iterator[str]:
    """Yield how number and name stand among others of their kind: nearest, alone, or the same place in two lists."""
    names = [index for index, unit in enumerate(spot.units) if unit.word == spot.units[place].word]
    numbers = _alike(spot)
    yield f"rank {min(sum(abs(index - spot.column) < abs(place - spot.column) for index in names), 2)}"
    yield f"alone {len(names) == 1}"
    if len(names) == len(numbers) > 1:
        yield f"in step {max(min(numbers.index(spot.column) - names.index(place), 2), -2)}"


def _paper_features(spot: Spot, places: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Yield what the paper does with a name: how often and where it stands, and whether it is proposed."""
    titled = spot.reading.titled and any(row == 0 for row, _ in places)
    proposed = any(_is_proposed(spot.reading.sentences[row], column) for row, column in places)
    yield f"mentions {min(len(places), _MANY)}"
    yield f"title {titled}"
    yield f"proposed {proposed} title {titled}"
    yield f"before {any(row < spot.row for row, _ in places)} behind {any(row > spot.row for row, _ in places)}"


def _is_proposed(units: Sequence[Unit], column: int) -> bool:
    return any(unit.word in _PROPOSING for unit in units[max(column - 4, 0) : column])


def nameless_features(spot: Spot, types: Sequence[str]) -> Iterator[str]:
    """Yield what speaks for or against the number being of no name of these types."""
    left, right = _around(spot.units, spot.column)
    yield from ("none", f"none kind {_kind(spot.number)}", f"none next {right[0]}", f"none first {left[-1]}")
    yield from (f"none both {left[-2]} {left[-1]}", f"none both next {right[0]} {right[1]}")
    yield from (f"none right {word}" for word in set(right[:6]))
    yield from (f"none left {word}" for word in set(left[-6:]))
    yield f"none near {any(unit.word == f'<{each}>' for unit in spot.units for each in types)}"


def _alike(spot: Spot) -> list[int]:
    """Return the numbers of the sentence that are written in the same way, this one among them."""
    kind = _kind(spot.number)
    return [place for place, unit in enumerate(spot.units) if unit.number and _kind(unit.number) == kind]


def _kind(number: Number) -> str:
    """Return in which of a few ways a number is written: by its unit, or else by its digits."""
    if number.kind not in {"digits", "range"}:
        return number.kind
    if number.unit:
        return number.unit if number.unit in {"%", "x", "points"} else "physical"
    return "decimal" if "." in number.text else "scaled" if number.text[-1].isalpha() else "whole"


def _size(number: Number) -> str:
    """Return about how large a whole number is; a year is a size of its own."""
    if number.value is None or _kind(number) != "whole":
        return "none"
    bounds = ((11, "small"), (1000, "middle"), (1900, "large"), (2100, "year"))
    return next((name for bound, name in bounds if number.value < bound), "huge")


def _around(units: Sequence[Unit], column: int) -> tuple[list[str], list[str]]:
    """Return the words on both sides, filled up with marks to at least three."""
    left = [_OPEN] * 3 + [unit.word for unit in units[:column]]
    return left, [unit.word for unit in units[column + 1 :]] + [_CLOSED] * 3


def _far(distance: int) -> int:
    """Return the number of binary digits of a distance, 5 at most."""
    return min(distance.bit_length(), 5)
