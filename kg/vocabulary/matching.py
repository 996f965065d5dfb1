"""All places where a text writes one of many names, in one pass (Aho and Corasick 1975, doi:10.1145/360825.360855).

The automaton reads the folded text (`kg.vocabulary.names`) with every space doubled, so that each word has a space of its own on
either side, and looks for folded names between two such spaces: what it finds stands as words. It finds the leftmost name, of
those that begin there the longest, and goes on behind it. Where the capitals of a place do not fit, no shorter name can begin
there, since only names of one word keep their capitals.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick, MatchKind

from kg.vocabulary.names import Index, Name, fold, index_names

_ASCII = "".join(map(fold, map(chr, range(128)))).encode().ljust(256)
"""What each byte of a text of ASCII alone is folded to."""


@dataclass(frozen=True, slots=True)
class Matcher:
    """Names, and an automaton of their folded texts.

    Of each of its patterns: how many characters it has, its name if it has but one, and that which any capitals fit, if any.
    """

    index: Index
    automaton: BytesAhoCorasick
    lengths: tuple[int, ...]
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
    automaton = BytesAhoCorasick([_spread(key) for key in keys], matchkind=MatchKind.LeftmostLongest)
    loose = tuple(index.folded.get(key) for key in keys)
    only = tuple(None if key in several else name for key, name in zip(keys, loose, strict=True))
    return Matcher(index, automaton, tuple(map(len, keys)), only, loose)


def find_names(matcher: Matcher, text: str) -> Iterator[Match]:
    """Yield the names that a text writes as words, from left to right, the longest at each place; none overlap.

    >>> matcher = build_matcher([Name("GAN", ("Model",)), Name("graph network", ("Model",)), Name("graph", ("Method",))])
    >>> [(match.start, match.end) for match in find_names(matcher, "Graph networks, no gan, two GANs")]
    [(0, 14), (28, 32)]
    """
    spelt, lengths, only, loose, narrow = matcher.index.spelt, matcher.lengths, matcher.only, matcher.loose, text.isascii()
    spread = _spread(text)
    place, end = 1, 0
    for pattern, before, behind in matcher.automaton.find_matches_as_indexes(spread):
        skipped = before + 1 - place if narrow else len(spread[place : before + 1].decode())
        start = end + skipped - spread.count(b" ", place, before + 1) // 2
        place, end = behind - 1, start + lengths[pattern]
        if name := only[pattern] or spelt.get(text[start:end]) or loose[pattern]:
            yield Match(start, end, name)


def _spread(text: str) -> bytes:
    """Return the folded text with a space before and behind, and every space in it doubled."""
    folded = text.encode().translate(_ASCII) if text.isascii() else fold(text).encode()
    return b" %b " % folded.replace(b" ", b"  ")
