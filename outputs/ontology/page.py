"""The reference page of the ontology, as Markdown: what an atlas says of what, our own terms, and those of others beside them."""

from collections.abc import Iterable, Iterator, Sequence

from outputs.ontology.source import Alignment, Fact, Ontology, Shape

_HEAD = """\
# The terms

{comment}

This page, [ontology.ttl](ontology.ttl), the SHACL shapes in [shapes.ttl](shapes.ttl) and the JSON-LD context in
[context.jsonld](context.jsonld) are made from one source, `outputs/ontology/source.toml`, by
`kg export ATLAS ontology -o docs/reference/ontology`. Our own namespace is `{namespace}` (prefix `pkg`).
"""


def to_page(ontology: Ontology) -> str:
    """Return the page."""
    head = _HEAD.format(comment=ontology.comment, namespace=ontology.namespace)
    return "\n".join(
        [head, "## What an atlas says\n", *_shapes(ontology), *_own(ontology), *_others(ontology), *_prefixes(ontology)]
    )


def _shapes(ontology: Ontology) -> Iterator[str]:
    for name, shape in ontology.shapes.items():
        yield f"### {name}\n\n{shape.comment}\n\n{_target(shape)}\n"
        yield _table(("property", "how often", "value", "meaning"), map(_row, shape.facts))


def _target(shape: Shape) -> str:
    if not shape.of:
        return f"Whatever has `{shape.subjects_of}`."
    types = ", ".join(f"`{type_}`" for type_ in (shape.of, *shape.types))
    return f"Type: {types}{', and one of ' + _codes(shape.one_of) if shape.one_of else ''}."


def _row(fact: Fact) -> tuple[str, str, str, str]:
    often = f"{fact.least}" if fact.most == fact.least else f"{fact.least}..{'' if fact.most is None else fact.most}"
    low, high = fact.bounds
    span = f" {low}..{high}" if low or high else ""
    return f"`{fact.path}`", often, _codes(fact.choice) or f"`{fact.value}`{span}", fact.comment


def _own(ontology: Ontology) -> Iterator[str]:
    classes = ((f"`pkg:{name}`", said.comment, _codes(said.under)) for name, said in ontology.classes.items())
    yield "## Our own classes\n"
    yield _table(("class", "meaning", "falls under"), classes)
    yield "## Our own properties\n"
    properties = (
        (f"`pkg:{name}`", said.comment, _code(said.domain), _code(said.range), _codes(said.under))
        for name, said in ontology.properties.items()
    )
    yield _table(("property", "meaning", "of", "leads to", "falls under"), properties)


def _others(ontology: Ontology) -> Iterator[str]:
    yield "## The terms of others\n\nThe setting `rdf.align` writes these beside ours.\n"
    for name, alignment in ontology.alignments.items():
        yield f"### {name}: {alignment.title}\n"
        yield _table(("ours", "theirs"), _beside(alignment))


def _beside(alignment: Alignment) -> Iterator[tuple[str, str]]:
    for ours, theirs in (*alignment.classes.items(), *alignment.properties.items()):
        yield _code(ours), _codes(theirs)
    for (ours, of), theirs in alignment.typed.items():
        yield f"`{ours}` to a `{of}`", _codes(theirs)


def _prefixes(ontology: Ontology) -> Iterator[str]:
    yield "## Prefixes\n\nThey need no declaration in `kg query`.\n"
    yield _table(("prefix", "namespace"), ((f"`{prefix}`", f"`{iri}`") for prefix, iri in ontology.prefixes.items()))


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _codes(terms: Sequence[str]) -> str:
    return ", ".join(map(_code, terms))


def _code(term: str) -> str:
    return f"`{term}`" if term else ""
