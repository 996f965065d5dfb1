"""What gold says of each number of a paper: whether it is a result, and of which of the paper's names."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from logit import Choice, Features
from spacy.language import Language
from spacy.tokens import Doc

from extractors.groups import CONCEPTS, covering_span, set_group
from extractors.number_reading import read_numbers
from extractors.pipeline import CLAIMING
from extractors.result_features import Spot, number_features
from extractors.results import TYPES, names_for, option_features
from extractors.text import field_offset, paper_text
from kg.evaluate.values import value_key

Row = Mapping[str, Any]
"""A paper of gold, or one of its results."""

_NOT_NEEDED = ("paperkg_gazetteer", "paperkg_recogniser", "paperkg_encoder", "paperkg_concepts", "paperkg_propagate", *CLAIMING)


@dataclass(frozen=True, slots=True)
class Example:
    """A number of a paper; `choices` are those of a result whose part gold names or leaves empty, and the paper names too."""

    features: Features
    is_result: bool
    choices: Mapping[str, Choice]


def read_rows(path: Path) -> list[Row]:
    """Return the papers of a gold file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def to_examples(nlp: Language, rows: Iterable[Row]) -> Iterator[Example]:
    """Yield the numbers of gold papers, given gold's mentions, as a pipeline reads them."""
    for row in rows:
        doc, names = to_doc(nlp, row)
        reading = read_numbers(doc)
        if reading:
            spots = [Spot(reading, *place) for place in reading.numbers()]
            stated = _aligned(doc.text, spots, row["results"])
            yield from (_to_example(spot, stated.get(number), names) for number, spot in enumerate(spots))


def to_doc(nlp: Language, row: Row) -> tuple[Doc, list[str]]:
    """Return the Doc of a gold paper with gold's mentions as its concepts, and the name of each."""
    doc = nlp(paper_text(row["title"], row["abstract"]), disable=[name for name in _NOT_NEEDED if name in nlp.pipe_names])
    spans = sorted(row["spans"], key=lambda span: (span["field"] != "title", span["start"], span["end"], span["type"]))
    found = [_to_place(row, span) for span in spans]
    set_group(doc, CONCEPTS, [covering_span(doc, *place, span["type"]) for place, span in zip(found, spans, strict=True)])
    return doc, [span["name"] for span in spans]


def _to_place(row: Row, span: Row) -> tuple[int, int]:
    offset = field_offset(row["title"], span["field"])
    return offset + span["start"], offset + span["end"]


def _aligned(text: str, spots: Sequence[Spot], results: Iterable[Row]) -> dict[int, Row]:
    """Return the result that each number states: of equal values the first within its clause, or else the first."""
    stated: dict[int, Row] = {}
    for result in results:
        start = text.find(result["verbatim"])
        end = start + len(result["verbatim"])
        same = [
            (not start <= spot.number.start < end, number)
            for number, spot in enumerate(spots)
            if number not in stated and value_key(spot.number.text) == value_key(result["value"])
        ]
        if same:
            stated[min(same)[1]] = result
    return stated


def _to_example(spot: Spot, result: Row | None, names: Sequence[str]) -> Example:
    choices = {} if result is None else {part: _to_choice(spot, part, result[part], names) for part in TYPES}
    known = {part: choice for part, choice in choices.items() if choice.right}
    return Example(frozenset(number_features(spot)), result is not None, known)


def _to_choice(spot: Spot, part: str, wanted: str | None, names: Sequence[str]) -> Choice:
    options = [None, *names_for(spot, part)]
    right = {
        number
        for number, name in enumerate(options)
        if (wanted is None if name is None else wanted in {names[index] for index in name.mentions})
    }
    return Choice(tuple(frozenset(option_features(spot, part, name)) for name in options), frozenset(right))
