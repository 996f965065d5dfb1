"""The atlas as GraphML, for Gephi, Cytoscape, yEd and igraph."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx

from outputs.writing import replacing_file

if TYPE_CHECKING:
    from kg.atlas import Atlas
    from kg.ports import Output

_Value = str | int | float | bool | list[str] | tuple[str, ...]

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class GraphML:
    """The graph of the atlas. Always by networkx's own writer, not by lxml where that happens to be installed."""

    file_name: str = "graph.graphml"

    def write(self, atlas: "Atlas", path: Path) -> None:
        """Write the file `path`."""
        with replacing_file(path) as draft:
            nx.write_graphml_xml(to_flat_graph(atlas.graph()), draft)


GRAPHML: "Output" = GraphML()


def to_flat_graph(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """Return `graph` as GraphML can hold it: lists joined by "; ", unknown values left out, edges keyed e0, e1, ...

    GraphML takes an edge's key for its id, which is unique in a file; the attribute `kind` says what the edge is.
    """
    flat = nx.MultiDiGraph()
    for node, attributes in graph.nodes(data=True):
        flat.add_node(node, **_flat(attributes))
    for number, (source, target, attributes) in enumerate(graph.edges(data=True)):
        flat.add_edge(source, target, key=f"e{number}", **_flat(attributes))
    return flat


def _flat(attributes: Mapping[str, _Value | None]) -> dict[str, str | int | float | bool]:
    return {name: _value(value) for name, value in attributes.items() if value is not None}


def _value(value: _Value) -> str | int | float | bool:
    if isinstance(value, list | tuple):
        return _NOT_XML.sub("\ufffd", "; ".join(value))
    return _NOT_XML.sub("\ufffd", value) if isinstance(value, str) else value
