"""What is known of names before any paper is read: facts counted or taken from public vocabularies, shipped as tables."""

from kg.vocabulary.acronyms import read_acronyms
from kg.vocabulary.entries import Entry, read_entries

__all__ = ["Entry", "read_acronyms", "read_entries"]
