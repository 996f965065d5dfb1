"""Titles and abstracts are told apart by their place, and by their looks where the alternation breaks."""

import gzip
import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.readers.alternation import abstract_odds, label_lines
from kg.readers.lines import Line

TITLE = "Pointing Networks That Sort"
LONG_TITLE = "What " + "Very " * 40 + "Long Titles Say"  # 220 characters
ABSTRACT = "We teach a small network to sort lists by pointing at their items, and test it on lists ten times as long. " * 4
SHORT_ABSTRACT = "A note on sorting with pointers."
UNSTOPPED_ABSTRACT = ABSTRACT + "The code is at https://example.org/sort"
BY_KIND = {"T": TITLE, "L": LONG_TITLE, "A": ABSTRACT, "s": SHORT_ABSTRACT, "u": UNSTOPPED_ABSTRACT}


def labels(kinds: str) -> str:
    lines = (Line(BY_KIND[kind], number) for number, kind in enumerate(kinds, 1))
    return "".join("T" if kind == "title" else "A" for _, kind in label_lines(lines))


@pytest.mark.parametrize("kinds", ["TATATA", "TuTuTu", "LALALA", "TsTsTs", "TATsTA", "TALuTA", "T", "TAT", "sTA", "TAuTA"])
def test_an_unbroken_alternation_is_followed(kinds: str) -> None:
    expected = {"sTA": "TTA", "TAuTA": "TAATA"}  # two of the cases do break
    assert labels(kinds) == expected.get(kinds, "TA" * (len(kinds) // 2) + "T" * (len(kinds) % 2))


@pytest.mark.parametrize("kinds", ["TATTA", "TAATA", "ATATA", "TTTTA", "TAAATA", "TATT", "TAA", "TTATATATA"])
def test_a_break_does_not_shift_the_rest(kinds: str) -> None:
    assert labels(kinds) == kinds


def test_a_short_last_line_without_its_end_is_an_abstract_where_one_is_due() -> None:
    cut = Line("We teach a small netw", 4, ended=False)
    lines = [Line(TITLE, 1), Line(ABSTRACT, 2), Line(TITLE, 3), cut]
    assert [kind for _, kind in label_lines(lines)] == ["title", "abstract"] * 2


@given(st.lists(st.tuples(st.sampled_from([1, 40, 120, 200, 215, 230, 400]), st.booleans(), st.booleans())))
def test_every_line_is_labelled_once_and_in_order(shapes: list[tuple[int, bool, bool]]) -> None:
    lines = [Line("x" * size + "." * stop, number, ended) for number, (size, stop, ended) in enumerate(shapes)]
    assert [line for line, _ in label_lines(lines)] == lines


def test_unclear_lines_are_not_held_for_ever() -> None:
    unclear = (Line("x" * 214 + "?!"[number % 2], number) for number in range(100_000))
    assert abstract_odds(Line("x" * 215, 1)) < 0 < abstract_odds(Line("x" * 214 + ".", 1))
    assert sum(1 for _ in label_lines(unclear)) == 100_000


@pytest.mark.corpus
@pytest.mark.slow
@pytest.mark.parametrize(("dropped", "most_wrong"), [(0.0, 2e-5), (0.02, 5e-5), (0.2, 5e-4)])
def test_lines_of_real_papers_are_told_apart(dropped: float, most_wrong: float, shared: Path) -> None:
    chance = random.Random(1)
    lines: list[tuple[str, str]] = []
    for name in ("arxiv-50k", "conference-20k"):
        with gzip.open(shared / "data" / "abstracts" / f"{name}.jsonl.gz", "rt", encoding="utf-8", newline="\n") as file:
            for paper in map(json.loads, file):
                kinds = ("title", "abstract") if paper["abstract"] else ()
                lines += [(paper[kind].strip(), kind) for kind in kinds if chance.random() >= dropped]
    found = label_lines(Line(text, number) for number, (text, _) in enumerate(lines))
    wrong = sum(kind != expected for (_, kind), (_, expected) in zip(found, lines, strict=True))
    assert wrong <= most_wrong * len(lines)
