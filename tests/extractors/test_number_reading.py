"""How a paper with numbers is read."""

import pytest
import spacy
from spacy.tokens import Doc

from extractors.groups import CONCEPTS, covering_span, set_group
from extractors.number_reading import read_numbers
from extractors.sentences import set_sentences

NLP = spacy.blank("en")


def doc_of(text: str, *names: tuple[str, str]) -> Doc:
    """Return the Doc with a mention of each name, of the type that a recogniser gave it."""
    doc = set_sentences(NLP(text))
    places = [(text.index(name), len(name), label) for name, label in names]
    return set_group(doc, CONCEPTS, [covering_span(doc, start, start + size, label) for start, size, label in places])


def types_of(doc: Doc) -> list[str]:
    reading = read_numbers(doc)
    assert reading is not None
    return [unit.word for sentence in reading.sentences for unit in sentence if unit.mention is not None]


def test_names_in_capitals_behind_on_are_datasets_a_list_of_them_too() -> None:
    doc = doc_of("It reaches 100% on QXAN and PQFG.", ("QXAN", "Model"), ("PQFG", "Method"))
    assert types_of(doc) == ["<Dataset>", "<Dataset>"]


@pytest.mark.parametrize("text", ["It reaches 100% with QXAN.", "QXAN reaches 100% on average."])
def test_a_name_elsewhere_keeps_its_type(text: str) -> None:
    assert types_of(doc_of(text, ("QXAN", "Model"))) == ["<Model>"]


def test_plain_words_behind_on_keep_their_type() -> None:
    assert types_of(doc_of("It reaches 100% on beam search.", ("beam search", "Method"))) == ["<Method>"]


def test_a_word_for_data_behind_a_name_makes_it_a_dataset() -> None:
    assert types_of(doc_of("The galaxy corpus gives 40%.", ("galaxy", "Method"))) == ["<Dataset>"]
