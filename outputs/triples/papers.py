"""The triples of papers."""

from collections.abc import Iterator, Mapping
from functools import partial

from outputs.columns import Facts, ToTerm, each, terms
from outputs.ntriples import decimal, integer, literal, web_iri, year
from outputs.ontology import term
from outputs.triples.scope import Scope

_TYPE = term("rdf:type")
_RESEARCH_PAPER, _ARTICLE = term("fabio:ResearchPaper"), term("schema:ScholarlyArticle")
_SEE_ALSO, _URL = term("rdfs:seeAlso"), term("schema:url")
_VALUES: Mapping[str, tuple[str, ToTerm]] = {
    "paper_id": (term("dcterms:identifier"), literal),
    "title": (term("dcterms:title"), literal),
    "abstract": (term("dcterms:abstract"), lambda text: literal(text) if text else None),
    "venue": (term("prism:publicationName"), lambda text: literal(text) if text else None),
    "year": (term("dcterms:issued"), year),
    "community": (term("pkg:community"), integer),
    "centrality": (term("pkg:centrality"), decimal),
}
_LISTS: Mapping[str, tuple[str, ToTerm]] = {
    "authors": (term("dcterms:creator"), literal),
    "categories": (term("schema:keywords"), literal),
    "code": (term("schema:codeRepository"), web_iri),
}


def iter_papers(scope: Scope) -> Iterator[Facts]:
    """Yield the facts of papers."""
    for batch in scope.batches("papers", *_VALUES, *_LISTS, "url"):
        papers = scope.papers(batch["paper_id"])
        yield Facts(papers, _TYPE, _RESEARCH_PAPER)
        yield Facts(papers, _TYPE, _ARTICLE)
        addresses = terms(batch["url"], web_iri)
        yield Facts(papers, _URL, addresses)
        yield Facts(papers, _SEE_ALSO, addresses)
        for column, (predicate, to_term) in _VALUES.items():
            yield Facts(papers, predicate, terms(batch[column], to_term))
        for column, (predicate, to_term) in _LISTS.items():
            yield each(predicate, papers, batch[column], partial(terms, to_term=to_term))
