"""When two values of results are the same: a rule of evaluation alone, which stays as it is when extraction changes."""

import re
from decimal import Decimal

_SIGNS = re.compile(
    r"[\s,]|\\(?=%)|^(?:[~<>\u2248\u2264\u2265]|\\sim|\{\\approx\})+|(?:\\?%|[xX\u00d7]|\{?\\times\}?|times|percent|ms|dB)$"
)
_SCALES = {"k": 3, "m": 6, "b": 9, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_DECIMAL = re.compile(r"(?P<number>[+-]?(?:\d+(?:\.\d+)?|\.\d+))(?P<scale>[a-z]*)", re.IGNORECASE)


def value_key(text: str) -> Decimal | str:
    r"""Return the decimal number that `text` writes, or else the text without blank space at its ends and without dollars.

    Signs of percent, of a multiple and of "about", marks of thousands and a word or letter of scale do not change the number.

    >>> value_key("+3.45\\%"), value_key("~2.13 million"), value_key("$O(\\log T)$"), value_key(" 2% to 14%")
    (Decimal('3.45'), Decimal('2130000'), 'O(\\log T)', '2% to 14%')
    """
    text = text.replace("$", "").strip()
    plain = text
    while (shorter := _SIGNS.sub("", plain)) != plain:
        plain = shorter
    match = _DECIMAL.fullmatch(plain)
    if match is None or (match["scale"] and match["scale"].lower() not in _SCALES):
        return text
    return Decimal(f"{Decimal(match['number']).scaleb(_SCALES.get(match['scale'].lower(), 0)):f}")
