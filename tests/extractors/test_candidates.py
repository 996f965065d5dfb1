"""The spans that a table allows."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.candidates import LEAST, LONGEST, find_candidates

START = np.array([True, False, False])


def edges_of(*rows: tuple[float, float]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """Return a table of outside, begin and inside, given the last two."""
    return np.array([(1 - begin - inside, begin, inside) for begin, inside in rows], dtype=np.float32)


def found(
    edges: np.ndarray[tuple[int, int], np.dtype[np.float32]], starts: np.ndarray[tuple[int], np.dtype[np.bool_]]
) -> dict[tuple[int, int], float]:
    spans = find_candidates(edges, starts)
    return dict(zip(zip(spans.starts.tolist(), spans.ends.tolist(), strict=True), spans.certainty.tolist(), strict=True))


def test_a_spans_probability_is_that_of_just_its_edges() -> None:
    spans = found(edges_of((0.5, 0), (0.1, 0.6), (0, 0)), START)
    assert spans == pytest.approx({(0, 1): 0.5 * 0.4, (0, 2): 0.5 * 0.6, (1, 2): 0.1}, abs=1e-6)


def test_no_candidate_crosses_a_sentence() -> None:
    spans = found(edges_of((0.9, 0), (0, 0.9), (0, 0.9)), np.array([True, True, False]))
    assert spans == pytest.approx({(0, 1): 0.9}, abs=1e-6)


def test_a_text_without_words_has_none() -> None:
    assert found(edges_of((0, 0))[:0], START[:0]) == {}


@settings(max_examples=100)
@given(st.lists(st.tuples(st.floats(0, 0.5), st.floats(0, 0.5), st.booleans()), min_size=1, max_size=12))
def test_all_probable_spans_are_candidates_in_order(rows: list[tuple[float, float, bool]]) -> None:
    edges, starts = edges_of(*(row[:2] for row in rows)), np.array([row[2] for row in rows])
    expected = {}
    for first in range(len(rows)):
        chance = float(edges[first, 1])
        for end in range(first + 1, min(first + LONGEST, len(rows)) + 1):
            goes_on = 0.0 if end == len(rows) or starts[end] else float(edges[end, 2])
            if chance * (1 - goes_on) >= LEAST:
                expected[first, end] = chance * (1 - goes_on)
            chance *= goes_on
    spans = found(edges, starts)
    assert all(before < after for before, after in pairwise(spans))
    near = {place for place, chance in (expected | spans).items() if abs(chance - LEAST) < 1e-6}
    assert spans.keys() - near == expected.keys() - near
    assert {place: spans[place] for place in spans.keys() - near} == pytest.approx(
        {place: expected[place] for place in expected.keys() - near}, abs=1e-6
    )
