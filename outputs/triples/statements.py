"""The triples of relations: each as one triple, and as a statement with its support and the sentences that make it."""

from collections.abc import Iterator, Mapping
from itertools import islice

import pyarrow as pa
import pyarrow.compute as pc

from outputs.columns import Facts, iter_by, joined, terms
from outputs.ntriples import decimal, integer
from outputs.ontology import term
from outputs.triples.scope import FIELDS, ROWS, Scope
from outputs.triples.texts import iter_with_texts, quotes

_TYPE, _STATEMENT, _EVIDENCE_CLASS = term("rdf:type"), term("pkg:Statement"), term("pkg:Evidence")
_HEAD, _RELATION, _TAIL = term("pkg:head"), term("pkg:relation"), term("pkg:tail")
_SUPPORT, _EVIDENCE, _FROM = term("pkg:support"), term("pkg:evidence"), term("prov:wasDerivedFrom")
_FIELD, _SENTENCE, _CONFIDENCE = term("pkg:field"), term("pkg:sentence"), term("itsrdf:taConfidence")
_KEY = ("head_id", "relation", "tail_id")
_NAMES = {
    "used_for": "usedFor",
    "evaluated_on": "evaluatedOn",
    "variant_of": "variantOf",
    "part_of": "partOf",
    "compared_with": "comparedWith",
    "outperforms": "outperforms",
}

_RELATIONS = {relation: term(f"pkg:{name}") for relation, name in _NAMES.items()}

_Key = tuple[str, ...]


def iter_statements(scope: Scope) -> Iterator[Facts]:
    """Yield the evidence of relations in the order of its papers, then the statements with their support."""
    support: dict[_Key, int] = {}
    last: dict[_Key, str] = {}
    for texts, batch in iter_with_texts(scope, "relations", *_KEY, "start", "end", "confidence"):
        shown = batch.filter(pc.and_(*(scope.concepts(batch[end]).is_valid() for end in ("head_id", "tail_id"))))
        for paper, *names in zip(*(shown[column].to_pylist() for column in ("paper_id", *_KEY)), strict=True):
            key = tuple(names)
            support[key] = support.get(key, 0) + (last.get(key) != paper)
            last[key] = paper
        statements, papers = joined(f"<{scope.base}statement/", _path(shown), ">"), scope.papers(shown["paper_id"])
        starts, ends = shown["start"].cast("string"), shown["end"].cast("string")
        place = joined(shown["paper_id"], "/", _path(shown), "/", shown["field"], "-", starts, "-", ends)
        evidence = joined(f"<{scope.base}evidence/", place, ">")
        yield Facts(statements, _EVIDENCE, evidence)
        yield Facts(statements, _FROM, papers)
        yield Facts(evidence, _TYPE, _EVIDENCE_CLASS)
        yield Facts(evidence, _FROM, papers)
        yield Facts(evidence, _FIELD, terms(shown["field"], FIELDS.__getitem__))
        yield Facts(evidence, _SENTENCE, quotes(texts, shown, "start", "end"))
        yield Facts(evidence, _CONFIDENCE, terms(shown["confidence"], decimal))
    yield from _iter_supported(scope, support)


def _iter_supported(scope: Scope, support: Mapping[_Key, int]) -> Iterator[Facts]:
    items = iter(support.items())
    while some := [(*key, papers) for key, papers in islice(items, ROWS)]:
        batch = pa.RecordBatch.from_arrays(list(map(pa.array, zip(*some, strict=True))), [*_KEY, "papers"])
        statements = joined(f"<{scope.base}statement/", _path(batch), ">")
        heads, tails = scope.concepts(batch["head_id"]), scope.concepts(batch["tail_id"])
        yield Facts(statements, _TYPE, _STATEMENT)
        yield Facts(statements, _HEAD, heads)
        yield Facts(statements, _RELATION, terms(batch["relation"], _RELATIONS.__getitem__))
        yield Facts(statements, _TAIL, tails)
        yield Facts(statements, _SUPPORT, terms(batch["papers"], integer))
        for relation, mask in iter_by(batch["relation"], _RELATIONS):
            yield Facts(heads.filter(mask), _RELATIONS[relation], tails.filter(mask))


def _path(batch: pa.RecordBatch) -> pa.Array:
    """Return what a statement's IRI says of its head, relation and tail."""
    return joined(batch["head_id"], "/", terms(batch["relation"], _NAMES.__getitem__), "/", batch["tail_id"])
