"""How sure it is that a name is a term."""

import numpy as np

from kg.resolve.termhood import termhoods
from kg.vocabulary import Term

TERMS = {"result": Term(900, 3, (0.0, 1.0, 1.0, 0.0, 1.0)), "perplexity": Term(80, 76, (0.0, 0.0, 0.0, 0.0, 76.0))}


def termhood_of(name: str, score: float, mentions: int) -> float:
    """Return the termhood of a name whose mentions all have this score."""
    scores = np.array([[score * mentions, 0.0, 0.0, 0.0, 0.0]])
    return float(termhoods(scores, np.array([mentions]), [name], TERMS)[0])


def test_a_name_that_nobody_else_writes_is_judged_by_its_mentions() -> None:
    assert termhood_of("galaxy net", 0.8, 2) == 0.8


def test_a_word_that_is_seldom_a_concept_elsewhere_is_no_term_though_it_was_found_here() -> None:
    assert termhood_of("result", 0.9, 1) < 0.2


def test_a_common_term_stays_one_though_it_was_unsure_here() -> None:
    assert termhood_of("perplexity", 0.3, 1) > 0.8


def test_many_mentions_here_weigh_as_much_as_all_papers_elsewhere() -> None:
    assert 0.4 < termhood_of("result", 0.9, 500) < 0.5
