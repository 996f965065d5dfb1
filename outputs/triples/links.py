"""The triples of links between papers."""

from collections.abc import Iterator

from outputs.columns import Facts, each, joined, terms
from outputs.ntriples import decimal
from outputs.ontology import term
from outputs.triples.scope import Scope

_TYPE, _LINK, _LINKED_TO = term("rdf:type"), term("pkg:Link"), term("pkg:linkedTo")
_BETWEEN, _SCORE, _SHARED_CONCEPT = term("pkg:between"), term("pkg:score"), term("pkg:sharedConcept")


def iter_links(scope: Scope) -> Iterator[Facts]:
    """Yield links both ways between their papers, and as nodes with their score and the concepts that explain them."""
    for batch in scope.batches("links", "paper_a", "paper_b", "score", "shared"):
        first, second = scope.papers(batch["paper_a"]), scope.papers(batch["paper_b"])
        links = joined(f"<{scope.base}link/", batch["paper_a"], "/", batch["paper_b"], ">")
        yield Facts(first, _LINKED_TO, second)
        yield Facts(second, _LINKED_TO, first)
        yield Facts(links, _TYPE, _LINK)
        yield Facts(links, _BETWEEN, first)
        yield Facts(links, _BETWEEN, second)
        yield Facts(links, _SCORE, terms(batch["score"], decimal))
        yield each(_SHARED_CONCEPT, links, batch["shared"], scope.concepts)
