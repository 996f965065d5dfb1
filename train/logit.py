"""Linear models over features that are there or not, for results: yes or no, and which of some options."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from fitting import descend
from scipy.sparse import csr_matrix

Vector = npt.NDArray[np.float64]
Features = frozenset[str]

LEAST = 2
"""In how many examples a feature must stand."""
STEPS = 500


@dataclass(frozen=True, slots=True)
class Choice:
    """The features of each option, and which of them are right."""

    options: tuple[Features, ...]
    right: frozenset[int]


def fit_yes_no(examples: Sequence[tuple[Features, bool]], penalty: float) -> Mapping[str, float]:
    """Return the weights of a logistic regression."""
    names, table = _table([features for features, _ in examples])
    yes = np.array([answer for _, answer in examples])

    def loss(weights: Vector) -> tuple[float, Vector]:
        scores = table @ weights
        slope = table.T @ (1 / (1 + np.exp(-scores)) - yes)
        return float(np.logaddexp(0, np.where(yes, -scores, scores)).sum()), slope

    return _named(names, descend(loss, len(names), strength=penalty, steps=STEPS))


def fit_choice(examples: Sequence[Choice], penalty: float) -> Mapping[str, float]:
    """Return the weights of a conditional logit (McFadden 1974), where any right option of an example will do."""
    names, table = _table([features for example in examples for features in example.options])
    sizes = [len(example.options) for example in examples]
    first = np.cumsum([0, *sizes[:-1]])
    right = np.array([place in example.right for example in examples for place in range(len(example.options))])

    def loss(weights: Vector) -> tuple[float, Vector]:
        scores = table @ weights
        powers = np.exp(scores - np.repeat(np.maximum.reduceat(scores, first), sizes))
        shares = powers / np.repeat(np.add.reduceat(powers, first), sizes)
        hits = np.add.reduceat(shares * right, first)
        return float(-np.log(hits).sum()), table.T @ (shares - shares * right / np.repeat(hits, sizes))

    return _named(names, descend(loss, len(names), strength=penalty, steps=STEPS))


def _named(names: Sequence[str], weights: Vector) -> Mapping[str, float]:
    """Return the weights that are not 0 to three decimals, by their features."""
    rounded = (round(float(weight), 3) for weight in weights)
    return {name: weight for name, weight in zip(names, rounded, strict=True) if weight}


def _table(rows: Sequence[Features]) -> tuple[list[str], csr_matrix]:
    """Return the features that stand in enough rows, sorted, and a table of ones."""
    counts = Counter(feature for row in rows for feature in row)
    names = sorted(name for name, count in counts.items() if count >= LEAST)
    place = {name: number for number, name in enumerate(names)}
    held = [sorted(place[feature] for feature in row if feature in place) for row in rows]
    ends = np.cumsum([0, *map(len, held)])
    columns = np.array([column for row in held for column in row], dtype=np.int64)
    return names, csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), len(names)))
