"""Which mentions of one paper name the same concept."""

from collections.abc import Sequence

import pytest

from extractors.naming import name_of, number_forms


@pytest.mark.parametrize(
    ("texts", "definitions", "numbers"),
    [
        (["beam search", "Beam-Search", "beam searches"], [], [0, 0, 1]),
        (["GNN", "GNNs", "graph neural networks"], [("GNN", "Graph Neural Network")], [0, 0, 0]),
        (["GNN", "graph neural network"], [], [0, 1]),
        ([], [("GNN", "graph neural network")], []),
    ],
)
def test_forms_that_name_one_concept_get_one_number(
    texts: Sequence[str], definitions: Sequence[tuple[str, str]], numbers: Sequence[int]
) -> None:
    assert number_forms(texts, definitions)[0] == numbers


@pytest.mark.parametrize(
    ("text", "name"),
    [("Policies", "policy"), ("loss", "loss"), ("bias", "bia"), ("analysis", "analysis"), ("RNNs", "rnn"), ("A", "a")],
)
def test_the_last_word_is_singular(text: str, name: str) -> None:
    assert name_of(text) == name
