"""Which values of a measure are the better ones."""

import pytest

from kg.vocabulary.metrics import direction_of, read_directions


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("accuracy", "higher"),
        ("top-1 test accuracy", "higher"),
        ("F1 scores", "higher"),
        ("Recall@10", "higher"),
        ("BLEU", "higher"),
        ("test error rate", "lower"),
        ("word error rate", "lower"),
        ("negative log-likelihood", "lower"),
        ("log-likelihood", "higher"),
        ("perplexity", "lower"),
        ("inference latency", "lower"),
        ("number of parameters", "lower"),
        ("mean rank", "lower"),
        ("mean reciprocal rank", "higher"),
        ("attack success rate", None),
        ("something of our own", None),
        ("", None),
    ],
)
def test_a_measure_goes_by_the_longest_known_end_of_its_name(name: str, better: str | None) -> None:
    assert direction_of([name]) == better


def test_the_first_name_that_tells_counts() -> None:
    assert direction_of(["XYZ", "word error rate"]) == "lower"


def test_the_table_is_sorted_and_says_one_of_three_things() -> None:
    listed = read_directions()
    assert list(listed) == sorted(listed)
    assert set(listed.values()) == {"higher", "lower", "either"}
