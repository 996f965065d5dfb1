"""Offsets for JavaScript, whose strings count UTF-16 code units where ours count code points."""

from collections.abc import Callable
from itertools import accumulate


def to_utf16(text: str) -> Callable[[int], int]:
    """Return a function from an offset in code points of `text` to the offset in UTF-16 code units.

    >>> to_utf16("A 😀 LSTM")(4)
    5
    """
    if text.isascii() or max(text) <= "\uffff":
        return int
    units = [0, *accumulate(2 if character > "\uffff" else 1 for character in text)]
    return units.__getitem__
