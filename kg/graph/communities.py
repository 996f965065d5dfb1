"""Communities of papers, and the concepts that name them.

1. Communities are those of Louvain (Blondel et al. 2008, doi:10.1088/1742-5468/2008/10/P10008) on the links, seeded.
2. They are numbered from 0, the largest first; a paper without links is in none.
3. A concept is in the community whose papers use it with the greatest weight.
4. A community is named by the concepts that are most its own: papers there that use the concept, times their share of
   all the papers that use it. Of two names of which one holds all words of the other ("associative memory model") the first
   stands, and what only one paper there uses is no name where there is a better one.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import scipy.sparse as sp

_NAMING_CONCEPTS = 3
_TELLING_CONCEPTS = 10


@dataclass(frozen=True, slots=True)
class Community:
    """A group of papers that share concepts: `concepts` are its telling ones, the most telling first."""

    number: int
    name: str
    concepts: tuple[str, ...]
    papers: tuple[str, ...]


def find_communities(links: sp.csr_matrix, *, seed: int) -> npt.NDArray[np.int32]:
    """Return a community number for each row of a symmetric link matrix, -1 for a row without links."""
    graph = nx.from_scipy_sparse_array(sp.triu(links, k=1))
    found = nx.community.louvain_communities(graph.subgraph(np.flatnonzero(links.getnnz(axis=1)).tolist()), seed=seed)
    numbers = np.full(links.shape[0], -1, dtype=np.int32)
    for number, members in enumerate(sorted(found, key=lambda members: (-len(members), min(members)))):
        numbers[list(members)] = number
    return numbers


def spread_to_concepts(communities: npt.NDArray[np.int32], usages: sp.csr_matrix) -> npt.NDArray[np.int32]:
    """Return the community of each concept (column of `usages`, papers x concepts), -1 where none of its papers has one."""
    weights = (
        (_membership(communities).T @ usages).toarray() if communities.max(initial=-1) >= 0 else np.zeros((0, usages.shape[1]))
    )
    if not weights.shape[0]:
        return np.full(usages.shape[1], -1, dtype=np.int32)
    return np.where(weights.max(axis=0) > 0, weights.argmax(axis=0), -1).astype(np.int32)


def name_communities(papers: pa.Table, concepts: pa.Table, usages: pa.Table) -> tuple[Community, ...]:
    """Return the communities of an atlas in the order of their numbers, named by their telling concepts."""
    members: dict[int, list[str]] = defaultdict(list)
    for paper, number in zip(papers["paper_id"].to_pylist(), papers["community"].to_pylist(), strict=True):
        if number is not None:
            members[number].append(paper)
    telling = _telling_concepts(papers, concepts, usages)
    labels: dict[str, str] = dict(zip(concepts["concept_id"].to_pylist(), concepts["label"].to_pylist(), strict=True))
    return tuple(
        Community(number, " · ".join(_names(telling[number], labels)), tuple(telling[number]), tuple(ids))
        for number, ids in sorted(members.items())
    )


def _names(telling: Mapping[str, int], labels: Mapping[str, str]) -> list[str]:
    """Return the labels of the first concepts that say different things and stand in more than one paper, else of the first."""
    names: list[str] = []
    for concept, papers in telling.items():
        words = _words(labels[concept])
        if papers > 1 and not any(words <= known or known <= words for known in map(_words, names)):
            names.append(labels[concept])
    return names[:_NAMING_CONCEPTS] or [labels[concept] for concept in telling][:1]


def _words(label: str) -> frozenset[str]:
    return frozenset(label.casefold().replace("-", " ").split())


def _telling_concepts(papers: pa.Table, concepts: pa.Table, usages: pa.Table) -> dict[int, dict[str, int]]:
    """Return the most telling concepts of each community, in order, each with the papers there that use it."""
    visible = concepts.filter(pc.invert(concepts["hidden"]))
    known = usages.filter(pc.is_in(usages["concept_id"], visible["concept_id"]))
    joined = (
        known.join(papers.select(["paper_id", "community"]), "paper_id")
        .group_by(["community", "concept_id"])
        .aggregate([([], "count_all")])
    )
    spread = dict(zip(visible["concept_id"].to_pylist(), visible["papers"].to_pylist(), strict=True))
    scored: dict[int, list[tuple[float, str, int]]] = defaultdict(list)
    for row in joined.to_pylist():
        if row["community"] is not None:
            concept, count = row["concept_id"], row["count_all"]
            scored[row["community"]].append((-count * count / spread[concept], concept, count))
    return defaultdict(dict, {number: _best(rows) for number, rows in scored.items()})


def _best(rows: Sequence[tuple[float, str, int]]) -> dict[str, int]:
    return {concept: count for _, concept, count in sorted(rows)[:_TELLING_CONCEPTS]}


def _membership(communities: npt.NDArray[np.int32]) -> sp.csr_matrix:
    rows = np.flatnonzero(communities >= 0)
    shape = (len(communities), int(communities.max()) + 1)
    return sp.csr_matrix((np.ones(len(rows)), (rows, communities[rows])), shape=shape)
