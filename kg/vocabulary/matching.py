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

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.vocabulary.names import Index, Name, fold, index_names, name_of


@dataclass(frozen=True, slots=True)
class Matcher:
    """Names, an automaton of their folded texts, and of each of its patterns the length and the only name, if it has one."""

    index: Index
    automaton: AhoCorasick
    patterns: tuple[tuple[int, Name | None], ...]


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
    patterns = tuple((len(key), None if key in several else index.folded.get(key)) for key in keys)
    return Matcher(index, AhoCorasick(map(_spread, keys), matchkind=MatchKind.LeftmostLongest), patterns)


def find_names(matcher: Matcher, text: str) -> Iterator[Match]:
    """Yield the names that a text writes as words, from left to right, the longest at each place; none overlap.

    >>> matcher = build_matcher([Name("GAN", ("Model",)), Name("graph network", ("Model",)), Name("graph", ("Method",))])
    >>> [(match.start, match.end) for match in find_names(matcher, "Graph networks, no gan, two GANs")]
    [(0, 14), (28, 32)]
    """
    patterns = matcher.patterns
    spread = _spread(fold(text))
    place, end = 1, 0
    for pattern, before, behind in matcher.automaton.find_matches_as_indexes(spread):
        length, name = patterns[pattern]
        start = end + before + 1 - place - spread.count(" ", place, before + 1) // 2
        place, end = behind - 1, start + length
        if name := name or name_of(matcher.index, text[start:end]):
            yield Match(start, end, name)


def _spread(folded: str) -> str:
    return f" {folded.replace(' ', '  ')} "
