"""The triples of usages: what papers do with concepts, and in full detail how sure that is."""

from collections.abc import Iterator

from outputs.ntriples import decimal
from outputs.ontology import term
from outputs.triples.scope import Scope, to_lines

_TYPE, _USAGE, _SUBJECT = term("rdf:type"), term("pkg:Usage"), term("dcterms:subject")
_FROM, _CONCEPT, _ROLE, _CONFIDENCE = (
    term("prov:wasDerivedFrom"),
    term("pkg:ofConcept"),
    term("pkg:role"),
    term("itsrdf:taConfidence"),
)
_ROLES = {
    "introduced": term("pkg:introduces"),
    "used": term("pkg:uses"),
    "compared": term("pkg:compares"),
    "mentioned": term("pkg:mentions"),
}


def iter_usages(scope: Scope) -> Iterator[str]:
    """Yield the subject of each usage, and what the paper does with it where that is known."""
    base = scope.base
    for paper, concept, role in scope.rows("usages", "paper_id", "concept_id", "role"):
        if concept not in scope.hidden:
            yield f"<{base}paper/{paper}> {_SUBJECT} <{base}concept/{concept}> .\n"
            if role is not None:
                yield f"<{base}paper/{paper}> {_ROLES[role]} <{base}concept/{concept}> .\n"


def iter_roles(scope: Scope) -> Iterator[str]:
    """Yield each usage of a known role as a node, with how sure the role is."""
    for paper, concept, role, confidence in scope.rows("usages", "paper_id", "concept_id", "role", "role_confidence"):
        if role is None or concept in scope.hidden:
            continue
        facts = (
            (_TYPE, _USAGE),
            (_FROM, scope.paper(paper)),
            (_CONCEPT, scope.concept(concept)),
            (_ROLE, _ROLES[role]),
            (_CONFIDENCE, None if confidence is None else decimal(confidence)),
        )
        yield from to_lines(f"<{scope.base}usage/{paper}/{concept}>", facts)
