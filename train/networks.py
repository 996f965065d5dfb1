"""Fitting small networks of one hidden layer by stochastic descent, with thinc; the same weights on every run."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from fitting import Labels
from spacy.util import fix_random_seed
from thinc.api import Adam, Linear, Model, Relu, chain

from extractors.linear import softmax
from extractors.network import Network

Rows = npt.NDArray[np.float32]

BATCH = 256


def fit_networks(
    rows: npt.NDArray[np.float64], labels: Labels, classes: int, *, networks: int, units: int, passes: int
) -> Network:
    """Return as many networks as asked, each from another seed, that tell the classes of such rows."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    scaled = ((rows - mean) / spread).astype(np.float32)
    layers = [_fit(scaled, labels, (units, classes), passes, seed) for seed in range(networks)]
    hidden = [_unscaled(hidden, mean, spread) for hidden, _ in layers]
    return Network(np.concatenate(hidden, axis=1).astype(np.float32), np.stack([output for _, output in layers]))


def _fit(rows: Rows, labels: Labels, sizes: tuple[int, int], passes: int, seed: int) -> tuple[Rows, Rows]:
    """Return the weights of the hidden and of the last layer, offsets in the last row."""
    fix_random_seed(seed)
    model: Model[Rows, Rows] = chain(Relu(sizes[0], rows.shape[1]), Linear(sizes[1], sizes[0]))
    model.initialize()
    optimizer = Adam(0.002, L2=4e-4, L2_is_weight_decay=False)
    right = np.eye(sizes[1], dtype=np.float32)[labels]
    for batch in _batches(len(rows), passes, seed):
        guesses, go_back = model.begin_update(rows[batch])
        go_back(((softmax(guesses) - right[batch]) / len(batch)).astype(np.float32))
        model.finish_update(optimizer)
    return tuple(_weights(layer) for layer in model.layers)


def _batches(size: int, passes: int, seed: int) -> Iterator[npt.NDArray[np.int64]]:
    order = np.random.default_rng(seed)
    for _ in range(passes):
        yield from np.array_split(order.permutation(size), max(size // BATCH, 1))


def _weights(layer: Model[Rows, Rows]) -> Rows:
    return np.concatenate([layer.get_param("W").T, layer.get_param("b")[None]])


def _unscaled(hidden: Rows, mean: npt.NDArray[np.float64], spread: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the hidden layer for rows as they come, of one for rows of mean 0 and spread 1."""
    plain = hidden[:-1] / spread[:, None]
    return np.concatenate([plain, (hidden[-1] - mean @ plain)[None]])
