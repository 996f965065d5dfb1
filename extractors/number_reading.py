"""How a paper with numbers is read: each sentence as units, of which one may be a mention or a number as a whole."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Span

from extractors.groups import ABBREVIATIONS, CONCEPTS, DEFINITIONS
from extractors.numbers import Number, find_numbers
from extractors.text import GAP

_WORD = re.compile(r"\\?[A-Za-z]+|\d+|[^\sA-Za-z\d]")


@dataclass(frozen=True, slots=True)
class Unit:
    """A word in lower case, or a mention (`<Type>`) or a number (`#`) as a whole; `mention` is its place in the group."""

    word: str
    start: int
    end: int
    mention: int | None = None
    number: Number | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """What a paper mentions under one name: its type, and its mentions by their places in the group, in order."""

    type: str
    words: str
    mentions: tuple[int, ...]


@dataclass(frozen=True)
class Reading:
    """A Doc's sentences as units, the title first, and the names of its mentions."""

    sentences: tuple[tuple[Unit, ...], ...]
    names: tuple[Name, ...]
    titled: bool

    @cached_property
    def places(self) -> dict[int, tuple[int, int]]:
        """The sentence and the unit of each mention that is a unit."""
        return {
            unit.mention: (row, column)
            for row, units in enumerate(self.sentences)
            for column, unit in enumerate(units)
            if unit.mention is not None
        }

    def places_of(self, name: Name) -> list[tuple[int, int]]:
        """Return the sentence and the unit of each mention of a name that is a unit."""
        return [self.places[index] for index in name.mentions if index in self.places]

    def numbers(self) -> Iterator[tuple[int, int]]:
        """Yield the sentence and the unit of each number."""
        for row, units in enumerate(self.sentences):
            yield from ((row, column) for column, unit in enumerate(units) if unit.number)


def read_numbers(doc: Doc) -> Reading | None:
    """Return how the Doc is read, or None where it has no number outside its mentions."""
    concepts = list(doc.spans.get(CONCEPTS, ()))
    spans = [(span.start_char, span.end_char, index) for index, span in enumerate(concepts)]
    numbers = [each for each in find_numbers(doc.text) if not any(a < each.end and each.start < b for a, b, _ in spans)]
    if not numbers:
        return None
    labels = [span.label_ for span in concepts]
    items = _in_order(
        [
            *(Unit(f"<{labels[index]}>", start, end, mention=index) for start, end, index in spans),
            *(Unit("#", each.start, each.end, number=each) for each in numbers),
        ]
    )
    sentences = tuple(tuple(_units(doc.text, sent.start_char, sent.end_char, items)) for sent in doc.sents)
    return Reading(sentences, tuple(_names(doc, concepts)), titled=GAP in doc.text)


def _in_order(items: Sequence[Unit]) -> list[Unit]:
    """Return the items in the order of the text, without those that begin within an earlier one."""
    kept: list[Unit] = []
    for item in sorted(items, key=lambda each: (each.start, -each.end)):
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept


def _units(text: str, start: int, end: int, items: Sequence[Unit]) -> Iterator[Unit]:
    place = start
    for item in (each for each in items if start <= each.start < end):
        yield from _words(text, place, item.start)
        yield item
        place = item.end
    yield from _words(text, place, end)


def _words(text: str, start: int, end: int) -> Iterator[Unit]:
    return (Unit(word[0].lower(), word.start(), word.end()) for word in _WORD.finditer(text, start, end))


def _names(doc: Doc, concepts: Iterable[Span]) -> Iterator[Name]:
    """Yield the names of the mentions, those of an abbreviation and its long form as one."""
    same = _short_forms(doc)
    groups: dict[tuple[str, str], list[int]] = {}
    for index, span in enumerate(concepts):
        form = _form(span.text)
        groups.setdefault((span.label_, same.get(form, form)), []).append(index)
    for (label, form), members in groups.items():
        yield Name(label, form, tuple(members))


def _short_forms(doc: Doc) -> dict[str, str]:
    if ABBREVIATIONS not in doc.spans:
        return {}
    return {_form(short): _form(long) for short, long in doc.spans[ABBREVIATIONS].attrs[DEFINITIONS]}


def _form(text: str) -> str:
    return text.lower().replace("-", " ").removesuffix("s")
