"""The triples of results: values that papers report, with the clause that does."""

from collections.abc import Iterator, Mapping
from hashlib import sha256

import pyarrow as pa

from outputs.columns import Facts, ToTerm, joined, terms
from outputs.ntriples import boolean, decimal, exact_decimal, literal
from outputs.ontology import term
from outputs.triples.scope import FIELDS, Scope
from outputs.triples.texts import iter_with_texts, quotes

_TYPE, _RESULT, _EVALUATION = term("rdf:type"), term("pkg:Result"), term("mls:ModelEvaluation")
_FROM, _SENTENCE = term("prov:wasDerivedFrom"), term("pkg:sentence")
_VALUES: Mapping[str, tuple[str, ToTerm]] = {
    "field": (term("pkg:field"), FIELDS.__getitem__),
    "value": (term("mls:hasValue"), exact_decimal),
    "value_text": (term("pkg:valueText"), literal),
    "unit": (term("pkg:unit"), lambda unit: literal(unit) if unit else None),
    "difference": (term("pkg:difference"), boolean),
    "confidence": (term("itsrdf:taConfidence"), decimal),
}
_CONCEPTS = {
    "model_id": term("pkg:model"),
    "task_id": term("pkg:task"),
    "dataset_id": term("pkg:dataset"),
    "metric_id": term("mls:specifiedBy"),
}


def iter_results(scope: Scope) -> Iterator[Facts]:
    """Yield results with what they are of, as far as the paper says so and the concept is not hidden."""
    for texts, batch in iter_with_texts(scope, "results", "start", "end", *_VALUES, *_CONCEPTS):
        starts, ends = batch["start"].cast("string"), batch["end"].cast("string")
        place = joined(batch["paper_id"], "/", batch["field"], "-", starts, "-", ends)
        results = joined(f"<{scope.base}result/", place, "-", _digests(batch), ">")
        yield Facts(results, _TYPE, _RESULT)
        yield Facts(results, _TYPE, _EVALUATION)
        yield Facts(results, _FROM, scope.papers(batch["paper_id"]))
        yield Facts(results, _SENTENCE, quotes(texts, batch, "start", "end"))
        for column, predicate in _CONCEPTS.items():
            yield Facts(results, predicate, scope.concepts(batch[column]))
        for column, (predicate, to_term) in _VALUES.items():
            yield Facts(results, predicate, terms(batch[column], to_term))


def _digests(batch: pa.RecordBatch) -> pa.Array:
    """Return what tells two results of one clause apart: what they are of, the value, and being a difference."""
    rows = zip(*(batch[column].to_pylist() for column in (*_CONCEPTS, "value_text", "unit", "difference")), strict=True)
    told = (repr((concepts, text, unit, difference)) for *concepts, text, unit, difference in rows)
    return pa.array([sha256(each.encode()).hexdigest()[:10] for each in told], pa.string())
