"""The user's say as a file: `overrides.sssom.tsv`, one line for two forms that are one concept, or for two that are apart.

Subject and object are ids of forms, as `merges.sssom.tsv` and the concepts table have them; where a line gives only a label,
the id is made of it. The predicate is `skos:exactMatch`; the predicate modifier `Not` says apart. A line holds for mentions of
its categories (types), for all where they are empty.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from pathlib import Path

from kg.errors import SettingsError
from kg.identifiers import slug
from kg.model import CONCEPT_TYPES
from kg.resolve import Override, group_ends, normal_form
from kg.sssom import write_rows

FILE_NAME = "overrides.sssom.tsv"
COLUMNS = (
    "subject_id",
    "subject_label",
    "subject_category",
    "predicate_id",
    "predicate_modifier",
    "object_id",
    "object_label",
    "object_category",
    "mapping_justification",
    "confidence",
    "comment",
)
_SAME = "skos:exactMatch"
_APART = "Not"
_TYPE_PREFIX = "pkg:"


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """A line of the file, and where it stands (1 is the file's first line)."""

    override: Override
    subject_label: str
    object_label: str
    comment: str
    number: int = 0

    def __str__(self) -> str:
        """Return what the line says, in words."""
        subject, other = self.subject_label or self.override.subject, self.object_label or self.override.object
        return f"{subject!r} and {other!r} are {'apart' if self.override.apart else 'one'}"


def read_overrides(path: Path) -> tuple[Line, ...]:
    """Return the lines of an overrides file; raises `SettingsError` for one that is not valid, and for contradictions."""
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path} is not UTF-8 text; save it as UTF-8") from None
    lines = tuple(_read_lines(text, path))
    refuse_contradictions(lines, path)
    return lines


def write_overrides(lines: Iterable[Line], path: Path, *, base: str, version: str) -> None:
    """Write the lines, sorted, each once; ids begin with `concept:`, which stands for `{base}concept/`."""
    rows = sorted({astuple(_row(line)) for line in lines})
    write_rows(rows, COLUMNS, path, base=base, name="overrides", version=version)


@dataclass(frozen=True, slots=True)
class _Row:
    subject_id: str
    subject_label: str
    subject_category: str
    predicate_id: str
    predicate_modifier: str
    object_id: str
    object_label: str
    object_category: str
    mapping_justification: str
    confidence: str
    comment: str


def _row(line: Line) -> _Row:
    override = line.override
    return _Row(
        f"concept:{override.subject}",
        line.subject_label,
        override.subject_type and _TYPE_PREFIX + override.subject_type,
        _SAME,
        _APART if override.apart else "",
        f"concept:{override.object}",
        line.object_label,
        override.object_type and _TYPE_PREFIX + override.object_type,
        "semapv:ManualMappingCuration",
        "1.0",
        line.comment,
    )


def _read_lines(text: str, path: Path) -> Iterator[Line]:
    numbered = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip() and not line.startswith("#")]
    reader = csv.DictReader((line for _, line in numbered), delimiter="\t")
    if missing := {"subject_id", "predicate_id", "object_id"} - set(reader.fieldnames or ()):
        raise SettingsError(
            f"{path} has no column {', '.join(sorted(missing))}; its first line names the columns of SSSOM, tab-separated"
        )
    for (number, _), row in zip(numbered[1:], reader, strict=True):
        yield _to_line({name: (value or "").strip() for name, value in row.items() if name}, f"{path}:{number}", number)


def _to_line(row: dict[str, str], where: str, number: int) -> Line:
    modifier = row.get("predicate_modifier", "")
    if row["predicate_id"] != _SAME or modifier not in {"", _APART}:
        given = f"{row['predicate_id']} {modifier}".strip()
        raise SettingsError(f"{where}: an override is {_SAME}, alone or with the modifier {_APART}, not {given!r}")
    ends = [_end(row, side, where) for side in ("subject", "object")]
    if ends[0] == ends[1]:
        raise SettingsError(f"{where}: subject and object are the same, {ends[0][0]!r}; give two")
    override = Override(ends[0][0], ends[1][0], modifier == _APART, ends[0][1], ends[1][1])
    return Line(override, row.get("subject_label", ""), row.get("object_label", ""), row.get("comment", ""), number)


def _end(row: dict[str, str], side: str, where: str) -> tuple[str, str]:
    """Return the id and the type of the subject or object of a line."""
    given, label = row[f"{side}_id"], row.get(f"{side}_label", "")
    name = given.rpartition("/")[2].removeprefix("concept:") or (slug(normal_form(label)) if normal_form(label) else "")
    kind = row.get(f"{side}_category", "").rpartition("#")[2].removeprefix(_TYPE_PREFIX)
    if not name:
        raise SettingsError(f"{where}: no {side}_id and no {side}_label; give the id of a concept or form, or its label")
    if kind not in {"", *CONCEPT_TYPES}:
        raise SettingsError(f"{where}: no type {kind!r}; the types are {', '.join(CONCEPT_TYPES)}")
    return name, kind


def refuse_contradictions(lines: Iterable[Line], path: Path) -> None:
    """Raise `SettingsError` where two forms are said to be apart that other lines make one."""
    groups = group_ends([line.override for line in lines])
    for line in lines:
        subject, other = line.override.ends
        if line.override.apart and other in groups.get(subject, ()):
            raise SettingsError(f"{path}:{line.number}: {line}, but other lines make them one; take one of these lines away")
