"""How thousands of abstracts use words and phrases: as mentions, at their edges, or in passing.

Two tables that `train/usage.py` counts, as text. A word in lower case, with how often a mention begins with it, ends with it,
stands behind it, stands before it and has it inside, and how often it is written; a phrase, its words joined by blanks, with how
often it is a mention, and how often it is written. What is rare has no row.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import repeat

import numpy as np
import numpy.typing as npt

BEGIN, END, BEFORE, BEHIND, INSIDE, WRITTEN = range(6)
"""The counts of a word, in the order of the table; `BEFORE` that it stands before a mention, `BEHIND` behind one."""

Rates = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Usage:
    """Rows of logarithms by text, the last row for what has none.

    `uses` (words + 1, 6): the shares of the times a word is written in which it is used so; last, how often it is written.
    `mentions` (phrases + 1, 2): how often a phrase is a mention, and in what share of the times that it is written.
    """

    words: Mapping[str, int]
    uses: Rates
    phrases: Mapping[str, int]
    mentions: Rates

    def of_words(self, words: Iterable[str]) -> Rates:
        """Return the rows (words, 6) of words in lower case."""
        return self.uses[list(map(self.words.get, words, repeat(-1)))]

    def of_phrases(self, phrases: Iterable[str]) -> Rates:
        """Return the rows (phrases, 2) of phrases in lower case."""
        return self.mentions[list(map(self.phrases.get, phrases, repeat(-1)))]


def read_usage(words: str, phrases: str) -> Usage:
    """Return the usage that two tables tell of; a line has the text, and its counts, with tabs between."""
    of_words, uses = _read(words, WRITTEN + 1)
    of_phrases, counts = _read(phrases, 2)
    mentions = np.column_stack([_log(counts[:, 0]), _share(counts[:, 0], counts[:, 1])])
    shares = _share(uses[:, :WRITTEN], uses[:, WRITTEN:])
    return Usage(of_words, np.column_stack([shares, np.log1p(uses[:, WRITTEN])]), of_phrases, mentions)


def _read(table: str, counts: int) -> tuple[dict[str, int], Rates]:
    """Return the place of each text, and the counts, with a row of zeros at the end."""
    rows = [line.split("\t") for line in table.split("\n") if line]
    numbers = np.array([row[1:] for row in rows], dtype=np.float64).reshape(-1, counts)
    return {row[0]: place for place, row in enumerate(rows)}, np.concatenate([numbers, np.zeros((1, counts))])


def _log(count: Rates) -> Rates:
    return np.log(count + 0.3)


def _share(used: Rates, written: Rates) -> Rates:
    return _log(used) - np.log(written + 1)
