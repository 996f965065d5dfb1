"""Factory `paperkg_propagate`: what a paper names once as a concept is that concept wherever the paper writes it.

1. Each form found gets one type: the one with the highest scores over its mentions (where the group has no scores, each
   mention counts as 1 for its label); the one found first wins a tie. Its scores are the mean over its mentions. A form is
   its tokens: one word as it is written ("GAN" is not "gan"), several words in lower case.
2. The two forms of an abbreviation that the paper defines share their votes: found as one, they are known as both.
3. Every other place where a known form stands as whole tokens becomes a mention, the longest form first. A mention that
   was found keeps its place, unless such a place holds all of it and more.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractors.groups import ABBREVIATIONS, CONCEPTS, DEFINITIONS, SCORES, set_group
from extractors.text import words_of
from kg.model import CONCEPT_TYPES

_Form = tuple[str, ...]
_FormReader = Callable[[int, int], _Form]


@dataclass
class _Vote:
    """What the mentions of a form say: the sum of their scores by label, and how many they are."""

    sums: dict[str, float]
    mentions: int

    def add(self, label: str, row: Sequence[float] | None) -> None:
        self.mentions += 1
        for name, score in [(label, 1.0)] if row is None else zip(CONCEPT_TYPES, row, strict=True):
            self.sums[name] = self.sums.get(name, 0.0) + score

    def __add__(self, other: "_Vote") -> "_Vote":
        names = dict.fromkeys([*self.sums, *other.sums])
        sums = {name: self.sums.get(name, 0.0) + other.sums.get(name, 0.0) for name in names}
        return _Vote(sums, self.mentions + other.mentions)

    @property
    def label(self) -> str:
        return max(self.sums, key=lambda name: self.sums[name])

    @property
    def means(self) -> list[float]:
        return [self.sums.get(name, 0.0) / self.mentions for name in CONCEPT_TYPES]


@Language.factory("paperkg_propagate", requires=["doc.spans"], assigns=["doc.spans"])
def make_propagate(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - the signature of a spaCy factory
    """Return the component that adds to `doc.spans["concepts"]` the other places of what is found there."""
    return propagate


def propagate(doc: Doc) -> Doc:
    """Give each form in the group of concepts one type and one row of scores, and add its other places."""
    words = words_of(doc)
    lower = [word.lower() for word in words]
    form_at = _form_reader(words, lower)
    votes = _votes(doc, form_at)
    places = {(span.start, span.end): span for span in doc.spans[CONCEPTS]}
    for start, end in _occurrences(lower, votes, form_at):
        met = [place for place in places if place[0] < end and start < place[1]]
        if all(start <= place[0] and place[1] <= end and place != (start, end) for place in met):
            for place in met:
                del places[place]
            places[start, end] = doc[start:end]
    found = [(place, span, votes[form_at(*place)]) for place, span in sorted(places.items())]
    typed = [Span(doc, *place, label=vote.label, kb_id=span.kb_id_, span_id=span.id_) for place, span, vote in found]
    scored = SCORES in doc.spans[CONCEPTS].attrs
    return set_group(doc, CONCEPTS, typed, {SCORES: [vote.means for _, _, vote in found]} if scored else None)


def _form_reader(words: Sequence[str], lower: Sequence[str]) -> _FormReader:
    """Return the function from token offsets to the form that stands there, given the tokens as written and in lower case."""

    def form_at(start: int, end: int) -> _Form:
        return tuple(lower[start:end]) if end - start > 1 else (words[start],)

    return form_at


def _votes(doc: Doc, form_at: _FormReader) -> dict[_Form, _Vote]:
    votes: dict[_Form, _Vote] = {}
    group = doc.spans[CONCEPTS]
    rows = group.attrs.get(SCORES) or [None] * len(group)
    for span, row in zip(group, rows, strict=True):
        votes.setdefault(form_at(span.start, span.end), _Vote({}, 0)).add(span.label_, row)
    for short, long in _defined_forms(doc, form_at):
        met = [votes[form] for form in (short, long) if form in votes]
        if met:
            votes[short] = votes[long] = met[0] if len(met) == 1 else met[0] + met[1]
    return votes


def _defined_forms(doc: Doc, form_at: _FormReader) -> Iterator[tuple[_Form, _Form]]:
    """Yield the two forms of each definition that begin and end with tokens."""
    group = doc.spans[ABBREVIATIONS]
    for evidence, definition in zip(group, group.attrs[DEFINITIONS], strict=True):
        found = [next(_spans_of(evidence, text), None) for text in definition]
        short, long = (span and form_at(span.start, span.end) for span in found)
        if short and long:
            yield short, long


def _spans_of(evidence: Span, text: str) -> Iterator[Span]:
    for match in re.finditer(re.escape(text), evidence.text):
        span = evidence.doc.char_span(evidence.start_char + match.start(), evidence.start_char + match.end())
        if span is not None:
            yield span


def _occurrences(words: Sequence[str], known: Collection[_Form], form_at: _FormReader) -> Iterator[tuple[int, int]]:
    """Yield the token offsets of known forms, from left to right, the longest at each place; none overlap.

    `words` are the tokens in lower case: only where one is the first of a form is a form looked for.
    """
    lengths: dict[str, dict[int, None]] = {}
    for form in sorted(known, key=len, reverse=True):
        lengths.setdefault(form[0].lower(), {})[len(form)] = None
    start = 0
    while start < len(words):
        fitting = (length for length in lengths.get(words[start], ()) if start + length <= len(words))
        length = next((length for length in fitting if form_at(start, start + length) in known), None)
        if length is not None:
            yield start, start + length
        start += length or 1
