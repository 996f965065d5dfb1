"""The triples of concepts, and of the forms that lead to them."""

from collections.abc import Iterable, Iterator

from kg.vocabulary.metrics import direction_of
from outputs.ntriples import decimal, integer, literal, web_iri
from outputs.ontology import term
from outputs.triples.scope import TYPES, Scope, to_lines

_TYPE, _CONCEPT = term("rdf:type"), term("skos:Concept")
_PREFERRED, _ALTERNATIVE = term("skos:prefLabel"), term("skos:altLabel")
_IN_SCHEME, _BROADER = term("skos:inScheme"), term("skos:broader")
_PAPERS, _COMMUNITY, _CENTRALITY = term("pkg:papers"), term("pkg:community"), term("pkg:centrality")
_MATCHES = {name: term(name) for name in ("skos:exactMatch", "skos:closeMatch")}
_BETTER, _CODE = term("pkg:better"), term("schema:codeRepository")
_IS_REPLACED_BY = term("dcterms:isReplacedBy")
_SCHEME, _SCHEME_TITLE = term("skos:ConceptScheme"), term("dcterms:title")


def iter_concepts(scope: Scope) -> Iterator[str]:
    """Yield the facts of each concept, and the scheme that they are in."""
    scheme = f"<{scope.base}concepts>"
    yield from to_lines(scheme, ((_TYPE, _SCHEME), (_SCHEME_TITLE, literal("Concepts found in the papers"))))
    code = scope.atlas.code()
    columns = ("concept_id", "type", "label", "papers", "community", "centrality", "aliases", "broader", "matches")
    for concept, type_, label, papers, community, centrality, aliases, broader, matches in scope.rows("concepts", *columns):
        if concept in scope.hidden:
            continue
        facts = (
            (_TYPE, _CONCEPT),
            (_TYPE, TYPES[type_]),
            (_PREFERRED, literal(label)),
            (_IN_SCHEME, scheme),
            (_PAPERS, None if papers is None else integer(papers)),
            (_COMMUNITY, None if community is None else integer(community)),
            (_CENTRALITY, None if centrality is None else decimal(centrality)),
            *((_ALTERNATIVE, literal(alias)) for alias in aliases or () if alias != label),
            *((_BROADER, scope.concept(other)) for other in broader or () if other not in scope.hidden),
            *map(_match, matches or ()),
            *((_CODE, web_iri(address)) for address in code.get(concept, ())),
            (_BETTER, _better(label, aliases or ()) if type_ == "Metric" else None),
        )
        yield from to_lines(scope.concept(concept), facts)


def iter_forms(scope: Scope) -> Iterator[str]:
    """Yield where each other form of a concept's name leads to."""
    merges = scope.atlas.merges()
    for form, concept in zip(merges["subject_id"].to_pylist(), merges["object_id"].to_pylist(), strict=True):
        source, target = form.removeprefix("concept:"), concept.removeprefix("concept:")
        if target not in scope.hidden:
            yield f"{scope.concept(source)} {_IS_REPLACED_BY} {scope.concept(target)} .\n"


def _better(label: str, aliases: Iterable[str]) -> str | None:
    direction = direction_of([label, *aliases])
    return literal(direction) if direction else None


def _match(match: str) -> tuple[str, str | None]:
    """Return the property and the other vocabulary's IRI of a match: `skos:exactMatch IRI`, `skos:closeMatch IRI score`."""
    predicate, iri = match.split(" ")[:2]
    return _MATCHES[predicate], web_iri(iri)
