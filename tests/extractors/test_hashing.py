"""Features as rows of a table."""

import numpy as np

from extractors.hashing import ABSENT, ROWS, hash_templates
from extractors.linear import softmax, sum_weights, to_bytes, to_weights

WORDS = np.array([7, 8, 7], dtype=np.uint64)
SMALL = np.array([1, 1, 1])


def test_equal_values_have_equal_rows_and_others_do_not() -> None:
    rows = hash_templates([(WORDS, SMALL)], 3, family=0)[:, 0].tolist()
    assert rows[0] == rows[2] != rows[1]


def test_rows_are_the_same_everywhere() -> None:
    assert hash_templates([(WORDS,), (WORDS, SMALL)], 3, family=1).tolist() == [
        [120648, 125669],
        [127312, 49490],
        [120648, 125669],
    ]


def test_a_template_is_known_by_its_place_and_family() -> None:
    first, second = hash_templates([(WORDS,), (WORDS,)], 3, family=0)[0]
    assert len({first, second, hash_templates([(WORDS,)], 3, family=1)[0, 0]}) == 3


def test_a_word_of_a_bag_counts_the_same_wherever_it_stands_and_an_absent_one_not_at_all() -> None:
    gap = np.array([ABSENT, 8, 9], dtype=np.uint64)
    rows = hash_templates([], 3, family=0, bags=[(WORDS, SMALL), (gap, SMALL)])
    assert rows[0, 1] == ROWS
    assert rows[1, 0] == rows[1, 1]


def test_weights_pass_through_bytes_and_the_absent_row_weighs_nothing() -> None:
    table = np.zeros((ROWS, 2))
    table[5] = (0.5, -1.0)
    weights = to_weights(to_bytes(table))
    assert weights[[5, ROWS]].tolist() == [[0.5, -1.0], [0.0, 0.0]]
    assert to_bytes(table) == to_bytes(weights)


def test_probabilities_are_those_of_the_sums_of_each_things_rows() -> None:
    weights = np.array([[0.0, 0.0], [0.0, np.log(3)]], dtype=np.float32)
    found = softmax(sum_weights(weights, np.array([0, 1, 1]), np.array([0, 1, 3])))
    assert np.abs(found - [[0.5, 0.5], [0.1, 0.9]]).max() < 1e-6
