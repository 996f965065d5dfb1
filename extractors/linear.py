"""A linear model over hashed features: for each thing, the probability of each class."""

from io import BytesIO

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from extractors.hashing import ROWS, Ids

Weights = npt.NDArray[np.float32]
Probabilities = npt.NDArray[np.float64]


def to_weights(content: bytes) -> Weights:
    """Return the weights (features, classes) that `to_bytes` wrote, with a row of zeros for what is absent."""
    stored = np.load(BytesIO(content), allow_pickle=False)
    return np.concatenate([stored, np.zeros((1, stored.shape[1]), stored.dtype)]).astype(np.float32)


def to_bytes(weights: npt.NDArray[np.floating]) -> bytes:
    """Return weights (features, classes) in half precision as the bytes of a NumPy file; the same bytes for the same weights."""
    buffer = BytesIO()
    np.save(buffer, weights[:ROWS].astype(np.float16), allow_pickle=False)
    return buffer.getvalue()


def sum_weights(weights: Weights, rows: Ids, edges: Ids) -> Weights:
    """Return the sums (things, classes) of the weights in `rows`; thing i has the rows from `edges[i]` to `edges[i + 1]`."""
    counts = csr_array((np.ones(len(rows), weights.dtype), rows, edges), shape=(len(edges) - 1, len(weights)))
    sums: Weights = counts @ weights
    return sums


def softmax(sums: npt.NDArray[np.floating]) -> Probabilities:
    """Return the probabilities of classes from their sums, row by row."""
    powers = np.exp(sums - sums.max(axis=1, keepdims=True, initial=0.0))
    probabilities: Probabilities = powers / powers.sum(axis=1, keepdims=True)
    return probabilities
