"""The span groups in which a pipeline leaves what it finds: the contract between components and `extractors.extraction`.

- `concepts`: the label is the type, `span_id` or `kb_id` a known concept id or empty; `attrs["scores"]`, if there, hold five
  numbers a span, in the order of `kg.model.CONCEPT_TYPES`.
- `abbreviations`: a span runs from the first form of a definition to the end of the second; `attrs["definitions"]` hold
  `[short, long]` a span, as the text has them.
- `code`: a span covers an address of code; `attrs["urls"]` hold one clean address a span.
"""

from collections.abc import Iterable, Mapping, Sequence

from spacy.tokens import Doc, Span, SpanGroup

CONCEPTS = "concepts"
SCORES = "scores"

ABBREVIATIONS = "abbreviations"
DEFINITIONS = "definitions"

CODE = "code"
URLS = "urls"


def set_group(doc: Doc, key: str, spans: Iterable[Span], attrs: Mapping[str, Sequence[object]] | None = None) -> Doc:
    """Return the Doc with the group `key` set; the lists in `attrs` hold plain data, one item a span."""
    doc.spans[key] = SpanGroup(doc, name=key, spans=list(spans), attrs=dict(attrs or {}))
    return doc


def covering_span(doc: Doc, start: int, end: int, label: str) -> Span:
    """Return the tokens that the characters `start` to `end` touch; raises `ValueError` where these are none of the text's."""
    span = doc.char_span(start, end, label=label, alignment_mode="expand")
    if span is None:
        raise ValueError(f"characters {start} to {end} lie outside the text of {len(doc.text)} characters")
    return span
