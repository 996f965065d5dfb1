"""Which values of a measure are the better ones: general names of measures, written down by hand.

A measure that is not listed goes by the longest listed name that it ends with ("phoneme error rate" by "error rate"), for what
stands before only says of what or how it is measured.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

Direction = Literal["higher", "lower"]

_EITHER = "either"
"""Listed for a measure that has no better end, so that it does not go by a shorter name: "attack success rate"."""
_CUT = re.compile(r"@\S*|\b(?:at|top)[ -]?\d+\b")
_GAPS = re.compile(r"[\s_()\u2010-\u2015-]+")


@cache
def read_directions() -> Mapping[str, str]:
    """Return the listed measures, each `higher`, `lower` or `either`."""
    lines = files("kg.vocabulary").joinpath("metrics.tsv").read_text("utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


def direction_of(names: Iterable[str]) -> Direction | None:
    """Return which values of the measure of these names are better, None where it is not known; the first name that tells counts.

    >>> direction_of(["top-1 test accuracy"]), direction_of(["WER", "word error rate"]), direction_of(["attack success rate"])
    ('higher', 'lower', None)
    """
    listed = read_directions()
    found = (listed.get(tail) for name in names for tail in _tails(name))
    said = next((each for each in found if each), _EITHER)
    return "higher" if said == "higher" else "lower" if said == "lower" else None


def _tails(name: str) -> Iterable[str]:
    """Return what a name ends with, whole words, the longest first, each also in the singular."""
    words = _GAPS.sub(" ", _CUT.sub(" ", name.casefold())).split()
    for start in range(len(words)):
        tail = " ".join(words[start:])
        yield from (tail, tail.removesuffix("s"))
