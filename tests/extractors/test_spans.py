"""Spans judged as wholes: traits, usage, networks, and the component."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language

from extractors.candidates import find_candidates
from extractors.decoding import TAGS, edges_of, tags_of
from extractors.groups import CONCEPTS, SCORES
from extractors.network import Network
from extractors.pipeline import load_extractor
from extractors.span_traits import make_traits
from extractors.spans import SpanJudge
from extractors.usage import read_usage

WORDS = ("We", "train", "deep", "networks", "on", "SQuAD", ".")
USAGE = read_usage("deep\t5\t0\t1\t0\t6\t10\nnetworks\t1\t9\t0\t0\t9\t9\n", "deep networks\t4\t4\nsquad\t7\t8\n")
STARTS = np.arange(len(WORDS)) == 0


def table_of(*spans: tuple[int, int, str]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """Return a table that is sure of these spans, and a little unsure of all else."""
    table = np.full((len(WORDS), TAGS), 0.01, dtype=np.float32)
    table[np.arange(len(WORDS)), tags_of(len(WORDS), spans)] = 0.9
    return table


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_extractor("default", label_map={}, batch_size=1).nlp


def test_usage_tells_in_logarithms_what_share_of_its_places_a_word_or_phrase_is_used_in() -> None:
    deep, unknown = USAGE.of_words(["deep", "shallow"])
    assert deep[0] == pytest.approx(np.log(5.3 / 11))
    assert deep[-1] == pytest.approx(np.log(11))
    assert unknown[-1] == 0
    assert USAGE.of_phrases(["squad", "deep networks"])[:, 0] == pytest.approx(np.log([7.3, 4.3]))


def test_usage_of_nothing_knows_nothing() -> None:
    assert read_usage("", "").of_words(["a"]).shape == (1, 6)


def test_every_candidate_has_finite_traits_even_at_the_edges_of_the_text() -> None:
    table = table_of((0, 2, "Model"), (5, 7, "Dataset"))
    spans = find_candidates(edges_of(table), STARTS)
    traits = make_traits(WORDS, table, STARTS, spans, USAGE)
    assert len(traits) == len(spans.starts) > 2
    assert np.isfinite(traits).all()


def test_a_spans_traits_are_the_same_whichever_other_sentence_stands_behind_its_own() -> None:
    table = table_of((2, 4, "Model"), (5, 6, "Dataset"))
    tables = np.concatenate([table, table_of()[:2]])
    first, second = (
        make_traits((*WORDS, word, "."), tables, starts, find_candidates(edges_of(tables), starts), USAGE)
        for word, starts in (("Yes", np.array([*STARTS, True, False])), ("No", np.array([*STARTS, True, False])))
    )
    inner = find_candidates(edges_of(tables), np.array([*STARTS, True, False])).ends < len(WORDS)
    assert np.array_equal(first[inner], second[inner])


def test_networks_vote() -> None:
    rising = np.array([[1.0], [0.0]], dtype=np.float32)
    last = np.array([[[0.0, 1.0], [0.0, 0.0]], [[0.0, 0.0], [0.0, 0.0]]], dtype=np.float32)
    network = Network(np.concatenate([rising, rising], axis=1), last)
    one = np.exp(2) / (1 + np.exp(2))
    assert network.predict(np.array([[2.0], [-2.0]]))[:, 1] == pytest.approx([(one + 0.5) / 2, 0.5])
    again = Network.from_bytes(network.to_bytes())
    assert np.array_equal(again.predict(np.array([[2.0]])), network.predict(np.array([[2.0]])))


def test_the_spans_of_a_text_do_not_overlap_and_have_probabilities(nlp: Language) -> None:
    doc = nlp("Trees Attend\n\nWe train a recursive transformer on SQuAD and beat LSTMs in exact match.")
    group = doc.spans[CONCEPTS]
    assert {"recursive transformer", "SQuAD", "LSTMs"} <= {span.text for span in group}
    assert all(0.35 < sum(row) <= 1.0 + 1e-6 for row in group.attrs[SCORES])
    assert all(before.end <= after.start for before, after in pairwise(group))


def test_a_doc_that_no_recogniser_has_read_stays_as_it_is(nlp: Language) -> None:
    assert CONCEPTS not in nlp.get_pipe("paperkg_spans")(nlp.make_doc("We train BERT.")).spans  # type: ignore[operator]


def test_without_weights_it_says_where_they_come_from() -> None:
    component = spacy.blank("en").add_pipe("paperkg_spans")
    with pytest.raises(ValueError, match="paperkg_spans has no weights; load it from a packaged pipeline"):
        component(spacy.blank("en")("We train BERT."))


def test_its_weights_survive_the_disk(nlp: Language, tmp_path: Path) -> None:
    judge = nlp.get_pipe("paperkg_spans")
    assert isinstance(judge, SpanJudge)
    judge.to_disk(tmp_path)
    assert SpanJudge(0.35).from_disk(tmp_path).files == judge.files
