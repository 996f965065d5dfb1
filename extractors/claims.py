"""What the groups of a Doc claim about its mentions: their roles, relations between them, and results."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from spacy.tokens import Doc, Span

from extractors.groups import CONCEPTS, RELATIONS, RESULTS, ROLES
from extractors.text import place_in_field
from kg import model
from kg.errors import PipelineError
from kg.model import Mention, Paper, Relation, Result

_LARGEST = Decimal(10) ** 26
_LEAST = Decimal(10) ** -12


@dataclass(frozen=True, slots=True)
class Numbering:
    """How places in the group of concepts, `size` in all, become numbers of mentions; a span that is left out has none."""

    size: int
    numbers: Mapping[int, int]

    def number(self, place: int | None) -> int | None:
        """Return the number of the mention at `place`, if it has one; raises `ValueError` where there is no such place."""
        if place is not None and not 0 <= place < self.size:
            raise ValueError(f"there is no concept {place}; there are {self.size}, counted from 0")
        return None if place is None else self.numbers.get(place)


def with_roles(doc: Doc, mentions: Sequence[Mention], places: Sequence[int]) -> tuple[Mention, ...]:
    """Return the mentions with the roles that their places in the group of concepts have, if it has any.

    Raises `PipelineError` where a role is none of ours, or the group has not one for each span.
    """
    rows = doc.spans[CONCEPTS].attrs.get(ROLES) if CONCEPTS in doc.spans else None
    if rows is None:
        return tuple(mentions)
    if len(rows) != len(doc.spans[CONCEPTS]):
        raise PipelineError(f"the pipeline gives {len(rows)} roles for {len(doc.spans[CONCEPTS])} concepts; None is for no role")
    return tuple(_with_role(mention, rows[place]) for mention, place in zip(mentions, places, strict=True))


def relations_of(doc: Doc, paper: Paper, numbering: Numbering) -> tuple[Relation, ...]:
    """Return the relations whose two mentions are kept, in the order of the group; raises `PipelineError` at a bad row."""
    return tuple(found for span, row in _rows(doc, RELATIONS) if (found := _to_relation(span, row, paper, numbering)))


def results_of(doc: Doc, paper: Paper, numbering: Numbering) -> tuple[Result, ...]:
    """Return the results in the order of the group; raises `PipelineError` at a bad row."""
    return tuple(_to_result(span, row, paper, numbering) for span, row in _rows(doc, RESULTS))


def _rows(doc: Doc, key: str) -> Iterator[tuple[Span, Sequence[Any]]]:
    """Yield each span of the group `key`, which names its rows too; nothing where there is no such group."""
    if key in doc.spans:
        yield from zip(doc.spans[key], doc.spans[key].attrs[key], strict=True)


def _with_role(mention: Mention, row: Sequence[Any] | None) -> Mention:
    if row is None:
        return mention
    role = next((role for role in model.ROLES if role == row[0]), None)
    if role is None:
        raise PipelineError(f"the pipeline gives the role {row[0]!r}; the roles are {', '.join(model.ROLES)}, or None")
    return replace(mention, role=role, role_confidence=_rounded(row[1]))


def _to_relation(span: Span, row: Sequence[Any], paper: Paper, numbering: Numbering) -> Relation | None:
    try:
        head, name, tail, confidence = row
        ends = numbering.number(head), numbering.number(tail)
    except (TypeError, ValueError) as error:
        raise _mistake(RELATIONS, row, error) from None
    relation = next((each for each in model.RELATIONS if each == name), None)
    if relation is None:
        raise _mistake(RELATIONS, row, f"the relations are {', '.join(model.RELATIONS)}")
    if ends[0] is None or ends[1] is None:
        return None
    return Relation(ends[0], relation, ends[1], *place_in_field(span, span.start_char, paper), _rounded(confidence))


def _to_result(span: Span, row: Sequence[Any], paper: Paper, numbering: Numbering) -> Result:
    try:
        *places, value, text, unit, confidence, difference = row
        named, task, dataset, metric = map(numbering.number, places)
        number = None if value is None else _to_decimal(value)
    except (TypeError, ValueError) as error:
        raise _mistake(RESULTS, row, error) from None
    where = place_in_field(span, span.start_char, paper)
    return Result(named, task, dataset, metric, number, text, unit, difference, *where, _rounded(confidence))


def _to_decimal(text: str) -> Decimal:
    """Return the number with twelve decimals at most; raises `ValueError` where it is none, or as large as 10^26."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError(f"{text!r} is no decimal number") from None
    if not number.is_finite() or abs(number) >= _LARGEST:
        raise ValueError(f"{text!r} is no number of at most 26 digits before the point")
    return number if number == number.quantize(_LEAST) else number.quantize(_LEAST)


def _rounded(confidence: float | None) -> float | None:
    return None if confidence is None else round(float(confidence), 3)


def _mistake(key: str, row: Sequence[Any], why: object) -> PipelineError:
    return PipelineError(f"the pipeline gives the row {list(row)!r} in the group {key!r}: {why}")
