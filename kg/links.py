"""Paper-paper links from the sparse matrix of papers and concepts.

1. A paper is a vector of its usages' weights (mentions and rarity), hidden concepts out, of length 1.
2. The score of two papers is the cosine of their vectors (Salton and Buckley 1988, doi:10.1016/0306-4573(88)90021-0).
3. Each paper keeps its k best; a link stands if either of its papers keeps it. The k best are exact: sparse_dot_topn
   multiplies row by row and keeps the best, so that no matrix of all pairs is ever made.
4. What two papers share is ranked by what each concept adds to the score.
"""

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import scipy.sparse as sp
from sparse_dot_topn import sp_matmul_topn

from kg.tables import sort_table

_DECIMALS = 6
_PAIRS_AT_A_TIME = 500_000


def link_papers(papers: pa.Table, concepts: pa.Table, usages: pa.Table, *, top: int = 10, least: float = 0.05) -> pa.Table:
    """Return the links table: for each paper its `top` best partners with a score of at least `least` (0..1)."""
    visible = concepts.filter(pc.invert(concepts["hidden"]))["concept_id"]
    vectors = _vectors(papers["paper_id"], visible, usages)
    pairs = _best_pairs(vectors, top=top, least=least)
    ids = papers["paper_id"].combine_chunks()
    parts = [
        _describe(vectors, visible, ids, pairs[start : start + _PAIRS_AT_A_TIME])
        for start in range(0, len(pairs), _PAIRS_AT_A_TIME)
    ]
    return pa.concat_tables(parts) if parts else sort_table("links", pa.table({"paper_a": pa.array([], pa.string())}))


def _vectors(papers: pa.ChunkedArray, concepts: pa.ChunkedArray, usages: pa.Table) -> sp.csr_matrix:
    columns = pc.fill_null(pc.index_in(usages["concept_id"], concepts), -1).to_numpy()
    known = columns >= 0
    rows = pc.index_in(usages["paper_id"], papers).to_numpy()[known]
    weights = usages["weight"].to_numpy()[known]
    matrix = sp.csr_matrix((weights, (rows, columns[known])), shape=(len(papers), len(concepts)))
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return sp.csr_matrix(sp.diags_array(1 / np.where(lengths > 0, lengths, 1)) @ matrix)


def _best_pairs(vectors: sp.csr_matrix, *, top: int, least: float) -> npt.NDArray[np.int64]:
    """Return the distinct pairs (a, b) with a < b, sorted."""
    shared = vectors[:, np.asarray(vectors.getnnz(axis=0)) >= 2]
    best = sp_matmul_topn(shared, shared.T.tocsr(), top_n=top + 1, threshold=least, sort=True, n_threads=1).tocoo()
    a, b = np.minimum(best.row, best.col).astype(np.int64), np.maximum(best.row, best.col).astype(np.int64)
    codes = np.unique((a * len(vectors.indptr) + b)[a != b])
    return np.column_stack(np.divmod(codes, len(vectors.indptr)))


def _describe(vectors: sp.csr_matrix, concepts: pa.ChunkedArray, ids: pa.Array, pairs: npt.NDArray[np.int64]) -> pa.Table:
    """Return the links of the pairs; what they share is sorted by a whole number each, which is much faster than by two keys."""
    parts = vectors[pairs[:, 0]].multiply(vectors[pairs[:, 1]]).tocsr()
    row = np.repeat(np.arange(len(pairs)), np.diff(parts.indptr))
    share = np.rint(parts.data * 10**_DECIMALS).astype(np.int64)
    order = np.argsort(row * (10**_DECIMALS + 1) - share, kind="stable")
    shared = pa.ListArray.from_arrays(
        parts.indptr.astype(np.int32), concepts.combine_chunks().take(pa.array(parts.indices[order]))
    )
    scores = np.asarray(parts.sum(axis=1)).ravel()
    table = {
        "paper_a": ids.take(pa.array(pairs[:, 0])),
        "paper_b": ids.take(pa.array(pairs[:, 1])),
        "score": np.round(scores, _DECIMALS),
        "shared": shared,
    }
    return sort_table("links", pa.table(table))
