"""An atlas as RDF triples: one canonical N-Triples line each, streamed from the tables in their order.

Hidden concepts are left out with all that leads to them. Every subject is an IRI made of the base and an id. What the whole
says of itself needs the count of all these lines and is in `outputs.description`.
"""

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from outputs.publication import Publication
from outputs.triples.alignment import add_aligned
from outputs.triples.concepts import iter_concepts, iter_forms
from outputs.triples.links import iter_links
from outputs.triples.mentions import iter_mentions
from outputs.triples.papers import iter_papers
from outputs.triples.results import iter_results
from outputs.triples.scope import Scope
from outputs.triples.statements import iter_statements
from outputs.triples.usages import iter_roles, iter_usages

if TYPE_CHECKING:
    from kg.atlas import Atlas


def iter_triples(atlas: "Atlas", publication: Publication) -> Iterator[str]:
    r"""Yield each triple as a line with its "\n"; some come twice, and in no order that a reader could use."""
    scope = Scope.of(atlas, publication.base)
    parts = [iter_papers, iter_usages, iter_concepts, iter_forms, iter_links, iter_statements, iter_results]
    if publication.detail == "full":
        parts += [iter_roles, iter_mentions]
    lines = chain.from_iterable(part(scope) for part in parts)
    return add_aligned(lines, scope, publication.align) if publication.align else lines
