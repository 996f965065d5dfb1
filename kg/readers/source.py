"""Opening a file that a user gave: checked, unpacked if it is gzip, and bounded, so that no file can hang or fill the machine.

Whether a file is gzip or binary is decided by its content, never by its name.
"""

import codecs
import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.readers.encoding import InUtf8, named_encoding
from kg.readers.limits import limits
from kg.readers.notes import show_path

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

HEAD_BYTES = 65_536
"""How much of a file decides its format."""

_UNRATIONED_BYTES = 2**19  # a small file may repeat itself as much as it likes: 250,000 bad lines take some seconds
_MOST_NULS = 0.1  # UTF-16 has half its bytes NUL; text with a stray NUL stays below this
_KINDS = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a zip archive or an Office file",
    b"\x1f\x8b": "gzip within gzip",
    b"\xfd7zXZ\x00": "an xz archive",
    b"\x28\xb5\x2f\xfd": "a zstd archive",
    b"PAR1": "a Parquet file",
    b"\xff\xfe": "text in UTF-16",
    b"\xfe\xff": "text in UTF-16",
}


@contextmanager
def open_source(path: Path) -> Iterator[io.BufferedReader]:
    """Open the regular file `path` for reading its text in UTF-8, unpacked where it is gzip.

    Raises `InputError` where it is missing, no regular file, unreadable, empty or binary, and while reading where it
    is damaged or unpacks beyond the bounds. Reading raises `EOFError` where a gzip file is cut off.
    """
    _check_regular(path)
    try:
        file: io.BufferedReader = io.BufferedReader(path.open("rb", buffering=0), HEAD_BYTES)
        with file:
            stream = _unpacked(path, file) if file.peek(2)[:2] == b"\x1f\x8b" else file
            if encoding := named_encoding():
                stream = io.BufferedReader(InUtf8(path, stream, encoding), HEAD_BYTES)
            _check_text(path, _peek(path, stream))
            yield stream
    except OSError as error:
        raise _unreadable(path, error) from None


def file_digest(path: Path) -> str:
    """Return the SHA-256 of the bytes of the regular file `path`, as they are on the disk; raises `InputError` if it has none."""
    _check_regular(path)
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise _unreadable(path, error) from None


def read_head(path: Path) -> str:
    """Return the first 64 KiB of `path`, decoded, without a byte order mark.

    Raises `InputError` where it cannot be read or is not UTF-8.
    """
    with open_source(path) as stream:
        data = _read_up_to(stream, HEAD_BYTES)
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError as error:
        raise not_utf8(path, 1 + data[: error.start].count(b"\n"), error.start, data[error.start]) from None
    if not text.removeprefix("\ufeff").strip():
        raise InputError(f"{show_path(path)} holds nothing but blank space; give a file with at least one paper")
    return text.removeprefix("\ufeff")


def not_utf8(path: Path, line: int, offset: int, byte: int) -> InputError:
    """Return the error for a `byte` that is not UTF-8, `offset` bytes from the start of the (unpacked) file."""
    place = f"{show_path(path)}:{line}: byte 0x{byte:02x} at byte offset {offset}"
    return InputError(f"{place} is not UTF-8; save the file as UTF-8, or name its encoding with --encoding")


class _Unpacked(io.RawIOBase):
    """The content of a gzip file as a raw stream that stops at the bounds."""

    def __init__(self, path: Path, file: io.BufferedReader) -> None:
        self._path = path
        self._file = file
        self._gzip = gzip.GzipFile(fileobj=file, mode="rb")
        self._bytes = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill `buffer` with what follows; see `open_source` for what is raised."""
        view = memoryview(buffer)
        try:
            data = self._gzip.read1(len(view))
        except (zlib.error, gzip.BadGzipFile) as error:
            raise InputError(f"{show_path(self._path)} is a damaged gzip file ({error}); pack or download it again") from None
        view[: len(data)] = data
        self._bytes += len(data)
        self._check_bounds()
        return len(data)

    def _check_bounds(self) -> None:
        bounds = limits()
        allowed = max(_UNRATIONED_BYTES, bounds.unpacked_ratio * self._file.tell())
        if self._bytes > min(allowed, bounds.unpacked_bytes):
            raise InputError(
                f"{show_path(self._path)} unpacks to more than {bounds.unpacked_ratio} times its size or"
                f" {bounds.unpacked_bytes:,} bytes; if you trust it, unpack it and give the parts, or raise the settings"
                " reading.unpacked_ratio and reading.unpacked_bytes"
            )


def _unpacked(path: Path, file: io.BufferedReader) -> io.BufferedReader:
    return io.BufferedReader(_Unpacked(path, file), HEAD_BYTES)


def _peek(path: Path, stream: io.BufferedReader) -> bytes:
    try:
        return stream.peek(HEAD_BYTES)[:HEAD_BYTES]
    except EOFError:
        raise InputError(
            f"{show_path(path)} is a gzip file that is cut off before its first record; pack or download it again"
        ) from None


def _read_up_to(stream: io.BufferedReader, size: int) -> bytes:
    data = b""
    with suppress(EOFError):
        while piece := stream.read1(size - len(data)):
            data += piece
    return data


def _check_regular(path: Path) -> None:
    name = show_path(path)
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        raise InputError(f"{name} does not exist; give the path of a file with papers") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{name} cannot be opened: {_reason(error)}; give the path of a file with papers") from None
    if S_ISDIR(mode):
        raise InputError(f"{name} is a folder; give the files in it, such as {name.rstrip('/')}/*.jsonl")
    if not S_ISREG(mode):
        raise InputError(f"{name} is not a regular file but a pipe, socket or device; save what it gives to a file first")


def _check_text(path: Path, head: bytes) -> None:
    name = show_path(path)
    if not head:
        raise InputError(f"{name} is empty; give a file with at least one paper")
    kind = next((kind for magic, kind in _KINDS.items() if head.startswith(magic)), None)
    if kind is None and head.count(0) > _MOST_NULS * len(head):
        kind = "a binary file or text in UTF-16 (it is full of NUL bytes)"
    if kind:
        otherwise = ", or name the encoding with --encoding utf-16" if "UTF-16" in kind else ""
        raise InputError(f"{name} is {kind}; give the papers as text in UTF-8, plain or packed by gzip{otherwise}")


def _unreadable(path: Path, error: OSError) -> InputError:
    return InputError(f"{show_path(path)} cannot be read: {_reason(error)}; check that the file is whole and yours to read")


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) and error.strerror else str(error)).lower()
