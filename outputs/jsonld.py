"""Triples as JSON-LD with our context inside: one object a subject, short keys and IRIs, plain values where it says their kind.

It reads as plain JSON too: `data["@graph"]` is the list of papers, concepts, links, and what else there is.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple

from outputs.ontology import ONTOLOGY
from outputs.ontology.context import to_context
from outputs.prefixes import prefixes_of, shorten

_TYPE = ONTOLOGY.expand("rdf:type")
_KEYS = {ONTOLOGY.expand(path): (path.partition(":")[2], fact) for path, fact in ONTOLOGY.facts.items()}
_CLASSES = {f"pkg:{name}": name for name in ONTOLOGY.classes}

_Term = NamedNode | BlankNode | Literal | Triple
_Value = str | int | dict[str, str]


def write_jsonld(ntriples: Path, path: Path, base: str) -> None:
    """Write sorted N-Triples as JSON-LD, in their order, one line a subject."""
    quads = pyoxigraph.parse(path=ntriples, format=RdfFormat.N_TRIPLES)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(iter_jsonld((quad.triple for quad in quads), base))


def iter_jsonld(triples: Iterable[Triple], base: str) -> Iterator[str]:
    """Yield the parts of a JSON-LD document of triples that come subject by subject."""
    prefixes = prefixes_of(base)
    yield f'{{"@context": {json.dumps({**to_context(ONTOLOGY), **prefixes})},\n"@graph": ['
    comma = "\n"
    for subject, facts in groupby(triples, key=lambda triple: triple.subject):
        yield f"{comma}{json.dumps(_object(_iri(subject, prefixes), facts, prefixes), ensure_ascii=False)}"
        comma = ",\n"
    yield "\n]}\n"


def _object(subject: str, facts: Iterable[Triple], prefixes: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {"@id": subject}
    for triple in facts:
        key, value = _fact(triple.predicate.value, triple.object, prefixes)
        before = found.get(key)
        found[key] = value if before is None else [*(before if isinstance(before, list) else [before]), value]
    return found


def _fact(predicate: str, value: _Term, prefixes: Mapping[str, str]) -> tuple[str, _Value]:
    key, fact = _KEYS.get(predicate) or (shorten(predicate, prefixes), None)
    if not isinstance(value, Literal):
        iri = _iri(value, prefixes)
        if predicate == _TYPE:
            return "@type", _CLASSES.get(iri, iri)
        return key, iri if fact and not fact.datatype else {"@id": iri}
    datatype = shorten(value.datatype.value, prefixes)
    if fact is None or fact.datatype != datatype:
        return key, {"@value": value.value, "@type": datatype}
    if datatype == "xsd:boolean":
        return key, value.value == "true"
    return key, int(value.value) if datatype == "xsd:integer" else value.value


def _iri(node: _Term, prefixes: Mapping[str, str]) -> str:
    return shorten(node.value, prefixes) if isinstance(node, NamedNode) else str(node)
