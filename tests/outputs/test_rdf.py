"""The RDF files of an atlas: both parsers and all syntaxes agree on them, and their bytes are always the same."""

import gzip
import json
import runpy
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, cast

import pyoxigraph
import pyshacl
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, RDF

import kg
from kg.atlas import Atlas
from kg.errors import SettingsError
from outputs.ontology.files import ontology_files
from outputs.rdf import JSON_LD, NTRIPLES, RDF_XML, TURTLE, to_rdflib

PAPER = rdflib.Namespace("https://w3id.org/paperkg/id/paper/")
CONCEPT = rdflib.Namespace("https://w3id.org/paperkg/id/concept/")


pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own JSON-LD parser

LPWC = rdflib.Namespace("https://linkedpaperswithcode.com/property/")
CSKG = rdflib.Namespace("https://w3id.org/cskg/ontology#")
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
generated_atlas = runpy.run_path(str(Path(__file__).parents[2] / "benchmarks" / "generated_atlas.py"))["make_atlas"]


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


@pytest.mark.slow
def test_every_concept_iri_of_a_graph_occurs_in_it_after_papers_are_added(atlas: Atlas, sample: Path, tmp_path: Path) -> None:
    fewer = tmp_path / "papers.txt"
    fewer.write_text("\n".join(sample.read_text("utf-8").splitlines()[:72]) + "\n", "utf-8")  # 36 of 44 papers
    kg.build([fewer], tmp_path / "atlas", settings=kg.Settings.model_validate({"outputs": {"formats": ["nt"]}}))
    before, after = (concept_iris(path / "graph.nt") for path in (tmp_path / "atlas", atlas.path))
    assert len(before) > 300
    assert before <= after


def concept_iris(path: Path) -> set[str]:
    subjects = (line.split(" ", 1)[0] for line in path.read_text("utf-8").splitlines())
    return {subject for subject in subjects if subject.startswith(f"<{CONCEPT}")}


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
