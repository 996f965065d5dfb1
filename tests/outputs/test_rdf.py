"""The RDF of an atlas: what it says, and that both parsers and both syntaxes agree on it."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, RDF, RDFS, SDO, SKOS, XSD

from kg.atlas import Atlas
from outputs.ontology import PKG
from outputs.rdf import NTRIPLES, TURTLE, to_rdflib

PAPER = rdflib.Namespace("https://w3id.org/paperkg/id/paper/")
CONCEPT = rdflib.Namespace("https://w3id.org/paperkg/id/concept/")
LINK = rdflib.Namespace("https://w3id.org/paperkg/id/link/")


def written(atlas: Atlas) -> tuple[Path, Path]:
    NTRIPLES.write(atlas, atlas.path / NTRIPLES.file_name)
    TURTLE.write(atlas, atlas.path / TURTLE.file_name)
    return atlas.path / NTRIPLES.file_name, atlas.path / TURTLE.file_name


def canonical(path: Path) -> set[pyoxigraph.Quad]:
    dataset = pyoxigraph.Dataset(pyoxigraph.parse(path=path))
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    return set(dataset)


@pytest.fixture
def graph(small_atlas: Atlas) -> rdflib.Graph:
    return to_rdflib(small_atlas)


def test_ntriples_and_turtle_hold_the_same_triples_in_both_parsers(small_atlas: Atlas, graph: rdflib.Graph) -> None:
    ntriples, turtle = written(small_atlas)
    assert canonical(ntriples) == canonical(turtle)
    assert len(canonical(ntriples)) == len(graph)
    assert isomorphic(rdflib.Graph().parse(ntriples), graph)
    assert isomorphic(rdflib.Graph().parse(turtle), graph)


def test_the_real_atlas_passes_both_parsers_and_says_the_same_in_both_syntaxes(atlas: Atlas, tmp_path: Path) -> None:
    NTRIPLES.write(atlas, tmp_path / "graph.nt")
    TURTLE.write(atlas, tmp_path / "graph.ttl")
    assert canonical(tmp_path / "graph.nt") == canonical(tmp_path / "graph.ttl")
    assert set(rdflib.Graph().parse(tmp_path / "graph.nt")) == set(rdflib.Graph().parse(tmp_path / "graph.ttl"))


def test_lines_are_sorted_by_bytes_also_where_one_id_begins_another(small_atlas: Atlas) -> None:
    lines = written(small_atlas)[0].read_bytes().splitlines(keepends=True)
    assert lines == sorted(set(lines))
    assert any(b"/paper/title-a>" in line for line in lines)
    assert any(b"/paper/title-a-b>" in line for line in lines)


def test_writing_twice_gives_the_same_bytes(make_atlas: Callable[..., Atlas]) -> None:
    first, second = written(make_atlas()), written(make_atlas())
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_there_are_no_blank_nodes(graph: rdflib.Graph) -> None:
    assert not [term for triple in graph for term in triple if isinstance(term, rdflib.BNode)]


def test_our_terms_are_all_in_the_ontology(graph: rdflib.Graph) -> None:
    used = {term for triple in graph for term in triple if isinstance(term, rdflib.URIRef) and term.startswith(str(PKG))}
    assert used <= set(dir(PKG)) | {PKG[name] for name in PKG.__annotations__}


def test_a_term_that_the_ontology_does_not_define_is_an_error() -> None:
    with pytest.raises(AttributeError):
        _ = PKG.Paper


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


def test_the_dataset_counts_papers_and_visible_concepts(graph: rdflib.Graph) -> None:
    dataset = rdflib.URIRef("https://w3id.org/paperkg/id/dataset")
    assert graph.value(dataset, PKG.papers) == rdflib.Literal(3)
    assert graph.value(dataset, PKG.concepts) == rdflib.Literal(4)
    assert graph.value(dataset, PKG.version) == rdflib.Literal("0.1.0")


def test_an_empty_atlas_is_a_graph_too(make_atlas: Callable[..., Atlas]) -> None:
    ntriples, turtle = written(make_atlas({}, merges=[]))
    assert canonical(ntriples) == canonical(turtle)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(titles=st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=20))
def test_any_title_comes_back_from_turtle_and_ntriples(titles: list[str], make_atlas: Callable[..., Atlas]) -> None:
    papers = [{"paper_id": f"title-{number}", "title": title, "abstract": title} for number, title in enumerate(titles)]
    atlas = make_atlas({"papers": papers})
    for path in written(atlas):
        assert sorted(_titles(pyoxigraph.parse(path=path))) == sorted(titles)
        assert sorted(
            str(title) for paper, title in rdflib.Graph().parse(path).subject_objects(DCTERMS.title) if paper in PAPER
        ) == sorted(titles)


def _titles(quads: Iterable[pyoxigraph.Quad]) -> list[str]:
    title = pyoxigraph.NamedNode(str(DCTERMS.title))
    return [quad.object.value for quad in quads if quad.predicate == title and str(PAPER) in quad.subject.value]
