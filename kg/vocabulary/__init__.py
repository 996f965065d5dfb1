"""What is known of names before any paper is read: facts counted or taken from public vocabularies, shipped as tables."""

from kg.vocabulary.acronyms import read_acronyms

__all__ = ["read_acronyms"]
