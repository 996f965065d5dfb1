"""Readers turn a file into papers, one module a format; the format is told by a file's content, or named by the user."""

from collections.abc import Mapping
from pathlib import Path

from kg.errors import InputError, PluginNotFound
from kg.ports import Reader
from kg.readers.notes import show_path
from kg.readers.source import read_head


def choose_reader(path: Path, readers: Mapping[str, Reader], name: str | None = None) -> Reader:
    """Return the reader called `name`, or else the one that recognises the beginning of the file `path`.

    Raises `PluginNotFound` where there is none of that name, and `InputError` where the file cannot be opened, or no reader
    or more than one recognises it.
    """
    if name is not None:
        return _named(readers, name)
    head = read_head(path)
    fitting = sorted(fit for fit, reader in readers.items() if reader.recognises(head))
    if len(fitting) == 1:
        return readers[fitting[0]]
    what = f"could be any of these formats: {', '.join(fitting)}" if fitting else "is of no format that can be read"
    raise InputError(f"{show_path(path)} {what}; name its format with --format (available: {_available(readers)})")


def _named(readers: Mapping[str, Reader], name: str) -> Reader:
    if name not in readers:
        raise PluginNotFound(f"there is no reader {name!r}; available: {_available(readers)}")
    return readers[name]


def _available(readers: Mapping[str, Reader]) -> str:
    return ", ".join(sorted(readers)) or "none; is paperkg installed (`pip install -e .`)?"
