"""The atlas as GraphML."""

from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest

from kg.atlas import Atlas
from outputs.graphml import GRAPHML, to_flat_graph


@pytest.fixture
def read_back(small_atlas: Atlas, tmp_path: Path) -> nx.MultiDiGraph:
    """Return what networkx reads from the file."""
    GRAPHML.write(small_atlas, tmp_path / "graph.graphml")
    return nx.read_graphml(tmp_path / "graph.graphml", force_multigraph=True)


def test_nodes_and_edges_come_back_with_their_attributes(small_atlas: Atlas, read_back: nx.MultiDiGraph) -> None:
    graph = small_atlas.graph()
    assert set(read_back) == set(graph)
    assert read_back.number_of_edges() == graph.number_of_edges()
    assert read_back.nodes["concept/rnn"]["label"] == "recurrent neural network"
    assert read_back.nodes["paper/title-a"]["year"] == 2017


def test_lists_are_joined_and_unknown_values_left_out(read_back: nx.MultiDiGraph) -> None:
    assert read_back.nodes["concept/rnn"]["aliases"] == "RNN; recurrent neural network"
    assert "year" not in read_back.nodes["paper/title-c"]


def test_every_edge_has_an_id_of_its_own(read_back: nx.MultiDiGraph) -> None:
    keys = [key for _, _, key in read_back.edges(keys=True)]
    assert len(keys) == len(set(keys))
    assert {kind for _, _, kind in read_back.edges(data="kind")} == {"usage", "link", "broader"}


def test_roles_and_relations_come_back_with_their_sentences(rich_atlas: Atlas, tmp_path: Path) -> None:
    GRAPHML.write(rich_atlas, tmp_path / "graph.graphml")
    graph = nx.read_graphml(tmp_path / "graph.graphml", force_multigraph=True)
    relations = [edge for *_, edge in graph.edges("concept/gated-unit", data=True) if edge["kind"] == "relation"]
    said = {(edge["relation"], edge["paper_id"], edge["sentence"]) for edge in relations}
    assert ("used_for", "arxiv-1406.00001", "It beats the plain RNN at machine translation.") in said
    [usage] = graph.get_edge_data("paper/arxiv-1406.00001", "concept/gated-unit").values()
    assert (usage["role"], usage["role_confidence"]) == ("introduced", 0.9)


def test_characters_that_xml_cannot_carry_are_replaced() -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("paper/a", title="a\x00b\x1bc\ufffe😀\n", authors=("x\x01", "y"), year=None)
    assert dict(to_flat_graph(graph).nodes["paper/a"]) == {"title": "a\ufffdb\ufffdc\ufffd😀\n", "authors": "x\ufffd; y"}


def test_writing_twice_gives_the_same_bytes(make_atlas: Callable[..., Atlas], tmp_path: Path) -> None:
    for name in ("one", "two"):
        GRAPHML.write(make_atlas(), tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_the_real_atlas_can_be_read_back(atlas: Atlas, tmp_path: Path) -> None:
    GRAPHML.write(atlas, tmp_path / "graph.graphml")
    assert set(nx.read_graphml(tmp_path / "graph.graphml", force_multigraph=True)) == set(atlas.graph())
