"""The triples of links between papers."""

from collections.abc import Iterator

from outputs.ntriples import decimal
from outputs.ontology import term
from outputs.triples.scope import Scope

_TYPE, _LINK, _LINKED_TO = term("rdf:type"), term("pkg:Link"), term("pkg:linkedTo")
_BETWEEN, _SCORE, _SHARED_CONCEPT = term("pkg:between"), term("pkg:score"), term("pkg:sharedConcept")


def iter_links(scope: Scope) -> Iterator[str]:
    """Yield each link both ways between its papers, and as a node with its score and the concepts that explain it."""
    base = scope.base
    for a, b, score, shared in scope.rows("links", "paper_a", "paper_b", "score", "shared"):
        first, second, link = f"<{base}paper/{a}>", f"<{base}paper/{b}>", f"<{base}link/{a}/{b}>"
        yield f"{first} {_LINKED_TO} {second} .\n"
        yield f"{second} {_LINKED_TO} {first} .\n"
        yield f"{link} {_TYPE} {_LINK} .\n"
        yield f"{link} {_BETWEEN} {first} .\n"
        yield f"{link} {_BETWEEN} {second} .\n"
        yield f"{link} {_SCORE} {decimal(score)} .\n"
        for concept in shared or ():
            if concept not in scope.hidden:
                yield f"{link} {_SHARED_CONCEPT} <{base}concept/{concept}> .\n"
