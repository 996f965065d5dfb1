"""A user's own list of names: a table with the columns `name`, `type` and, where wanted, `id`, separated by tabs."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from kg.errors import SettingsError
from kg.model import CONCEPT_TYPES
from kg.vocabulary.names import Name

_COLUMNS = ("name", "type", "id")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def read_own_names(path: Path) -> tuple[Name, ...]:
    """Return the names of the file `path`, in its order; empty lines and those that begin with # are passed over.

    Raises `SettingsError`, naming file and line, for what is no name, type or id, and for a name of two types or ids.
    """
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path} is not UTF-8 text; save it as UTF-8") from None
    names: dict[str, Name] = {}
    for where, name in _read_lines(text, path):
        if names.setdefault(name.text, name) != name:
            raise SettingsError(
                f"{where}: {name.text!r} stands in an earlier line with another type or id; keep one of the lines"
            )
    return tuple(names.values())


def _read_lines(text: str, path: Path) -> Iterator[tuple[str, Name]]:
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip() and not line.startswith("#")]
    rows = csv.reader((line.rstrip("\r") for _, line in lines), delimiter="\t", quoting=csv.QUOTE_NONE)
    header = [column.strip() for column in next(rows, [])]
    if not {"name", "type"} <= set(header) <= set(_COLUMNS) or len(header) != len(set(header)):
        raise SettingsError(f"{path}: the first line must name the columns, name, type and if wanted id, separated by tabs")
    for (number, _), row in zip(lines[1:], rows, strict=True):
        where = f"{path}:{number}"
        if len(row) > len(header):
            raise SettingsError(f"{where}: {len(row)} columns, more than the {len(header)} of the first line")
        yield where, _to_name(dict(zip(header, map(str.strip, row), strict=False)), where)


def _to_name(row: dict[str, str], where: str) -> Name:
    text, kind, known = (row.get(column, "") for column in _COLUMNS)
    if not (text and text[0].isalnum() and text[-1].isalnum()):
        raise SettingsError(f"{where}: {text!r} is no name; a name begins and ends with a letter or digit")
    if known and not _ID.fullmatch(known):
        raise SettingsError(f"{where}: {known!r} is no id; an id is words in lower case joined by hyphens: beam-search")
    types = tuple(each for each in CONCEPT_TYPES if each == kind)
    if not types:
        raise SettingsError(f"{where}: no type {kind!r}; the types are {', '.join(CONCEPT_TYPES)}")
    return Name(text, types, known)
