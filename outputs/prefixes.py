"""The prefixes that Turtle is written with, that queries need not declare, and by which answers are shortened."""

from collections.abc import Mapping

from outputs.ontology import ONTOLOGY


def prefixes_of(base: str) -> dict[str, str]:
    """Return the prefixes of the ontology with those of an atlas whose IRIs begin with `base`.

    >>> prefixes_of("https://w3id.org/paperkg/id/")["paper"]
    'https://w3id.org/paperkg/id/paper/'
    """
    return {**ONTOLOGY.prefixes, "concept": f"{base}concept/", "link": f"{base}link/", "paper": f"{base}paper/"}


def shorten(iri: str, prefixes: Mapping[str, str]) -> str:
    """Return `prefix:rest` by the longest namespace that `iri` begins with, or `iri` itself; meant for reading.

    >>> shorten("http://www.w3.org/2004/02/skos/core#Concept", ONTOLOGY.prefixes)
    'skos:Concept'
    """
    known = [name for name, namespace in prefixes.items() if iri.startswith(namespace)]
    if not known:
        return iri
    name = max(known, key=lambda candidate: len(prefixes[candidate]))
    return f"{name}:{iri.removeprefix(prefixes[name])}"
