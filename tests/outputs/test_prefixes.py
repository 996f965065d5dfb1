"""Prefixes and the short names made with them."""

import pytest
import rdflib.namespace

from outputs.ontology import ONTOLOGY
from outputs.prefixes import prefixes_of, shorten


@pytest.mark.parametrize("prefix", ["dcat", "dcterms", "foaf", "owl", "prov", "rdf", "rdfs", "skos", "void", "xsd"])
def test_a_usual_prefix_stands_for_what_it_usually_does(prefix: str) -> None:
    assert ONTOLOGY.prefixes[prefix] == str(getattr(rdflib.namespace, prefix.upper()))


def test_the_longest_namespace_wins_and_an_unknown_iri_stays() -> None:
    prefixes = {"a": "http://example.org/", **prefixes_of("http://example.org/id/")}
    assert shorten("http://example.org/id/paper/title-a", prefixes) == "paper:title-a"
    assert shorten("http://example.org/x", prefixes) == "a:x"
    assert shorten("urn:x", prefixes) == "urn:x"
