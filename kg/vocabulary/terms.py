"""How names are used in machine learning papers: counts over unlabelled abstracts, made by `train/terms.py`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Term:
    """A name's counts: papers that write it, papers in which it is a concept, and over these the sum of each type's score."""

    written: int
    found: int
    scores: tuple[float, ...]


Terms = Mapping[str, Term]


@cache
def read_terms() -> Terms:
    """Return the counts of each normal form.

    >>> term = read_terms()["object detection"]
    >>> term.found / term.written > 0.5
    True
    """
    return dict(_read(line) for line in files("kg.vocabulary").joinpath("terms.tsv").read_text("utf-8").splitlines())


def _read(line: str) -> tuple[str, Term]:
    name, written, found, *scores = line.split("\t")
    return name, Term(int(written), int(found), tuple(float(score) for score in scores))
