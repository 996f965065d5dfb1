"""Where papers and concepts stand in the graph: community, centrality and a position, from the link matrix.

Above the limit on papers these are null: the algorithms would cost more than they tell.
"""

import networkx as nx
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import scipy.sparse as sp

from kg.graph.communities import find_communities, spread_to_concepts
from kg.graph.layout import lay_out

_DECIMALS = 3


def place(
    papers: pa.Table, concepts: pa.Table, usages: pa.Table, links: pa.Table, *, limit: int = 50_000, seed: int = 0
) -> tuple[pa.Table, pa.Table]:
    """Return `papers` and `concepts` with community, centrality (0..1), x and y filled in, rounded to 3 decimals.

    Centrality of a paper is its PageRank (Brin and Page 1998, doi:10.1016/S0169-7552(98)00110-X) in the links, of a concept
    the sum over the papers that use it; both are scaled so that the greatest is 1. Hidden concepts get nothing, and nobody
    does where there are more than `limit` papers.
    """
    if papers.num_rows == 0 or papers.num_rows > limit:
        return papers, concepts
    shown = np.flatnonzero(~concepts["hidden"].to_numpy())
    link_matrix = _link_matrix(papers, links)
    usage_matrix = _usage_matrix(papers, concepts, usages)[:, shown]
    paper_communities = find_communities(link_matrix, seed=seed)
    concept_communities = spread_to_concepts(paper_communities, usage_matrix)
    paper_places, concept_places = lay_out(link_matrix, usage_matrix, paper_communities, concept_communities, seed=seed)
    rank = _page_rank(link_matrix)
    concept_rank = np.asarray(usage_matrix.T @ rank)
    everyone = np.arange(papers.num_rows)
    return (
        _with_place(papers, everyone, paper_communities, rank, paper_places),
        _with_place(concepts, shown, concept_communities, concept_rank, concept_places),
    )


def _with_place(
    table: pa.Table,
    rows: npt.NDArray[np.int64],
    communities: npt.NDArray[np.int32],
    rank: npt.NDArray[np.float64],
    places: npt.NDArray[np.float64],
) -> pa.Table:
    top = rank.max(initial=0.0) or 1.0
    values = {"centrality": rank / top, "x": places[:, 0], "y": places[:, 1]}
    for name, column in values.items():
        table = _set(table, name, rows, np.round(column, _DECIMALS) + 0.0)  # + 0.0 turns -0.0 into 0.0
    return _set(table, "community", rows, communities.astype(np.float64), missing=-1)


def _set(
    table: pa.Table, name: str, rows: npt.NDArray[np.int64], values: npt.NDArray[np.float64], *, missing: float | None = None
) -> pa.Table:
    full = np.full(table.num_rows, np.nan)
    full[rows] = values if missing is None else np.where(values == missing, np.nan, values)
    field = table.schema.field(name)
    return table.set_column(table.schema.get_field_index(name), field, pa.array(full, from_pandas=True).cast(field.type))


def _link_matrix(papers: pa.Table, links: pa.Table) -> sp.csr_matrix:
    a = pc.index_in(links["paper_a"], papers["paper_id"]).to_numpy()
    b = pc.index_in(links["paper_b"], papers["paper_id"]).to_numpy()
    score = links["score"].to_numpy()
    size = papers.num_rows
    return sp.csr_matrix((np.concatenate([score, score]), (np.concatenate([a, b]), np.concatenate([b, a]))), shape=(size, size))


def _usage_matrix(papers: pa.Table, concepts: pa.Table, usages: pa.Table) -> sp.csr_matrix:
    rows = pc.index_in(usages["paper_id"], papers["paper_id"]).to_numpy()
    columns = pc.index_in(usages["concept_id"], concepts["concept_id"]).to_numpy()
    return sp.csr_matrix((usages["weight"].to_numpy(), (rows, columns)), shape=(papers.num_rows, concepts.num_rows))


def _page_rank(links: sp.csr_matrix) -> npt.NDArray[np.float64]:
    ranks = nx.pagerank(nx.from_scipy_sparse_array(links), weight="weight")
    return np.array([ranks[node] for node in range(links.shape[0])])
