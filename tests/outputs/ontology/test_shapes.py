"""The shapes: no violation in what is written, and every planted fault is found."""

from collections.abc import Callable
from pathlib import Path

import pyshacl
import pytest
import rdflib

from kg.atlas import Atlas
from outputs.ontology import ONTOLOGY
from outputs.ontology.files import ontology_files
from outputs.prefixes import prefixes_of
from outputs.rdf import NTRIPLES, to_rdflib

SHAPES = rdflib.Graph().parse(data=ontology_files()["shapes.ttl"], format="turtle")
NAMES = prefixes_of("https://w3id.org/paperkg/id/")
GATED = "paper:arxiv-1406.00001"

# Each is a SPARQL update of the graph of RICH.
FAULTS = {
    "a paper without a title": f"DELETE {{ ?s dcterms:title ?t }} WHERE {{ ?s dcterms:title ?t FILTER(?s = {GATED}) }}",
    "a paper with two titles": f"INSERT DATA {{ {GATED} dcterms:title 'another' }}",
    "an empty title": f"DELETE {{ {GATED} dcterms:title ?t }} INSERT {{ {GATED} dcterms:title '' }}"
    f" WHERE {{ {GATED} dcterms:title ?t }}",
    "a year that is a number": f"DELETE {{ {GATED} dcterms:issued ?y }} INSERT {{ {GATED} dcterms:issued 2014 }}"
    f" WHERE {{ {GATED} dcterms:issued ?y }}",
    "a misspelt property": f"INSERT DATA {{ {GATED} dcterms:titel 'x' }}",
    "a subject that is no concept": f"INSERT DATA {{ {GATED} dcterms:subject <https://example.org/> }}",
    "a subject that is a text": f"INSERT DATA {{ {GATED} dcterms:subject 'RNN' }}",
    "a role without its subject": f"INSERT DATA {{ {GATED} pkg:uses concept:bleu }}",
    "a usage of another role": "DELETE { ?u pkg:role pkg:introduces } INSERT { ?u pkg:role pkg:mentions }"
    " WHERE { ?u pkg:role pkg:introduces }",
    "a usage of no concept": "DELETE { ?u pkg:ofConcept ?c } WHERE { ?u pkg:ofConcept ?c }",
    "a difference that is a word": "DELETE { ?r pkg:difference ?d } INSERT { ?r pkg:difference 'no' }"
    " WHERE { ?r pkg:difference ?d }",
    "a paper that is no article": f"DELETE DATA {{ {GATED} a schema:ScholarlyArticle }}",
    "a paper that is no paper": f"DELETE DATA {{ {GATED} a fabio:ResearchPaper }}",
    "a code address that is a text": f"INSERT DATA {{ {GATED} schema:codeRepository 'https://example.org/' }}",
    "a centrality above 1": f"DELETE {{ {GATED} pkg:centrality ?c }} INSERT {{ {GATED} pkg:centrality 1.5 }}"
    f" WHERE {{ {GATED} pkg:centrality ?c }}",
    "a link one way": f"DELETE DATA {{ {GATED} pkg:linkedTo paper:arxiv-1706.00002 }}",
    "linked papers without a link": f"INSERT DATA {{ {GATED} pkg:linkedTo paper:arxiv-1706.00003 ."
    f" paper:arxiv-1706.00003 pkg:linkedTo {GATED} }}",
    "a link of one paper": "DELETE { ?l pkg:between ?p } WHERE { ?l pkg:between ?p FILTER(STRENDS(STR(?p), '2')) }",
    "a link by a concept that one paper does not name": "INSERT { ?l pkg:sharedConcept concept:bleu } WHERE { ?l a pkg:Link }",
    "a score that is text": "DELETE { ?l pkg:score ?s } INSERT { ?l pkg:score '0.5' } WHERE { ?l pkg:score ?s }",
    "a concept without a label": "DELETE WHERE { concept:bleu skos:prefLabel ?l }",
    "a concept of two types": "INSERT DATA { concept:bleu a pkg:Task }",
    "a concept of no type": "DELETE DATA { concept:bleu a pkg:Metric }",
    "a concept in no scheme": "DELETE WHERE { concept:bleu skos:inScheme ?s }",
    "a wrong number of papers": "DELETE { concept:bleu pkg:papers ?n } INSERT { concept:bleu pkg:papers 7 }"
    " WHERE { concept:bleu pkg:papers ?n }",
    "a form that leads nowhere": "INSERT DATA { concept:rn dcterms:isReplacedBy concept:nothing }",
    "a form that is a concept": "INSERT DATA { concept:bleu dcterms:isReplacedBy concept:rnn }",
    "a statement without its triple": "DELETE DATA { concept:gated-unit pkg:usedFor concept:mt }",
    "a triple without its statement": "INSERT DATA { concept:mt pkg:partOf concept:rnn }",
    "a wrong support": "DELETE { ?s pkg:support ?n } INSERT { ?s pkg:support 3 } WHERE { ?s pkg:support ?n }",
    "a statement without evidence": "DELETE { ?s pkg:evidence ?e } WHERE { ?s pkg:evidence ?e ; pkg:relation pkg:usedFor }",
    "evidence that its paper does not have": "DELETE { ?e pkg:sentence ?t } INSERT { ?e pkg:sentence 'Not there.' }"
    " WHERE { ?e a pkg:Evidence ; pkg:sentence ?t }",
    "a confidence above 1": "DELETE { ?e itsrdf:taConfidence ?c } INSERT { ?e itsrdf:taConfidence 8.0 }"
    " WHERE { ?e itsrdf:taConfidence ?c }",
    "a result without a paper": "DELETE { ?r prov:wasDerivedFrom ?p } WHERE { ?r a pkg:Result ; prov:wasDerivedFrom ?p }",
    "a value that is a text": "DELETE { ?r mls:hasValue ?v } INSERT { ?r mls:hasValue '28.4' } WHERE { ?r mls:hasValue ?v }",
    "a clause that its paper does not have": "DELETE { ?r pkg:sentence ?t } INSERT { ?r pkg:sentence 'No.' }"
    " WHERE { ?r a pkg:Result ; pkg:sentence ?t }",
    "a mention that begins too early": "DELETE { ?p oa:start ?n } INSERT { ?p oa:start ?m }"
    " WHERE { ?p oa:start ?n BIND(?n - 1 AS ?m) }",
    "a mention of another text": "DELETE { ?q oa:exact ?t } INSERT { ?q oa:exact 'RN' } WHERE { ?q oa:exact ?t }",
    "a mention of two concepts": "INSERT { ?m oa:hasBody concept:bleu } WHERE { ?m a oa:Annotation }",
    "a mention without a place": "DELETE { ?t oa:hasSelector ?s } WHERE { ?t oa:hasSelector ?s . ?s oa:start ?n }",
    "a place without a kind": "DELETE { ?s a oa:TextPositionSelector } WHERE { ?s a oa:TextPositionSelector }",
    "a dataset without a build": "DELETE { ?d prov:wasGeneratedBy ?b } WHERE { ?d prov:wasGeneratedBy ?b }",
    "a build without its program": "DELETE { ?b prov:wasAssociatedWith ?p } WHERE { ?b prov:wasAssociatedWith ?p }",
}


SHACL = rdflib.Namespace("http://www.w3.org/ns/shacl#")
# Nearly every fault changes these counts of the whole; each has to be found without them.
COUNTS = {
    "void:triples is the number of triples",
    "void:entities counts the members of each class",
    "the parts of the properties count their triples",
}


def violations(graph: rdflib.Graph) -> set[str]:
    """Return what is wrong with a graph, in the words of the shapes."""
    conforms, report, _ = pyshacl.validate(graph, shacl_graph=SHAPES, advanced=True)
    assert isinstance(report, rdflib.Graph)
    found = {str(message) for message in report.objects(None, SHACL.resultMessage)}
    assert conforms == (not found)
    return found


@pytest.fixture
def rich(rich_atlas: Atlas) -> rdflib.Graph:
    return to_rdflib(rich_atlas)


def test_what_is_written_keeps_the_shapes(rich: rdflib.Graph, make_atlas: Callable[..., Atlas]) -> None:
    assert violations(rich) == set()
    assert violations(to_rdflib(make_atlas())) == set()
    assert violations(to_rdflib(make_atlas({}, merges=[]))) == set()


def test_what_is_published_and_aligned_keeps_the_shapes(make_atlas: Callable[..., Atlas]) -> None:
    said = {"licence": "https://example.org/licence", "publisher": "A. Publisher", "address": "https://example.org/atlas"}
    assert violations(to_rdflib(make_atlas(align=list(ONTOLOGY.alignments), **said))) == set()


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(fault: str, rich: rdflib.Graph) -> None:
    before = len(rich), set(rich)
    rich.update(FAULTS[fault], initNs=NAMES)
    assert (len(rich), set(rich)) != before
    assert violations(rich) - COUNTS


def test_a_triple_too_many_is_found_by_the_counts_of_the_whole(rich: rdflib.Graph) -> None:
    rich.update("INSERT DATA { concept:bleu skos:altLabel 'Bleu' }", initNs=NAMES)
    assert violations(rich) == COUNTS - {"void:entities counts the members of each class"}


@pytest.mark.slow
def test_the_sample_keeps_the_shapes(atlas: Atlas, tmp_path: Path) -> None:
    NTRIPLES.write(atlas, tmp_path / "graph.nt")
    assert violations(rdflib.Graph().parse(tmp_path / "graph.nt")) == set()
