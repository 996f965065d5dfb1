"""Spans are cut to the name of the concept."""

import pytest
import spacy
from spacy.tokens import Doc, Span

from extractors.concepts import clean_concepts, clean_span, clean_spans
from extractors.groups import CONCEPTS
from extractors.sentences import set_sentences

NLP = spacy.blank("en")


def to_doc(text: str) -> Doc:
    return set_sentences(NLP(text))


def cleaned(text: str, found: str) -> list[str]:
    doc = to_doc(text)
    start = text.index(found)
    span = doc.char_span(start, start + len(found), label="Model", alignment_mode="expand")
    return [each.text for each in clean_spans([span])]


@pytest.mark.parametrize(
    ("found", "clean"),
    [
        ("recurrent networks", "recurrent networks"),
        ("the recurrent networks", "recurrent networks"),
        ("our novel recurrent networks", "recurrent networks"),
        ("a state-of-the-art parser", "parser"),
        ("novel view synthesis", "novel view synthesis"),
        ("networks,", "networks"),
        ("ImageNet's", "ImageNet"),
        ("R2AM)", "R2AM"),
        ("networks (RNN", "networks"),
        ("(RNNs", "RNNs"),
        ("(RNNs)", "(RNNs)"),
        ('"toxic siblings" bias', '"toxic siblings" bias'),
        ('toxic siblings" bias', "toxic siblings"),
        ("f(x) network", "f(x) network"),
        ("$k$-means", "$k$-means"),
        ("C++", "C++"),
    ],
)
def test_a_span_is_cut_to_the_name(found: str, clean: str) -> None:
    assert cleaned(f"See {found} here", found) == [clean]


@pytest.mark.parametrize("found", ["the", "(", "...", "our novel", "$$", "rightarrow X", "widetildeOmega"])
def test_a_span_without_a_name_goes(found: str) -> None:
    assert cleaned(f"See {found} here", found) == []


def test_no_span_crosses_the_gap_or_a_sentence_edge() -> None:
    assert cleaned("Beam Trees\n\nTrees grow.", "Trees\n\nTrees") == ["Trees"]
    assert cleaned("We see trees. Lists grow.", "trees. Lists") == ["trees"]


def test_cleaning_twice_changes_nothing() -> None:
    doc = to_doc('See the "novel (deep networks", and so on')
    once = list(clean_spans([doc[1:9]]))
    assert list(clean_spans(once)) == once


def test_the_group_holds_the_entities_with_type_and_id() -> None:
    doc = to_doc("See the BERT on the SQuAD.")
    doc.ents = [Span(doc, 4, 6, label="Dataset"), Span(doc, 1, 3, label="Model", span_id="bert")]
    group = clean_concepts(doc).spans[CONCEPTS]
    assert [(span.text, span.label_, span.id_) for span in group] == [("BERT", "Model", "bert"), ("SQuAD", "Dataset", "")]
    assert len(doc.ents) == 2


def test_a_span_that_would_begin_within_a_chain_of_hyphens_has_all_of_it() -> None:
    doc = spacy.blank("en")("We train Many-in-One networks of trees.")
    start = next(token.i for token in doc if token.text == "One")
    assert [span.text for span in clean_spans([doc[start : start + 2]])] == ["Many-in-One networks"]


def test_a_chain_of_hyphens_is_not_taken_from_another_span() -> None:
    doc = spacy.blank("en")("We use LSTM-CRF.")
    start = next(token.i for token in doc if token.text == "CRF")
    assert str(clean_span(doc[start : start + 1], {start - 2})) == "CRF"


def test_a_preposition_at_the_end_is_left_out() -> None:
    doc = spacy.blank("en")("We do segmentation of images.")
    assert [span.text for span in clean_spans([doc[2:4]])] == ["segmentation"]
