"""The triples of usages: what papers do with concepts, and in full detail how sure that is."""

from collections.abc import Iterator

from outputs.columns import Facts, iter_by, joined, terms
from outputs.ntriples import decimal
from outputs.ontology import term
from outputs.triples.scope import Scope

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


def iter_usages(scope: Scope) -> Iterator[Facts]:
    """Yield the subjects of papers, and what they do with them where that is known."""
    for batch in scope.batches("usages", "paper_id", "concept_id", "role"):
        papers, concepts = scope.papers(batch["paper_id"]), scope.concepts(batch["concept_id"])
        yield Facts(papers, _SUBJECT, concepts)
        for role, mask in iter_by(batch["role"], _ROLES):
            yield Facts(papers.filter(mask), _ROLES[role], concepts.filter(mask))


def iter_roles(scope: Scope) -> Iterator[Facts]:
    """Yield usages of a known role as nodes, with how sure the role is."""
    for batch in scope.batches("usages", "paper_id", "concept_id", "role", "role_confidence"):
        known = batch.filter(batch["role"].is_valid())
        concepts = scope.concepts(known["concept_id"])
        shown, concepts = known.filter(concepts.is_valid()), concepts.drop_null()
        usages = joined(f"<{scope.base}usage/", shown["paper_id"], "/", shown["concept_id"], ">")
        yield Facts(usages, _TYPE, _USAGE)
        yield Facts(usages, _FROM, scope.papers(shown["paper_id"]))
        yield Facts(usages, _CONCEPT, concepts)
        yield Facts(usages, _ROLE, terms(shown["role"], _ROLES.__getitem__))
        yield Facts(usages, _CONFIDENCE, terms(shown["role_confidence"], decimal))
