"""The best choice among spans that may overlap."""

from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.choosing import choose

SPANS = st.lists(st.tuples(st.integers(0, 8), st.integers(1, 4), st.floats(-1, 1)), max_size=8)


@settings(max_examples=200)
@given(SPANS)
def test_no_other_choice_gains_more(rows: list[tuple[int, int, float]]) -> None:
    starts, ends, gains = [row[0] for row in rows], [row[0] + row[1] for row in rows], [row[2] for row in rows]

    def apart(places: tuple[int, ...]) -> bool:
        return all(ends[one] <= starts[two] or ends[two] <= starts[one] for one, two in combinations(places, 2))

    chosen = choose(starts, ends, gains)
    every = chain.from_iterable(combinations(range(len(rows)), size) for size in range(len(rows) + 1))
    assert apart(tuple(chosen))
    assert sum(gains[place] for place in chosen) == pytest.approx(
        max(sum(gains[each] for each in one) for one in every if apart(one))
    )
    assert [starts[place] for place in chosen] == sorted(starts[place] for place in chosen)


def test_what_gains_nothing_is_left_out() -> None:
    assert choose([0, 2], [1, 3], [0.0, -0.1]) == []
