"""Factory `paperkg_propagate`: what a paper names once as a concept is that concept wherever the paper writes it.

1. Each form found gets the type that most of its mentions have; the one found first wins a tie. A form is its tokens:
   one word as it is written ("GAN" is not "gan"), several words in lower case.
2. The two forms of an abbreviation that the paper defines share their votes: found as one, they are known as both.
3. Every other place where a known form stands as whole tokens becomes a mention, the longest form first. A mention that
   was found keeps its place, unless such a place holds all of it and more.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractors.groups import ABBREVIATIONS, CONCEPTS, DEFINITIONS, set_group

_Form = tuple[str, ...]
_FormReader = Callable[[int, int], _Form]


@Language.factory("paperkg_propagate", requires=["doc.spans"], assigns=["doc.spans"])
def make_propagate(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - the signature of a spaCy factory
    """Return the component that adds to `doc.spans["concepts"]` the other places of what is found there."""
    return propagate


def propagate(doc: Doc) -> Doc:
    """Give each form in the group of concepts one type, and add its other places."""
    form_at = _form_reader(doc)
    types = _known_types(doc, form_at)
    places = {(span.start, span.end): span for span in doc.spans[CONCEPTS]}
    for start, end in _occurrences(len(doc), types, form_at):
        met = [place for place in places if place[0] < end and start < place[1]]
        if all(start <= place[0] and place[1] <= end and place != (start, end) for place in met):
            for place in met:
                del places[place]
            places[start, end] = doc[start:end]
    typed = (
        Span(doc, *place, label=types[form_at(*place)], kb_id=span.kb_id_, span_id=span.id_)
        for place, span in sorted(places.items())
    )
    return set_group(doc, CONCEPTS, typed)


def _form_reader(doc: Doc) -> _FormReader:
    """Return the function from token offsets to the form that stands there; it is asked for every place of the Doc."""
    words = [token.text for token in doc]
    lower = [token.lower_ for token in doc]

    def form_at(start: int, end: int) -> _Form:
        return tuple(lower[start:end]) if end - start > 1 else (words[start],)

    return form_at


def _known_types(doc: Doc, form_at: _FormReader) -> dict[_Form, str]:
    votes: dict[_Form, Counter[str]] = {}
    for span in doc.spans[CONCEPTS]:
        votes.setdefault(form_at(span.start, span.end), Counter())[span.label_] += 1
    for short, long in _defined_forms(doc, form_at):
        if shared := votes.get(short, Counter()) + votes.get(long, Counter()):
            votes[short] = votes[long] = shared
    return {form: counter.most_common(1)[0][0] for form, counter in votes.items()}


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


def _occurrences(length: int, types: Mapping[_Form, str], form_at: _FormReader) -> Iterator[tuple[int, int]]:
    """Yield the token offsets of known forms, from left to right, the longest at each place; none overlap."""
    longest = max(map(len, types), default=0)
    start = 0
    while start < length:
        ends = range(min(start + longest, length), start, -1)
        end = next((end for end in ends if form_at(start, end) in types), None)
        if end is not None:
            yield start, end
        start = end or start + 1
