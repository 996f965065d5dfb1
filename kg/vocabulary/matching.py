"""All places where a text writes one of many names, in one pass (Aho and Corasick 1975, doi:10.1145/360825.360855).

The automaton reads the folded text (`kg.vocabulary.names`) with the last byte of each word marked, and looks for folded names
behind a space, their words marked alike: what it finds stands as words, and leaves the next word its space. It finds the leftmost
name, of those that begin there the longest, and goes on behind it. Where the capitals of a place do not fit, no shorter name can
begin there, since only names of one word keep their capitals.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from ahocorasick_rs import BytesAhoCorasick, MatchKind

from kg.vocabulary.names import Index, Name, fold, index_names

_ASCII = "".join(map(fold, map(chr, range(128)))).encode().ljust(256)
"""What each byte of a text of ASCII alone is folded to."""

_SPACE = ord(" ")


@dataclass(frozen=True, slots=True)
class Matcher:
    """Names, and an automaton of their folded texts.

    Of each of its patterns: its name if it has but one, and that which any capitals fit, if any.
    """

    index: Index
    automaton: BytesAhoCorasick
    only: tuple[Name | None, ...]
    loose: tuple[Name | None, ...]


class Match(NamedTuple):
    """`text[start:end]` writes `name`; offsets are code points."""

    start: int
    end: int
    name: Name


def build_matcher(names: Iterable[Name]) -> Matcher:
    """Return what finds the names; each must begin and end with a letter or digit."""
    index = index_names(names)
    keys = sorted({*index.folded, *map(fold, index.spelt)})
    several = {key for key, times in Counter(map(fold, index.spelt)).items() if times > 1}
    automaton = BytesAhoCorasick([_mark(key.encode()) for key in keys], matchkind=MatchKind.LeftmostLongest)
    loose = tuple(index.folded.get(key) for key in keys)
    only = tuple(None if key in several else name for key, name in zip(keys, loose, strict=True))
    return Matcher(index, automaton, only, loose)


def find_names(matcher: Matcher, text: str) -> Iterator[Match]:
    """Yield the names that a text writes as words, from left to right, the longest at each place; none overlap.

    >>> matcher = build_matcher([Name("GAN", ("Model",)), Name("graph network", ("Model",)), Name("graph", ("Method",))])
    >>> [(match.start, match.end) for match in find_names(matcher, "Graph networks, no gan, two GANs")]
    [(0, 14), (28, 32)]
    """
    spelt, only, loose, narrow = matcher.index.spelt, matcher.only, matcher.loose, text.isascii()
    folded = text.encode().translate(_ASCII) if narrow else fold(text).encode()
    for pattern, first, last in matcher.automaton.find_matches_as_indexes(_mark(folded)):
        start, end = (first, last - 1) if narrow else (len(folded[:first].decode()), len(folded[: last - 1].decode()))
        if name := only[pattern] or spelt.get(text[start:end]) or loose[pattern]:
            yield Match(start, end, name)


def _mark(folded: bytes) -> bytes:
    """Return a folded text with a space before it and the high bit of each byte before a space, or the end, turned over.

    No other text has such bytes: UTF-8 has the high bit in all bytes of a character or in none.
    """
    padded = np.frombuffer(b" %b " % folded, np.uint8)
    marked: bytes = (padded[:-1] ^ ((padded[1:] == _SPACE).view(np.uint8) << 7)).tobytes()
    return marked
