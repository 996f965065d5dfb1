"""How sure it is that a name is a term."""

import numpy as np
import pytest

from kg.resolve.termhood import termhoods
from kg.resolve.traits import Candidates, make_traits
from kg.vocabulary import TRUSTING, Background, Term, Weights, read_weights

TERMS = {"result": Term(900, 3, (0.0, 1.0, 1.0, 0.0, 1.0)), "perplexity": Term(80, 76, (0.0, 0.0, 0.0, 0.0, 76.0))}


def termhood_of(name: str, score: float, mentions: int = 1, weights: Weights | None = None) -> float:
    """Return the termhood of a name whose mentions all have this score, in one paper."""
    scores = np.array([[0.0, 0.0, 0.0, 0.0, score * mentions]])
    given = Candidates(scores, np.array([mentions]), np.array([1]), [name], [name])
    return float(termhoods(make_traits(given, Background(terms=TERMS)), weights or read_weights())[0])


def test_without_weights_the_recogniser_is_believed() -> None:
    assert termhood_of("galaxy net", 0.8, 2, TRUSTING) == pytest.approx(0.8)


def test_a_word_that_is_seldom_a_concept_elsewhere_is_less_of_a_term() -> None:
    assert termhood_of("result", 0.6) < termhood_of("galaxy", 0.6) < termhood_of("perplexity", 0.6)


def test_what_a_paper_says_more_often_is_more_of_a_term() -> None:
    assert termhood_of("galaxy net", 0.5, 1) < termhood_of("galaxy net", 0.5, 4)


def test_the_surer_the_recogniser_the_more_of_a_term() -> None:
    scores = [termhood_of("galaxy net", score) for score in (0.1, 0.3, 0.5, 0.7, 0.9)]
    assert scores == sorted(scores)
    assert scores[0] < 0.3
    assert scores[-1] > 0.7
