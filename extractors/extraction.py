"""The one place where a Doc becomes mentions, definitions and code addresses."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractors.concepts import clean_spans
from extractors.groups import ABBREVIATIONS, CODE, CONCEPTS, DEFINITIONS, SCORES, URLS
from extractors.text import field_at, field_offset
from kg.errors import PipelineError
from kg.model import CONCEPT_TYPES, ConceptType, Definition, Extraction, Field, Mention, Paper


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a pipeline with their types; the type None leaves a span out. The names are for messages and rows."""

    pipeline: str
    extractor: str
    types: Mapping[str, ConceptType | None]


def to_labels(pipeline: str, nlp: Language, label_map: Mapping[str, str]) -> Labels:
    """Return the labels of a pipeline: our own types, and those of `label_map`; raises `PipelineError` at an unknown type."""
    types: dict[str, ConceptType | None] = {name: name for name in CONCEPT_TYPES}
    for label, name in label_map.items():
        known = next((each for each in CONCEPT_TYPES if each == name), None)
        if name and known is None:
            raise PipelineError(
                f"the label {label!r} is mapped to {name!r}, which is no type; the types are {', '.join(CONCEPT_TYPES)}"
            )
        types[label] = known
    return Labels(pipeline, f"{nlp.meta['lang']}_{nlp.meta['name']}-{nlp.meta['version']}", types)


def to_extraction(doc: Doc, paper: Paper, labels: Labels) -> Extraction:
    """Return what the Doc of a paper holds, each part in the order of the text; raises `PipelineError` at an unmapped label."""
    return Extraction(
        mentions=tuple(_mentions(doc, paper, labels)),
        definitions=tuple(_definitions(doc, paper)),
        code=tuple(dict.fromkeys(url for _, url in _rows(doc, CODE, URLS))),
    )


def check_labels(found: set[str], labels: Labels) -> None:
    """Raise `PipelineError` where a label is none of our types and not mapped to one."""
    if unmapped := found - labels.types.keys():
        raise PipelineError(
            f"the pipeline {labels.pipeline!r} has labels that are mapped to no type: {_listed(unmapped)};"
            f" map each as LABEL=Type (the types are {', '.join(CONCEPT_TYPES)}), or as LABEL= to leave its spans out"
        )


def _mentions(doc: Doc, paper: Paper, labels: Labels) -> Iterator[Mention]:
    scored = sorted(_scored_spans(doc, labels), key=lambda pair: (pair[0].start, pair[0].end, pair[0].label_))
    check_labels({span.label_ for span, _ in scored}, labels)
    for span, scores in scored:
        concept_type = labels.types[span.label_]
        field, start, end = _place(span, span.start_char, paper)
        _, sent_start, sent_end = _place(span[0].sent, span.start_char, paper)
        if concept_type is None or start == end:
            continue
        yield Mention(
            field=field,
            start=start,
            end=end,
            sent_start=sent_start,
            sent_end=sent_end,
            text=_field_text(paper, field)[start:end],
            type=concept_type,
            type_scores=scores,
            confidence=scores[CONCEPT_TYPES.index(concept_type)] if scores else None,
            extractor=labels.extractor,
            hint=span.id_ or span.kb_id_,
        )


def _scored_spans(doc: Doc, labels: Labels) -> list[tuple[Span, tuple[float, ...] | None]]:
    """Return the spans of the concept group, or else the entities, cleaned; each with its scores if the group has any."""
    if CONCEPTS not in doc.spans:
        return [(span, None) for span in clean_spans(doc.ents)]
    group = doc.spans[CONCEPTS]
    rows = group.attrs.get(SCORES)
    if rows is None:
        return [(span, None) for span in group]
    if len(rows) != len(group) or any(len(row) != len(CONCEPT_TYPES) for row in rows):
        raise PipelineError(
            f"the pipeline {labels.pipeline!r} gives {len(rows)} rows of scores for {len(group)} concepts;"
            f" it must give one row of {len(CONCEPT_TYPES)} numbers for each, in the order {', '.join(CONCEPT_TYPES)}"
        )
    return [(span, tuple(round(float(score), 3) for score in row)) for span, row in zip(group, rows, strict=True)]


def _definitions(doc: Doc, paper: Paper) -> Iterator[Definition]:
    for span, (short, long) in _rows(doc, ABBREVIATIONS, DEFINITIONS):
        field, start, end = _place(span[0].sent, span.start_char, paper)
        yield Definition(short, long, field, start, end)


def _rows(doc: Doc, key: str, attr: str) -> Iterator[tuple[Span, Any]]:
    """Yield each span of the group `key` with its item of `attrs[attr]`; nothing where there is no such group."""
    if key in doc.spans:
        yield from zip(doc.spans[key], doc.spans[key].attrs[attr], strict=True)


def _place(span: Span, anchor: int, paper: Paper) -> tuple[Field, int, int]:
    """Return the field that holds the Doc's character `anchor`, and the part of the span that lies in it."""
    field = field_at(paper.title, anchor)
    offset, length = field_offset(paper.title, field), len(_field_text(paper, field))
    return field, min(max(span.start_char - offset, 0), length), min(max(span.end_char - offset, 0), length)


def _field_text(paper: Paper, field: Field) -> str:
    return paper.title if field == "title" else paper.abstract


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
