"""What is known of each concept before it is judged: numbers from its mentions, its name, and how others use the name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kg.model import CONCEPT_TYPES
from kg.resolve.forms import Codes
from kg.vocabulary import Background, Terms

_LEAST_HEADS = 20.0
"""Scores that the names of one head word must have together."""

_MOST_MENTIONS = 100
_MOST_ELSEWHERE = 10
"""Mentions here, and papers elsewhere, beyond which more of them count no more."""

_BY_TYPE = ("here", "here_often", "elsewhere", "elsewhere_often", "head")
TRAITS: tuple[str, ...] = (
    *(f"{name}_{kind.lower()}" for name in _BY_TYPE for kind in CONCEPT_TYPES),
    *("score", "mentions", "concept_elsewhere", "known", "written", "lower", "inner_capital", "digit", "hyphen"),
    *("one_word", "words"),
)
"""What each column of `make_traits` says."""

Scores = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Concepts to be judged: sums of their mentions' scores (concepts, 5), how many mentions and papers, normal forms, labels."""

    scores: Scores
    mentions: Codes
    papers: Codes
    names: Sequence[str]
    labels: Sequence[str]


def make_traits(given: Candidates, background: Background) -> Scores:
    """Return the traits of each concept (concepts, `TRAITS`); shares are logarithms, so that a linear model multiplies them."""
    here = _log_share(given.scores, 0.02)
    often = np.log(np.minimum(np.maximum(given.mentions, 1), _MOST_MENTIONS))[:, None]
    written, found, known = _elsewhere(given.names, background.terms)
    elsewhere = _log_share(known, 0.05) * (written > 0)[:, None]
    reach = (np.minimum(written, _MOST_ELSEWHERE) / _MOST_ELSEWHERE)[:, None]
    columns = (here, here * often, elsewhere, elsewhere * reach, _heads(given.names, background.terms))
    rest = np.column_stack([_certainty(given), *_usage(given, written, found), *_shape(given)])
    return np.concatenate([*columns, rest], axis=1)


def _certainty(given: Candidates) -> Scores:
    mean = np.clip(given.scores.sum(axis=1) / np.maximum(given.mentions, 1), 0.001, 0.999)
    return np.asarray(np.log(mean / (1 - mean)))


def _usage(given: Candidates, written: Scores, found: Scores) -> tuple[Scores, ...]:
    share = np.where(written > 0, found / np.maximum(written, 1), 0.5)
    often: Scores = np.log(np.maximum(given.mentions / np.maximum(given.papers, 1), 1))
    return often, share, np.asarray(written > 0, dtype=np.float64), np.log1p(written)


def _shape(given: Candidates) -> tuple[Scores, ...]:
    words = np.array([name.count(" ") + 1 for name in given.names], dtype=np.float64)
    return (
        np.array([label.islower() for label in given.labels], dtype=np.float64),
        np.array([not label[1:].islower() and label[1:].lower() != label[1:] for label in given.labels], dtype=np.float64),
        np.array([any(map(str.isdigit, label)) for label in given.labels], dtype=np.float64),
        np.array(["-" in label for label in given.labels], dtype=np.float64),
        1.0 * (words == 1),
        np.log(words),
    )


def _elsewhere(names: Sequence[str], terms: Terms) -> tuple[Scores, Scores, Scores]:
    """Return of each name how many papers elsewhere write it, how many have it as a concept, and the sums of its scores."""
    nothing = (0.0,) * len(CONCEPT_TYPES)
    rows = [(term.written, term.found, *term.scores) if (term := terms.get(name)) else (0, 0, *nothing) for name in names]
    table = np.array(rows, dtype=np.float64).reshape(-1, 2 + len(CONCEPT_TYPES))
    return table[:, 0], table[:, 1], table[:, 2:]


def _heads(names: Sequence[str], terms: Terms) -> Scores:
    """Return the log shares of the types among names elsewhere of several words that end as each name does; 0 where unknown."""
    heads = head_scores(terms)
    unknown = np.zeros(len(CONCEPT_TYPES))
    known = {head: _log_share(sums[None], 0.05)[0] for head, sums in heads.items()}
    return np.array([known.get(_head(name), unknown) for name in names], dtype=np.float64).reshape(-1, len(CONCEPT_TYPES))


def head_scores(terms: Terms) -> Mapping[str, Scores]:
    """Return the sums of scores of the names of several words that end with each word, where these are enough."""
    sums: dict[str, Scores] = {}
    for name, term in terms.items():
        if " " in name:
            sums[_head(name)] = sums.get(_head(name), np.zeros(len(CONCEPT_TYPES))) + np.array(term.scores)
    return {head: each for head, each in sums.items() if each.sum() >= _LEAST_HEADS}


def _head(name: str) -> str:
    return name.rpartition(" ")[2]


def _log_share(scores: Scores, floor: float) -> Scores:
    shares = scores / np.maximum(scores.sum(axis=1, keepdims=True), 1e-9)
    return np.asarray(np.log(shares + floor))
