"""The terms of other vocabularies beside ours, so that queries written for those find an answer."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from outputs.ontology import ONTOLOGY, term
from outputs.ontology.source import Terms
from outputs.triples.scope import TYPES, Scope

_TYPE = term("rdf:type")

_Others = Mapping[str, list[str]]


def add_aligned(lines: Iterable[str], scope: Scope, names: Sequence[str]) -> Iterator[str]:
    """Yield each line, and behind it what the vocabularies `names` say of the same."""
    alignments = [ONTOLOGY.alignments[name] for name in names]
    classes = _beside((term(ours), theirs) for alignment in alignments for ours, theirs in alignment.classes.items())
    properties = _beside((term(ours), theirs) for alignment in alignments for ours, theirs in alignment.properties.items())
    typed = _beside(
        (f"{term(ours)} {term(of)}", theirs) for alignment in alignments for (ours, of), theirs in alignment.typed.items()
    )
    types = {scope.concept(concept): TYPES[type_] for concept, type_ in scope.rows("concepts", "concept_id", "type")}
    of_typed = {key.split(" ")[0] for key in typed}
    for line in lines:
        yield line
        subject, predicate, value = line[:-3].split(" ", 2)
        if predicate == _TYPE:
            yield from (f"{subject} {_TYPE} {other} .\n" for other in classes.get(value, ()))
            continue
        others = properties.get(predicate, [])
        if predicate in of_typed:
            others = [*others, *typed.get(f"{predicate} {types.get(value, '')}", ())]
        yield from (f"{subject} {other} {value} .\n" for other in others)


def _beside(pairs: Iterable[tuple[str, Terms]]) -> _Others:
    """Return the IRIs of others by ours, as N-Triples writes them."""
    beside: dict[str, list[str]] = {}
    for ours, theirs in pairs:
        beside.setdefault(ours, []).extend(f"<{ONTOLOGY.expand(other)}>" for other in theirs)
    return beside
