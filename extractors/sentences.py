"""Factory `paperkg_sentences`: sentence starts by rule, without a parser.

A sentence begins at the start of the text, behind every blank line (so always at the gap between title and abstract),
and behind `.`, `?` or `!`, with the brackets and quotes that close there, where blank space follows. It does not begin

1. before a word in lower case ("p < .05 and"), unless that is a name such as "iPhone", "word2vec" or an address;
2. behind an abbreviation that a sentence never ends with ("e.g. trees", "Fig. 2"), or "al." before a year;
3. behind an initial or an abbreviation with inner stops, unless a word that opens sentences follows ("J. Smith", "U.S. law");
4. behind the number or letter of an enumeration ("1. We sort", "(a). We sort");
5. within round brackets.

Offsets are code points of the text.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, cast

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.tokens import Doc

from extractors.text import QUOTES

_BLANK_LINE = re.compile(r"\s*\n\s*\n\s*")
_STOP = re.compile(rf"(?<!\S)(?P<word>\S*?[.?!\u2026])[{QUOTES})\]}}$*]*\s+(?=[{QUOTES}(\[{{$]*(?P<next>\S+))")
_OPENING_MARKS = "([{" + QUOTES
_IN_BRACKETS = re.compile(r"\((?:[^()]|\([^()]*\))*\)")
_NAME = re.compile(r"[a-z]+(?:[A-Z0-9]|://)")
_INNER_STOPS = re.compile(r"\W*(?:[A-Za-z]|(?:[A-Za-z]{1,2}\.)+[A-Za-z]{1,2})\.")
_ENUMERATION = re.compile(r"\W*(?:\d{1,2}|[A-Za-z]|[ivx]+)\W+")

_ABBREVIATIONS = """
e.g. i.e. cf. vs. fig. figs. tab. eq. eqs. sec. ch. ref. refs. no. nos. vol. pp. approx. resp. viz. ca. dr. prof. mr. mrs.
ms. st. yahoo! jeopardy!
"""
_NEVER_LAST = frozenset(_ABBREVIATIONS.split())
_OPENING_WORDS = """
A Additionally After All Although An And As At Because Both But By Compared Despite Do Does Due During Each Even Existing
Experiments Finally First For From Further Furthermore Given Hence Here How However If In Instead Is It Its Many Moreover
Most No Not Notably On One Our Over Recent Recently Results Second Several Since So Some Specifically Such That The Their
Then There Therefore These They This Those Through Thus To Together Two Under Unlike Using We What When Where Whereas
Whether Which While Why With Without Yet
"""
_OPENERS = frozenset(_OPENING_WORDS.split())


@Language.factory("paperkg_sentences", assigns=["doc.sents", "token.is_sent_start"])
def make_sentences(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - the signature of a spaCy factory
    """Return the component that sets sentence starts where a Doc has none."""
    return set_sentences


def set_sentences(doc: Doc) -> Doc:
    """Set `is_sent_start` of every token by the rules above; a Doc that has sentences already is left as it is."""
    if not len(doc) or doc.has_annotation("SENT_START"):
        return doc
    text = doc.text  # made anew at each call
    offsets = doc.to_array(["IDX"]).astype(np.int64).reshape(-1)
    marks = np.full((len(doc), 1), -1, dtype=np.int64)
    marks[np.searchsorted(offsets, [start for start in sentence_starts(text) if start <= offsets[-1]])] = 1
    return doc.from_array(
        ["SENT_START"], cast("Any", marks.astype(np.uint64))
    )  # at once: each token set alone looks at the whole Doc


def starts_of(doc: Doc) -> npt.NDArray[np.bool_]:
    """Return of each token whether a sentence begins with it."""
    return np.asarray(doc.to_array(["SENT_START"]).reshape(-1) == 1)


def sentence_starts(text: str) -> Iterator[int]:
    r"""Yield the offset at which each sentence begins, in order; the first is 0.

    >>> text = "Trees, e.g. by Smith et al. (2019), grow. Do they? We ask."
    >>> list(sentence_starts(text))
    [0, 42, 51]
    """
    yield 0
    start = 0
    for gap in _BLANK_LINE.finditer(text):
        yield from _starts_within(text, start, gap.start())
        if gap.start() > 0 and gap.end() < len(text):
            yield gap.end()
        start = gap.end()
    yield from _starts_within(text, start, len(text))


def _starts_within(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the sentence starts behind a full stop of the paragraph `text[start:end]`, without its own start."""
    bracketed = [match.span() for match in _IN_BRACKETS.finditer(text, start, end)]
    for stop in _STOP.finditer(text, start, end):
        inside = any(left < stop.end("word") < right for left, right in bracketed)
        if not inside and _ends_sentence(text[start : stop.start()], stop["word"], stop["next"]):
            yield stop.end()


def _ends_sentence(before: str, word: str, following: str) -> bool:
    """Tell whether a sentence ends with `word`, which holds its stop, where `following` comes next."""
    bare = word.lstrip(_OPENING_MARKS).lower()
    if following[0].islower() and not _NAME.match(following):
        return False
    if bare in _NEVER_LAST or (bare == "al." and following[0].isdigit()):
        return False
    if _ENUMERATION.fullmatch(word) and (not before.strip() or before.rstrip()[-1] in ".?!:;,"):
        return False
    return not _INNER_STOPS.fullmatch(word) or following.rstrip(",:") in _OPENERS
