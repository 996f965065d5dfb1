"""How a paper with numbers is read: each sentence as units, of which one may be a mention or a number as a whole."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Span

from extractors.groups import ABBREVIATIONS, CONCEPTS, DEFINITIONS
from extractors.numbers import Number, clear_of, find_numbers
from extractors.text import GAP
from kg.vocabulary import known_names, name_of

_SPELLING = re.compile(r"[\s_-]+")
_DATASET = "Dataset"
_MISTAKEN = frozenset(("Model", "Method"))
"""The types that a recogniser takes for a dataset's."""
_DATASET_WORDS = frozenset(("dataset", "corpus", "benchmark"))
_JOINS = frozenset((",", "and", "&"))
_CAPITALS = re.compile(r"[A-Z][^a-z\s]|\w\d")
_MOST_NUMBERS = 60
_WORD = re.compile(r"\\?[A-Za-z]+|\d+|[^\sA-Za-z\d]")


@dataclass(frozen=True, slots=True)
class Unit:
    """A word in lower case, or a mention (`<Type>`) or a number (`#`) as a whole; `mention` is its place in the group.

    `capital` where a word is written with a capital letter.
    """

    word: str
    start: int
    end: int
    mention: int | None = None
    number: Number | None = None
    capital: bool = False


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
        """Yield the sentence and the unit of each number, but for sentences of very many, which are tables."""
        for row, units in enumerate(self.sentences):
            columns = [column for column, unit in enumerate(units) if unit.number]
            yield from ((row, column) for column in columns if len(columns) <= _MOST_NUMBERS)


def read_numbers(doc: Doc) -> Reading | None:
    """Return how the Doc is read, or None where it has no number outside its mentions."""
    text, concepts = doc.text, list(doc.spans.get(CONCEPTS, ()))
    labels = [_type_of(span) for span in concepts]
    mentions = [Unit(f"<{labels[index]}>", span.start_char, span.end_char, mention=index) for index, span in enumerate(concepts)]
    mentions = _in_order(mentions)
    numbers = clear_of(find_numbers(text), [(each.start, each.end) for each in mentions])
    items = [*mentions, *(Unit("#", each.start, each.end, number=each) for each in numbers)]
    if len(items) == len(mentions):
        return None
    ordered = sorted(items, key=lambda each: each.start)
    sentences = tuple(tuple(_units(text, sent.start_char, sent.end_char, ordered)) for sent in doc.sents)
    names = _names(doc, [(label, _form(span.text)) for label, span in zip(labels, concepts, strict=True)])
    return Reading(sentences, tuple(names), titled=GAP in text)


def _type_of(span: Span) -> str:
    """Return the type of a mention: Dataset where its name or place says so though no recogniser did, else its label."""
    return _DATASET if span.label_ in _MISTAKEN and (_is_known(span) or _stands_as_dataset(span)) else span.label_


def _is_known(span: Span) -> bool:
    name = name_of(known_names(), span.text)
    return name is not None and _DATASET in name.types


def _stands_as_dataset(span: Span) -> bool:
    """Tell whether "dataset" or its like stands behind a mention, or "on" before a name in capitals ("on SCAN and PCFG")."""
    doc, first = span.doc, span.start
    if span.end < len(doc) and doc[span.end].lower_ in _DATASET_WORDS:
        return True
    while first > 1 and doc[first - 1].lower_ in _JOINS and _CAPITALS.search(doc[first - 2].text):
        first -= 2
    return first > 0 and doc[first - 1].lower_ == "on" and bool(_CAPITALS.search(span.text))


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
    return (
        Unit(word[0].lower(), word.start(), word.end(), capital=word[0][0].isupper()) for word in _WORD.finditer(text, start, end)
    )


def _names(doc: Doc, forms: Sequence[tuple[str, str]]) -> Iterator[Name]:
    """Yield the names of the mentions, given the type and form of each; those of an abbreviation and its long form are one."""
    same = _short_forms(doc)
    groups: dict[tuple[str, str], list[int]] = {}
    for index, (label, form) in enumerate(forms):
        groups.setdefault((label, same.get(form, form)), []).append(index)
    for (label, form), members in groups.items():
        yield Name(label, form, tuple(members))


def _short_forms(doc: Doc) -> dict[str, str]:
    if ABBREVIATIONS not in doc.spans:
        return {}
    return {_form(short): _form(long) for short, long in doc.spans[ABBREVIATIONS].attrs[DEFINITIONS]}


def _form(text: str) -> str:
    return _SPELLING.sub(" ", text.lower()).removesuffix("s")
