"""The networkx graphs of an atlas, and what is read off its links: communities, centrality, a layout, similar papers."""

from kg.graph.communities import Community, name_communities
from kg.graph.networks import build_concepts_graph, build_graph, build_papers_graph, concept_node, paper_node, similar_papers
from kg.graph.placing import place

__all__ = [
    "Community",
    "build_concepts_graph",
    "build_graph",
    "build_papers_graph",
    "concept_node",
    "name_communities",
    "paper_node",
    "place",
    "similar_papers",
]
