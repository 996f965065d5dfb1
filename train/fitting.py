"""Fitting linear models by L-BFGS, the same weights on every run; those of claims and of judgement by logistic regression.

Byrd, Lu, Nocedal and Zhu 1995, "A limited memory algorithm for bound constrained optimization", doi:10.1137/0916069.
"""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from scipy.optimize import minimize, minimize_scalar

from extractors.hashing import ROWS
from extractors.linear import Probabilities, softmax

Labels = npt.NDArray[np.int64]
Weights = npt.NDArray[np.float64]


def to_matrix(things: npt.NDArray[np.int64], rows: npt.NDArray[np.int64], size: int) -> sp.csr_matrix:
    """Return (size, `ROWS`): how often each thing has each feature; absent features are left out."""
    known = rows < ROWS
    ones = np.ones(int(known.sum()), dtype=np.float32)
    matrix = sp.csr_matrix((ones, (things[known], rows[known])), shape=(size, ROWS))
    matrix.sum_duplicates()
    return matrix


def fit(features: sp.csr_matrix, labels: Labels, classes: int, *, strength: float, steps: int) -> Weights:
    """Return the weights (features, classes) of least loss; `strength` is that of the L2 penalty. Labels below 0 are left out."""
    used = np.flatnonzero(labels >= 0)
    columns = np.unique(features[used].indices)
    part, known = features[used][:, columns].tocsr(), labels[used]
    turned, size = part.T.tocsr(), (len(columns), classes)
    right = np.arange(len(known)), known

    def loss(flat: Weights) -> tuple[float, Weights]:
        errors = softmax(part @ flat.reshape(size))
        value = -float(np.log(np.maximum(errors[right], 1e-300)).sum())
        errors[right] -= 1
        return value, (turned @ errors).ravel()

    weights = np.zeros((features.shape[1], classes))
    weights[columns] = descend(loss, size[0] * size[1], strength=strength, steps=steps).reshape(size)
    return weights


def descend(loss: Callable[[Weights], tuple[float, Weights]], size: int, *, strength: float, steps: int) -> Weights:
    """Return the `size` weights at which `loss`, which gives its slope too, is least together with an L2 penalty."""

    def penalised(weights: Weights) -> tuple[float, Weights]:
        value, slope = loss(weights)
        return value + 0.5 * strength * float(weights @ weights), slope + strength * weights

    found: Weights = minimize(penalised, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": steps}).x
    return found


def predict(features: sp.csr_matrix, weights: Weights) -> Probabilities:
    """Return the probabilities of the classes of each thing."""
    return softmax(features @ weights)


def predict_unseen(
    features: sp.csr_matrix, labels: Labels, folds: Labels, classes: int, *, strength: float, steps: int
) -> Probabilities:
    """Return the probabilities of each thing's classes by the model that was fitted without its fold."""
    probabilities: Probabilities = np.zeros((len(labels), classes))
    for fold in np.unique(folds):
        inside = folds == fold
        weights = fit(features[~inside], labels[~inside], classes, strength=strength, steps=steps)
        probabilities[inside] = predict(features[inside], weights)
    return probabilities


def temperature(probabilities: Probabilities, labels: Labels) -> float:
    """Return the temperature at which the probabilities of unseen things tell best how sure they are.

    Guo et al. 2017, "On calibration of modern neural networks", arXiv:1706.04599.
    """
    known = np.flatnonzero(labels >= 0)

    def loss(heat: float) -> float:
        return -float(np.log(cooled(probabilities[known], heat)[np.arange(len(known)), labels[known]]).mean())

    return float(minimize_scalar(loss, bounds=(0.5, 5.0), method="bounded").x)


def cooled(probabilities: Probabilities, heat: float) -> Probabilities:
    """Return the probabilities with the sums behind them divided by `heat`."""
    return softmax(np.log(np.maximum(probabilities, 1e-12)) / heat)


def calibration(confidences: npt.NDArray[np.float64], right: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """Return the slope and the offset that make of the logits of confidences the best ones for what proved right; 3 decimals."""
    logits = np.log(confidences / np.maximum(1 - confidences, 1e-9))

    def loss(line: npt.NDArray[np.float64]) -> float:
        sums = line[0] * logits + line[1]
        return float((np.logaddexp(0, sums) - right * sums).sum())

    slope, offset = minimize(loss, np.array([1.0, 0.0]), method="L-BFGS-B", bounds=[(0.1, 3.0), (-3.0, 3.0)]).x
    return round(float(slope), 3), round(float(offset), 3)
