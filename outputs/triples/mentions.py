"""The triples of mentions: Web Annotations (https://www.w3.org/TR/annotation-model/) with place, quote and sentence."""

from collections.abc import Iterator

from outputs.columns import Facts, joined, terms
from outputs.ntriples import decimal, integer
from outputs.ontology import term
from outputs.triples.scope import FIELDS, Scope
from outputs.triples.texts import iter_with_texts, quotes

_TYPE, _ANNOTATION, _RESOURCE = term("rdf:type"), term("oa:Annotation"), term("oa:SpecificResource")
_POSITION, _QUOTE = term("oa:TextPositionSelector"), term("oa:TextQuoteSelector")
_MOTIVATED_BY, _IDENTIFYING = term("oa:motivatedBy"), term("oa:identifying")
_BODY, _TARGET, _SOURCE, _SELECTOR = (term(f"oa:{name}") for name in ("hasBody", "hasTarget", "hasSource", "hasSelector"))
_START, _END, _EXACT = term("oa:start"), term("oa:end"), term("oa:exact")
_FIELD, _SENTENCE, _CONFIDENCE = term("pkg:field"), term("pkg:sentence"), term("itsrdf:taConfidence")


def iter_mentions(scope: Scope) -> Iterator[Facts]:
    """Yield mentions; one place may be a mention of several concepts, each of its own IRI."""
    columns = ("concept_id", "start", "end", "sent_start", "sent_end", "confidence")
    for texts, batch in iter_with_texts(scope, "mentions", *columns):
        concepts = scope.concepts(batch["concept_id"])
        shown, concepts = batch.filter(concepts.is_valid()), concepts.drop_null()
        starts, ends = shown["start"].cast("string"), shown["end"].cast("string")
        place = joined(shown["paper_id"], "/", shown["field"], "-", starts, "-", ends, "/", shown["concept_id"])
        node, target, position, quote = (
            joined(f"<{scope.base}mention/", place, f"{part}>") for part in ("", "/target", "/position", "/quote")
        )
        yield Facts(node, _TYPE, _ANNOTATION)
        yield Facts(node, _MOTIVATED_BY, _IDENTIFYING)
        yield Facts(node, _BODY, concepts)
        yield Facts(node, _TARGET, target)
        yield Facts(node, _SENTENCE, quotes(texts, shown, "sent_start", "sent_end"))
        yield Facts(node, _CONFIDENCE, terms(shown["confidence"], decimal))
        yield Facts(target, _TYPE, _RESOURCE)
        yield Facts(target, _SOURCE, scope.papers(shown["paper_id"]))
        yield Facts(target, _FIELD, terms(shown["field"], FIELDS.__getitem__))
        yield Facts(target, _SELECTOR, position)
        yield Facts(target, _SELECTOR, quote)
        yield Facts(position, _TYPE, _POSITION)
        yield Facts(position, _START, terms(shown["start"], integer))
        yield Facts(position, _END, terms(shown["end"], integer))
        yield Facts(quote, _TYPE, _QUOTE)
        yield Facts(quote, _EXACT, quotes(texts, shown, "start", "end"))
