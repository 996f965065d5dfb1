"""The ontology as Turtle, for reasoners and for people: our terms, what they fall under, and the terms of others beside them."""

from collections.abc import Iterable, Iterator

from outputs.ntriples import literal
from outputs.ontology.source import Alignment, Ontology


def to_ontology_turtle(ontology: Ontology) -> str:
    """Return the ontology as Turtle, in the order of the source."""
    parts = [_head(ontology), *_classes(ontology), *_properties(ontology)]
    for alignment in ontology.alignments.values():
        parts += [f"# {alignment.title}\n", *_beside(alignment)]
    return prefix_lines(ontology) + "\n" + "\n".join(parts)


def prefix_lines(ontology: Ontology, **more: str) -> str:
    """Return the prefixes of the source, and `more`, as Turtle declares them."""
    return "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in {**ontology.prefixes, **more}.items())


def node(subject: str, facts: Iterable[tuple[str, str]]) -> str:
    """Return a subject with its predicates and objects, one a line.

    >>> print(node("x:a", [("a", "x:B"), ("x:c", '"d"')]), end="")
    x:a a x:B ;
        x:c "d" .
    """
    return f"{subject} " + " ;\n    ".join(f"{predicate} {value}" for predicate, value in facts) + " .\n"


def _head(ontology: Ontology) -> str:
    facts = [
        ("a", "owl:Ontology"),
        ("dcterms:title", literal(ontology.title)),
        ("dcterms:description", literal(ontology.comment)),
        ("owl:versionInfo", literal(ontology.version)),
    ]
    return node(f"<{ontology.namespace.rstrip('#')}>", facts)


def _classes(ontology: Ontology) -> Iterator[str]:
    for name, said in ontology.classes.items():
        under = [("rdfs:subClassOf", each) for each in said.under]
        yield node(
            f"pkg:{name}",
            [("a", "owl:Class"), ("rdfs:label", literal(said.label)), ("rdfs:comment", literal(said.comment)), *under],
        )


def _properties(ontology: Ontology) -> Iterator[str]:
    for name, said in ontology.properties.items():
        kind = "owl:DatatypeProperty" if said.range.startswith("xsd:") else "owl:ObjectProperty"
        facts = [
            ("a", f"{kind} , owl:SymmetricProperty" if said.symmetric else kind),
            ("rdfs:label", literal(_words(name))),
            ("rdfs:comment", literal(said.comment)),
            *(("rdfs:subPropertyOf", each) for each in said.under),
            *(("rdfs:domain", each) for each in (said.domain,) if each),
            *(("rdfs:range", each) for each in (said.range,) if each),
        ]
        yield node(f"pkg:{name}", facts)


def _beside(alignment: Alignment) -> Iterator[str]:
    """Yield the mappings: close for whole classes and properties, narrower for a property with objects of one class alone."""
    for ours, theirs in (*alignment.classes.items(), *alignment.properties.items()):
        yield node(ours, [("skos:closeMatch", " , ".join(theirs))])
    for (ours, _), theirs in alignment.typed.items():
        yield node(ours, [("skos:narrowMatch", " , ".join(theirs))])


def _words(name: str) -> str:
    """Return the words of a property's name.

    >>> _words("sharedConcept")
    'shared concept'
    """
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name)
