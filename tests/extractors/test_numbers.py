"""Numbers with their units, as results are written."""

import time
from decimal import Decimal

import pytest

from extractors.numbers import find_numbers, to_value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a test error of 3.65 on CIFAR-10", [("3.65", "3.65", "")]),
        ("reaches 91.2% accuracy", [("91.2%", "91.2", "%")]),
        (r"reaches 91\% accuracy", [(r"91\%", "91", "%")]),
        ("reaches $91.2$% accuracy", [("91.2$%", "91.2", "%")]),
        ("91 percent of the cases", [("91 percent", "91", "%")]),
        ("gains 2.1 percentage points", [("2.1", "2.1", "points")]),
        ("gains 4% points", [("4%", "4", "points")]),
        ("is 1.05x faster", [("1.05x", "1.05", "x")]),
        (r"is 2.7$\times$ longer", [(r"2.7$\times", "2.7", "x")]),
        ("is 7.07times faster", [("7.07times", "7.07", "x")]),
        ("takes 26.3ms a frame", [("26.3", "26.3", "ms")]),
        ("takes 5 hours", [("5", "5", "hours")]),
        ("a run of 0.59m", [("0.59", "0.59", "m")]),
        ("with 8K parameters", [("8K", "8000", "")]),
        ("with 2.13 million parameters", [("2.13 million", "2130000", "")]),
        ("10,000 tokens", [("10,000", "10000", "")]),
        ("about 10^5 weights", [("10^5", "100000", "")]),
        ("improves by +2.28", [("+2.28", "2.28", "")]),
        ("between 2% to 14% higher", [("2% to 14%", None, "%")]),
        ("an 8-16x speedup", [("8-16x", None, "x")]),
        ("from 18.4% to 25.3%", [("18.4%", "18.4", "%"), ("25.3%", "25.3", "%")]),
        ("(64.0% to 70.4%)", [("64.0%", "64.0", "%"), ("70.4%", "70.4", "%")]),
        ("Recall@1/@3 (73.09/83.39)", [("73.09", "73.09", ""), ("83.39", "83.39", "")]),
        ("on 4 out of 5 sets", [("4 out of 5", None, "")]),
        ("one order of magnitude faster", [("one order of magnitude", None, "")]),
        ("shorter by a factor of ten", [("ten", None, "")]),
        ("takes O(n log (n)) steps", [("O(n log (n))", None, "")]),
        (r"a regret of $\mathcal{O}(\sqrt{T})$", [(r"\mathcal{O}(\sqrt{T})", None, "")]),
        (r"images of 256$\times$256, 32x32 and " + "7 \u00d7 7", []),
        ("better (p<0.001) and (p = 0.01)", []),
        ("ResNet-50, F1, top-1, [3], v2.0b and SST2", []),
    ],
)
def test_a_number_is_found_with_its_value_and_unit(text: str, found: list[tuple[str, str | None, str]]) -> None:
    expected = [(written, None if value is None else Decimal(value), unit) for written, value, unit in found]
    assert [(each.text, each.value, each.unit) for each in find_numbers(text)] == expected


def test_offsets_lead_to_the_text() -> None:
    text = "We gain 2.1% and 3x, in O(n) time, from 5 to 7 points."
    assert all(text[each.start : each.end] == each.text for each in find_numbers(text))


def test_a_number_that_no_table_holds_has_no_value() -> None:
    assert to_value("10^100") is None
    assert to_value("9" * 40) is None


@pytest.mark.parametrize("text", ["O(" * 50_000, "1 " * 50_000, "1-" * 50_000, "1," * 50_000, r"\mathcal" * 10_000])
def test_a_hostile_text_takes_no_long_time(text: str) -> None:
    began = time.process_time()
    list(find_numbers(text))
    assert time.process_time() - began < 5
