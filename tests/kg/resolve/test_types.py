"""The type of a concept."""

import numpy as np

from kg.model import CONCEPT_TYPES
from kg.resolve.types import choose_types
from kg.vocabulary import Background, Term

TERMS = {
    "beam search": Term(40, 30, (0.0, 28.0, 2.0, 0.0, 0.0)),
    "depth first search": Term(12, 10, (0.0, 10.0, 0.0, 0.0, 0.0)),
    "image classification": Term(90, 80, (0.0, 2.0, 78.0, 0.0, 0.0)),
    "text classification": Term(50, 40, (0.0, 0.0, 40.0, 0.0, 0.0)),
}
BACKGROUND = Background(terms=TERMS)


def types_of(*rows: tuple[str, tuple[float, ...]]) -> list[str]:
    """Return the types of names with these sums of scores."""
    codes = choose_types(np.array([scores for _, scores in rows]), [name for name, _ in rows], BACKGROUND)
    return [CONCEPT_TYPES[code] for code in codes]


def test_many_mentions_decide_for_themselves() -> None:
    assert types_of(("beam search", (9.0, 1.0, 0.0, 0.0, 0.0))) == ["Model"]


def test_a_single_mention_gives_way_to_what_the_name_usually_is() -> None:
    assert types_of(("beam search", (0.5, 0.3, 0.0, 0.0, 0.0))) == ["Method"]


def test_an_unknown_name_leans_to_the_type_of_its_head_word() -> None:
    assert types_of(("galaxy classification", (0.0, 0.5, 0.4, 0.0, 0.0)), ("galaxy plot", (0.0, 0.5, 0.4, 0.0, 0.0))) == [
        "Task",
        "Method",
    ]


def test_no_concepts_have_no_types() -> None:
    assert choose_types(np.zeros((0, 5)), [], BACKGROUND).tolist() == []
