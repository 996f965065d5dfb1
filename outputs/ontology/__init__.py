"""The terms of paperkg, and of others, that an atlas is written with; the ontology, shapes and context made of them."""

from outputs.ontology.source import read_ontology

ONTOLOGY = read_ontology()
"""What `source.toml` says: the one source of all terms."""


def term(curie: str) -> str:
    """Return a class or property that the source knows, as N-Triples writes it; `KeyError` where the source does not know it.

    >>> term("skos:Concept")
    '<http://www.w3.org/2004/02/skos/core#Concept>'
    """
    if curie not in ONTOLOGY.written:
        raise KeyError(curie)
    return f"<{ONTOLOGY.expand(curie)}>"
