"""Inputs in another encoding than UTF-8, where the user names it; nothing is ever guessed.

Such a file is turned into UTF-8 as it is read, so that readers, and the bounds on what is read, meet UTF-8 alone.
"""

import codecs
import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError, SettingsError
from kg.readers.notes import show_path, shown

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_PIECE_BYTES = 65_536
_NAMED: ContextVar[str | None] = ContextVar("encoding", default=None)


@contextmanager
def decoding(name: str | None) -> Iterator[None]:
    """Let inputs within the block be text in the encoding `name`, where it is given; raises `SettingsError` for an unknown one.

    >>> with decoding("latin-1"):
    ...     named_encoding()
    'latin-1'
    """
    token = _NAMED.set(_checked(name) if name else None)
    try:
        yield
    finally:
        _NAMED.reset(token)


def named_encoding() -> str | None:
    """Return the encoding that was named for inputs here; None stands for UTF-8."""
    return _NAMED.get()


def _checked(name: str) -> str:
    try:
        codecs.getincrementaldecoder(name)
        "".encode(name)  # fails for what is no encoding of text, such as base64
    except (LookupError, ValueError):
        raise SettingsError(f"{shown(name)!r} is no encoding of text; name one such as latin-1, cp1252 or utf-16") from None
    return name


class InUtf8(io.RawIOBase):
    """What a stream of the file `path` holds in the encoding `name`, as UTF-8; reading raises `InputError` where it does not."""

    def __init__(self, path: Path, stream: io.BufferedReader, name: str) -> None:
        self._path, self._stream, self._name = path, stream, name
        self._decoder = codecs.getincrementaldecoder(name)()
        self._left = b""
        self._lines = 1

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill `buffer` with what follows."""
        view = memoryview(buffer)
        while not self._left and (data := self._stream.read1(_PIECE_BYTES)):
            self._left = self._recoded(data)
        if not self._left:
            self._left = self._recoded(b"", final=True)
        taken, self._left = self._left[: len(view)], self._left[len(view) :]
        view[: len(taken)] = taken
        return len(taken)

    def _recoded(self, data: bytes, *, final: bool = False) -> bytes:
        state = self._decoder.getstate()
        try:
            text = self._decoder.decode(data, final)
            recoded = text.encode("utf-8")
        except UnicodeDecodeError as error:
            self._decoder.setstate(state)
            held = len(error.object) - len(data)  # bytes of a character that began in the piece before
            good = self._decoder.decode(data[: max(0, error.start - held)])
            raise self._refused(good, f"byte 0x{error.object[error.start]:02x}") from None
        except UnicodeError as error:
            raise self._refused("", str(error)) from None
        self._lines += text.count("\n")
        return recoded

    def _refused(self, good: str, what: str) -> InputError:
        line = self._lines + good.count("\n")
        why = f"{shown(what, 200)} is not {self._name}, the encoding that was named"
        return InputError(f"{show_path(self._path)}:{line}: {why}; name another with --encoding")
