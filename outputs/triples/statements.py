"""The triples of relations: each as one triple, and as a statement with its support and the sentences that make it."""

from collections.abc import Iterator

from outputs.ntriples import decimal, integer, literal
from outputs.ontology import term
from outputs.triples.scope import FIELDS, Scope, to_lines
from outputs.triples.texts import iter_with_texts

_TYPE, _STATEMENT, _EVIDENCE_CLASS = term("rdf:type"), term("pkg:Statement"), term("pkg:Evidence")
_HEAD, _RELATION, _TAIL = term("pkg:head"), term("pkg:relation"), term("pkg:tail")
_SUPPORT, _EVIDENCE, _FROM = term("pkg:support"), term("pkg:evidence"), term("prov:wasDerivedFrom")
_FIELD, _SENTENCE, _CONFIDENCE = term("pkg:field"), term("pkg:sentence"), term("itsrdf:taConfidence")
_RELATIONS = {
    "used_for": "usedFor",
    "evaluated_on": "evaluatedOn",
    "variant_of": "variantOf",
    "part_of": "partOf",
    "compared_with": "comparedWith",
    "outperforms": "outperforms",
}

_Key = tuple[str, str, str]


def iter_statements(scope: Scope) -> Iterator[str]:
    """Yield the evidence of each relation in the order of its papers, then each statement with its support."""
    support: dict[_Key, int] = {}
    last: dict[_Key, str] = {}
    columns = ("head_id", "relation", "tail_id", "field", "start", "end", "confidence")
    for texts, (paper, head, relation, tail, field, start, end, confidence) in iter_with_texts(scope, "relations", *columns):
        if head in scope.hidden or tail in scope.hidden:
            continue
        key = (head, relation, tail)
        support[key] = support.get(key, 0) + (last.get(key) != paper)
        last[key] = paper
        statement = _iri(scope, key)
        evidence = f"<{scope.base}evidence/{paper}/{head}/{_RELATIONS[relation]}/{tail}/{field}-{start}-{end}>"
        yield f"{statement} {_EVIDENCE} {evidence} .\n"
        yield f"{statement} {_FROM} {scope.paper(paper)} .\n"
        facts = (
            (_TYPE, _EVIDENCE_CLASS),
            (_FROM, scope.paper(paper)),
            (_FIELD, FIELDS[field]),
            (_SENTENCE, literal(texts[field][start:end])),
            (_CONFIDENCE, None if confidence is None else decimal(confidence)),
        )
        yield from to_lines(evidence, facts)
    for key, papers in support.items():
        yield from _statement(scope, key, papers)


def _statement(scope: Scope, key: _Key, papers: int) -> Iterator[str]:
    head, relation, tail = scope.concept(key[0]), term(f"pkg:{_RELATIONS[key[1]]}"), scope.concept(key[2])
    yield f"{head} {relation} {tail} .\n"
    facts = ((_TYPE, _STATEMENT), (_HEAD, head), (_RELATION, relation), (_TAIL, tail), (_SUPPORT, integer(papers)))
    yield from to_lines(_iri(scope, key), facts)


def _iri(scope: Scope, key: _Key) -> str:
    return f"<{scope.base}statement/{key[0]}/{_RELATIONS[key[1]]}/{key[2]}>"
