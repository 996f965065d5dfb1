"""A Doc as arrays: its words, its sentences, and its mentions with what a glance tells of each.

Everything that is claimed of mentions is learnt from these arrays and nothing else.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from extractors.cues import COLON, GAP, own_words
from extractors.groups import CONCEPTS, SCORES
from extractors.naming import number_names
from kg.model import CONCEPT_TYPES

Whole = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint64]
Truth = npt.NDArray[np.bool_]

_KEPT = "paperkg_scene"
MOST_MENTIONS = 120
"""Only so many mentions of a paper are looked at, the first ones: each is compared with each."""

TITLE, BEFORE_OWN, OWN, BEHIND_OWN = range(4)
"""Where a sentence stands to the first one in which the paper speaks of itself."""

EDGE = np.uint64(1)
"""Stands for a word beyond the edge of the sentence."""

_TYPE_CODES = {name: code for code, name in enumerate(CONCEPT_TYPES)}
_KNOWN_SHAPES = 1 << 14
_RARITY = (100, 500, 2000, 6000, 20_000)


@dataclass(frozen=True)
class Scene:
    """Words of a text, and its first mentions as half-open ranges of words, in the order of the group of concepts.

    `sentence` numbers the sentence of each word, from 0; the first `title` words are the title and the gap behind it. `type` is
    the place of each mention's type in `kg.model.CONCEPT_TYPES`, or behind these; `name` the number of its name in `names`.
    `sure` is how sure each mention is, 0..1. `rarity` of each word is 0 (the commonest) to 5 (unknown). `numbers` has the number
    of the name of every span in the group, `size` or more where none of the first mentions has that name.
    """

    words: Words
    sentence: Whole
    title: int
    start: Whole
    end: Whole
    type: Whole
    shape: Whole
    name: Whole
    names: tuple[str, ...]
    sure: npt.NDArray[np.float64]
    rarity: Whole
    numbers: tuple[int, ...]

    @property
    def size(self) -> int:
        """How many names there are."""
        return len(self.names)

    @cached_property
    def of_mention(self) -> Whole:
        """The sentence of each mention."""
        return self.sentence[self.start]

    @cached_property
    def first(self) -> Whole:
        """The first word of each sentence."""
        return np.searchsorted(self.sentence, np.arange(self.sentences))

    @cached_property
    def last(self) -> Whole:
        """The word behind each sentence."""
        return np.searchsorted(self.sentence, np.arange(self.sentences), side="right")

    @property
    def sentences(self) -> int:
        """How many sentences there are."""
        return int(self.sentence[-1]) + 1 if len(self.sentence) else 0

    @cached_property
    def in_title(self) -> Truth:
        """Tell of each mention whether it stands in the title."""
        return self.start < self.title

    @cached_property
    def own(self) -> Truth:
        """Tell of each sentence of the abstract whether the paper speaks of itself in it."""
        told = np.zeros(self.sentences, dtype=np.bool_)
        told[self.sentence[self.title :][is_among(self.words[self.title :], own_words())]] = True
        return told

    @cached_property
    def phase(self) -> Whole:
        """Where each mention's sentence stands: `TITLE`, `BEFORE_OWN`, `OWN` or `BEHIND_OWN`."""
        first = int(np.argmax(self.own)) if self.own.any() else self.sentences
        return np.where(self.in_title, TITLE, 2 + np.sign(self.of_mention - first))

    @cached_property
    def position(self) -> Whole:
        """Where each mention's sentence stands: title, first, before or behind the first own one, last but one, last."""
        opening = int(self.sentence[self.title]) if self.title < len(self.sentence) else 0
        place, last = self.of_mention, self.sentences - 1
        cases = [self.in_title, place == last, place == opening, place == last - 1, self.phase == BEFORE_OWN]
        return np.select(cases, [0, 5, 1, 4, 2], default=3).astype(np.int64)

    @cached_property
    def title_part(self) -> Whole:
        """0 for a mention outside the title, 1 in a title without colon, 2 before and 3 behind the first colon."""
        colons = np.flatnonzero(self.words[: self.title] == COLON)
        inside = np.where(self.end <= colons[0], 2, 3) if len(colons) else np.ones_like(self.start)
        return np.where(self.in_title, inside, 0)

    def run(self, first: Whole, count: int, step: int, home: Whole, *, beyond: np.uint64 = EDGE) -> Words:
        """Return `count` words from each of the places `first` on, in steps of `step`: (count, places).

        A word outside the sentence `home` of its place is `beyond`.
        """
        places = first + step * np.arange(count)[:, None]
        known = np.minimum(np.maximum(places, 0), len(self.words) - 1)
        return np.where((places == known) & (self.sentence[known] == home), self.words[known], beyond)

    def over_names(self, values: Whole | Truth) -> Whole:
        """Return for each name the greatest of its mentions' values, none of which is negative."""
        most = np.zeros(self.size, dtype=np.int64)
        np.maximum.at(most, self.name, values)
        return most

    @cached_property
    def counts(self) -> Whole:
        """How many mentions each name has."""
        return np.bincount(self.name, minlength=self.size)

    @cached_property
    def types(self) -> Whole:
        """The type that most mentions of each name have."""
        votes = np.zeros((self.size, len(CONCEPT_TYPES) + 1), dtype=np.int64)
        np.add.at(votes, (self.name, self.type), 1)
        types: Whole = votes.argmax(axis=1)
        return types


def is_among(words: Words, known: Words) -> Truth:
    """Tell of each word whether it is one of the `known`, which are sorted."""
    places = np.minimum(np.searchsorted(known, words), len(known) - 1)
    found: Truth = known[places] == words
    return found


def keep_scene(doc: Doc) -> Scene:
    """Return the Doc as arrays, and keep them with it for whatever looks at the same concepts next."""
    scene = doc.user_data[_KEPT] = to_scene(doc)
    return scene


def take_scene(doc: Doc) -> Scene:
    """Return the arrays that were kept with the Doc, which keeps them no more; else new ones."""
    kept: Scene | None = doc.user_data.pop(_KEPT, None)
    return kept or to_scene(doc)


def to_scene(doc: Doc) -> Scene:
    """Return the Doc as arrays; it must have sentences and the group of concepts."""
    words, starts = doc.to_array(["LOWER", "SENT_START"]).T
    spans = list(doc.spans[CONCEPTS])[:MOST_MENTIONS]
    numbers, names = number_names(doc)
    kept = numbers[:MOST_MENTIONS]
    rows = doc.spans[CONCEPTS].attrs.get(SCORES)
    gaps = np.flatnonzero(words == np.uint64(GAP))
    return Scene(
        words=words,
        sentence=np.maximum(np.cumsum(starts == 1) - 1, 0).astype(np.int64),
        title=int(gaps[0]) + 1 if len(gaps) else 0,
        start=np.array([span.start for span in spans], dtype=np.int64),
        end=np.array([span.end for span in spans], dtype=np.int64),
        type=np.array([_TYPE_CODES.get(span.label_, len(_TYPE_CODES)) for span in spans], dtype=np.int64),
        shape=np.array([_shape(span.text) for span in spans], dtype=np.int64),
        name=np.array(kept, dtype=np.int64),
        names=tuple(names[: max(kept, default=-1) + 1]),
        sure=np.ones(len(spans)) if rows is None else np.array([min(sum(row), 1.0) for row in rows[: len(spans)]]),
        rarity=np.digitize(_ranks(doc, words), _RARITY),
        numbers=tuple(numbers),
    )


def _ranks(doc: Doc, words: Words) -> Whole:
    """Return how common each word is in abstracts, the commonest 0: its row in the vectors, which are sorted so."""
    rows = doc.vocab.vectors.key2row
    return np.array([rows.get(word, _RARITY[-1]) for word in words.tolist()], dtype=np.int64)


@lru_cache(_KNOWN_SHAPES)
def _shape(text: str) -> int:
    """Return in bits: a capital behind the first letter, one at the start, a digit, several words, capitals alone."""
    inner = any(letter.isupper() for letter in text[1:])
    digit = any(letter.isdigit() for letter in text)
    return inner + 2 * text[:1].isupper() + 4 * digit + 8 * (" " in text) + 16 * text.isupper()
