"""What is known of names before any paper is read: facts counted or taken from public vocabularies, shipped as tables."""

from dataclasses import dataclass, field

from kg.vocabulary.acronyms import Counts, read_acronyms
from kg.vocabulary.datasets import read_datasets
from kg.vocabulary.entries import Entry, read_entries
from kg.vocabulary.matching import Match, Matcher, build_matcher, find_names
from kg.vocabulary.names import Index, Name, index_names, name_of, read_names
from kg.vocabulary.terms import Term, Terms, read_terms
from kg.vocabulary.weights import TRUSTING, Weights, read_weights

__all__ = [
    "TRUSTING",
    "Background",
    "Counts",
    "Entry",
    "Index",
    "Match",
    "Matcher",
    "Name",
    "Term",
    "Terms",
    "Weights",
    "build_matcher",
    "find_names",
    "index_names",
    "name_of",
    "read_acronyms",
    "read_background",
    "read_datasets",
    "read_entries",
    "read_names",
    "read_terms",
    "read_weights",
]


@dataclass(frozen=True, slots=True)
class Background:
    """What abbreviations stand for elsewhere, how names are used elsewhere, and which are of datasets; nothing by default.

    `weights` say how concepts are judged; by default the recogniser is believed.
    """

    acronyms: Counts = field(default_factory=dict)
    terms: Terms = field(default_factory=dict)
    datasets: frozenset[str] = frozenset()
    weights: Weights = field(default_factory=lambda: TRUSTING)


def read_background() -> Background:
    """Return what is shipped."""
    return Background(read_acronyms(), read_terms(), read_datasets(), read_weights())
