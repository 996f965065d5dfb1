"""The terms of other vocabularies beside ours, so that queries written for those find an answer."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from outputs.columns import Facts
from outputs.ontology import ONTOLOGY, term
from outputs.ontology.source import Terms
from outputs.triples.scope import TYPES, Scope

_TYPE = term("rdf:type")

_Others = Mapping[str, list[str]]


def add_aligned(facts: Iterable[Facts], scope: Scope, names: Sequence[str]) -> Iterator[Facts]:
    """Yield the facts, and behind them what the vocabularies `names` say of the same."""
    alignments = [ONTOLOGY.alignments[name] for name in names]
    classes = _beside((term(ours), theirs) for alignment in alignments for ours, theirs in alignment.classes.items())
    properties = _beside((term(ours), theirs) for alignment in alignments for ours, theirs in alignment.properties.items())
    typed = _beside(
        (f"{term(ours)} {term(of)}", theirs) for alignment in alignments for (ours, of), theirs in alignment.typed.items()
    )
    members = _members(scope)
    for said in facts:
        yield said
        subjects, predicate, objects = said
        yield from (Facts(subjects, other, objects) for other in properties.get(predicate, ()))
        if isinstance(objects, str):
            yield from (Facts(subjects, _TYPE, other) for other in classes.get(objects, ()) if predicate == _TYPE)
            continue
        for type_, concepts in members.items():
            if others := typed.get(f"{predicate} {type_}"):
                mask = pc.is_in(objects, concepts)
                yield from (Facts(subjects.filter(mask), other, objects.filter(mask)) for other in others)


def _members(scope: Scope) -> dict[str, pa.Array]:
    """Return the IRIs of the concepts of each type."""
    ids: dict[str, list[str]] = {type_: [] for type_ in TYPES.values()}
    for concept, type_ in scope.atlas.rows("concepts", "concept_id", "type"):
        ids[TYPES[type_]].append(concept)
    return {type_: scope.concepts(pa.array(members, pa.string())).drop_null() for type_, members in ids.items()}


def _beside(pairs: Iterable[tuple[str, Terms]]) -> _Others:
    """Return the IRIs of others by ours, as N-Triples writes them."""
    beside: dict[str, list[str]] = {}
    for ours, theirs in pairs:
        beside.setdefault(ours, []).extend(f"<{ONTOLOGY.expand(other)}>" for other in theirs)
    return beside
