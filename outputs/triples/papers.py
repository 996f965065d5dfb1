"""The triples of papers."""

from collections.abc import Iterator
from typing import Any

from outputs.ntriples import decimal, integer, literal, web_iri, year
from outputs.ontology import term
from outputs.triples.scope import Scope, to_lines

_TYPE = term("rdf:type")
_RESEARCH_PAPER, _ARTICLE = term("fabio:ResearchPaper"), term("schema:ScholarlyArticle")
_IDENTIFIER, _TITLE, _ABSTRACT, _CREATOR, _ISSUED = (
    term(f"dcterms:{name}") for name in ("identifier", "title", "abstract", "creator", "issued")
)
_VENUE, _CATEGORY = term("prism:publicationName"), term("schema:keywords")
_SEE_ALSO, _URL, _CODE = term("rdfs:seeAlso"), term("schema:url"), term("schema:codeRepository")
_COMMUNITY, _CENTRALITY = term("pkg:community"), term("pkg:centrality")
_TEXTS = ("paper_id", "title", "abstract", "venue")
_LISTS = ("authors", "categories", "code")


def iter_papers(scope: Scope) -> Iterator[str]:
    """Yield the facts of each paper."""
    for row in scope.rows("papers", *_TEXTS, *_LISTS, "year", "url", "community", "centrality"):
        yield from to_lines(scope.paper(row[0]), _facts(row))


def _facts(row: tuple[Any, ...]) -> Iterator[tuple[str, str | None]]:
    paper, title, abstract, venue, authors, categories, code, published, url, community, centrality = row
    yield _TYPE, _RESEARCH_PAPER
    yield _TYPE, _ARTICLE
    yield _IDENTIFIER, literal(paper)
    yield _TITLE, literal(title)
    yield _ABSTRACT, literal(abstract) if abstract else None
    yield _VENUE, literal(venue) if venue else None
    yield _ISSUED, None if published is None else year(published)
    address = web_iri(url) if url else None
    yield _URL, address
    yield _SEE_ALSO, address
    yield _COMMUNITY, None if community is None else integer(community)
    yield _CENTRALITY, None if centrality is None else decimal(centrality)
    for author in authors or ():
        yield _CREATOR, literal(author)
    for category in categories or ():
        yield _CATEGORY, literal(category)
    for repository in code or ():
        yield _CODE, web_iri(repository)
