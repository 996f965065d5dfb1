"""The one source of the terms, and what is made of it."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pyoxigraph
import pytest
import rdflib
from rdflib.namespace import OWL, RDFS

from kg import settings
from kg.model import CONCEPT_TYPES
from outputs.ontology import ONTOLOGY, term
from outputs.ontology.files import ONTOLOGY_FILES, ontology_files

DOCUMENTED = Path(__file__).parents[3] / "docs" / "reference" / "ontology"


def curies() -> Iterator[str]:
    yield from ONTOLOGY.written
    for said in (*ONTOLOGY.classes.values(), *ONTOLOGY.properties.values()):
        yield from said.under
    for said in ONTOLOGY.properties.values():
        yield from (each for each in (said.domain, said.range) if each)
    for alignment in ONTOLOGY.alignments.values():
        yield from (*alignment.classes, *alignment.properties, *(each for pair in alignment.typed for each in pair))
        yield from alignment.added


def test_every_term_has_a_prefix_that_the_source_declares() -> None:
    assert all(ONTOLOGY.expand(curie).startswith("http") for curie in curies())


def test_our_own_terms_that_are_used_are_those_that_are_defined() -> None:
    own = {f"pkg:{name}" for name in (*ONTOLOGY.classes, *ONTOLOGY.properties)}
    assert {curie for curie in curies() if curie.startswith("pkg:")} == own
    used = {*ONTOLOGY.facts, *(choice for fact in ONTOLOGY.facts.values() for choice in fact.choice)}
    assert {name for name in ONTOLOGY.properties if f"pkg:{name}" not in used} == set()


def test_a_term_that_the_source_does_not_know_is_an_error() -> None:
    with pytest.raises(KeyError):
        term("dcterms:titel")


def test_the_five_types_and_the_alignments_are_those_of_the_build() -> None:
    assert set(CONCEPT_TYPES) <= set(ONTOLOGY.classes)
    assert set(get_args(settings.Alignment)) == set(ONTOLOGY.alignments)


def test_short_keys_of_the_context_stand_for_one_term_each() -> None:
    names = [
        *ONTOLOGY.classes,
        *ONTOLOGY.prefixes,
        *(path.partition(":")[2] for path in ONTOLOGY.facts),
        "concept",
        "link",
        "paper",
    ]
    assert [name for name, times in Counter(names).items() if times > 1] == []


@pytest.mark.parametrize("name", ["ontology.ttl", "shapes.ttl"])
def test_the_turtle_passes_both_parsers(name: str) -> None:
    text = ontology_files()[name]
    strict = set(pyoxigraph.parse(text, pyoxigraph.RdfFormat.TURTLE))
    assert len(strict) >= len(rdflib.Graph().parse(data=text, format="turtle")) > 200


def test_the_ontology_says_what_our_terms_fall_under_and_stand_beside() -> None:
    graph = rdflib.Graph().parse(data=ontology_files()["ontology.ttl"], format="turtle")
    pkg = rdflib.Namespace(ONTOLOGY.namespace)
    assert (pkg.Dataset, RDFS.subClassOf, rdflib.SDO.Dataset) in graph
    assert (pkg.uses, RDFS.subPropertyOf, rdflib.DCTERMS.subject) in graph
    assert (pkg.linkedTo, rdflib.RDF.type, OWL.SymmetricProperty) in graph
    assert (pkg.Task, rdflib.SKOS.closeMatch, rdflib.URIRef("https://linkedpaperswithcode.com/class/task")) in graph


def test_the_context_gives_each_value_its_kind() -> None:
    context = json.loads(ontology_files()["context.jsonld"])["@context"]
    assert context["title"] == "dcterms:title"
    assert context["issued"] == {"@id": "dcterms:issued", "@type": "xsd:gYear"}
    assert context["subject"] == {"@id": "dcterms:subject", "@type": "@id"}


def test_what_stands_in_the_documentation_is_made_of_the_source(tmp_path: Path) -> None:
    ONTOLOGY_FILES.write(None, tmp_path / "ontology")  # type: ignore[arg-type]  # the same for every atlas
    for name, text in ontology_files().items():
        assert (tmp_path / "ontology" / name).read_text("utf-8") == text
        assert (DOCUMENTED / name).read_text("utf-8") == text, (
            "make it again: kg export ATLAS ontology -o docs/reference/ontology"
        )
