"""An atlas as RDF triples: their terms as canonical N-Triples writes them, made by the column from the tables as they come.

Hidden concepts are left out with all that leads to them. Every subject is an IRI made of the base and an id. What the whole
says of itself needs the count of all these lines and is in `outputs.description`.
"""

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

import pyarrow as pa

from outputs.columns import Facts
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


def iter_triples(atlas: "Atlas", publication: Publication) -> Iterator[pa.RecordBatch]:
    """Yield all triples, some at a time; some come twice, and in no order that a reader could use."""
    scope = Scope.of(atlas, publication.base)
    parts = [iter_papers, iter_usages, iter_concepts, iter_forms, iter_links, iter_statements, iter_results]
    if publication.detail == "full":
        parts += [iter_roles, iter_mentions]
    facts = chain.from_iterable(part(scope) for part in parts)
    return map(Facts.triples, add_aligned(facts, scope, publication.align) if publication.align else facts)
