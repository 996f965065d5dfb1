"""The graphs, communities, centrality and layout of an atlas."""

import networkx as nx
import numpy as np
import pyarrow as pa
import pytest
import scipy.sparse as sp

import kg
from kg.errors import NotInAtlas
from kg.graph import place
from kg.graph.communities import find_communities, name_communities


def test_a_relation_is_an_edge_for_each_paper_that_states_it(rich_atlas: kg.Atlas) -> None:
    edges = rich_atlas.graph().get_edge_data("concept/gated-unit", "concept/rnn")
    assert edges["relation:outperforms:arxiv-1406.00001"] == {
        "kind": "relation",
        "relation": "outperforms",
        "paper_id": "arxiv-1406.00001",
        "confidence": 0.8,
        "sentence": "It beats the plain RNN at machine translation.",
    }
    assert "confidence" not in edges["relation:outperforms:arxiv-1706.00003"]


def two_cliques(size: int) -> sp.csr_matrix:
    block = np.ones((size, size)) - np.eye(size)
    matrix = np.zeros((2 * size + 1, 2 * size + 1))
    matrix[:size, :size] = matrix[size : 2 * size, size : 2 * size] = block
    matrix[0, size] = matrix[size, 0] = 0.1
    return sp.csr_matrix(matrix)


def test_communities_are_the_dense_parts_and_a_lone_paper_has_none() -> None:
    assert find_communities(two_cliques(5), seed=0).tolist() == [0] * 5 + [1] * 5 + [-1]


def test_graph_holds_papers_and_visible_concepts_with_keyed_edges(atlas: kg.Atlas) -> None:
    graph = atlas.graph()
    counts = atlas.manifest["counts"]
    assert isinstance(graph, nx.MultiDiGraph)
    assert graph.number_of_nodes() == counts["papers"] + counts["concepts"] - counts["concepts_hidden"]
    assert {key.partition(":")[0] for _, _, key in graph.edges(keys=True)} == {"usage", "link", "relation", "broader"}
    assert all(set(data) >= {"kind", "centrality", "x", "y"} for _, data in graph.nodes(data=True))
    assert all(
        head.startswith("paper/") and tail.startswith("concept/") for head, tail, key in graph.edges(keys=True) if key == "usage"
    )


def test_papers_graph_weighs_edges_by_the_score(atlas: kg.Atlas) -> None:
    graph = atlas.papers_graph()
    assert graph.number_of_edges() == atlas.table("links").num_rows
    assert all(0 < data["weight"] <= 1 and data["shared"] for _, _, data in graph.edges(data=True))


def test_concepts_graph_counts_papers_that_use_both(atlas: kg.Atlas) -> None:
    graph, whole = atlas.concepts_graph(), atlas.graph()
    a, b, data = max(graph.edges(data=True), key=lambda edge: (edge[2]["weight"], edge[0], edge[1]))
    assert data["weight"] == len(set(whole.predecessors(a)) & set(whole.predecessors(b))) > 1


def test_similar_papers_are_best_first_and_symmetric(atlas: kg.Atlas) -> None:
    paper = atlas.table("links")["paper_a"][0].as_py()
    found = atlas.similar(paper, 100)
    assert [score for _, score, _ in found] == sorted((score for _, score, _ in found), reverse=True)
    assert all(paper in {other for other, _, _ in atlas.similar(near, 100)} for near, _, _ in found)
    assert len(atlas.similar(paper, 2)) <= 2


def test_unknown_paper_is_named(atlas: kg.Atlas) -> None:
    with pytest.raises(NotInAtlas, match="has no paper 'nonsense'"):
        atlas.similar("nonsense")


def test_communities_are_named_by_concepts_of_theirs(atlas: kg.Atlas) -> None:
    communities = atlas.communities()
    assert [group.number for group in communities] == list(range(len(communities)))
    assert all(group.name and group.papers for group in communities)
    assert len({group.name for group in communities}) == len(communities)


def test_centrality_lies_between_0_and_1_and_the_greatest_is_1(atlas: kg.Atlas) -> None:
    for name in ("papers", "concepts"):
        values = [value for value in atlas.table(name)["centrality"].to_pylist() if value is not None]
        assert min(values) >= 0
        assert max(values) == 1


def test_no_two_papers_stand_on_each_other(atlas: kg.Atlas) -> None:
    table = atlas.table("papers")
    places = np.column_stack([table["x"].to_numpy(), table["y"].to_numpy()])
    apart = np.sqrt(((places[:, None] - places[None]) ** 2).sum(axis=2)) + np.eye(len(places)) * 1e9
    assert apart.min() > 20


def test_above_the_limit_nothing_is_placed(atlas: kg.Atlas) -> None:
    def bare(name: str) -> pa.Table:
        table = atlas.table(name)
        for column in ("community", "centrality", "x", "y"):
            field = table.schema.field(column)
            table = table.set_column(table.schema.get_field_index(column), field, pa.nulls(table.num_rows, field.type))
        return table

    papers, concepts = place(bare("papers"), bare("concepts"), atlas.table("usages"), atlas.table("links"), limit=3)
    assert papers["x"].null_count == papers.num_rows
    assert concepts["community"].null_count == concepts.num_rows


def test_a_community_is_not_named_twice_by_the_same_words_nor_by_what_one_paper_uses() -> None:
    labels = ["associative memory", "Associative Memory model", "recall", "one system"]
    papers = pa.table({"paper_id": ["a", "b"], "community": [0, 0]})
    uses = [(paper, concept) for concept in range(3) for paper in "ab"] + [("a", 3)]
    concepts = {"concept_id": list("0123"), "label": labels, "papers": [2, 2, 2, 1], "hidden": [False] * 4}
    usages = pa.table({"paper_id": [paper for paper, _ in uses], "concept_id": [str(concept) for _, concept in uses]})
    [group] = name_communities(papers, pa.table(concepts), usages)
    assert (group.name, group.concepts) == ("associative memory · recall", ("0", "1", "2", "3"))
