"""Names in texts: every place that a slow search finds, and nothing else."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.vocabulary import Name, build_matcher, find_names, index_names, name_of


def written(names: list[str], text: str) -> list[str]:
    """Return what the matcher finds in `text`."""
    matcher = build_matcher(Name(name, ("Method",)) for name in names)
    return [text[match.start : match.end] for match in find_names(matcher, text)]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("GAN", "GAN, GANs, gan, GANS, organ and Bi-GAN", ["GAN", "GANs", "GAN"]),
        ("Primer", "A primer on Primer", ["Primer"]),
        ("dropout", "Dropout, DROPOUT and dropouts", ["Dropout", "DROPOUT", "dropouts"]),
        ("r2", "R2 and r2", ["r2"]),
        ("Bi-LSTM", "bi lstm, Bi\u2011LSTMs, BiLSTM", ["bi lstm", "Bi\u2011LSTMs"]),
        ("graph network", "(graph\nnetworks) subgraph network graph networking", ["graph\nnetworks"]),
        ("loss", "lossy losses, loss", ["loss"]),
        ("\u03a3\u03a3 \u03a3\u03a3", "\u03c3\u03c2 \u03c3\u03c2", ["\u03c3\u03c2 \u03c3\u03c2"]),
    ],
)
def test_a_name_is_found_where_it_stands_as_words(name: str, text: str, found: list[str]) -> None:
    assert written([name], text) == found


def test_the_first_name_is_found_and_of_those_that_begin_there_the_longest() -> None:
    assert written(["graph", "graph network", "network layer"], "a graph network layer") == ["graph network"]


def test_the_name_that_is_spelt_like_the_text_wins() -> None:
    index = index_names([Name("cola", ("Task",)), Name("CoLA", ("Dataset",))])
    assert [name.types[0] for text in ("CoLA", "Cola") if (name := name_of(index, text))] == ["Dataset", "Task"]


def slow_places(names: list[str], text: str) -> Iterator[tuple[int, int]]:
    """Yield what the rules say, by trying every place."""
    inner = [a.isalnum() and b.isalnum() for a, b in pairwise(text)]
    edges = [place for place in range(len(text) + 1) if not (0 < place < len(text) and inner[place - 1])]
    start = 0
    while start < len(text):
        ends = [end for end in reversed(edges) if start in edges and end > start and writes(names, text[start:end])]
        yield from ((start, end) for end in ends[:1])
        start = ends[0] if ends else start + 1


def writes(names: list[str], text: str) -> bool:
    """Tell whether the text is one of the names by the rules, whatever stands around it."""
    bare = text[:-1] if text.endswith(("s", "S")) else text
    return any(alike(name, text) or (name[-1] not in "sS" and alike(name, bare, text[len(bare) :])) for name in names)


def alike(name: str, text: str, plural: str = "") -> bool:
    """Tell whether the text is the name, where capitals count with its plural s in lower case."""
    if len(name) != len(text) or not all(same(*pair) for pair in zip(name, text, strict=True)):
        return False
    one_word = name.isalnum()
    return name == text and plural != "S" if one_word and (len(name) <= 3 or name != name.lower()) else True


def same(a: str, b: str) -> bool:
    """Tell whether two characters are one but for capitals and signs."""
    return a.lower().replace("\u03c2", "\u03c3") == b.lower().replace("\u03c2", "\u03c3") or not (a.isalnum() or b.isalnum())


LETTERS = st.text(alphabet="abABsS \n-+.\u03a3\u03c2\u03c3\u00df\u01300\u00e0\u4e20", max_size=30)
NAMES = st.lists(
    st.text(alphabet="abABsS -\u03a3\u03c3\u01300\u00e0\u4e20", min_size=1, max_size=6).filter(
        lambda text: text[0].isalnum() and text[-1].isalnum()
    ),
    max_size=8,
)


@given(NAMES, LETTERS)
def test_the_automaton_finds_what_a_slow_search_finds(names: list[str], text: str) -> None:
    matcher = build_matcher(Name(name, ("Method",)) for name in names)
    assert [(match.start, match.end) for match in find_names(matcher, text)] == list(slow_places(names, text))


@given(NAMES, LETTERS)
def test_a_place_of_a_name_writes_that_name_alone_too(names: list[str], text: str) -> None:
    matcher = build_matcher(Name(name, ("Method",)) for name in names)
    for match in find_names(matcher, text):
        assert name_of(matcher.index, text[match.start : match.end]) == match.name
