"""The triples of concepts, and of the forms that lead to them."""

from collections.abc import Iterator, Mapping
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from kg.vocabulary.metrics import direction_of
from outputs.columns import Facts, ToTerm, each, iter_by, joined, terms
from outputs.ntriples import decimal, integer, literal, web_iri
from outputs.ontology import term
from outputs.triples.scope import ROWS, TYPES, Scope

_TYPE, _CONCEPT = term("rdf:type"), term("skos:Concept")
_PREFERRED, _ALTERNATIVE = term("skos:prefLabel"), term("skos:altLabel")
_IN_SCHEME, _BROADER = term("skos:inScheme"), term("skos:broader")
_MATCHES = {name: term(name) for name in ("skos:exactMatch", "skos:closeMatch")}
_BETTER, _CODE = term("pkg:better"), term("schema:codeRepository")
_IS_REPLACED_BY = term("dcterms:isReplacedBy")
_SCHEME, _SCHEME_TITLE = term("skos:ConceptScheme"), term("dcterms:title")
_VALUES: Mapping[str, tuple[str, ToTerm]] = {
    "label": (_PREFERRED, literal),
    "papers": (term("pkg:papers"), integer),
    "community": (term("pkg:community"), integer),
    "centrality": (term("pkg:centrality"), decimal),
}


def iter_concepts(scope: Scope) -> Iterator[Facts]:
    """Yield the facts of concepts, and the scheme that they are in."""
    scheme = f"<{scope.base}concepts>"
    yield Facts(pa.array([scheme]), _TYPE, _SCHEME)
    yield Facts(pa.array([scheme]), _SCHEME_TITLE, literal("Concepts found in the papers"))
    code = scope.atlas.code()
    for batch in scope.batches("concepts", "concept_id", "type", *_VALUES, "aliases", "broader", "matches"):
        concepts = scope.concepts(batch["concept_id"])
        yield Facts(concepts, _TYPE, _CONCEPT)
        yield Facts(concepts, _IN_SCHEME, scheme)
        for type_, mask in iter_by(batch["type"], TYPES):
            yield Facts(concepts.filter(mask), _TYPE, TYPES[type_])
        for column, (predicate, to_term) in _VALUES.items():
            yield Facts(concepts, predicate, terms(batch[column], to_term))
        yield each(_BROADER, concepts, batch["broader"], scope.concepts)
        yield _alternatives(batch, concepts)
        yield from _iter_matches(concepts, batch["matches"])
        yield Facts(concepts, _BETTER, _better(batch))
        yield each(_CODE, concepts, _code(batch, code), partial(terms, to_term=web_iri))


def iter_forms(scope: Scope) -> Iterator[Facts]:
    """Yield where the other forms of a concept's name lead to."""
    merges = scope.atlas.merges().combine_chunks()
    for batch in merges.to_batches(max_chunksize=ROWS):
        forms, concepts = (
            pc.replace_substring(batch[name], "concept:", "", max_replacements=1) for name in ("subject_id", "object_id")
        )
        yield Facts(joined(f"<{scope.base}concept/", forms, ">"), _IS_REPLACED_BY, scope.concepts(concepts))


def _alternatives(batch: pa.RecordBatch, concepts: pa.Array) -> Facts:
    """Return the names of concepts beside their labels."""
    place, aliases = pc.list_parent_indices(batch["aliases"]), pc.list_flatten(batch["aliases"])
    other = pc.not_equal(aliases, batch["label"].take(place))
    return Facts(concepts.take(place.filter(other)), _ALTERNATIVE, terms(aliases.filter(other), literal))


def _iter_matches(concepts: pa.Array, lists: pa.Array) -> Iterator[Facts]:
    """Yield the other vocabularies' IRIs of matches: `skos:exactMatch IRI`, `skos:closeMatch IRI score`."""
    place, matches = pc.list_parent_indices(lists), pc.list_flatten(lists)
    for name, predicate in _MATCHES.items():
        mask = pc.starts_with(matches, f"{name} ")
        iris = terms(matches.filter(mask), lambda match: web_iri(match.split(" ")[1]))
        yield Facts(concepts.take(place.filter(mask)), predicate, iris)


def _better(batch: pa.RecordBatch) -> pa.Array:
    """Return which values of measures are the better ones, null for other concepts."""
    rows = zip(*(batch[column].to_pylist() for column in ("type", "label", "aliases")), strict=True)
    found = (direction_of([label, *(aliases or ())]) if kind == "Metric" else None for kind, label, aliases in rows)
    return pa.array([literal(direction) if direction else None for direction in found], pa.string())


def _code(batch: pa.RecordBatch, code: Mapping[str, tuple[str, ...]]) -> pa.Array:
    return pa.array([code.get(concept, ()) for concept in batch["concept_id"].to_pylist()], pa.list_(pa.string()))
