"""The three networkx graphs of an atlas. All take tables, leave them alone, and leave hidden concepts out.

Nodes are `paper/{paper_id}` and `concept/{concept_id}`; attributes that are not known are left out, lists are tuples.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import networkx as nx
import pyarrow as pa
import pyarrow.compute as pc
import scipy.sparse as sp

_PAPER_ATTRIBUTES = ("title", "year", "venue", "url", "authors", "categories", "code", "community", "centrality", "x", "y")
_CONCEPT_ATTRIBUTES = (
    "label",
    "type",
    "aliases",
    "papers",
    "broader",
    "matches",
    "termhood",
    "community",
    "centrality",
    "x",
    "y",
)


def paper_node(paper_id: str) -> str:
    """Return the name of a paper's node.

    >>> paper_node("arxiv-1706.03762")
    'paper/arxiv-1706.03762'
    """
    return f"paper/{paper_id}"


def concept_node(concept_id: str) -> str:
    """Return the name of a concept's node.

    >>> concept_node("beam-search")
    'concept/beam-search'
    """
    return f"concept/{concept_id}"


def build_graph(tables: Mapping[str, pa.Table]) -> nx.MultiDiGraph:
    """Return the graph of an atlas from its tables papers, concepts, usages, links and relations.

    Node attribute `kind` is paper or concept. Edges are keyed by what they are, and hold it as `kind` too:

    * usage, paper -> concept: role, role_confidence, mentions, weight
    * link, paper -> paper (`paper_a` to `paper_b`, undirected in meaning): weight 0..1, shared (concept ids, most telling first)
    * relation, concept -> concept, key `relation:{relation}:{paper_id}`: relation, paper_id, confidence, sentence
    * broader, concept -> the concept that is broader
    """
    graph = nx.MultiDiGraph()
    concepts = _visible(tables["concepts"])
    graph.add_nodes_from(_nodes(tables["papers"], "paper", _PAPER_ATTRIBUTES))
    graph.add_nodes_from(_nodes(concepts, "concept", _CONCEPT_ATTRIBUTES))
    for row in tables["usages"].to_pylist():
        if (concept := concept_node(row["concept_id"])) in graph:
            _add_edge(
                graph, paper_node(row["paper_id"]), concept, "usage", row, ("role", "role_confidence", "mentions", "weight")
            )
    for row in tables["links"].to_pylist():
        ends = paper_node(row["paper_a"]), paper_node(row["paper_b"])
        graph.add_edge(*ends, key="link", kind="link", weight=row["score"], shared=tuple(row["shared"]))
    for row in _with_sentences(tables["relations"], tables["papers"]):
        head, tail = concept_node(row["head_id"]), concept_node(row["tail_id"])
        if head in graph and tail in graph:
            key = f"relation:{row['relation']}:{row['paper_id']}"
            _add_edge(graph, head, tail, "relation", row, ("relation", "paper_id", "confidence", "sentence"), key=key)
    for row in concepts.select(["concept_id", "broader"]).to_pylist():
        for broader in row["broader"] or ():
            if (concept := concept_node(broader)) in graph:
                graph.add_edge(concept_node(row["concept_id"]), concept, key="broader", kind="broader")
    return graph


def build_papers_graph(papers: pa.Table, links: pa.Table) -> nx.Graph:
    """Return the weighted graph of papers: edge attributes `weight` (the link's score, 0..1) and `shared` (concept ids)."""
    graph = nx.Graph()
    graph.add_nodes_from(_nodes(papers, "paper", _PAPER_ATTRIBUTES))
    for row in links.to_pylist():
        graph.add_edge(paper_node(row["paper_a"]), paper_node(row["paper_b"]), weight=row["score"], shared=tuple(row["shared"]))
    return graph


def build_concepts_graph(concepts: pa.Table, usages: pa.Table) -> nx.Graph:
    """Return the weighted graph of concepts: the edge attribute `weight` counts the papers that use both."""
    concepts = _visible(concepts)
    graph = nx.Graph()
    graph.add_nodes_from(_nodes(concepts, "concept", _CONCEPT_ATTRIBUTES))
    names = [concept_node(concept) for concept in concepts["concept_id"].to_pylist()]
    together = sp.triu(_together(concepts, usages), k=1).tocoo()
    for a, b, papers in zip(together.row.tolist(), together.col.tolist(), together.data.tolist(), strict=True):
        graph.add_edge(names[a], names[b], weight=int(papers))
    return graph


def similar_papers(links: pa.Table, paper_id: str, k: int) -> list[tuple[str, float, tuple[str, ...]]]:
    """Return the k papers most like `paper_id`: (paper_id, score, shared concept ids), best first, ties by id."""
    found = []
    for mine, other in (("paper_a", "paper_b"), ("paper_b", "paper_a")):
        rows = links.filter(pc.equal(links[mine], paper_id)).to_pylist()
        found += [(row[other], row["score"], tuple(row["shared"])) for row in rows]
    return sorted(found, key=lambda row: (-row[1], row[0]))[:k]


def _visible(concepts: pa.Table) -> pa.Table:
    return concepts.filter(pc.invert(concepts["hidden"]))


def _together(concepts: pa.Table, usages: pa.Table) -> sp.csr_matrix:
    column = pc.index_in(usages["concept_id"], concepts["concept_id"])
    row = usages["paper_id"].combine_chunks().dictionary_encode().indices
    keep = pc.is_valid(column).to_numpy()
    rows, columns = row.to_numpy()[keep], column.to_numpy()[keep].astype("int32")
    shape = (int(rows.max()) + 1 if len(rows) else 0, concepts.num_rows)
    matrix = sp.csr_matrix(([1] * len(rows), (rows, columns)), shape=shape)
    return matrix.T @ matrix


def _nodes(table: pa.Table, kind: str, attributes: tuple[str, ...]) -> Iterator[tuple[str, dict[str, object]]]:
    for row in table.select([f"{kind}_id", *attributes]).to_pylist():
        known = {
            name: tuple(row[name]) if isinstance(row[name], list) else row[name] for name in attributes if row[name] is not None
        }
        yield f"{kind}/{row[f'{kind}_id']}", {"kind": kind, **known}


def _with_sentences(relations: pa.Table, papers: pa.Table) -> Iterator[dict[str, Any]]:
    """Yield the rows of relations, each with the sentence of its paper that states it."""
    stating = papers.filter(pc.is_in(papers["paper_id"], relations["paper_id"])).select(["paper_id", "title", "abstract"])
    texts = {row["paper_id"]: row for row in stating.to_pylist()}
    for row in relations.to_pylist():
        yield row | {"sentence": texts[row["paper_id"]][row["field"]][row["start"] : row["end"]]}


def _add_edge(
    graph: nx.MultiDiGraph,
    head: str,
    tail: str,
    kind: str,
    row: Mapping[str, object],
    attributes: tuple[str, ...],
    *,
    key: str = "",
) -> None:
    known = {name: row[name] for name in attributes if row[name] is not None}
    graph.add_edge(head, tail, key=key or kind, kind=kind, **known)
