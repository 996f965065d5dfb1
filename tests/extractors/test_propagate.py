"""Known names at their other places."""

import spacy
from spacy.tokens import Doc

from extractors.abbreviations import set_abbreviations
from extractors.groups import CONCEPTS, set_group
from extractors.propagate import propagate
from extractors.sentences import set_sentences

NLP = spacy.blank("en")


def propagated(text: str, *found: tuple[str, str]) -> list[tuple[str, str]]:
    """Return text and type of each concept, where the first place of each of `found` was found."""
    doc: Doc = set_abbreviations(set_sentences(NLP(text)))
    spans = [doc.char_span(text.index(name), text.index(name) + len(name), label=label) for name, label in found]
    return [(span.text, span.label_) for span in propagate(set_group(doc, CONCEPTS, spans)).spans[CONCEPTS]]


def test_a_name_found_once_is_found_everywhere() -> None:
    text = "We like Squares. We sort with Squares-based lists."
    assert propagated(text, ("Squares", "Dataset")) == [("Squares", "Dataset")] * 2


def test_one_word_keeps_its_case_and_several_words_do_not() -> None:
    text = "GAN and gan. Beam Search and beam search."
    found = propagated(text, ("GAN", "Model"), ("Beam Search", "Method"))
    assert found == [("GAN", "Model"), ("Beam Search", "Method"), ("beam search", "Method")]


def test_a_definition_carries_the_type_to_the_other_form() -> None:
    text = "Graph neural networks (GNNs) help. GNNs scale."
    assert propagated(text, ("Graph neural networks", "Model")) == [
        ("Graph neural networks", "Model"),
        ("GNNs", "Model"),
        ("GNNs", "Model"),
    ]


def test_a_longer_known_name_takes_the_place_of_a_shorter_one() -> None:
    text = "Deep beam trees grow. The deep beam trees and beam trees grow."
    doc = set_abbreviations(set_sentences(NLP(text)))
    group = [doc.char_span(0, 15, label="Model"), doc.char_span(31, 41, label="Model")]
    assert [span.text for span in group] == ["Deep beam trees", "beam trees"]
    found = propagate(set_group(doc, CONCEPTS, group)).spans[CONCEPTS]
    assert [span.text for span in found] == ["Deep beam trees", "deep beam trees", "beam trees"]


def test_nothing_found_stays_nothing() -> None:
    assert propagated("Trees grow.") == []
    assert propagated("") == []


def test_a_name_has_one_type_in_a_paper() -> None:
    text = "Squares sort. Squares grow. Squares stay."
    doc = set_abbreviations(set_sentences(NLP(text)))
    group = [doc.char_span(at, at + 7, label=label) for at, label in [(0, "Dataset"), (14, "Model"), (28, "Model")]]
    assert [span.label_ for span in propagate(set_group(doc, CONCEPTS, group)).spans[CONCEPTS]] == ["Model"] * 3
