"""What is known of names before any paper is read: facts counted or taken from public vocabularies, shipped as tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.model import ConceptType
from kg.vocabulary.acronyms import Counts, read_acronyms
from kg.vocabulary.entries import Entry, read_entries
from kg.vocabulary.matching import Match, Matcher, build_matcher, find_names
from kg.vocabulary.names import Index, Name, index_names, known_names, name_of, read_names
from kg.vocabulary.own import read_own_names
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
    "known_names",
    "name_of",
    "read_acronyms",
    "read_background",
    "read_entries",
    "read_names",
    "read_own_names",
    "read_terms",
    "read_weights",
]


@dataclass(frozen=True, slots=True)
class Background:
    """What is known of names, all by their normal forms; nothing by default.

    `acronyms` says what abbreviations stand for elsewhere, `terms` how names are used elsewhere, `said` what type the user gives.
    `weights` say how concepts are judged; by default the recogniser is believed.
    """

    acronyms: Counts = field(default_factory=dict)
    terms: Terms = field(default_factory=dict)
    said: Mapping[str, ConceptType] = field(default_factory=dict)
    weights: Weights = field(default_factory=lambda: TRUSTING)


def read_background(said: Mapping[str, ConceptType] | None = None) -> Background:
    """Return what is shipped, with what the user says."""
    return Background(read_acronyms(), read_terms(), said or {}, read_weights())
