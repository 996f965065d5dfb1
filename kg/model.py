"""The data that pass between the stages: papers, what was found in them, and what became of each input record.

Everything here is frozen; behaviour lives in functions over these. The tables of an atlas are in `kg.tables`.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

ConceptType = Literal["Model", "Method", "Task", "Dataset", "Metric"]
Field = Literal["title", "abstract"]
Role = Literal["introduced", "used", "compared", "mentioned"]
RelationName = Literal["used_for", "evaluated_on", "variant_of", "part_of", "compared_with", "outperforms"]
IntakeAction = Literal["skipped", "merged", "changed", "unextracted"]

CONCEPT_TYPES: tuple[ConceptType, ...] = ("Model", "Method", "Task", "Dataset", "Metric")
"""The five types, in the order in which type scores are stored."""

FIELDS: tuple[Field, ...] = ("title", "abstract")

ROLES: tuple[Role, ...] = ("introduced", "used", "compared", "mentioned")
"""The roles, in the order in which one is preferred to another that is as sure."""

RELATIONS: tuple[RelationName, ...] = ("used_for", "evaluated_on", "variant_of", "part_of", "compared_with", "outperforms")


@dataclass(frozen=True, slots=True)
class Paper:
    """One record: title, abstract, and what else the source gives.

    `title` and `abstract` are stored text: NFC, control characters replaced one for one, ends trimmed.
    `extra` is the JSON text of an object with the source's fields that have no column here, keys sorted.
    """

    paper_id: str
    title: str
    abstract: str = ""
    authors: tuple[str, ...] = ()
    year: int | None = None
    venue: str | None = None
    url: str | None = None
    code: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    source: str = ""
    extra: str = "{}"


@dataclass(frozen=True, slots=True)
class Record:
    """A paper as a reader found it, with the line (from 1) of its file on which it begins."""

    paper: Paper
    line: int


@dataclass(frozen=True, slots=True)
class IntakeNote:
    """What became of one input record that was not kept as it stood.

    `skipped`: the record is not in the atlas; `merged`: it went into another record of the same paper;
    `changed`: it was kept, and something in it was replaced or dropped; `unextracted`: it was kept, and no mention was looked for
    in it. `file` is a base name, `line` counts from 1, `what` shows the record (its title, id or first characters) and `why` is
    one sentence. `input` is the place of the file among the inputs of the atlas, from 0; the intake fills it in.
    """

    file: str
    line: int
    action: IntakeAction
    what: str
    why: str
    input: int = 0


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of a paper's title or abstract that names a concept.

    Offsets are Unicode code points of the stored field, half-open: `field_text[start:end] == text`, and the sentence
    around it is `field_text[sent_start:sent_end]`. `type_scores` follow `CONCEPT_TYPES` and lie in 0..1, as does
    `confidence`; both are None where the pipeline gives no scores. `hint` is a known concept id, or empty. `role` is what the
    paper does with the concept, None where no model of roles has run; `role_confidence` lies in 0..1.
    """

    field: Field
    start: int
    end: int
    sent_start: int
    sent_end: int
    text: str
    type: ConceptType
    type_scores: tuple[float, ...] | None = None
    confidence: float | None = None
    extractor: str = ""
    hint: str = ""
    role: Role | None = None
    role_confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Definition:
    """An abbreviation as a paper defines it: `short` stands for `long`; the sentence is `field_text[start:end]`."""

    short: str
    long: str
    field: Field
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Relation:
    """What a paper says of two concepts: `head` and `tail` are the numbers of mentions, their places among the paper's mentions.

    The sentence that says it is `field_text[start:end]`; `confidence` lies in 0..1, None where the pipeline gives none.
    """

    head: int
    relation: RelationName
    tail: int
    field: Field
    start: int
    end: int
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """A number that a paper reports. `model`, `task`, `dataset` and `metric` are numbers of mentions, as in `Relation`.

    `value` is the number, None where it is not one; `value_text` is as the paper has it; the clause is `field_text[start:end]`.
    A `difference` ("by 2.1 points") is no score.
    """

    model: int | None
    task: int | None
    dataset: int | None
    metric: int | None
    value: Decimal | None
    value_text: str
    unit: str | None
    difference: bool
    field: Field
    start: int
    end: int
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that a pipeline found in one paper, each part in the order of the text; `failure` says why it could find nothing."""

    mentions: tuple[Mention, ...] = ()
    definitions: tuple[Definition, ...] = ()
    code: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    results: tuple[Result, ...] = ()
    failure: str = ""
