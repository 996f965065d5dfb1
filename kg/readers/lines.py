"""The text of a file, line by line or piece by piece. Only a line feed ends a line; a carriage return before it goes with it."""

import codecs
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

from kg.readers.limits import limits
from kg.readers.source import not_utf8, open_source

PIECE_BYTES = 2**20
_SHOWN_BYTES = 1_000
_CUT_OFF = "the gzip file is cut off in this line"


@dataclass(frozen=True, slots=True)
class Line:
    """One line, without its end; `number` counts from 1.

    `ended` tells whether a line feed closed it: the last line of a file that was cut off has none. Where `problem`
    is not empty it says why the line could not be read, and `text` is only its beginning.
    """

    text: str
    number: int
    ended: bool = True
    problem: str = ""


def iter_lines(path: Path) -> Iterator[Line]:
    """Yield the lines of `path` in order, holding one at a time; raises `InputError` as `open_source` does, or if not UTF-8."""
    offset = 0
    with open_source(path) as stream:
        for number in itertools.count(1):
            try:
                data = stream.readline(limits().line_bytes + 1)
            except EOFError:
                yield Line("(cut off)", number, ended=False, problem=_CUT_OFF)
                return
            if not data:
                return
            yield _to_line(path, data, number, offset)
            offset += len(data) + (_skip_line(stream) if _too_long(data) else 0)


def iter_pieces(path: Path) -> Iterator[str]:
    """Yield the text of `path` in pieces of at most 1 MiB; a gzip file that is cut off just ends. Raises as `iter_lines` does."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    line, offset = 1, 0
    with open_source(path) as stream:
        while True:
            data = _read_piece(stream)
            try:
                text = decoder.decode(data, final=not data)
            except UnicodeDecodeError as error:
                good = error.object[: error.start]
                start = offset + len(data) - len(error.object)  # some bytes may be left from the piece before
                raise not_utf8(path, line + good.count(b"\n"), start + len(good), error.object[len(good)]) from None
            yield text.removeprefix("\ufeff") if offset == 0 else text
            if not data:
                return
            offset += len(data)
            line += text.count("\n")


def _to_line(path: Path, data: bytes, number: int, offset: int) -> Line:
    if _too_long(data):
        return Line(data[:_SHOWN_BYTES].decode("utf-8", "replace"), number, problem=_problem())
    try:
        text = data.removesuffix(b"\n").removesuffix(b"\r").decode("utf-8")
    except UnicodeDecodeError as error:
        raise not_utf8(path, number, offset + error.start, data[error.start]) from None
    return Line(text.removeprefix("\ufeff") if offset == 0 else text, number, ended=data.endswith(b"\n"))


def _too_long(data: bytes) -> bool:
    return len(data) > limits().line_bytes and not data.endswith(b"\n")


def _problem() -> str:
    return f"the line is longer than the {limits().line_bytes:,} bytes of the setting reading.line_bytes"


def _skip_line(stream: BufferedReader) -> int:
    skipped = 0
    while data := stream.readline(PIECE_BYTES):
        skipped += len(data)
        if data.endswith(b"\n"):
            break
    return skipped


def _read_piece(stream: BufferedReader) -> bytes:
    try:
        return stream.read1(PIECE_BYTES)  # `read` would lose what it has when it meets the cut
    except EOFError:
        return b""
