"""Sentence starts by rule."""

from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extractors.sentences import sentence_starts, set_sentences
from extractors.text import paper_text

NLP = spacy.blank("en")


def sentences(text: str) -> list[str]:
    starts = [*sentence_starts(text), len(text)]
    return [text[start:end].strip() for start, end in pairwise(starts)]


@pytest.mark.parametrize(
    "whole",
    [
        "We sort lists, e.g. by merging, i.e. Trees are not needed.",
        "Trees (cf. Smith et al. 2019) grow.",
        "Smith et al. (2019) sort lists.",
        "See Fig. 2 and Eq. (3) for this.",
        "It gains 2.5 points, from 61. to 63.5, over the rest.",
        "The parser of J. R. Smith is fast.",
        "The U.S. Patent Office reads abstracts.",
        "Data are i.i.d. with respect to words.",
        "We compare trees vs. Graphs here.",
        "A sum (it is small. It is positive.) remains.",
        "Three parts follow: 1. Sorting lists, 2. Merging them.",
        r"The loss is $p < .05$ for \emph{all} lists.",
        "We sort trees, lists, etc. and merge them.",
    ],
)
def test_a_stop_within_a_sentence_does_not_end_it(whole: str) -> None:
    assert sentences(whole) == [whole]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Do trees grow?", "We think so."),
        ("They do!", "We saw it."),
        ("They grow (by Smith et al.).", "We saw it."),
        ("We sort lists, trees, etc.", "Others follow."),
        ("Labels come from the U.S.", "However, they help."),
        ("We gain 2.5.", "Then we stop."),
        ("This is \u201cdeep.\u201d", "That is not."),
        (r"It runs in $O(n)$.", "Code is free."),
        (r"It is \textbf{fast.}", "Code is free."),
        ("We gain 63.", "1. Trees come first."),
        ("They read labels.", "word2vec learns them."),
        ("They grow.", "(2) They stop."),
        ("Code is free.", "https://example.org/code"),
    ],
)
def test_a_sentence_begins_behind_a_stop(first: str, second: str) -> None:
    assert sentences(f"{first} {second}") == [first, second]


@pytest.mark.parametrize("title", ["Do trees grow?", "Trees", "Trees and co.", "Trees (in part", "A"])
def test_a_sentence_begins_at_the_gap_whatever_the_title(title: str) -> None:
    assert sentences(paper_text(title, "and so on) they grow.")) == [title, "and so on) they grow."]


@given(st.text('aB.?!() \n1"', max_size=60))
def test_starts_rise_from_zero_and_stay_within_the_text(text: str) -> None:
    starts = list(sentence_starts(text))
    assert starts[0] == 0
    assert starts == sorted(set(starts))
    assert starts[-1] < max(len(text), 1)


@given(st.text('aB.?!() \n1"', max_size=60))
def test_every_doc_gets_its_sentences(text: str) -> None:
    doc = set_sentences(NLP(text))
    assert "".join(token.text_with_ws for sentence in doc.sents for token in sentence) == text


def test_sentences_set_before_stay() -> None:
    doc = Doc(Vocab(), words=["We", "sort", ".", "It", "runs"], sent_starts=[True, True, False, False, False])
    assert [len(sentence) for sentence in set_sentences(doc).sents] == [1, 4]
