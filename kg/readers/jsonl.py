"""JSON Lines: one object a line is a paper. A file that is one JSON list of such objects is read too."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.model import IntakeNote, Record
from kg.ports import Reader
from kg.readers.fields import to_paper
from kg.readers.json_values import JsonValue, iter_line_values, iter_list_values
from kg.readers.lines import iter_lines, iter_pieces
from kg.readers.notes import write_note
from kg.readers.source import read_head

SOURCE = "jsonl"

_OBJECT_BEGINS = re.compile(r'[ \t]*\{[ \t]*["}]')
_LIST_BEGINS = re.compile(r"[ \t]*\[")
_LIST_OF_OBJECTS = re.compile(r"\s*\[\s*[{\]]")


@dataclass(frozen=True, slots=True)
class JsonLines:
    """Reader of JSON Lines, and of one JSON list of objects."""

    def recognises(self, head: str) -> bool:
        """Tell whether most lines of `head` begin as an object does, or the whole as a list of objects does."""
        lines = [line for line in head.split("\n") if line.strip()]
        objects = sum(bool(_OBJECT_BEGINS.match(line)) for line in lines)
        return bool(_LIST_OF_OBJECTS.match(head)) or 2 * objects > len(lines)

    def read(self, path: Path) -> Iterator[Record | IntakeNote]:
        """Yield a record for each object with a title, and a `skipped` note for each other value.

        Raises `kg.errors.InputError` as `kg.readers.lines.iter_lines` does.
        """
        values = iter_list_values(iter_pieces(path)) if _is_one_list(read_head(path)) else iter_line_values(iter_lines(path))
        for value in values:
            yield from _read_value(path, value)


READER: Reader = JsonLines()


def _is_one_list(head: str) -> bool:
    """Tell whether a list begins in `head` and goes on, rather than being one (wrong) line among objects."""
    first, *others = (line for line in head.split("\n") if line.strip())
    return bool(_LIST_BEGINS.match(first)) and not (first.rstrip().endswith("]") and any(map(_OBJECT_BEGINS.match, others)))


def _read_value(path: Path, value: JsonValue) -> Iterator[Record | IntakeNote]:
    record = value.value
    if value.problem or not isinstance(record, dict):
        why = value.problem or "it is not a JSON object with a title"
        yield write_note(path, value.line, "skipped", value.text or json.dumps(record), why)
        return
    try:
        paper, changes = to_paper(record, source=SOURCE)
    except ValueError as error:
        yield write_note(path, value.line, "skipped", _name(record), str(error))
        return
    for why in changes:
        yield write_note(path, value.line, "changed", paper.title, why)
    yield Record(paper, value.line)


def _name(record: dict[str, object]) -> str:
    return next((str(record[key]) for key in ("id", "paper_id", "url") if record.get(key)), json.dumps(record))
