"""From tag probabilities of words to scored spans.

A word has 11 probabilities: outside, the begin of a mention of each of the five types, the inside of one of each. Edges
are found first, over the types' sums, by the most probable sequence in which no inside follows an outside (Viterbi);
then each span gets its type scores. So two types that share a span's probability do not lose it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np
import numpy.typing as npt

from kg.model import CONCEPT_TYPES

_TYPES = len(CONCEPT_TYPES)
TAGS = 1 + 2 * _TYPES
"""How many tags a word may have: 11."""

_FLOOR = 1e-9
_OUTSIDE, _BEGIN, _INSIDE = range(3)

Table = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Found:
    """A span of words, half-open; for each type the probability that it is a mention of it with just these edges."""

    start: int
    end: int
    scores: tuple[float, ...]


def tags_of(length: int, spans: Iterable[tuple[int, int, str]], names: Sequence[str] = CONCEPT_TYPES) -> list[int]:
    """Return the tag of each of `length` words, given spans (start, end, name) that do not overlap.

    Tag 0 is none; then come the tags of words that begin a span, a name each, then those of words within one.

    >>> tags_of(4, [(1, 3, "Model")])
    [0, 1, 6, 0]
    """
    tags = [0] * length
    for start, end, name in spans:
        begin = 1 + names.index(name)
        tags[start:end] = [begin] + [begin + len(names)] * (end - start - 1)
    return tags


def decode(table: Table, starts: npt.NDArray[np.bool_], lean: float = 0.0) -> Iterator[Found]:
    """Yield the spans in a table (words, 11), in order; `starts` marks words that begin a sentence, which no span crosses.

    `lean` is added to the log probability of "outside": above 0, fewer spans are found.
    """
    edges = edges_of(table)
    scores = np.log(edges + _FLOOR)
    scores[:, _OUTSIDE] += lean
    runs = list(_runs(_best_path(scores, starts)))
    shares = _type_shares(types_of(table), np.array(runs, dtype=np.int64).reshape(-1, 2))
    known = edges.tolist(), starts.tolist()
    for (start, end), row in zip(runs, shares.tolist(), strict=True):
        certain = _edge_probability(*known, start, end)
        yield Found(start, end, tuple(certain * share for share in row))


def edges_of(table: Table) -> Table:
    """Return the probabilities (words, 3) that each word is outside, begins a mention, or goes on with one."""
    return np.stack([table[:, 0], table[:, 1 : 1 + _TYPES].sum(1), table[:, 1 + _TYPES :].sum(1)], axis=1)


def types_of(table: Table) -> Table:
    """Return the probabilities (words, 5) that each word stands in a mention of each type."""
    return table[:, 1 : 1 + _TYPES] + table[:, 1 + _TYPES :]


def _best_path(scores: npt.NDArray[np.floating], starts: npt.NDArray[np.bool_]) -> list[int]:
    """Return the best tag of each word: the likeliest alone where that is a lawful sequence, else Viterbi's."""
    path = scores.argmax(1)
    before = np.concatenate([[_OUTSIDE], path[:-1]])
    if not ((path == _INSIDE) & ((before == _OUTSIDE) | starts)).any():
        return [int(tag) for tag in path]
    return _viterbi(scores.tolist(), starts.tolist())


def _viterbi(scores: list[list[float]], starts: list[bool]) -> list[int]:
    free, held, open_ = 0.0, -1e9, []
    # `free`: best score of paths that end outside; `held`: of those that end in a mention
    for (outside, begin, inside), start in zip(scores, starts, strict=True):
        best_before = max(free, held)
        from_mention = held >= free
        go_on = -1e9 if start else held + inside
        open_.append((from_mention, go_on > best_before + begin))
        free, held = best_before + outside, max(go_on, best_before + begin)
    path: list[int] = []
    in_mention = held > free
    for from_mention, went_on in reversed(open_):
        path.append((_INSIDE if went_on else _BEGIN) if in_mention else _OUTSIDE)
        in_mention = True if (in_mention and went_on) else from_mention
    return path[::-1]


def _runs(path: list[int]) -> Iterator[tuple[int, int]]:
    start = None
    for place, tag in enumerate([*path, _OUTSIDE]):
        if start is not None and tag != _INSIDE:
            yield start, place
            start = None
        if tag == _BEGIN:
            start = place


def _type_shares(types: Table, runs: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Return for each run, half-open, the geometric means of its words' type probabilities, made to sum to 1."""
    sums = np.concatenate([np.zeros((1, _TYPES)), np.log(types + _FLOOR).cumsum(axis=0, dtype=np.float64)])
    means = np.exp((sums[runs[:, 1]] - sums[runs[:, 0]]) / (runs[:, 1:] - runs[:, :1]))
    shares: npt.NDArray[np.float64] = means / means.sum(axis=1, keepdims=True)
    return shares


def _edge_probability(edges: list[list[float]], starts: list[bool], start: int, end: int) -> float:
    inner = prod(edge[_INSIDE] for edge in edges[start + 1 : end])
    over = end == len(edges) or starts[end]
    return edges[start][_BEGIN] * inner * (1.0 if over else 1.0 - edges[end][_INSIDE])
