"""The spans that a table of tag probabilities allows: every run of words that has a chance to be a mention."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from extractors.decoding import Table

LEAST = 0.01
"""The probability of its edges that a candidate has at least."""
LONGEST = 8
"""The words of the longest candidate; of the 13,976 in gold/train 100 are longer."""

Places = npt.NDArray[np.int64]
Starts = npt.NDArray[np.bool_]
Values = npt.NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Spans of words, half-open, in the order of their places; `certainty` is the probability of just these edges, 0 to 1."""

    starts: Places
    ends: Places
    certainty: Values


def find_candidates(edges: Table, starts: Starts) -> Candidates:
    """Return all spans of at most `LONGEST` words that are at least `LEAST` probable.

    `edges` (words, 3) has the probabilities of outside, begin and inside; `starts` marks words that begin a sentence, which no
    span crosses. A span's probability is that of its begin, of its insides, and of no inside behind it.
    """
    goes_on = np.append(np.where(starts, 0.0, edges[:, 2]), 0.0)
    first, chance = np.arange(len(edges)), edges[:, 1].astype(np.float64)
    parts = []
    for length in range(1, LONGEST + 1):
        behind = first + length
        parts.append((first, behind, chance * (1.0 - goes_on[behind])))
        longer = chance * goes_on[behind]
        first, chance = first[longer >= LEAST], longer[longer >= LEAST]
    first, end, certainty = (np.concatenate(part) for part in zip(*parts, strict=True))
    kept = np.lexsort((end, first))
    kept = kept[certainty[kept] >= LEAST]
    return Candidates(first[kept], end[kept], certainty[kept])
