"""Reading papers annotated by hand: our own schema, and the one that the public corpora share.

Ours, a line of JSON a paper: `id`, `title`, `abstract`, `spans` (field, start, end, type, name), `concepts` (type, name,
aliases, and a role if it has one) and, if it has any, `relations` (head, relation, tail) and `results` (value, metric, dataset,
task, model). The corpora's: `id`, `text` and `spans` (start, end, label); the text is then the abstract, the title is empty, and
each name that occurs is a concept. Their labels become types through a map; spans of other labels are left out and counted.
"""

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from kg.errors import InputError, SettingsError
from kg.evaluate.forms import form_key, form_keys
from kg.identifiers import paper_id
from kg.model import CONCEPT_TYPES, FIELDS, ConceptType, Field, Paper
from kg.readers.stored_text import to_stored_text


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A span of the stored field that names a concept; `name` is the concept's canonical name, the same in all papers."""

    field: Field
    start: int
    end: int
    text: str
    type: ConceptType
    name: str


@dataclass(frozen=True, slots=True)
class GoldConcept:
    """A concept of one paper, with every form under which the paper has it."""

    name: str
    type: ConceptType
    aliases: tuple[str, ...]
    role: str | None = None

    @property
    def forms(self) -> frozenset[str]:
        """The keys of its name and aliases."""
        return form_keys((self.name, *self.aliases))


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """What the paper says of two concepts, by their names."""

    head: str
    relation: str
    tail: str


@dataclass(frozen=True, slots=True)
class GoldResult:
    """A value that the paper reports, as it has it, and the names of the concepts that it is of, None where it names none."""

    value: str
    metric: str | None
    dataset: str | None
    task: str | None
    model: str | None


@dataclass(frozen=True, slots=True)
class GoldPaper:
    """One annotated paper."""

    paper: Paper
    mentions: tuple[GoldMention, ...]
    concepts: tuple[GoldConcept, ...]
    results: tuple[GoldResult, ...] = ()
    relations: tuple[GoldRelation, ...] = ()


@dataclass(frozen=True, slots=True)
class Gold:
    """All annotated papers, in the order of the file. `left_out` counts the spans of each label that the map does not name."""

    papers: tuple[GoldPaper, ...]
    left_out: Mapping[str, int] = field(default_factory=dict)


def read_gold(path: Path, label_map: Mapping[str, str] | None = None) -> Gold:
    """Return the annotated papers of `path`; ids become paper ids as they do in a build.

    `label_map` leads from a corpus's labels to our types (`{"Material": "Dataset"}`). Raises `SettingsError` where it
    names a type that there is not, `InputError` where the file, a line of it, or an offset is not as described.
    """
    types = {label: _map_type(label, kind) for label, kind in (label_map or {}).items()}
    reading = _Reading(types)
    papers: dict[str, GoldPaper] = {}
    for line, record in _iter_records(path):
        try:
            paper = reading.read(record)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise InputError(f"{path}:{line}: not an annotated paper: {_reason(error)}") from None
        if papers.setdefault(paper.paper.paper_id, paper) is not paper:
            raise InputError(f"{path}:{line}: the id {record['id']!r} stands there twice; give each paper its own")
    if not papers:
        raise InputError(
            f"{path} holds no annotated paper; expected one JSON object a line with id, title, abstract, spans, concepts"
        )
    if reading.left_out and not any(paper.mentions for paper in papers.values()):
        labels = ", ".join(sorted(reading.left_out))
        raise InputError(f"{path}: none of its labels is mapped to a type: {labels}; say what they are with --map LABEL=Type")
    return Gold(tuple(papers.values()), dict(sorted(reading.left_out.items())))


class _Reading:
    """The reading of one file: the map of labels, the labels left out so far, and the name under which each key came first."""

    def __init__(self, types: Mapping[str, ConceptType]) -> None:
        self.types = types
        self.left_out: Counter[str] = Counter()
        self.names: dict[str, str] = {}

    def read(self, record: Mapping[str, Any]) -> GoldPaper:
        if "text" in record and "abstract" not in record:
            return self._read_corpus(record)
        paper = _to_paper(record["id"], record["title"], record["abstract"])
        mentions = [_to_mention(paper, record, span, _to_type(span["type"]), span["name"]) for span in record["spans"]]
        concepts = [
            GoldConcept(item["name"], _to_type(item["type"]), tuple(item["aliases"]), item.get("role"))
            for item in record["concepts"]
        ]
        relations = [GoldRelation(item["head"], item["relation"], item["tail"]) for item in record.get("relations", ())]
        results = [_to_result(item) for item in record.get("results", ())]
        return GoldPaper(paper, tuple(mentions), tuple(concepts), results=tuple(results), relations=tuple(relations))

    def _read_corpus(self, record: Mapping[str, Any]) -> GoldPaper:
        paper = _to_paper(record["id"], "", record["text"])
        mentions: dict[GoldMention, None] = {}
        for span in record["spans"]:
            if span["label"] not in self.types:
                self.left_out[span["label"]] += 1
                continue
            place = {"field": "abstract", "start": span["start"], "end": span["end"]}
            form = record["text"][span["start"] : span["end"]]
            name = self.names.setdefault(form_key(form), form)
            mentions[_to_mention(paper, {"abstract": record["text"]}, place, self.types[span["label"]], name)] = None
        return GoldPaper(paper, tuple(mentions), _to_concepts(mentions))


def _to_concepts(mentions: Mapping[GoldMention, None]) -> tuple[GoldConcept, ...]:
    aliases: dict[tuple[str, ConceptType], dict[str, None]] = {}
    for mention in mentions:
        aliases.setdefault((mention.name, mention.type), {})[mention.text] = None
    return tuple(GoldConcept(name, kind, tuple(texts)) for (name, kind), texts in aliases.items())


def _to_paper(given: object, title: str, abstract: str) -> Paper:
    identifier = paper_id(None if given is None else str(given), title)
    return Paper(identifier, to_stored_text(title).text, to_stored_text(abstract).text)


def _to_mention(paper: Paper, source: Mapping[str, str], span: Mapping[str, Any], kind: ConceptType, name: str) -> GoldMention:
    if span["field"] not in FIELDS:
        raise ValueError(f"the field {span['field']!r} is neither title nor abstract")
    where = cast("Field", span["field"])
    given, text = source[where], paper.title if where == "title" else paper.abstract
    start, end = _stored_offset(given, span["start"]), _stored_offset(given, span["end"])
    if (
        not 0 <= span["start"] < span["end"] <= len(given)
        or text[start:end] != to_stored_text(given[span["start"] : span["end"]]).text
    ):
        raise ValueError(
            f"the span {span['start']}-{span['end']} does not hold a name within the {where} of {len(given)} characters"
        )
    return GoldMention(where, start, end, text[start:end], kind, name)


def _to_result(item: Mapping[str, Any]) -> GoldResult:
    return GoldResult(item["value"], item["metric"], item["dataset"], item["task"], item["model"])


def _stored_offset(text: str, offset: int) -> int:
    trimmed = len(text) - len(text.lstrip())
    return len(unicodedata.normalize("NFC", text[trimmed:offset]))


def _to_type(name: str) -> ConceptType:
    kind = name.capitalize()
    if kind not in CONCEPT_TYPES:
        raise ValueError(f"there is no type {name!r}; there are {', '.join(CONCEPT_TYPES)}")
    return kind


def _map_type(label: str, kind: str) -> ConceptType:
    try:
        return _to_type(kind)
    except ValueError as error:
        raise SettingsError(f"the label {label!r} cannot be mapped to {kind!r}: {error}") from None


def _iter_records(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read as UTF-8 text: {error}") from None
    for line, text in enumerate(lines, start=1):
        if text.strip():
            try:
                yield line, json.loads(text)
            except ValueError as error:
                raise InputError(f"{path}:{line}: not JSON ({error}); expected one object a line") from None


def _reason(error: Exception) -> str:
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)
