"""The shapes as SHACL (https://www.w3.org/TR/shacl/), by which anybody can check an atlas."""

from collections.abc import Iterator

from outputs.ntriples import literal
from outputs.ontology.source import Fact, Ontology, Shape
from outputs.ontology.turtle import node, prefix_lines

_SH = "http://www.w3.org/ns/shacl#"
_KINDS = {"iri": "sh:IRI", "blank": "sh:BlankNode"}


def to_shapes_turtle(ontology: Ontology) -> str:
    """Return the shapes as Turtle, in the order of the source. They are closed: a property that they do not name is an error."""
    shapes = f"{ontology.namespace.removesuffix('ontology#')}shapes#"
    others = sorted({term for alignment in ontology.alignments.values() for term in alignment.added_properties})
    allowed = " ".join(["rdf:type", *others])
    nodes = [node(f"shape:{name}", _facts(shape, allowed)) for name, shape in ontology.shapes.items()]
    rules = node("shape:Dataset", _rules(ontology))
    return prefix_lines(ontology, sh=_SH, shape=shapes) + "\n" + "\n".join([_declarations(ontology), *nodes, rules])


def _declarations(ontology: Ontology) -> str:
    prefixes = (f'[ sh:prefix "{prefix}" ; sh:namespace "{iri}"^^xsd:anyURI ]' for prefix, iri in ontology.prefixes.items())
    return node("shape:prefixes", [("sh:declare", declaration) for declaration in prefixes])


def _facts(shape: Shape, allowed: str) -> Iterator[tuple[str, str]]:
    yield "a", "sh:NodeShape"
    yield "rdfs:comment", literal(shape.comment)
    if shape.of:
        yield "sh:targetClass", shape.of
    if shape.subjects_of:
        yield "sh:targetSubjectsOf", shape.subjects_of
    yield "sh:nodeKind", "sh:IRI"
    yield "sh:closed", "true"
    yield "sh:ignoredProperties", f"( {allowed} )"
    for type_ in (shape.of, *shape.types) if shape.of else ():
        yield "sh:class", type_
    if shape.one_of:
        yield "sh:xone", f"( {' '.join(f'[ sh:class {type_} ]' for type_ in shape.one_of)} )"
    for fact in shape.facts:
        yield "sh:property", f"[ {' ; '.join(_constraints(fact))} ]"


def _rules(ontology: Ontology) -> Iterator[tuple[str, str]]:
    for rule in ontology.rules:
        yield (
            "sh:sparql",
            f'[ sh:prefixes shape:prefixes ; sh:message {literal(rule.message)} ; sh:select """\n{rule.select}""" ]',
        )


def _constraints(fact: Fact) -> Iterator[str]:
    yield f"sh:path {fact.path} ; sh:description {literal(fact.comment)}"
    if fact.least:
        yield f"sh:minCount {fact.least}"
    if fact.most is not None:
        yield f"sh:maxCount {fact.most}"
    if fact.choice:
        yield f"sh:in ( {' '.join(fact.choice)} )"
    elif fact.datatype:
        yield f"sh:datatype {fact.datatype}"
    else:
        yield f"sh:nodeKind {_KINDS[fact.value]}" if fact.value in _KINDS else f"sh:class {fact.value}"
    if fact.value == "text":
        yield "sh:minLength 1"
    for bound, number in zip(("sh:minInclusive", "sh:maxInclusive"), fact.bounds, strict=True):
        if number:
            yield f"{bound} {number}"
