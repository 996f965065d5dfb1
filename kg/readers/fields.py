"""A record given as named fields, such as a JSON object, as a paper.

A field that cannot be used is dropped and said so; a field that has no column is kept in the paper's `extra`.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping

from kg.model import Paper
from kg.readers.markup import to_plain_text
from kg.readers.notes import converted_markup, replaced_characters, shown
from kg.readers.record_id import to_paper_id
from kg.readers.stored_text import to_stored_text

_NAMES = {"id": ("id", "paper_id"), "abstract": ("abstract", "summary", "text"), "authors": ("authors", "author")}
_INDEX = "abstract_inverted_index"  # how OpenAlex gives an abstract: the places of each word
_DATES = ("published", "publishedAt")  # they give the year where no field does, and stay in `extra`
_DATE = re.compile(r"([1-9][0-9]{3})(?![0-9])")
_YEAR = re.compile(r"[1-9][0-9]{3}")
_LINK = re.compile(
    r"https?://\w(?:[\w.~:/?@!$&'()*+,;=-]|%[0-9a-f]{2})*(?:#(?:[\w.~:/?@!$&'()*+,;=-]|%[0-9a-f]{2})*)?", re.IGNORECASE
)
_KINDS = {bool: "true or false", int: "a number", float: "a number", str: "text", list: "a list", dict: "an object"}
_EMPTY: tuple[object, ...] = (None, "", [])

_Parse = Callable[[object], str]


def to_paper(record: Mapping[str, object], *, source: str) -> tuple[Paper, tuple[str, ...]]:
    """Return the paper that `record` holds, and why each thing that was dropped or replaced in it was.

    Its source is `source` unless the record names one. Raises `ValueError` with a reason where it has no title.

    >>> to_paper({"id": 7, "title": "Pointer Networks", "year": "2O15", "stars": 3}, source="jsonl")[1]
    ("its year was dropped: '2O15' is no year",)
    """
    fields = _Fields(record)
    title = fields.take_text("title", marked_up=True)
    if not title:
        raise ValueError(_no_title(record.get("title")))
    paper = Paper(
        paper_id=to_paper_id(fields.take_text("id", _to_id), title),
        title=title,
        abstract=fields.take_text("abstract", marked_up=True) or fields.take_text(_INDEX, _to_running_text, marked_up=True),
        authors=fields.take_texts("authors", _to_name),
        year=fields.take_year(),
        venue=fields.take_text("venue") or None,
        url=fields.take_text("url", _to_link) or None,
        code=fields.take_texts("code", _to_link),
        categories=fields.take_texts("categories"),
        source=fields.take_text("source") or source,
        extra=fields.take_rest(),
    )
    return paper, tuple(fields.changes)


def _no_title(value: object) -> str:
    if isinstance(value, str):
        return "its title is blank"
    return "it has no title" if value is None else f"its title is {_kind(value)}, not text"


def _to_string(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"it is {_kind(value)}, not text")  # noqa: TRY004 -- the data are wrong, not the code
    return value


def _to_id(value: object) -> str:
    return str(value) if type(value) is int else _to_string(value)


def _to_name(value: object) -> str:
    return _to_string(value.get("name") if isinstance(value, dict) else value)


def _to_link(value: object) -> str:
    text = _to_string(value).strip()
    if not _LINK.fullmatch(text):
        raise ValueError(f"{shown(repr(text))} is no http or https link")
    return text


def _to_running_text(value: object) -> str:
    """Return the words of an inverted index in the order of their places."""
    if not isinstance(value, dict) or not all(map(_are_places, value.values())):
        raise ValueError("it does not give each word a list of places, numbers from 0")
    return " ".join(word for _, word in sorted((place, word) for word, places in value.items() for place in places))


def _are_places(value: object) -> bool:
    return isinstance(value, list) and all(type(place) is int and place >= 0 for place in value)


def _to_year(value: object) -> int:
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
    if not _YEAR.fullmatch(text):
        raise ValueError(f"{shown(repr(value))} is no year")
    return int(text)


def _kind(value: object) -> str:
    return _KINDS.get(type(value), "null")


class _Fields:
    """The fields of a record that have not been taken yet, and what was changed in those that were."""

    def __init__(self, record: Mapping[str, object]) -> None:
        self.changes: list[str] = []
        self._left = dict(record)

    def take_text(self, field: str, parse: _Parse = _to_string, *, marked_up: bool = False) -> str:
        """Return the first usable text among the names of `field`, as it is stored; empty where there is none."""
        texts = (self._store(name, value, f"its {name}", parse, marked_up=marked_up) for name, value in self._take(field))
        return next(filter(None, texts), "")

    def take_texts(self, field: str, parse: _Parse = _to_string) -> tuple[str, ...]:
        """Return the usable texts of a list; a text that stands alone is a list of one."""
        for name, value in self._take(field):
            items = value if isinstance(value, list) else [value]
            if any(isinstance(item, dict) and item.keys() - {"name"} for item in items):
                self._left[name] = value  # more than names: kept whole as well
            texts = (self._store(name, item, f"a value of its {name}", parse) for item in items if item not in _EMPTY)
            if found := tuple(filter(None, texts)):
                return found
        return ()

    def take_year(self) -> int | None:
        """Return the year, or else that of a date."""
        for _, value in self._take("year"):
            try:
                return _to_year(value)
            except ValueError as error:
                self.changes.append(f"its year was dropped: {error}")
        dates = (_DATE.match(date) for name in _DATES if isinstance(date := self._left.get(name), str))
        return next((int(date[1]) for date in dates if date), None)

    def take_rest(self) -> str:
        """Return what was not taken as the JSON text of an object, keys sorted, in ASCII so that any string passes."""
        return json.dumps(self._left, sort_keys=True, separators=(",", ":"))

    def _take(self, field: str) -> Iterator[tuple[str, object]]:
        for name in _NAMES.get(field, (field,)):
            value = self._left.pop(name, None)
            if value not in _EMPTY:
                yield name, value

    def _store(self, name: str, value: object, what: str, parse: _Parse, *, marked_up: bool = False) -> str:
        try:
            text = parse(value)
        except ValueError as error:
            self.changes.append(f"{what} was dropped: {error}")
            return ""
        text, marks = to_plain_text(text) if marked_up else (text, 0)
        if marks:
            self.changes.append(converted_markup(name, marks))
        stored = to_stored_text(text)
        if stored.replaced:
            self.changes.append(replaced_characters(name, stored.replaced))
        return stored.text
