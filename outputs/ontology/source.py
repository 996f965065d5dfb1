"""The source of the ontology, read: classes, properties, what an atlas says of what, and the terms of others beside them.

Terms are CURIEs (`dcterms:title`) of the prefixes that the source declares.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any

Terms = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Class:
    """A class of ours, and the classes of others that it falls under."""

    label: str
    comment: str
    under: Terms


@dataclass(frozen=True, slots=True)
class Property:
    """A property of ours, the properties that it falls under, and the classes, or class and datatype, that it joins."""

    comment: str
    under: Terms
    domain: str
    range: str
    symmetric: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """A property that nodes of a shape have, `least` to `most` times (None: any number), and what its value is.

    `value` is `text`, `iri`, `blank`, a datatype (`xsd:decimal`) or a class; `choice` has the IRIs that it is one of, if any;
    `bounds` the smallest and greatest number.
    """

    path: str
    least: int
    most: int | None
    value: str
    choice: Terms
    bounds: tuple[str, str]
    comment: str

    @property
    def datatype(self) -> str | None:
        """The datatype of a literal, None where the value is a node."""
        return "xsd:string" if self.value == "text" else self.value if self.value.startswith("xsd:") else None


@dataclass(frozen=True, slots=True)
class Shape:
    """What an atlas says of the nodes of the class `of`, and of those that have the property `subjects_of`.

    They are of all of `types` too, and of one of `one_of`.
    """

    comment: str
    of: str
    subjects_of: str
    types: Terms
    one_of: Terms
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """What holds between nodes: SPARQL that selects each ?value that breaks it; $this is the dataset."""

    message: str
    select: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """The terms of another vocabulary: classes beside ours, properties beside ours or beside (ours, class of the object)."""

    title: str
    classes: Mapping[str, Terms]
    properties: Mapping[str, Terms]
    typed: Mapping[tuple[str, str], Terms]

    @property
    def added_properties(self) -> frozenset[str]:
        """The properties of the other vocabulary."""
        return frozenset(term for terms in (*self.properties.values(), *self.typed.values()) for term in terms)

    @property
    def added(self) -> frozenset[str]:
        """The classes and properties of the other vocabulary."""
        return self.added_properties | {term for terms in self.classes.values() for term in terms}


@dataclass(frozen=True)
class Ontology:
    """All that the source says; mappings keep its order."""

    namespace: str
    title: str
    comment: str
    version: str
    prefixes: Mapping[str, str]
    classes: Mapping[str, Class]
    properties: Mapping[str, Property]
    shapes: Mapping[str, Shape]
    rules: tuple[Rule, ...]
    alignments: Mapping[str, Alignment]
    instead: Mapping[str, str]

    def expand(self, curie: str) -> str:
        """Return the IRI of a CURIE; `KeyError` where its prefix is not declared."""
        prefix, _, name = curie.partition(":")
        return self.prefixes[prefix] + name

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """Each property that an atlas is written with; where several shapes have it, as the first has it."""
        found: dict[str, Fact] = {}
        for shape in self.shapes.values():
            for fact in shape.facts:
                found.setdefault(fact.path, fact)
        return found

    @cached_property
    def written(self) -> frozenset[str]:
        """Every class and property that an atlas is written with, and the IRIs that are values of these."""
        return frozenset({"rdf:type", *self.facts, *self._written_classes()})

    def _written_classes(self) -> Iterator[str]:
        for shape in self.shapes.values():
            yield from (shape.of, *shape.types, *shape.one_of) if shape.of else ()
            for fact in shape.facts:
                yield from fact.choice
        yield from (f"pkg:{name}" for name in (*self.classes, *self.properties))


def read_ontology() -> Ontology:
    """Return what `source.toml` beside this file says."""
    source = tomllib.loads(files("outputs.ontology").joinpath("source.toml").read_text("utf-8"))
    return Ontology(
        namespace=source["namespace"],
        title=source["title"],
        comment=source["comment"],
        version=source["version"],
        prefixes=source["prefixes"],
        classes={
            name: Class(said["label"], said["comment"], tuple(said.get("under", ()))) for name, said in source["classes"].items()
        },
        properties={name: _property(said) for name, said in source["properties"].items()},
        shapes={name: _shape(said) for name, said in source["shapes"].items()},
        rules=tuple(_rule(**said) for said in source["rules"]),
        instead=source["instead"],
        alignments={name: _alignment(said) for name, said in source["align"].items()},
    )


def _property(said: Mapping[str, Any]) -> Property:
    under, symmetric = tuple(said.get("under", ())), said.get("symmetric", False)
    return Property(said["comment"], under, said.get("from", ""), said.get("to", ""), symmetric)


def _shape(said: Mapping[str, Any]) -> Shape:
    return Shape(
        comment=said["comment"],
        of=said.get("of", ""),
        subjects_of=said.get("subjects_of", ""),
        types=tuple(said.get("types", ())),
        one_of=tuple(said.get("one_of", ())),
        facts=tuple(_fact(*fact) for fact in said["facts"]),
    )


def _fact(path: str, often: str, value: str, comment: str) -> Fact:
    least, dots, most = ("0", "..", "") if often == "*" else often.partition("..")
    upper = int(most) if most else None if dots else int(least)
    kind, _, rest = value.partition(" ")
    if kind == "=":
        return Fact(path, int(least), upper, "iri", tuple(rest.split()), ("", ""), comment)
    low, _, high = rest.partition("..")
    return Fact(path, int(least), upper, kind, (), (low, high), comment)


def _rule(message: str, select: str, group: str = "", having: str = "") -> Rule:
    counting = f"\nGROUP BY $this {group}\nHAVING({having})" if group else ""
    return Rule(message, f"SELECT $this ?value WHERE {{\n{select.strip()}\n}}{counting}")


def _alignment(said: Mapping[str, Any]) -> Alignment:
    properties = {key: tuple(terms) for key, terms in said["properties"].items()}
    return Alignment(
        title=said["title"],
        classes={key: tuple(terms) for key, terms in said["classes"].items()},
        properties={key: terms for key, terms in properties.items() if " " not in key},
        typed={(key.split()[0], key.split()[1]): terms for key, terms in properties.items() if " " in key},
    )
