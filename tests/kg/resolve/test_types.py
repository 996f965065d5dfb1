"""The type of a concept."""

import numpy as np

from kg.model import CONCEPT_TYPES
from kg.resolve.traits import Candidates, make_traits
from kg.resolve.types import choose_types
from kg.vocabulary import TRUSTING, Background, Term, Weights, read_weights

TERMS = {
    "beam search": Term(40, 30, (0.0, 28.0, 2.0, 0.0, 0.0)),
    "depth first search": Term(12, 10, (0.0, 10.0, 0.0, 0.0, 0.0)),
    "image classification": Term(90, 80, (0.0, 2.0, 78.0, 0.0, 0.0)),
    "text classification": Term(50, 40, (0.0, 0.0, 40.0, 0.0, 0.0)),
}
BACKGROUND = Background(terms=TERMS)


def type_of(label: str, scores: tuple[float, ...], mentions: int = 1, weights: Weights | None = None) -> str:
    """Return the type of a concept with these sums of scores."""
    given = Candidates(np.array([scores]), np.array([mentions]), np.array([1]), [label.lower()], [label])
    return CONCEPT_TYPES[choose_types(make_traits(given, BACKGROUND), weights or read_weights())[0]]


def test_many_sure_mentions_decide_for_themselves() -> None:
    assert type_of("beam search", (45.0, 2.0, 1.0, 1.0, 1.0), 50) == "Model"


def test_a_single_mention_gives_way_to_what_the_name_usually_is() -> None:
    assert type_of("beam search", (0.5, 0.3, 0.1, 0.0, 0.0)) == "Method"


def test_an_unknown_name_leans_to_the_type_of_its_head_word() -> None:
    scores = (0.0, 0.45, 0.4, 0.0, 0.0)
    assert (type_of("galaxy classification", scores), type_of("galaxy plot", scores)) == ("Task", "Method")


def test_without_weights_the_greatest_sum_decides() -> None:
    assert type_of("beam search", (0.5, 0.3, 0.1, 0.0, 0.0), weights=TRUSTING) == "Model"
