"""Factory `paperkg_own_names`: the names of the user's own list, wherever the text has them as words.

What the user says wins: a mention that was found otherwise and shares a word with such a name goes. The name's mention has the
type that the list gives, with a score of 1 where mentions have scores, and the list's id as `span_id`.
"""

from collections.abc import Callable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractors.concepts import clean_spans
from extractors.groups import CONCEPTS, SCORES, covering_span, set_group
from extractors.text import GAP
from kg.model import CONCEPT_TYPES
from kg.vocabulary import Matcher, build_matcher, find_names, read_own_names


@Language.factory("paperkg_own_names", requires=["doc.sents"], assigns=["doc.spans"])
def make_own_names(nlp: Language, name: str, file: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - the signature of a spaCy factory
    """Return the component that sets the names of `file` in the group of concepts; see `kg.vocabulary.read_own_names`."""
    matcher = build_matcher(read_own_names(Path(file)))
    return lambda doc: set_names(doc, matcher)


def set_names(doc: Doc, matcher: Matcher) -> Doc:
    """Return the Doc with the names in its group of concepts, which is made of its entities where there is none."""
    if CONCEPTS not in doc.spans:
        set_group(doc, CONCEPTS, clean_spans(doc.ents))
    group = doc.spans[CONCEPTS]
    rows = group.attrs.get(SCORES) or [None] * len(group)
    named = {(span.start, span.end): span for span in _named_spans(doc, matcher)}
    taken = {place for start, end in named for place in range(start, end)}
    kept = [(span, row) for span, row in zip(group, rows, strict=True) if taken.isdisjoint(range(span.start, span.end))]
    sure = [(span, [float(kind == span.label_) for kind in CONCEPT_TYPES]) for span in named.values()]
    pairs = sorted([*kept, *sure], key=lambda pair: (pair[0].start, pair[0].end))
    return set_group(
        doc, CONCEPTS, [span for span, _ in pairs], {SCORES: [row for _, row in pairs]} if SCORES in group.attrs else None
    )


def _named_spans(doc: Doc, matcher: Matcher) -> list[Span]:
    found = (match for match in find_names(matcher, doc.text) if GAP not in doc.text[match.start : match.end])
    spans = [(covering_span(doc, match.start, match.end, match.name.types[0]), match.name.id) for match in found]
    return [Span(doc, span.start, span.end, label=span.label_, span_id=known) for span, known in spans]
