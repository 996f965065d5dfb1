"""The values of a JSON file, one by one: those of its lines (JSON Lines), or those of the one list that makes up the file."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.readers.limits import limits
from kg.readers.lines import Line
from kg.readers.strict_json import TOO_DEEP, describe, parse_json

_SPACE = re.compile(r"[ \t\r\n]*")
_FINDS_ENDS = json.JSONDecoder(parse_int=str, parse_float=str)
_AFTER_NUMBER = frozenset(" \t\r\n,]")
_NO_COMMA = "a comma or `]` must follow a value of the list; nothing after it can be read"
_NOT_CLOSED = "the file ends before its list does"
_AFTER_LIST = "it stands after the end of the list that makes up the file"


@dataclass(frozen=True, slots=True)
class JsonValue:
    """A value, and the line (from 1) on which it begins; a `problem` says why there is none, and `text` is how it begins."""

    line: int
    value: object = None
    text: str = ""
    problem: str = ""


def iter_line_values(lines: Iterable[Line]) -> Iterator[JsonValue]:
    """Yield the value of each line that is not blank."""
    for line in lines:
        if line.problem:
            yield JsonValue(line.number, text=line.text, problem=line.problem)
        elif line.text.strip():
            yield _to_value(line.text, line.number, "" if line.ended else "; the file ends within this line")


def iter_list_values(pieces: Iterable[str]) -> Iterator[JsonValue]:
    """Yield the values of the list that `pieces` make up, holding one piece or value at a time.

    Where a value has no end or no comma follows, nothing after it can be told apart: it comes with a problem, as the last.
    """
    window = _Window(iter(pieces))
    window.next_character()
    window.advance(1)
    try:
        while window.next_character() != "]":
            line = window.line
            yield _to_value(window.take_value(), line, "")
            window.take_comma()
    except _NoValueError as error:
        yield JsonValue(window.line, text=window.beginning(), problem=str(error))
        return
    window.advance(1)
    if window.next_character():
        yield JsonValue(window.line, text=window.beginning(), problem=_AFTER_LIST)


def _to_value(text: str, line: int, where_cut: str) -> JsonValue:
    try:
        return JsonValue(line, parse_json(text))
    except ValueError as error:
        return JsonValue(line, text=text, problem=f"{error}{where_cut}")


class _NoValueError(Exception):
    """No value of the list begins here; the message says why."""


class _Window:
    """The part of a text that is being looked at; what comes before it is let go. Methods raise `_NoValueError`."""

    def __init__(self, pieces: Iterator[str]) -> None:
        self.line = 1
        self._pieces = pieces
        self._text = ""
        self._at = 0

    def next_character(self) -> str:
        """Go past blank space and return the character there; empty at the end."""
        while True:
            blank = _SPACE.match(self._text, self._at)
            self.advance(len(blank[0]) if blank else 0)
            if self._at < len(self._text) or not self._extend():
                return self._text[self._at : self._at + 1]

    def advance(self, characters: int) -> None:
        """Go past so many characters, counting lines."""
        self.line += self._text.count("\n", self._at, self._at + characters)
        self._at += characters

    def beginning(self) -> str:
        """Return the next characters, to show where something is wrong."""
        return self._text[self._at : self._at + 100]

    def take_value(self) -> str:
        """Return the text of the value that begins here, and go past it."""
        end = self._end_of_value()  # this may move what is being looked at
        text = self._text[self._at : end]
        self.advance(len(text))
        return text

    def take_comma(self) -> None:
        """Go past a comma, unless the list ends here."""
        found = self.next_character()
        if found == ",":
            self.advance(1)
        elif found != "]":
            raise _NoValueError(_NO_COMMA if found else _NOT_CLOSED)

    def _end_of_value(self) -> int:
        while True:
            try:
                end = self._decode_end()
            except _NoValueError:
                if not self._extend():
                    raise
            else:
                number = self._text[end - 1].isdigit()  # which may go on: `1.` at the end of a piece, then `5`
                if not number or self._text[end : end + 1] in _AFTER_NUMBER or not self._extend():
                    return end

    def _decode_end(self) -> int:
        try:
            return _FINDS_ENDS.raw_decode(self._text, self._at)[1]
        except json.JSONDecodeError as error:
            line = self.line + self._text.count("\n", self._at, error.pos)
            raise _NoValueError(f"{describe(error)} on line {line}; nothing after it can be read") from None
        except RecursionError:
            raise _NoValueError(f"{TOO_DEEP}; nothing after it can be read") from None

    def _extend(self) -> bool:
        piece = next(filter(None, self._pieces), "")
        self._text, self._at = self._text[self._at :] + piece, 0
        longest = limits().line_bytes  # here in characters
        if len(self._text) > longest + len(piece):
            raise _NoValueError(f"it is longer than {longest:,} characters (reading.line_bytes); nothing after it can be read")
        return bool(piece)
