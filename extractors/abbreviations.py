"""Factory `paperkg_abbreviations`: the abbreviations that a paper defines, "long form (SHORT)" and "SHORT (long form)".

The algorithm is that of A. S. Schwartz and M. A. Hearst, "A simple algorithm for identifying abbreviation definitions in
biomedical text", Pacific Symposium on Biocomputing 2003, doi:10.1142/9789812776303_0042:

1. what stands in round brackets, up to a comma or semicolon, is a short form if it looks like one; its long form is then
   sought in the words before the bracket, at most min(|short| + 5, 2 |short|) of them, in the same sentence;
2. otherwise the word before the bracket may be a short form, and the brackets hold its long form;
3. the letters of the short form are found in the long one from right to left, its first letter at the start of a word.

What is ours: words whose initials spell the whole short form are tried before step 3; the plural "s" of a short form
("RNNs") need not stand in the long one; a short form holds a capital letter; LaTeX commands, quotes, "i.e." and "or" at
the start of a bracket are passed over, but an example ("e.g., SNPs") defines nothing; in case 2 the long form is all of the
bracket's first part.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from extractors.groups import ABBREVIATIONS, DEFINITIONS, covering_span, set_group
from extractors.text import QUOTES

_BRACKET = re.compile(r"\((?P<inner>[^()]*)\)")
_LEAD = re.compile(
    r"(?:(?:i\.e\.|a\.?k\.?a\.?|or|also|called|termed|named|abbreviated|denoted|hereafter)[\s,]+(?:as\s+)?"
    rf"|\\[A-Za-z]+\{{|[{QUOTES}*\s])*"
)
_TRAIL = re.compile(rf"(?:['\u2019]s)?[\s,}}{QUOTES}*$~_]*$")
_EDGE = re.compile(rf"[\s,({{\[{QUOTES}]")
_LAST_WORD = re.compile(rf"[^\s(){{}}{QUOTES}]+$")
_NAME = re.compile(r"[^\W_]+")
_SMALL_WORDS = re.compile(r"an?|and|by|for|from|in|of|on|or|the|to|via|with")
_LONGEST_SHORT = 10


@dataclass(frozen=True, slots=True)
class Pair:
    """A short form `text[short_start:short_end]` and its long form `text[long_start:long_end]`."""

    short_start: int
    short_end: int
    long_start: int
    long_end: int


@Language.factory("paperkg_abbreviations", requires=["doc.sents"], assigns=["doc.spans"])
def make_abbreviations(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - the signature of a spaCy factory
    """Return the component that sets `doc.spans["abbreviations"]`."""
    return set_abbreviations


def set_abbreviations(doc: Doc) -> Doc:
    """Set the group of definitions, in the order of the text; each is sought within its sentence."""
    whole, spans, definitions = doc.text, [], []
    for sentence in doc.sents:
        text, offset = whole[sentence.start_char : sentence.end_char], sentence.start_char
        for pair in find_pairs(text):
            start, end = min(pair.short_start, pair.long_start), max(pair.short_end, pair.long_end)
            spans.append(covering_span(doc, offset + start, offset + end, "definition"))
            definitions.append([text[pair.short_start : pair.short_end], text[pair.long_start : pair.long_end]])
    return set_group(doc, ABBREVIATIONS, spans, {DEFINITIONS: definitions})


def find_pairs(text: str) -> Iterator[Pair]:
    """Yield each definition of one sentence, in the order of its bracket.

    >>> text = "Recurrent neural networks (RNNs) beat CNN (convolutional neural network)."
    >>> [(text[p.short_start:p.short_end], text[p.long_start:p.long_end]) for p in find_pairs(text)]
    [('RNNs', 'Recurrent neural networks'), ('CNN', 'convolutional neural network')]
    """
    for bracket in _BRACKET.finditer(text):
        start, end = _first_part(text, bracket.start("inner"), bracket.end("inner"))
        before = _words_end(text, bracket.start())
        found = _short_in_bracket if _is_short(text[start:end]) else _long_in_bracket
        if pair := found(text, before, start, end):
            yield pair


def _first_part(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the offsets of a bracket's words up to its first comma, without what leads and wraps them."""
    words = re.split(r"[,;:]", text[start:end].removeprefix(lead := _lead(text, start, end)), maxsplit=1)[0]
    start += len(lead)
    return start, start + _words_end(words, len(words))


def _lead(text: str, start: int, end: int) -> str:
    match = _LEAD.match(text, start, end)
    return match[0] if match else ""


def _words_end(text: str, end: int) -> int:
    return len(_TRAIL.sub("", text[:end], count=1))


def _is_short(text: str) -> bool:
    words = text.split()
    return (
        2 <= len(text) <= _LONGEST_SHORT
        and len(words) <= 2
        and text[0].isalnum()
        and any(character.isupper() for character in text)
        and not any(word.islower() for word in words)
    )


def _short_in_bracket(text: str, before: int, start: int, end: int) -> Pair | None:
    """Return the pair of the short form `text[start:end]` and the words that end at `before`, if they define it."""
    short = text[start:end]
    words = list(re.finditer(r"\S+", text[:before]))[-min(len(short) + 5, 2 * len(short)) :]
    if not words:
        return None
    left = max(words[0].start(), text.rfind(")", 0, before) + 1)
    found = _long_form_start(short, text[left:before])
    return None if found is None else Pair(start, end, left + found, before)


def _long_in_bracket(text: str, before: int, start: int, end: int) -> Pair | None:
    """Return the pair of the word that ends at `before` and the long form that the bracket begins with, if it is one."""
    word = _LAST_WORD.search(text, 0, before)
    if not word or not _is_short(word[0]) or " " not in text[start:end]:
        return None
    return Pair(word.start(), before, start, end) if _long_form_start(word[0], text[start:end]) == 0 else None


def _long_form_start(short: str, text: str) -> int | None:
    """Return where in `text` the long form of `short` begins, if it ends where `text` does; None if there is none."""
    letters = [character for character in _singular(short).lower() if character.isalnum()]
    at = _start_by_initials(letters, text)
    at = _start_by_letters(letters, text) if at is None else at
    if at is None:
        return None
    start = max((edge.end() for edge in _EDGE.finditer(text, 0, at)), default=0)
    long = text[start:]
    return start if len(long) > len(short) and short not in re.split(r"[^\w-]+", long) else None


def _start_by_initials(letters: list[str], text: str) -> int | None:
    """Return where the last words of `text` begin whose initials are the letters; small words need no letter."""
    waiting = list(letters)
    for word in reversed(list(_NAME.finditer(text))):
        small = bool(_SMALL_WORDS.fullmatch(word[0]))
        if word[0][0].lower() == waiting[-1] and not (small and len(waiting) == 1):
            waiting.pop()
        elif not small:
            return None
        if not waiting:
            return word.start()
    return None


def _start_by_letters(letters: list[str], text: str) -> int | None:
    """Return where the letters begin in `text`, each sought to the left of the next one, the first at a word's start."""
    at, lower = len(text), text.lower()
    for position, letter in reversed(list(enumerate(letters))):
        at = lower.rfind(letter, 0, at)
        while position == 0 and at > 0 and text[at - 1].isalnum():
            at = lower.rfind(letter, 0, at)
        if at < 0:
            return None
    return at


def _singular(short: str) -> str:
    return short[:-1] if len(short) > 2 and short[-1] == "s" and short[-2].isupper() else short
