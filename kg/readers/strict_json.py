"""JSON as RFC 8259 and I-JSON (RFC 7493) have it, and no more, so that no record is read in a way its writer did not mean.

Python's own parser takes NaN, lets the last of two equal keys win, and fails on very long numbers and deep nesting.
"""

import json
import math
from typing import TypeVar

MAX_DEPTH = 100
"""Objects and lists within each other; more is refused."""

MAX_DIGITS = 1_000
"""Digits of one number; more is refused."""

TOO_DEEP = f"it is nested deeper than {MAX_DEPTH} levels"

_T = TypeVar("_T")


def parse_json(text: str) -> object:
    """Return the value that `text` holds; raises `ValueError` with the reason where it holds none.

    >>> parse_json('{"year": 2017}')
    {'year': 2017}
    """
    try:
        value = _STRICT.decode(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"{describe(error)} at column {error.colno}") from None
    except RecursionError:
        raise ValueError(TOO_DEEP) from None
    if text.count("[") + text.count("{") > MAX_DEPTH and _depth(value) > MAX_DEPTH:
        raise ValueError(TOO_DEEP)
    return value


def describe(error: json.JSONDecodeError) -> str:
    """Return what the parser has against a text, without the place."""
    return f"it is not valid JSON: {error.msg[0].lower()}{error.msg[1:].removesuffix(' at')}"


def _depth(value: object) -> int:
    level, depth = [value], 0
    while level := [child for parent in level for child in _children(parent)]:
        depth += 1
    return depth


def _children(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _without_repeats(pairs: list[tuple[str, _T]]) -> dict[str, _T]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        repeated = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {repeated[:40]!r} stands twice in one object")
    return found


def _to_int(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise ValueError(f"a number has {len(digits):,} digits, more than {MAX_DIGITS:,}")
    return int(digits)


def _to_float(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise ValueError(f"the number {digits[:40]} is out of range")
    return number


def _refuse(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON")


_STRICT = json.JSONDecoder(object_pairs_hook=_without_repeats, parse_int=_to_int, parse_float=_to_float, parse_constant=_refuse)
