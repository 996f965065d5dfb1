"""The one place where a Doc becomes mentions, definitions and code addresses."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractors.claims import Numbering, relations_of, results_of, with_roles
from extractors.concepts import clean_spans
from extractors.groups import ABBREVIATIONS, CODE, CONCEPTS, DEFINITIONS, SCORES, URLS
from extractors.text import field_text, place_in_field
from kg.errors import PipelineError
from kg.model import CONCEPT_TYPES, ConceptType, Definition, Extraction, Mention, Paper


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
    found = list(_mentions(doc, paper, labels))
    return to_claims(doc, paper, [mention for _, mention in found], [place for place, _ in found])


def to_claims(doc: Doc, paper: Paper, mentions: Sequence[Mention], places: Sequence[int]) -> Extraction:
    """Return what the Doc of a paper holds about `mentions`, which stand at `places` in its group of concepts.

    Where there is no such group, nothing is claimed about them. Raises `PipelineError` where a group keeps no contract.
    """
    size = len(doc.spans[CONCEPTS]) if CONCEPTS in doc.spans else 0
    numbering = Numbering(size, {place: number for number, place in enumerate(places)})
    return Extraction(
        mentions=with_roles(doc, mentions, places),
        definitions=tuple(_definitions(doc, paper)),
        code=tuple(dict.fromkeys(url for _, url in _rows(doc, CODE, URLS))),
        relations=relations_of(doc, paper, numbering),
        results=results_of(doc, paper, numbering),
    )


def check_labels(found: set[str], labels: Labels) -> None:
    """Raise `PipelineError` where a label is none of our types and not mapped to one."""
    if unmapped := found - labels.types.keys():
        raise PipelineError(
            f"the pipeline {labels.pipeline!r} has labels that are mapped to no type: {_listed(unmapped)};"
            f" map each as LABEL=Type (the types are {', '.join(CONCEPT_TYPES)}), or as LABEL= to leave its spans out"
        )


def _mentions(doc: Doc, paper: Paper, labels: Labels) -> Iterator[tuple[int, Mention]]:
    """Yield the mentions in the order of the text, each with its place in the group that it comes from."""
    scored = list(enumerate(_scored_spans(doc, labels)))
    check_labels({span.label_ for _, (span, _) in scored}, labels)
    for number, (span, scores) in sorted(scored, key=lambda each: _order(each[1][0])):
        concept_type = labels.types[span.label_]
        field, start, end = place_in_field(span, span.start_char, paper)
        _, sent_start, sent_end = place_in_field(span[0].sent, span.start_char, paper)
        if concept_type is None or start == end:
            continue
        yield (
            number,
            Mention(
                field=field,
                start=start,
                end=end,
                sent_start=sent_start,
                sent_end=sent_end,
                text=field_text(paper, field)[start:end],
                type=concept_type,
                type_scores=scores,
                confidence=scores[CONCEPT_TYPES.index(concept_type)] if scores else None,
                extractor=labels.extractor,
                hint=span.id_ or span.kb_id_,
            ),
        )


def _order(span: Span) -> tuple[int, int, str]:
    return span.start, span.end, span.label_


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
        field, start, end = place_in_field(span[0].sent, span.start_char, paper)
        yield Definition(short, long, field, start, end)


def _rows(doc: Doc, key: str, attr: str) -> Iterator[tuple[Span, Any]]:
    """Yield each span of the group `key` with its item of `attrs[attr]`; nothing where there is no such group."""
    if key in doc.spans:
        yield from zip(doc.spans[key], doc.spans[key].attrs[attr], strict=True)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
