"""The JSON-LD context (https://www.w3.org/TR/json-ld11/): short keys for what an atlas says, with the kind of each value."""

import json
from collections.abc import Mapping

from outputs.ontology.source import Ontology


def to_context(ontology: Ontology) -> dict[str, str | dict[str, str]]:
    """Return the context: each property by its local name, our classes by theirs, and the prefixes."""
    keys = {fact.path.partition(":")[2]: _entry(path, fact.datatype) for path, fact in ontology.facts.items()}
    return {**ontology.prefixes, **{name: f"pkg:{name}" for name in ontology.classes}, **keys}


def to_context_document(context: Mapping[str, str | dict[str, str]]) -> str:
    """Return the context as a document of its own."""
    return json.dumps({"@context": context}, indent=2) + "\n"


def _entry(path: str, datatype: str | None) -> str | dict[str, str]:
    if datatype is None:
        return {"@id": path, "@type": "@id"}
    return path if datatype == "xsd:string" else {"@id": path, "@type": datatype}
