"""What is known of names before any paper is read: facts counted or taken from public vocabularies, shipped as tables."""

from kg.vocabulary.acronyms import read_acronyms
from kg.vocabulary.terms import Term, Terms, read_terms

__all__ = ["Term", "Terms", "read_acronyms", "read_terms"]
