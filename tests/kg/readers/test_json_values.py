"""Values of a JSON file come one by one, and what is not JSON is told by its line."""

import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.readers.json_values import JsonValue, iter_list_values
from kg.readers.limits import Limits, limiting

SCALARS = (
    st.none() | st.booleans() | st.integers(-(10**40), 10**40) | st.floats(allow_nan=False, allow_infinity=False) | st.text()
)
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8)


def pieces(text: str, size: int) -> list[str]:
    return [text[at : at + size] for at in range(0, len(text), size)]


@given(st.lists(VALUES), st.sampled_from([None, 1, "\t"]), st.integers(1, 40))
def test_a_list_gives_its_values_however_it_is_cut_up(values: list[object], indent: int | str | None, size: int) -> None:
    text = json.dumps(values, indent=indent)
    found = list(iter_list_values(pieces(text, size)))
    assert [value.value for value in found] == values
    assert not any(value.problem for value in found)
    if indent and values:
        assert [text.split("\n")[value.line - 1].strip()[:1] for value in found] == [json.dumps(value)[:1] for value in values]


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("[1, 2", 1, "the file ends before its list does"),
        ("[1,\n2,", 2, "it is not valid JSON: expecting value on line 2; nothing after it can be read"),
        ('[1,\n"two', 2, "it is not valid JSON: unterminated string starting on line 2; nothing after it can be read"),
        ("[1\n\n2]", 3, "a comma or `]` must follow a value of the list; nothing after it can be read"),
        ("[1]\n[2]", 2, "it stands after the end of the list that makes up the file"),
        ("[1, " + "[" * 3_000, 1, "it is nested deeper than 100 levels; nothing after it can be read"),
    ],
)
@pytest.mark.parametrize("size", [1, 3, 100_000])
def test_where_a_list_breaks(text: str, line: int, problem: str, size: int) -> None:
    values = list(iter_list_values(pieces(text, size)))
    assert values[0] == JsonValue(1, 1)
    assert (values[-1].line, values[-1].problem) == (line, problem)


def test_a_value_that_strict_json_refuses_does_not_end_the_list() -> None:
    values = list(iter_list_values(['[{"a": NaN},\n {"a": 1, "a": 2},\n ', "9" * 5_000, ",\n1e999,\n 3]"]))
    assert [(value.line, value.problem) for value in values] == [
        (1, "NaN is no number of JSON"),
        (2, "the key 'a' stands twice in one object"),
        (3, "a number has 5,000 digits, more than 1,000"),
        (4, "the number 1e999 is out of range"),
        (5, ""),
    ]


def test_a_value_without_end_is_not_read_for_ever() -> None:
    endless = itertools.chain(['["'], itertools.repeat("x" * 60))
    with limiting(Limits(line_bytes=100)):
        problems = [value.problem for value in iter_list_values(endless)]
    assert problems == ["it is longer than 100 characters (reading.line_bytes); nothing after it can be read"]
