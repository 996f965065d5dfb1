"""Bounds on what is read of an input. A build sets them; readers meet them through `kg.readers.lines` and `kg.readers.source`."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """A longer line is skipped; a gzip file that unpacks to more bytes, or to more than so many times its size, is refused.

    Abstracts unpack to about 5 times their size, a bomb to 1,000 times; 32 GiB are some twenty million abstracts.
    """

    line_bytes: int = 16 * 2**20
    unpacked_bytes: int = 32 * 2**30
    unpacked_ratio: int = 25


_LIMITS: ContextVar[Limits] = ContextVar("limits")
_DEFAULT = Limits()


def limits() -> Limits:
    """Return the bounds that hold here.

    >>> with limiting(Limits(line_bytes=80)):
    ...     limits().line_bytes
    80
    """
    return _LIMITS.get(_DEFAULT)


@contextmanager
def limiting(bounds: Limits) -> Iterator[None]:
    """Let `bounds` hold for all that is read within the block."""
    token = _LIMITS.set(bounds)
    try:
        yield
    finally:
        _LIMITS.reset(token)
