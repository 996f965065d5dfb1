"""What is known of a concept before it is judged."""

import numpy as np
import pytest

from kg.model import CONCEPT_TYPES
from kg.resolve.traits import TRAITS, Candidates, make_traits
from kg.vocabulary import Background, Term

TERMS = {
    "beam search": Term(40, 30, (0.0, 28.0, 2.0, 0.0, 0.0)),
    "depth first search": Term(12, 10, (0.0, 10.0, 0.0, 0.0, 0.0)),
}
BACKGROUND = Background(terms=TERMS)


def traits_of(label: str, *, score: float = 0.8, mentions: int = 1, papers: int = 1) -> dict[str, float]:
    """Return the traits of a concept whose mentions are all sure of a Method to this degree."""
    scores = np.array([[0.0, score * mentions, 0.0, 0.0, 0.0]])
    given = Candidates(scores, np.array([mentions]), np.array([papers]), [label.lower().replace("-", " ")], [label])
    table = make_traits(given, BACKGROUND)
    assert table.shape == (1, len(TRAITS))
    return dict(zip(TRAITS, table[0].tolist(), strict=True))


def test_the_mean_score_is_given_as_log_odds() -> None:
    assert traits_of("beam search", score=0.8, mentions=3)["score"] == pytest.approx(np.log(4))


def test_mentions_are_counted_a_paper_so_that_a_larger_corpus_says_the_same() -> None:
    small, large = traits_of("beam search", mentions=3, papers=1), traits_of("beam search", mentions=300, papers=100)
    assert small["mentions"] == pytest.approx(large["mentions"])


def test_how_others_use_a_name_stands_beside_its_mentions() -> None:
    traits = traits_of("beam search")
    assert (traits["known"], traits["concept_elsewhere"]) == (1, 0.75)
    assert traits["elsewhere_method"] > traits["elsewhere_task"] > traits["elsewhere_model"]


def test_a_name_that_nobody_else_writes_has_nothing_elsewhere() -> None:
    traits = traits_of("galaxy net")
    assert {traits[f"elsewhere_{kind.lower()}"] for kind in CONCEPT_TYPES} == {0}
    assert (traits["known"], traits["concept_elsewhere"], traits["written"]) == (0, 0.5, 0)


def test_the_spelling_of_the_label_is_told() -> None:
    traits = traits_of("Galaxy-Net2")
    assert [traits[name] for name in ("lower", "inner_capital", "digit", "hyphen", "one_word")] == [0, 1, 1, 1, 0]
    plain = traits_of("galaxy net")
    assert [plain[name] for name in ("lower", "inner_capital", "digit", "hyphen", "one_word")] == [1, 0, 0, 0, 0]


def test_no_concepts_have_no_traits() -> None:
    given = Candidates(np.zeros((0, 5)), np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), [], [])
    assert make_traits(given, BACKGROUND).shape == (0, len(TRAITS))
