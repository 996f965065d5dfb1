"""What the triples of an atlas say of it as a whole."""

from collections.abc import Callable

import pytest
import rdflib
from rdflib.namespace import DCAT, DCTERMS, FOAF, PROV, RDF, SDO, VOID

from kg.atlas import Atlas
from outputs.rdf import to_rdflib

WHOLE = rdflib.URIRef("https://w3id.org/paperkg/id/void")
PKG = rdflib.Namespace("https://w3id.org/paperkg/ontology#")


@pytest.fixture
def graph(small_atlas: Atlas) -> rdflib.Graph:
    return to_rdflib(small_atlas)


def test_only_the_parts_of_the_whole_are_blank_nodes(graph: rdflib.Graph) -> None:
    blank = {term for triple in graph for term in triple if isinstance(term, rdflib.BNode)}
    assert blank == set(graph.objects(None, VOID.classPartition)) | set(graph.objects(None, VOID.propertyPartition))


def test_the_whole_is_counted_truly(graph: rdflib.Graph) -> None:
    assert graph.value(WHOLE, PKG.papers) == rdflib.Literal(3)
    assert graph.value(WHOLE, PKG.concepts) == rdflib.Literal(4)
    assert graph.value(WHOLE, VOID.triples) == rdflib.Literal(len(graph))
    assert graph.value(WHOLE, VOID.distinctSubjects) == rdflib.Literal(len(set(graph.subjects())))
    assert graph.value(WHOLE, VOID.properties) == rdflib.Literal(len(set(graph.predicates())))
    for part in graph.objects(WHOLE, VOID.classPartition):
        members = set(graph.subjects(RDF.type, graph.value(part, VOID["class"])))
        assert graph.value(part, VOID.entities) == rdflib.Literal(len(members))


def test_the_whole_says_where_it_comes_from(graph: rdflib.Graph) -> None:
    build = graph.value(WHOLE, PROV.wasGeneratedBy)
    assert {str(graph.value(used, DCTERMS.identifier)) for used in graph.objects(build, PROV.used)} == {"ab" * 32, "cd" * 32}
    program = graph.value(build, PROV.wasAssociatedWith)
    assert graph.value(program, SDO.softwareVersion) == rdflib.Literal("0.1.0")


def test_the_whole_says_how_it_is_published(make_atlas: Callable[..., Atlas]) -> None:
    said = {"title": "Gates", "licence": "https://example.org/l", "publisher": "A. P.", "address": "https://example.org/atlas/"}
    graph = to_rdflib(make_atlas(**said))
    assert graph.value(WHOLE, DCTERMS.title) == rdflib.Literal("Gates")
    assert graph.value(WHOLE, DCTERMS.license) == rdflib.URIRef("https://example.org/l")
    publisher = graph.value(WHOLE, DCTERMS.publisher)
    assert graph.value(publisher, FOAF.name) == rdflib.Literal("A. P.")
    downloads = {graph.value(file, DCAT.downloadURL) for file in graph.objects(WHOLE, DCAT.distribution)}
    assert downloads == {rdflib.URIRef(f"https://example.org/atlas/graph.{form}") for form in ("nt", "ttl")}
