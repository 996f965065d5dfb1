"""The triples of results: values that papers report, with the clause that does."""

from collections.abc import Iterator
from hashlib import sha256

from outputs.ntriples import boolean, decimal, exact_decimal, literal
from outputs.ontology import term
from outputs.triples.scope import FIELDS, Scope, to_lines
from outputs.triples.texts import iter_with_texts

_TYPE, _RESULT, _EVALUATION = term("rdf:type"), term("pkg:Result"), term("mls:ModelEvaluation")
_FROM, _FIELD, _SENTENCE = term("prov:wasDerivedFrom"), term("pkg:field"), term("pkg:sentence")
_VALUE, _VALUE_TEXT, _UNIT = term("mls:hasValue"), term("pkg:valueText"), term("pkg:unit")
_DIFFERENCE = term("pkg:difference")
_CONFIDENCE = term("itsrdf:taConfidence")
_CONCEPTS = {
    "model_id": term("pkg:model"),
    "task_id": term("pkg:task"),
    "dataset_id": term("pkg:dataset"),
    "metric_id": term("mls:specifiedBy"),
}


def iter_results(scope: Scope) -> Iterator[str]:
    """Yield each result with what it is of, as far as the paper says so and the concept is not hidden."""
    columns = ("field", "start", "end", "value", "value_text", "unit", "difference", "confidence", *_CONCEPTS)
    for texts, row in iter_with_texts(scope, "results", *columns):
        paper, field, start, end, value, text, unit, difference, confidence, *concepts = row
        named = [
            (role, concept) for role, concept in zip(_CONCEPTS.values(), concepts, strict=True) if concept not in scope.hidden
        ]
        facts = (
            (_TYPE, _RESULT),
            (_TYPE, _EVALUATION),
            (_FROM, scope.paper(paper)),
            (_FIELD, FIELDS[field]),
            (_SENTENCE, literal(texts[field][start:end])),
            *((role, None if concept is None else scope.concept(concept)) for role, concept in named),
            (_VALUE, None if value is None else exact_decimal(value)),
            (_VALUE_TEXT, literal(text)),
            (_UNIT, literal(unit) if unit else None),
            (_DIFFERENCE, None if difference is None else boolean(difference)),
            (_CONFIDENCE, None if confidence is None else decimal(confidence)),
        )
        # two results of one clause differ in what they are of, in the value, or in being a difference
        digest = sha256(repr((concepts, text, unit, difference)).encode()).hexdigest()[:10]
        yield from to_lines(f"<{scope.base}result/{paper}/{field}-{start}-{end}-{digest}>", facts)
