"""What may be wrong with a query that finds nothing: terms that the atlas is not written with, and the nearest one that it is."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from outputs.guard import iter_names
from outputs.ontology import ONTOLOGY
from outputs.prefixes import shorten

_DECLARATION = re.compile(r"PREFIX\s+([\w.-]*):\s*<([^<>\s]*)>", re.IGNORECASE)


def doubt(sparql: str, prefixes: Mapping[str, str], aligned: Sequence[str]) -> str:
    """Return what may be wrong with each term that the atlas is not written with, in the order of the query; else nothing.

    `aligned` are the vocabularies that are written beside ours. Terms of namespaces that no atlas uses are left alone, and so
    are datatypes.
    """
    written = ONTOLOGY.written.union(*(ONTOLOGY.alignments[name].added for name in aligned))
    looked_at = ONTOLOGY.prefixes.keys() - {"xsd"}
    terms = dict.fromkeys(_terms(sparql, {**prefixes, **dict(_DECLARATION.findall(sparql))}))
    return "; ".join(_sentence(term, written) for term in terms if term.partition(":")[0] in looked_at and term not in written)


def _sentence(term: str, written: frozenset[str]) -> str:
    for name, alignment in ONTOLOGY.alignments.items():
        if term in alignment.added:
            return f'{term} is written only where the setting rdf.align has "{name}"'
    prefix, _, local = term.partition(":")
    same_prefix_last = sorted(written, key=lambda each: (each.startswith(f"{prefix}:"), each))
    by_local = {each.partition(":")[2]: each for each in same_prefix_last}
    meant = ONTOLOGY.instead.get(term) or next((by_local[close] for close in get_close_matches(local, by_local, n=1)), "")
    return f"{term} is not in an atlas" + (f"; did you mean {meant}?" if meant else "")


def _terms(sparql: str, prefixes: Mapping[str, str]) -> Iterator[str]:
    """Yield each term of the query by the ontology's prefixes, whatever the query calls them."""
    for name in iter_names(sparql):
        prefix, _, local = name.partition(":")
        iri = name[1:-1] if name.startswith("<") else prefixes.get(prefix, "") + local
        if iri not in ONTOLOGY.prefixes.values():
            yield shorten(iri, ONTOLOGY.prefixes)
