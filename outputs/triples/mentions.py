"""The triples of mentions: Web Annotations (https://www.w3.org/TR/annotation-model/) with place, quote and sentence."""

from collections.abc import Iterator

from outputs.ntriples import decimal, integer, literal
from outputs.ontology import term
from outputs.triples.scope import FIELDS, Scope
from outputs.triples.texts import iter_with_texts

_TYPE, _ANNOTATION, _RESOURCE = term("rdf:type"), term("oa:Annotation"), term("oa:SpecificResource")
_POSITION, _QUOTE = term("oa:TextPositionSelector"), term("oa:TextQuoteSelector")
_MOTIVATED_BY, _IDENTIFYING = term("oa:motivatedBy"), term("oa:identifying")
_BODY, _TARGET, _SOURCE, _SELECTOR = (term(f"oa:{name}") for name in ("hasBody", "hasTarget", "hasSource", "hasSelector"))
_START, _END, _EXACT = term("oa:start"), term("oa:end"), term("oa:exact")
_FIELD, _SENTENCE, _CONFIDENCE = term("pkg:field"), term("pkg:sentence"), term("itsrdf:taConfidence")


def iter_mentions(scope: Scope) -> Iterator[str]:
    """Yield each mention; one place may be a mention of several concepts, each of its own IRI."""
    columns = ("concept_id", "field", "start", "end", "sent_start", "sent_end", "confidence")
    for texts, row in iter_with_texts(scope, "mentions", *columns):
        paper, concept, field, start, end, sent_start, sent_end, confidence = row
        if concept is None or concept in scope.hidden:
            continue
        node = f"{scope.base}mention/{paper}/{field}-{start}-{end}/{concept}"
        text = texts[field]
        yield f"<{node}> {_TYPE} {_ANNOTATION} .\n"
        yield f"<{node}> {_MOTIVATED_BY} {_IDENTIFYING} .\n"
        yield f"<{node}> {_BODY} {scope.concept(concept)} .\n"
        yield f"<{node}> {_TARGET} <{node}/target> .\n"
        yield f"<{node}> {_SENTENCE} {literal(text[sent_start:sent_end])} .\n"
        if confidence is not None:
            yield f"<{node}> {_CONFIDENCE} {decimal(confidence)} .\n"
        yield f"<{node}/target> {_TYPE} {_RESOURCE} .\n"
        yield f"<{node}/target> {_SOURCE} {scope.paper(paper)} .\n"
        yield f"<{node}/target> {_FIELD} {FIELDS[field]} .\n"
        yield f"<{node}/target> {_SELECTOR} <{node}/position> .\n"
        yield f"<{node}/target> {_SELECTOR} <{node}/quote> .\n"
        yield f"<{node}/position> {_TYPE} {_POSITION} .\n"
        yield f"<{node}/position> {_START} {integer(start)} .\n"
        yield f"<{node}/position> {_END} {integer(end)} .\n"
        yield f"<{node}/quote> {_TYPE} {_QUOTE} .\n"
        yield f"<{node}/quote> {_EXACT} {literal(text[start:end])} .\n"
