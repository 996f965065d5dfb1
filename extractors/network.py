"""A small neural network of one hidden layer, several times over: for each row of numbers, the probability of each class."""

from dataclasses import dataclass
from io import BytesIO
from typing import Self

import numpy as np
import numpy.typing as npt

from extractors.blas import one_thread
from extractors.linear import Probabilities, softmax

Weights = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Network:
    """Networks whose probabilities are averaged, since each errs in its own way.

    `hidden` (inputs + 1, networks x units) and `output` (networks, units + 1, classes) have the offsets in their last row.
    Ensembles: Hansen and Salamon 1990, "Neural network ensembles", doi:10.1109/34.58871.
    """

    hidden: Weights
    output: Weights

    def predict(self, rows: npt.NDArray[np.floating]) -> Probabilities:
        """Return the probabilities (rows, classes)."""
        with one_thread():
            units = np.maximum(rows.astype(np.float32) @ self.hidden[:-1] + self.hidden[-1], 0.0)
            parts = units.reshape(len(rows), len(self.output), -1).swapaxes(0, 1)
            sums = parts @ self.output[:, :-1] + self.output[:, -1:]
        votes = softmax(sums.reshape(-1, sums.shape[-1])).reshape(sums.shape)
        return np.asarray(votes.mean(axis=0))

    def to_bytes(self) -> bytes:
        """Return the weights in single precision; the same bytes for the same weights."""
        buffer = BytesIO()
        for weights in (self.hidden, self.output):
            np.save(buffer, weights.astype(np.float32), allow_pickle=False)
        return buffer.getvalue()

    @classmethod
    def from_bytes(cls, content: bytes) -> Self:
        """Return what `to_bytes` wrote."""
        buffer = BytesIO(content)
        return cls(np.load(buffer, allow_pickle=False), np.load(buffer, allow_pickle=False))
