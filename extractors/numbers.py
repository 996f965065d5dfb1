r"""Numbers in the text of a paper, as a result may state them.

At each place the first of these that fits is the number:

1. a bound: `O(...)` to its closing bracket, plain or in LaTeX;
2. a count of a count: "4 out of 5", "59 of 62";
3. a range: two numbers with a dash or "to" between them ("2% to 14%", "8-16x"); "from 2% to 14%" are two numbers;
4. a number of orders of magnitude, a part in words ("one order of magnitude", "two-thirds"), a word behind "factor of";
5. digits, with a sign of their own ("+2.28"), thousands ("10,000") and a word or letter of scale ("2.13 million").

A digit that is part of a word ("CIFAR-10", "F1", "[3]"), a size ("256x256") and a p value are none. The text of a number has the
percent or times sign that follows it; a letter unit ("26.3ms") may touch it and is not part of it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

_DIGITS = r"(?:10\^\{?\d+\}?|\d{1,3}(?:(?:,|\{,\})\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|(?<!\d)\.\d+)"
_SCALES = {"thousand": 3, "k": 3, "million": 6, "m": 6, "billion": 9, "b": 9, "trillion": 12}
_SCALE = r"(?:\s?(?:thousand|million|billion|trillion)\b|(?-i:[kKMB])(?![\w-]))"
_SIGN = r"(?:[+\u2212-](?=[\d.]))"
_ONE = rf"{_DIGITS}{_SCALE}?"
_PERCENT = r"(?:\s?\\?%|\s?\$\\?%|\s?percent\b(?!age))"
_CROSS = r"(?:\$?\{?\\times\}?|\u00d7)(?!\$?\s?\$?\d)"
_TIMES = rf"(?:\s?{_CROSS}|\s?\$?[xX](?!\w)|[- ]?times\b(?! series)|-?\s?fold\b)"
_UNIT = rf"(?:{_PERCENT}|{_TIMES})"
_DASH = r"(?:\s?\$?(?:-{1,3}|~|\u2013|\u2014)\$?\s?|\sto\s)"
_SEVERAL = "two|three|four|five|six|seven|eight|nine|ten"
_SMALL = f"a|one|{_SEVERAL}"
_NO_SIZE, _NO_P = r"(?<!\\times)(?<!\\times\$)(?<!\u00d7)(?<!\u00d7\s)", r"(?<!\bp[<=>])(?<!\bp\s[<=>]\s)"
_FREE = rf"{_NO_SIZE}{_NO_P}(?<![\w.^_:@#\[\\-])(?<!\w[\u2010-\u2015\u2212+])(?<![^\d%]/)"
_LETTERS = r"(?-i:[mun\u00b5\u03bc]?s|[mck]?m|[mk]?[gNWJV]|[MGTK]i?B|dB|fps|FPS|[MGk]?Hz|h)\b"
_BEHIND = rf"(?:(?={_LETTERS})|(?![\w^\]]|[.,:]\d|-[A-Za-z]{{1,3}}\d|\s?\$?(?:\u00d7|\\times)))"

_BOUND = re.compile(
    r"(?<![\w\\])(?:\\?(?:mathcal|mathrm|text|widetilde|tilde)\s*\{?\s*)*(?:O|\\Theta|\\Omega|\u0398|\u03a9)\}*(?:\\!)?"
    r"(?:\\(?:left|[bB]ig+))?\("
)
_LONGEST_BOUND, _DEEPEST = 300, 20
_LARGEST = Decimal(10) ** 18
_ORDERS = rf"(?:\b(?:{_SMALL}|several|a\sfew)|{_DIGITS})(?:(?:{_DASH}|\sor\s)(?:{_SMALL}|{_DIGITS}))?"
_KINDS = {
    "share": rf"(?:{_DIGITS}|{_SEVERAL})\s(?:out\s)?of\s(?:the\s)?(?:{_DIGITS}\b|(?:{_SMALL})\b)",
    "orders": rf"{_ORDERS}[\s-]orders?\sof\smagnitude",
    "part": r"\b(?:one|two|three)[- ](?:half|thirds?|fourths?|quarters?|fifths?|sixths?|eighths?|tenths?)\b|1/\d+(?:th)?",
    "factor": rf"(?<=\bfactor of )(?:{_SMALL})\b",
    "range": rf"{_SIGN}?{_ONE}{_UNIT}?{_DASH}{_SIGN}?{_ONE}{_UNIT}?{_BEHIND}",
    "digits": rf"{_SIGN}?{_ONE}\+?{_UNIT}?{_BEHIND}",
}
_NUMBER = re.compile("|".join(rf"(?P<{kind}>{_FREE}{pattern})" for kind, pattern in _KINDS.items()), re.IGNORECASE)
_FROM = re.compile(r"(?:\bfrom(?:\s(?:about|around|approximately|roughly|nearly|an?\s\w+\sof))?\s|\()[\s$~]*$", re.IGNORECASE)
_POINTS = r"(?:absolute |percentage |percent )*(?:points?|pp)\b"
_PHYSICAL = (
    r"(?:milli|micro|nano)?seconds?\b|minutes?\b|hours?\b|days?\b|(?:centi|milli|kilo)?met(?:er|re)s?\b|(?:kilo)?grams?\b"
    r"|watts?\b|joules?\b|frames per second\b|bits?\b|bytes?\b|decibels?\b|degrees?\b"
)
_UNIT_BEHIND = re.compile(rf"[\s$~-]*(?P<points>{_POINTS})|[\s$~-]*(?P<physical>{_LETTERS}|{_PHYSICAL})", re.IGNORECASE)
_PLAIN = re.compile(rf"(?P<sign>{_SIGN}?)(?P<digits>{_DIGITS})\s?(?P<scale>[a-zA-Z]*)")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: its offsets, its kind (see above), and its value, None where it is not one decimal number.

    `unit` is "%", "x", "points", a unit as it is written behind the number ("ms"), or empty.
    """

    start: int
    end: int
    kind: str
    text: str
    value: Decimal | None
    unit: str


def find_numbers(text: str) -> Iterator[Number]:
    r"""Yield the numbers of `text` in their order.

    >>> [(each.text, each.value) for each in find_numbers(r"CIFAR-10: 3.65\% error, 1.05x faster, 2% to 14%, 8K.")]
    [('3.65\\%', Decimal('3.65')), ('1.05x', Decimal('1.05')), ('2% to 14%', None), ('8K', Decimal('8E+3'))]
    """
    bounds = list(_iter_bounds(text))
    plain = (number for match in _NUMBER.finditer(text) for number in _to_numbers(match))
    free = clear_of(plain, [(each.start, each.end) for each in bounds])
    yield from sorted([*bounds, *free], key=lambda each: each.start)


def clear_of(numbers: Iterable[Number], taken: Sequence[tuple[int, int]]) -> Iterator[Number]:
    """Yield the numbers that touch none of the places `taken`, which are sorted, start before end, and do not overlap."""
    ends = [end for _, end in taken]
    for number in numbers:
        after = bisect_right(ends, number.start)
        if after == len(taken) or taken[after][0] >= number.end:
            yield number


def _to_numbers(match: re.Match[str]) -> Iterator[Number]:
    """Yield the number that was matched, or both ends of "from 2 to 3"."""
    kind, text, start = str(match.lastgroup), match[0], match.start()
    parts = [(text, start)]
    if kind == "range" and " to " in text and _FROM.search(match.string, max(start - 40, 0), start):
        first, _, second = text.partition(" to ")
        kind, parts = "digits", [(first, start), (second, match.end() - len(second))]
    for part, place in parts:
        value = to_value(part) if kind == "digits" else None
        yield Number(place, place + len(part), kind, part, value, _unit_of(part, match.string, place + len(part)))


def _unit_of(number: str, text: str, end: int) -> str:
    if re.search(rf"{_PERCENT}$", number):
        behind = _UNIT_BEHIND.match(text, end)
        return "points" if behind and behind["points"] else "%"
    if re.search(rf"{_TIMES}$", number, re.IGNORECASE):
        return "x"
    behind = _UNIT_BEHIND.match(text, end)
    return "" if behind is None else "points" if behind["points"] else behind["physical"]


def to_value(text: str) -> Decimal | None:
    """Return the value of one number as written, its scale multiplied out; None where it is not in digits, or 10^18 and more.

    >>> to_value("2.13 million"), to_value("-1,024"), to_value("ten")
    (Decimal('2.13E+6'), Decimal('-1024'), None)
    """
    match = _PLAIN.match(text)
    if match is None:
        return None
    digits = match["digits"].replace("10^", "1e").strip("}").replace("{", "").replace("}", "").replace(",", "")
    value = Decimal(digits).scaleb(_SCALES.get(match["scale"].lower(), 0))
    if value >= _LARGEST:
        return None
    return -value if match["sign"] in {"-", "\u2212"} else value


def _iter_bounds(text: str) -> Iterator[Number]:
    end = 0
    for match in _BOUND.finditer(text):
        if match.start() >= end and (closed := _closing(text, match.end())):
            end = closed
            yield Number(match.start(), end, "bound", text[match.start() : end], None, "")


def _closing(text: str, start: int) -> int | None:
    """Return where the bracket that was opened before `start` has been closed, None where that is not near."""
    depth = 1
    for place in range(start, min(start + _LONGEST_BOUND, len(text))):
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        if depth == 0 or depth > _DEEPEST:
            return None if depth else place + 1
    return None
