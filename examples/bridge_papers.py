"""Bridge papers: who leads from one community of an atlas into another, and through which concepts.

Usage: python examples/bridge_papers.py ATLAS
"""

import sys
from collections import Counter, defaultdict
from dataclasses import dataclass

import networkx as nx

import kg


@dataclass(frozen=True, slots=True)
class Bridge:
    """A paper, the sum of its links' scores into the other community, and the labels that carry them, the heaviest first."""

    title: str
    strength: float
    concepts: tuple[str, ...]


def closest_communities(graph: nx.Graph) -> tuple[int, int]:
    """Return the two communities of a graph of papers that are linked the most; raises `ValueError` where no two are."""
    between: Counter[tuple[int, int]] = Counter()
    for a, b, score in graph.edges(data="weight"):
        low, high = sorted(graph.nodes[paper]["community"] for paper in (a, b))
        if low != high:
            between[low, high] += score
    return max(between, key=lambda pair: (between[pair], pair))


def find_bridges(atlas: kg.Atlas, home: int, other: int) -> list[Bridge]:
    """Return the papers of community `home` that are linked into `other`, the strongest first."""
    graph = atlas.papers_graph()
    concepts = atlas.table("concepts")
    labels = dict(zip(concepts["concept_id"].to_pylist(), concepts["label"].to_pylist(), strict=True))
    strength: Counter[str] = Counter()
    carried: dict[str, Counter[str]] = defaultdict(Counter)
    links = nx.edge_boundary(graph, _members(graph, home), _members(graph, other), data=True)
    for paper, _, link in sorted(links, key=lambda link: link[:2]):
        strength[paper] += link["weight"]
        carried[paper].update({labels[concept]: link["weight"] for concept in link["shared"]})
    return [
        Bridge(graph.nodes[paper]["title"], round(total, 3), tuple(label for label, _ in carried[paper].most_common()))
        for paper, total in strength.most_common()
    ]


def main(path: str) -> None:
    """Print the strongest bridges between the two closest communities, both ways."""
    atlas = kg.open(path)
    names = {community.number: community.name for community in atlas.communities()}
    one, two = closest_communities(atlas.papers_graph())
    for home, other in ((one, two), (two, one)):
        print(f"from {names[home]} into {names[other]}:")
        for bridge in find_bridges(atlas, home, other)[:3]:
            print(f"  {bridge.strength:.3f}  {bridge.title}")
            print(f"         through {', '.join(bridge.concepts[:4])}")


def _members(graph: nx.Graph, community: int) -> list[str]:
    return [paper for paper, number in graph.nodes(data="community") if number == community]


if __name__ == "__main__":
    main(sys.argv[1])
