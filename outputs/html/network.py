"""The graph of the page, carried by a pyvis Network: papers and concepts as nodes; usages, links and concepts' ties as edges.

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
from outputs.html.shown import show

if TYPE_CHECKING:
    from kg.atlas import Atlas

Node = dict[str, Any]
Edge = dict[str, Any]

SHAPES = {"Paper": "square", "Model": "dot", "Method": "triangle", "Task": "diamond", "Dataset": "hexagon", "Metric": "star"}
"""A shape of vis-network for each type, so that nobody has to tell types by colour alone."""

OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "dragNodes": False, "dragView": False, "selectable": False, "zoomSpeed": 0.7},
    "nodes": {"chosen": False, "borderWidth": 1},
    "edges": {"chosen": False, "smooth": False, "selectionWidth": 0, "hoverWidth": 0},
}


def build_network(atlas: "Atlas", selection: Selection) -> Network:
    """Return the network of the selection: its papers, then its concepts, numbered from 0, the most important first.

    An edge's `kind` is `usage` (paper to concept; `role`, and the weight as `value`), `link` (two papers; the score as `value`
    and the numbers of the shared concepts as `shared`, the most telling first), `broader`, or the name of a relation
    (concept to concept; how many papers state it as `value`).
    """
    network = Network()
    network.nodes = [*_paper_nodes(selection), *_concept_nodes(selection)]
    network.node_ids = [node["id"] for node in network.nodes]
    network.edges = [
        *_usage_edges(atlas.table("usages"), selection),
        *_link_edges(atlas.table("links"), selection),
        *_broader_edges(selection),
        *_relation_edges(atlas.table("relations"), selection),
    ]
    network.set_options(json.dumps(OPTIONS))
    return network


def _paper_nodes(selection: Selection) -> Iterator[Node]:
    numbers = selection.paper_numbers()
    for row in selection.papers:
        yield _node(numbers[row["paper_id"]], show(row["title"]).text, "Paper", 8 + 6 * (row["centrality"] or 0.0), row)


def _concept_nodes(selection: Selection) -> Iterator[Node]:
    numbers = selection.concept_numbers()
    for row in selection.concepts:
        size = 6 + (20 * sqrt(row["centrality"] or 0.0) if (row["papers"] or 0) > 1 else 0)
        yield _node(numbers[row["concept_id"]], row["label"], row["type"], size, row)


def _node(number: int, label: str, group: str, size: float, row: Row) -> Node:
    node = {"id": number, "label": label, "group": group, "shape": SHAPES[group], "size": round(size, 1)}
    return node | {name: row[name] for name in ("x", "y", "community") if row[name] is not None}


def _usage_edges(usages: pa.Table, selection: Selection) -> Iterator[Edge]:
    papers, concepts = selection.paper_numbers(), selection.concept_numbers()
    columns = (usages[name].to_pylist() for name in ("paper_id", "concept_id", "role", "weight"))
    held = [
        (papers[paper], concepts[concept], role, weight)
        for paper, concept, role, weight in zip(*columns, strict=True)
        if paper in papers and concept in concepts
    ]
    for paper, concept, role, weight in sorted(held, key=lambda row: row[:2]):
        edge = {"from": paper, "to": concept, "kind": "usage", "value": round(weight or 0.0, 3)}
        yield edge | {"role": role} if role else edge


def _link_edges(links: pa.Table, selection: Selection) -> Iterator[Edge]:
    papers, concepts = selection.paper_numbers(), selection.concept_numbers()
    ids = pa.array(list(papers), pa.string())
    held = links.filter(pc.and_(pc.is_in(links["paper_a"], ids), pc.is_in(links["paper_b"], ids)))
    for row in sorted(held.to_pylist(), key=lambda row: (papers[row["paper_a"]], papers[row["paper_b"]])):
        shared = [concepts[concept] for concept in row["shared"] if concept in concepts]
        ends = {"from": papers[row["paper_a"]], "to": papers[row["paper_b"]]}
        yield ends | {"kind": "link", "value": row["score"], "shared": shared}


def _broader_edges(selection: Selection) -> Iterator[Edge]:
    concepts = selection.concept_numbers()
    for row in selection.concepts:
        for broader in row["broader"] or ():
            if broader in concepts:
                yield {"from": concepts[row["concept_id"]], "to": concepts[broader], "kind": "broader", "value": 1}


def _relation_edges(relations: pa.Table, selection: Selection) -> Iterable[Edge]:
    concepts = selection.concept_numbers()
    keys = ["head_id", "relation", "tail_id"]
    rows = relations.select([*keys, "paper_id"]).group_by(keys).aggregate([("paper_id", "count_distinct")]).to_pylist()
    edges = [
        {
            "from": concepts[row["head_id"]],
            "to": concepts[row["tail_id"]],
            "kind": row["relation"],
            "value": row["paper_id_count_distinct"],
        }
        for row in rows
        if row["head_id"] in concepts and row["tail_id"] in concepts
    ]
    return sorted(edges, key=lambda edge: (edge["from"], edge["to"], edge["kind"]))
