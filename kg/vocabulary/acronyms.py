"""What abbreviations stand for in machine learning papers: counts over unlabelled abstracts, made by `train/acronyms.py`."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

Counts = Mapping[str, Mapping[str, int]]


@cache
def read_acronyms() -> Counts:
    """Return for each abbreviation its long forms, all as normal forms, with the papers that define it so.

    >>> read_acronyms()["gru"]["gated recurrent unit"] > 9
    True
    """
    counts: dict[str, dict[str, int]] = {}
    for line in files("kg.vocabulary").joinpath("acronyms.tsv").read_text("utf-8").splitlines():
        short, long, papers = line.split("\t")
        counts.setdefault(short, {})[long] = int(papers)
    return counts
