"""What the triples of an atlas say of papers, concepts, links, statements, results and mentions."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import rdflib
from rdflib.namespace import DCTERMS, PROV, RDF, RDFS, SDO, SKOS, XSD

import kg
from kg.atlas import Atlas
from outputs.rdf import to_rdflib

PAPER = rdflib.Namespace("https://w3id.org/paperkg/id/paper/")
CONCEPT = rdflib.Namespace("https://w3id.org/paperkg/id/concept/")
LINK = rdflib.Namespace("https://w3id.org/paperkg/id/link/")
PKG = rdflib.Namespace("https://w3id.org/paperkg/ontology#")
ITSRDF = rdflib.Namespace("http://www.w3.org/2005/11/its/rdf#")
LPWC = rdflib.Namespace("https://linkedpaperswithcode.com/property/")
CSKG = rdflib.Namespace("https://w3id.org/cskg/ontology#")
MLS = rdflib.Namespace("http://www.w3.org/ns/mls#")
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
ORKGP = rdflib.Namespace("http://orkg.org/orkg/predicate/")
PRISM = rdflib.Namespace("http://prismstandard.org/namespaces/basic/2.0/")
SOA = rdflib.Namespace("https://semopenalex.org/ontology/")

Rows = Mapping[str, Sequence[Mapping[str, Any]]]


def concepts_in(ntriples: Path) -> set[str]:
    """Return the IRIs of concepts that the file says something of."""
    subjects = {line.partition(" ")[0] for line in ntriples.read_text("utf-8").splitlines()}
    return {subject for subject in subjects if subject.startswith(f"<{CONCEPT}")}


@pytest.fixture
def graph(small_atlas: Atlas) -> rdflib.Graph:
    return to_rdflib(small_atlas)


def test_what_others_call_it_is_written_beside_ours(make_atlas: Callable[..., Atlas], rich_rows: Rows) -> None:
    graph = to_rdflib(make_atlas(rich_rows, merges=[], align=["lpwc", "cskg", "mlso", "orkg", "semopenalex"]))
    rnn, paper = CONCEPT["rnn"], PAPER["arxiv-1706.00002"]
    assert set(graph.objects(rnn, RDF.type)) >= {SKOS.Concept, PKG.Model, CSKG.ResearchEntity, CSKG.Method, MLS.Model}
    assert set(graph.predicates(paper, CONCEPT["mt"])) >= {LPWC.hasTask, ORKGP.P32, SOA.hasConcept, DCTERMS.subject}
    assert set(graph.predicates(paper, CONCEPT["wmt14"])) >= {LPWC.usesDataset}
    assert set(graph.predicates(CONCEPT["gated-unit"], rnn)) >= {PKG.outperforms, CSKG.outperformsMethod}
    [statement] = graph.subjects(CSKG.hasSupport, rdflib.Literal(2))
    assert graph.value(statement, RDF.subject) == CONCEPT["gated-unit"]


def test_a_statement_leads_to_its_papers_and_sentences(rich_atlas: Atlas) -> None:
    graph = to_rdflib(rich_atlas)
    statement = rdflib.URIRef("https://w3id.org/paperkg/id/statement/gated-unit/outperforms/rnn")
    assert graph.value(statement, PKG.support) == rdflib.Literal(2)
    said = {
        (graph.value(each, PROV.wasDerivedFrom), str(graph.value(each, PKG.sentence)))
        for each in graph.objects(statement, PKG.evidence)
    }
    assert said == {
        (PAPER["arxiv-1406.00001"], "It beats the plain RNN at machine translation."),
        (PAPER["arxiv-1706.00003"], "The gated unit beats the plain RNN again."),
    }
    assert (CONCEPT["gated-unit"], PKG.outperforms, CONCEPT["rnn"]) in graph


def test_a_result_has_its_value_as_number_and_as_written_and_its_clause(rich_atlas: Atlas) -> None:
    graph = to_rdflib(rich_atlas)
    [result] = graph.subjects(MLS.specifiedBy, CONCEPT["bleu"])
    assert graph.value(result, MLS.hasValue) == rdflib.Literal("28.4", datatype=XSD.decimal)
    assert graph.value(result, PKG.valueText) == rdflib.Literal("28.4")
    assert graph.value(result, PKG.sentence) == rdflib.Literal("The gated unit reaches 28.4 BLEU on WMT14.")
    assert graph.value(result, PROV.wasDerivedFrom) == PAPER["arxiv-1706.00002"]
    assert {graph.value(result, each) for each in (PKG.model, PKG.task, PKG.dataset)} == {
        CONCEPT["gated-unit"], CONCEPT["mt"], CONCEPT["wmt14"]
    }  # fmt: skip
    assert len(set(graph.subjects(RDF.type, PKG.Result))) == 2


def test_a_result_that_is_a_difference_says_so(rich_atlas: Atlas) -> None:
    graph = to_rdflib(rich_atlas)
    said = {
        str(graph.value(each, PKG.valueText)): graph.value(each, PKG.difference) for each in graph.subjects(RDF.type, PKG.Result)
    }
    assert said == {"28.4": None, "25": rdflib.Literal(False)}


def test_in_full_detail_a_role_has_its_confidence(rich_atlas: Atlas) -> None:
    graph = to_rdflib(rich_atlas)
    usage = rdflib.URIRef("https://w3id.org/paperkg/id/usage/arxiv-1406.00001/gated-unit")
    assert graph.value(usage, PKG.role) == PKG.introduces
    assert graph.value(usage, ITSRDF.taConfidence) == rdflib.Literal("0.9", datatype=XSD.decimal)
    assert (graph.value(usage, PROV.wasDerivedFrom), PKG.introduces, graph.value(usage, PKG.ofConcept)) in graph


def test_a_mention_is_a_web_annotation_with_place_quote_and_sentence(rich_atlas: Atlas) -> None:
    graph = to_rdflib(rich_atlas)
    [mention] = graph.subjects(OA.hasBody, CONCEPT["gated-unit"])
    [target] = graph.objects(mention, OA.hasTarget)
    said = {str(value) for selector in graph.objects(target, OA.hasSelector) for value in graph.objects(selector)}
    assert said >= {"15", "25", "gated unit"}
    assert graph.value(target, OA.hasSource) == PAPER["arxiv-1406.00001"]
    assert graph.value(mention, PKG.sentence) == rdflib.Literal("We present the gated unit.")


def test_matches_venues_and_categories_are_written(rich_atlas: Atlas) -> None:
    graph = to_rdflib(rich_atlas)
    assert graph.value(CONCEPT["rnn"], SKOS.exactMatch) == rdflib.URIRef("https://example.org/rnn")
    assert graph.value(CONCEPT["rnn"], SKOS.closeMatch) == rdflib.URIRef("https://example.org/net")
    assert graph.value(PAPER["arxiv-1406.00001"], PRISM.publicationName) == rdflib.Literal("Workshop on Gates")
    assert graph.value(PAPER["arxiv-1406.00001"], SDO.keywords) == rdflib.Literal("cs.CL")


def test_adding_a_paper_ends_no_concept(sample: Path, atlas: Atlas, tmp_path: Path) -> None:
    lines = sample.read_text("utf-8").splitlines(keepends=True)
    (tmp_path / "fewer.txt").write_text("".join(lines[:-2]), "utf-8")
    kg.build([tmp_path / "fewer.txt"], tmp_path / "atlas", settings=kg.Settings.model_validate({"outputs": {"formats": ["nt"]}}))
    before, after = (concepts_in(each.path / "graph.nt") for each in (kg.open(tmp_path / "atlas"), atlas))
    assert len(before) > 300
    assert before <= after


def test_a_paper_has_its_facts(graph: rdflib.Graph) -> None:
    facts = set(graph.predicate_objects(PAPER["title-a"]))
    assert facts >= {
        (RDF.type, rdflib.URIRef("http://purl.org/spar/fabio/ResearchPaper")),
        (RDF.type, SDO.ScholarlyArticle),
        (DCTERMS.title, rdflib.Literal("Gated Networks for Tagging")),
        (DCTERMS.abstract, rdflib.Literal("An RNN tags words.")),
        (DCTERMS.issued, rdflib.Literal("2017", datatype=XSD.gYear)),
        (DCTERMS.identifier, rdflib.Literal("title-a")),
        (PKG.community, rdflib.Literal(0)),
    }


def test_only_web_addresses_become_links(graph: rdflib.Graph) -> None:
    assert graph.value(PAPER["title-c"], SDO.url) == rdflib.URIRef("https://example.org/a%20b")
    assert graph.value(PAPER["title-c"], RDFS.seeAlso) == rdflib.URIRef("https://example.org/a%20b")
    assert list(graph.objects(PAPER["title-c"], SDO.codeRepository)) == [rdflib.URIRef("https://github.com/x/y")]


def test_a_concept_has_its_names_type_and_count(graph: rdflib.Graph) -> None:
    rnn = CONCEPT["rnn"]
    assert set(graph.objects(rnn, RDF.type)) == {SKOS.Concept, PKG.Model}
    assert list(graph.objects(rnn, SKOS.prefLabel)) == [rdflib.Literal("recurrent neural network")]
    assert list(graph.objects(rnn, SKOS.altLabel)) == [rdflib.Literal("RNN")]
    assert graph.value(rnn, PKG.papers) == rdflib.Literal(2)
    scheme = graph.value(rnn, SKOS.inScheme)
    assert graph.value(scheme, RDF.type) == SKOS.ConceptScheme
    assert list(graph.objects(CONCEPT["beam-search"], SKOS.broader)) == [CONCEPT["search"]]


def test_hidden_concepts_are_nowhere(graph: rdflib.Graph) -> None:
    assert CONCEPT["model"] not in graph.all_nodes()
    assert CONCEPT["models"] not in graph.all_nodes()


def test_a_role_is_written_beside_the_subject_once_it_is_known(graph: rdflib.Graph) -> None:
    assert set(graph.predicates(PAPER["title-a"], CONCEPT["rnn"])) == {DCTERMS.subject, PKG.uses}
    assert set(graph.predicates(PAPER["title-a"], CONCEPT["pos"])) == {DCTERMS.subject}


def test_a_link_goes_both_ways_and_is_explained(graph: rdflib.Graph) -> None:
    a, b, link = PAPER["title-a"], PAPER["title-a-b"], LINK["title-a/title-a-b"]
    assert (a, PKG.linkedTo, b) in graph
    assert (b, PKG.linkedTo, a) in graph
    assert set(graph.objects(link, PKG.between)) == {a, b}
    assert list(graph.objects(link, PKG.sharedConcept)) == [CONCEPT["rnn"]]
    assert graph.value(link, PKG.score) == rdflib.Literal("0.5", datatype=XSD.decimal)


def test_every_other_form_leads_to_its_concept(graph: rdflib.Graph) -> None:
    assert set(graph.subjects(DCTERMS.isReplacedBy, CONCEPT["rnn"])) == {CONCEPT["rnns"], CONCEPT["rnn-h0123456789"]}
