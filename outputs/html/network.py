"""The graph of the page, carried by a pyvis Network: papers and concepts as nodes, usages and links as edges.

The lists of the network are filled directly, for its `add_edge` searches all edges. Colours are not here: the page
takes them from its style sheet, so that they follow the reader's light or dark.
"""

import json
from collections.abc import Iterable, Iterator
from math import sqrt
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
from pyvis.network import Network

from outputs.html.selection import Row, Selection

if TYPE_CHECKING:
    from kg.atlas import Atlas

Node = dict[str, Any]
Edge = dict[str, Any]

SHAPES = {"Paper": "square", "Model": "dot", "Method": "triangle", "Task": "diamond", "Dataset": "hexagon", "Metric": "star"}
"""A shape of vis-network for each type, so that nobody has to tell types by colour alone."""

OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "dragNodes": False, "selectable": False, "zoomSpeed": 0.7},
    "nodes": {"chosen": False, "borderWidth": 1},
    "edges": {"chosen": False, "smooth": False, "selectionWidth": 0, "hoverWidth": 0},
}


def build_network(atlas: "Atlas", selection: Selection) -> Network:
    """Return the network of the selection: paper n is the node `p{n}`, concept n the node `c{n}`, the most important first.

    An edge of a usage goes from a paper to a concept; one of a link joins two papers and holds the score as `value` and
    the numbers of the shared concepts as `shared`, the most telling first.
    """
    network = Network()
    network.nodes = [*_paper_nodes(selection.papers), *_concept_nodes(selection.concepts)]
    network.node_ids = [node["id"] for node in network.nodes]
    network.edges = [*_usage_edges(atlas.table("usages"), selection), *_link_edges(atlas.table("links"), selection)]
    network.set_options(json.dumps(OPTIONS))
    return network


def _paper_nodes(rows: Iterable[Row]) -> Iterator[Node]:
    for number, row in enumerate(rows):
        size = 8 + 6 * (row["centrality"] or 0.0)
        yield _node(f"p{number}", row["title"], "Paper", size, row)


def _concept_nodes(rows: Iterable[Row]) -> Iterator[Node]:
    for number, row in enumerate(rows):
        size = 6 + (20 * sqrt(row["centrality"] or 0.0) if (row["papers"] or 0) > 1 else 0)
        yield _node(f"c{number}", row["label"], row["type"], size, row)


def _node(node_id: str, label: str, group: str, size: float, row: Row) -> Node:
    node = {"id": node_id, "label": label, "group": group, "shape": SHAPES[group], "size": round(size, 1)}
    return node | {name: row[name] for name in ("x", "y", "community") if row[name] is not None}


def _usage_edges(usages: pa.Table, selection: Selection) -> list[Edge]:
    papers, concepts = selection.paper_numbers(), selection.concept_numbers()
    pairs = zip(usages["paper_id"].to_pylist(), usages["concept_id"].to_pylist(), strict=True)
    numbers = sorted((papers[paper], concepts[concept]) for paper, concept in pairs if paper in papers and concept in concepts)
    return [{"from": f"p{paper}", "to": f"c{concept}"} for paper, concept in numbers]


def _link_edges(links: pa.Table, selection: Selection) -> list[Edge]:
    papers, concepts = selection.paper_numbers(), selection.concept_numbers()
    ids = pa.array(list(papers), pa.string())
    held = links.filter(pc.and_(pc.is_in(links["paper_a"], ids), pc.is_in(links["paper_b"], ids)))
    edges = sorted(held.to_pylist(), key=lambda row: (papers[row["paper_a"]], papers[row["paper_b"]]))
    return [
        {
            "from": f"p{papers[row['paper_a']]}",
            "to": f"p{papers[row['paper_b']]}",
            "value": row["score"],
            "shared": [concepts[concept] for concept in row["shared"] if concept in concepts],
        }
        for row in edges
    ]
