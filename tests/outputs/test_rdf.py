"""The RDF of an atlas: what it says, and that both parsers and both syntaxes agree on it."""

import gzip
import json
import runpy
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import pyoxigraph
import pyshacl
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, DCTERMS, FOAF, PROV, RDF, RDFS, SDO, SKOS, VOID, XSD

import kg
from kg.atlas import Atlas
from kg.errors import SettingsError
from outputs.ontology.files import ontology_files
from outputs.rdf import JSON_LD, NTRIPLES, RDF_XML, TURTLE, to_rdflib

WHOLE = rdflib.URIRef("https://w3id.org/paperkg/id/void")
PAPER = rdflib.Namespace("https://w3id.org/paperkg/id/paper/")
CONCEPT = rdflib.Namespace("https://w3id.org/paperkg/id/concept/")
LINK = rdflib.Namespace("https://w3id.org/paperkg/id/link/")


Rows = Mapping[str, Sequence[Mapping[str, Any]]]
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own JSON-LD parser

PKG = rdflib.Namespace("https://w3id.org/paperkg/ontology#")
LPWC = rdflib.Namespace("https://linkedpaperswithcode.com/property/")
CSKG = rdflib.Namespace("https://w3id.org/cskg/ontology#")
MLS = rdflib.Namespace("http://www.w3.org/ns/mls#")
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
ORKGP = rdflib.Namespace("http://orkg.org/orkg/predicate/")
PRISM = rdflib.Namespace("http://prismstandard.org/namespaces/basic/2.0/")
SOA = rdflib.Namespace("https://semopenalex.org/ontology/")
generated_atlas = runpy.run_path(str(Path(__file__).parents[2] / "benchmarks" / "generated_atlas.py"))["make_atlas"]


def concepts_in(ntriples: Path) -> set[str]:
    """Return the IRIs of concepts that the file says something of."""
    subjects = {line.partition(" ")[0] for line in ntriples.read_text("utf-8").splitlines()}
    return {subject for subject in subjects if subject.startswith(f"<{CONCEPT}")}


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
    assert isomorphic(rdflib.Graph().parse(tmp_path / "graph.nt"), rdflib.Graph().parse(tmp_path / "graph.ttl"))


def test_lines_are_sorted_by_bytes_also_where_one_id_begins_another(small_atlas: Atlas) -> None:
    lines = written(small_atlas)[0].read_bytes().splitlines(keepends=True)
    assert lines == sorted(set(lines))
    assert any(b"/paper/title-a>" in line for line in lines)
    assert any(b"/paper/title-a-b>" in line for line in lines)


def test_writing_twice_gives_the_same_bytes(make_atlas: Callable[..., Atlas]) -> None:
    first, second = written(make_atlas()), written(make_atlas())
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_only_the_parts_of_the_whole_are_blank_nodes(graph: rdflib.Graph) -> None:
    blank = {term for triple in graph for term in triple if isinstance(term, rdflib.BNode)}
    assert blank == set(graph.objects(None, VOID.classPartition)) | set(graph.objects(None, VOID.propertyPartition))


@pytest.mark.parametrize("form", ["nt", "turtle", "jsonld", "rdfxml"])
def test_all_syntaxes_say_the_same_and_pass_the_strict_parser(form: str, rich_atlas: Atlas, tmp_path: Path) -> None:
    NTRIPLES.write(rich_atlas, tmp_path / "graph.nt")
    output = {"nt": NTRIPLES, "turtle": TURTLE, "jsonld": JSON_LD, "rdfxml": RDF_XML}[form]
    path = tmp_path / output.file_name
    output.write(rich_atlas, path)
    assert canonical(path) == canonical(tmp_path / "graph.nt")
    assert isomorphic(rdflib.Graph().parse(path), rdflib.Graph().parse(tmp_path / "graph.nt"))


def test_json_ld_reads_as_plain_json(rich_atlas: Atlas, tmp_path: Path) -> None:
    JSON_LD.write(rich_atlas, tmp_path / "graph.jsonld")
    nodes = {node["@id"]: node for node in json.loads((tmp_path / "graph.jsonld").read_text("utf-8"))["@graph"]}
    paper = nodes["paper:arxiv-1406.00001"]
    assert paper["title"] == "Gates That Remember"
    assert paper["issued"] == "2014"
    assert paper["creator"] == ["Ada Lovelace", "Alan Turing"]
    assert paper["introduces"] == "concept:gated-unit"
    assert paper["community"] == 0
    assert nodes["concept:bleu"]["@type"] == ["skos:Concept", "Metric"]


def test_a_name_that_ends_with_gz_is_compressed_without_a_time_stamp(small_atlas: Atlas, tmp_path: Path) -> None:
    for output in (NTRIPLES, TURTLE):
        name = output.file_name
        for path in (tmp_path / name, tmp_path / f"{name}.gz", tmp_path / "again" / f"{name}.gz"):
            output.write(small_atlas, path)
        assert gzip.decompress((tmp_path / f"{name}.gz").read_bytes()) == (tmp_path / name).read_bytes()
        assert (tmp_path / f"{name}.gz").read_bytes() == (tmp_path / "again" / f"{name}.gz").read_bytes()
    assert {path.name for path in tmp_path.iterdir()} >= {"graph.nt", "graph.ttl.gz"}
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_options_of_one_file_win_over_the_settings(rich_atlas: Atlas, tmp_path: Path) -> None:
    NTRIPLES.write(rich_atlas, rich_atlas.path / "graph.nt")
    output = cast("Any", TURTLE).configured(rich_atlas, {"detail": "core", "align": "lpwc,cskg"})
    output.write(rich_atlas, tmp_path / "part.ttl")
    graph = rdflib.Graph().parse(tmp_path / "part.ttl")
    assert (PAPER["arxiv-1706.00003"], LPWC.hasTask, CONCEPT["parsing"]) in graph
    assert (CONCEPT["gated-unit"], RDF.type, CSKG.Method) in graph
    assert (None, RDF.type, OA.Annotation) not in graph
    with pytest.raises(SettingsError, match=r"--align 'lpw' is not known; it takes lpwc, cskg, "):
        cast("Any", TURTLE).configured(rich_atlas, {"align": "lpw"})


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


@pytest.mark.slow
def test_ten_thousand_generated_papers_are_the_same_in_all_syntaxes(tmp_path: Path) -> None:
    atlas = Atlas(generated_atlas(10_000, tmp_path / "atlas"))
    NTRIPLES.write(atlas, atlas.path / "graph.nt")
    expected = canonical(atlas.path / "graph.nt")
    assert len(expected) > 800_000
    for output in (TURTLE, JSON_LD, RDF_XML):
        output.write(atlas, tmp_path / output.file_name)
        assert canonical(tmp_path / output.file_name) == expected, output.file_name


@pytest.mark.slow
def test_a_thousand_generated_papers_pass_rdflib_and_keep_the_shapes(tmp_path: Path) -> None:
    atlas = Atlas(generated_atlas(1_000, tmp_path / "atlas"))
    graph = to_rdflib(atlas)
    for output in (TURTLE, JSON_LD, RDF_XML):
        output.write(atlas, tmp_path / output.file_name)
        assert len(rdflib.Graph().parse(tmp_path / output.file_name)) == len(graph)
    shapes = rdflib.Graph().parse(data=ontology_files()["shapes.ttl"], format="turtle")
    assert pyshacl.validate(graph, shacl_graph=shapes, advanced=True)[0]


@pytest.mark.slow
@pytest.mark.corpus
def test_the_listing_is_the_same_in_all_syntaxes_and_keeps_the_shapes(listing: Path, tmp_path: Path) -> None:
    kg.build([listing], tmp_path / "atlas", settings=kg.Settings.model_validate({"outputs": {"formats": ["nt"]}}))
    atlas = kg.open(tmp_path / "atlas")
    for output in (TURTLE, JSON_LD, RDF_XML):
        output.write(atlas, tmp_path / output.file_name)
        assert canonical(tmp_path / output.file_name) == canonical(atlas.path / "graph.nt"), output.file_name
        assert len(rdflib.Graph().parse(tmp_path / output.file_name)) == len(canonical(atlas.path / "graph.nt"))
    shapes = rdflib.Graph().parse(data=ontology_files()["shapes.ttl"], format="turtle")
    assert pyshacl.validate(to_rdflib(atlas), shacl_graph=shapes, advanced=True)[0]


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
