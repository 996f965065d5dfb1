"""From tag probabilities to scored spans."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.decoding import TAGS, Table, decode, tags_of

OUTSIDE, BEGIN, INSIDE = range(3)


def table_of(*rows: dict[int, float]) -> Table:
    """Return a table with these probabilities by tag; what is left is outside."""
    table = np.zeros((len(rows), TAGS), dtype=np.float32)
    for word, row in enumerate(rows):
        table[word, 0] = 1 - sum(row.values())
        for tag, probability in row.items():
            table[word, tag] = probability
    return table


def first_only(length: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return sentence starts of a text of one sentence."""
    return np.arange(length) == 0


def test_hard_tags_come_back_as_their_spans() -> None:
    spans = [(0, 2, "Model"), (2, 3, "Model"), (4, 7, "Metric")]
    table = np.eye(TAGS, dtype=np.float32)[tags_of(8, spans)]
    found = list(decode(table, first_only(8)))
    assert [(each.start, each.end) for each in found] == [(0, 2), (2, 3), (4, 7)]
    assert [int(np.argmax(each.scores)) for each in found] == [0, 0, 4]
    assert [sum(each.scores) for each in found] == pytest.approx([1, 1, 1])


def test_two_types_that_share_a_span_do_not_lose_it() -> None:
    found = list(decode(table_of({1: 0.4, 2: 0.3}), first_only(1)))
    assert [(each.start, each.end) for each in found] == [(0, 1)]
    assert found[0].scores == pytest.approx((0.4, 0.3, 0, 0, 0), abs=1e-6)


def test_no_span_crosses_a_sentence_start() -> None:
    table = np.eye(TAGS, dtype=np.float32)[tags_of(4, [(0, 4, "Task")])]
    found = list(decode(table, np.array([True, False, True, False])))
    assert all(each.end <= 2 or each.start >= 2 for each in found)


def test_a_lean_to_the_outside_finds_fewer() -> None:
    table = table_of({1: 0.6}, {}, {2: 0.9})
    assert len(list(decode(table, first_only(3)))) == 2
    assert [each.start for each in decode(table, first_only(3), lean=1.0)] == [2]


def test_a_text_without_words_has_no_spans() -> None:
    assert list(decode(np.zeros((0, TAGS), dtype=np.float32), first_only(0))) == []


@settings(max_examples=200)
@given(st.integers(1, 6).flatmap(lambda size: st.tuples(*[st.lists(st.floats(0.01, 1), min_size=3, max_size=3)] * size)))
def test_the_edges_are_those_of_the_best_lawful_sequence(rows: tuple[list[float], ...]) -> None:
    edges = np.array(rows) / np.array(rows).sum(axis=1, keepdims=True)
    table = np.zeros((len(rows), TAGS), dtype=np.float32)
    table[:, [0, 1, 6]] = edges
    starts = first_only(len(rows))
    lawful = [path for path in product(range(3), repeat=len(rows)) if _is_lawful(path)]
    best = max(sum(np.log(edges[word, tag]) for word, tag in enumerate(path)) for path in lawful)
    found = [OUTSIDE] * len(rows)
    for each in decode(table, starts):
        found[each.start : each.end] = [BEGIN] + [INSIDE] * (each.end - each.start - 1)
    assert sum(np.log(edges[word, tag]) for word, tag in enumerate(found)) == pytest.approx(best, abs=1e-4)


def _is_lawful(path: tuple[int, ...]) -> bool:
    return all(tag != INSIDE or before != OUTSIDE for before, tag in zip((OUTSIDE, *path), path, strict=False))
