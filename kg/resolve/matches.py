"""Links out: which entries of other vocabularies a concept is.

`skos:exactMatch` where the name that the concept's id is made of is a name of the entry and the types agree;
`skos:closeMatch` with a score where only another form of the concept is one, or the types do not agree. A form that other
concepts bear too says nothing, and neither does an abbreviation that is a concept's other name.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyarrow as pa

from kg.identifiers import slug
from kg.resolve.normal_form import normal_form
from kg.sssom import VOCABULARIES
from kg.sssom import Mapping as Statement
from kg.tables import sort_table
from kg.vocabulary import Entry

_EXACT, _CLOSE = "skos:exactMatch", "skos:closeMatch"
_OTHER_FORM, _OTHER_TYPE = 0.8, 0.6

Entries = Mapping[str, tuple[Entry, ...]]


@dataclass(frozen=True, slots=True)
class _Concept:
    id: str
    label: str
    type: str
    name: str
    others: frozenset[str]


def match_concepts(concepts: pa.Table, entries: Entries) -> tuple[pa.Table, tuple[Statement, ...]]:
    """Return the concepts with their `matches` filled, and the statements behind them; hidden concepts have none."""
    known = list(_concepts(concepts))
    bearers = Counter(form for concept in known for form in {concept.name, *concept.others})
    matches: dict[str, list[str]] = defaultdict(list)
    statements = []
    for concept in known:
        for iri, score in sorted(_entries(concept, entries, bearers).items()):
            matches[concept.id].append(f"{_EXACT} {iri}" if score == 1 else f"{_CLOSE} {iri} {score}")
            statements.append(_statement(concept, iri, score))
    column = pa.array([matches[concept] for concept in concepts["concept_id"].to_pylist()], pa.list_(pa.string()))
    place = concepts.schema.get_field_index("matches")
    filled = concepts.set_column(place, concepts.schema.field("matches"), column)
    return sort_table("concepts", filled), tuple(statements)


def _concepts(concepts: pa.Table) -> Iterator[_Concept]:
    for row in concepts.select(["concept_id", "label", "type", "aliases", "hidden"]).to_pylist():
        if not row["hidden"]:
            name = _name(row["concept_id"], row["label"], row["aliases"])
            others = frozenset(form for alias in row["aliases"] if " " in (form := normal_form(alias)))
            yield _Concept(row["concept_id"], row["label"], row["type"], name, others - {name})


def _name(concept_id: str, label: str, aliases: Iterable[str]) -> str:
    """Return the form that the id is made of; that of the label where no form of the concept gives the id."""
    forms = [normal_form(text) for text in (label, *aliases)]
    return next((form for form in forms if slug(form) == concept_id), forms[0])


def _entries(concept: _Concept, entries: Entries, bearers: Mapping[str, int]) -> dict[str, float]:
    """Return the score of each entry that the concept is: 1 for the very name and type."""
    scores: dict[str, float] = {}
    for form, worth in _forms(concept, bearers):
        for entry in entries.get(form, ()):
            score = worth if concept.type in entry.types else min(worth, _OTHER_TYPE)
            scores[entry.iri] = max(score, scores.get(entry.iri, 0.0))
    return scores


def _forms(concept: _Concept, bearers: Mapping[str, int]) -> Iterable[tuple[str, float]]:
    if bearers[concept.name] == 1:
        yield concept.name, 1.0
    for form in concept.others:
        if bearers[form] == 1:
            yield form, _OTHER_FORM


def _curie(iri: str) -> str:
    return next((f"{prefix}:{iri.removeprefix(base)}" for prefix, base in VOCABULARIES.items() if iri.startswith(base)), iri)


def _statement(concept: _Concept, iri: str, score: float) -> Statement:
    return Statement(
        subject_id=f"concept:{concept.id}",
        subject_label=concept.label,
        subject_category=f"pkg:{concept.type}",
        predicate_id=_EXACT if score == 1 else _CLOSE,
        object_id=_curie(iri),
        object_label=iri.rpartition("/")[2],
        mapping_justification="semapv:LexicalMatching",
        confidence=score,
        comment="the same name and type" if score == 1 else "another form of it, or another type",
    )
