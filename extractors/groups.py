"""The span groups in which a pipeline leaves what it finds: the contract between components and `extractors.extraction`.

- `concepts`: the label is the type, `span_id` or `kb_id` a known concept id or empty; `attrs["scores"]`, if there, hold five
  numbers a span, in the order of `kg.model.CONCEPT_TYPES`; `attrs["roles"]`, if there, one `[role, confidence]` or None a span;
  `attrs["role_scores"]`, if there, four numbers a span, in the order of `kg.model.ROLES`, or None.
- `abbreviations`: a span runs from the first form of a definition to the end of the second; `attrs["definitions"]` hold
  `[short, long]` a span, as the text has them.
- `code`: a span covers an address of code; `attrs["urls"]` hold one clean address a span.
- `relations`: a span is the sentence that states one; `attrs["relations"]` hold `[head, relation, tail, confidence]` a span.
- `results`: a span is the clause that reports a number; `attrs["results"]` hold `[model, task, dataset, metric, value,
  value_text, unit, confidence, is_difference]` a span, the value a decimal number as text, or None.

Head, tail, model, task, dataset and metric are places in the group `concepts`, from 0; the last four may be None, and so may unit
and every confidence (0..1).
"""

from collections.abc import Iterable, Mapping, Sequence

from spacy.tokens import Doc, Span, SpanGroup

CONCEPTS = "concepts"
SCORES = "scores"
ROLES = "roles"
ROLE_SCORES = "role_scores"

ABBREVIATIONS = "abbreviations"
DEFINITIONS = "definitions"

CODE = "code"
URLS = "urls"

RELATIONS = "relations"
RESULTS = "results"
"""The group, and its list of rows."""


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
