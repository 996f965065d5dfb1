"""What lists of names say of the types of mentions."""

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from extractors.groups import CONCEPTS, SCORES, set_group
from kg.model import CONCEPT_TYPES

UNSURE = [0.3, 0.05, 0.1, 0.2, 0.05]


@pytest.fixture(scope="module")
def nlp() -> Language:
    """A pipeline of the one component."""
    made = spacy.blank("en")
    made.add_pipe("paperkg_gazetteer", config={"odds": 10.0})
    return made


def weighed(nlp: Language, text: str, row: list[float] | None = None) -> tuple[Span, list[float]]:
    """Return the one mention of a text, after the component, with its scores."""
    doc = nlp.make_doc(text)
    spans = [Span(doc, 0, len(doc), label="Model", span_id="x")]
    set_group(doc, CONCEPTS, spans, {SCORES: [row or UNSURE]})
    (component,) = [component for _, component in nlp.pipeline]
    group = component(doc).spans[CONCEPTS]
    return group[0], group.attrs[SCORES][0]


def test_a_mention_that_lists_have_leans_to_its_listed_type(nlp: Language) -> None:
    span, row = weighed(nlp, "CIFAR-10")
    assert (span.label_, span.id_) == ("Dataset", "x")
    assert row[CONCEPT_TYPES.index("Dataset")] == pytest.approx(0.7 * 2.0 / 2.5)
    assert sum(row) == pytest.approx(0.7)


@pytest.mark.parametrize("text", ["Zyxwv-10", "CIFAR-10 images", "cola"])
def test_other_edges_and_other_capitals_change_nothing(nlp: Language, text: str) -> None:
    span, row = weighed(nlp, text)
    assert (span.label_, row) == ("Model", UNSURE)


def test_a_recogniser_that_is_sure_is_believed(nlp: Language) -> None:
    assert weighed(nlp, "CIFAR-10", [0.9, 0.02, 0.0, 0.01, 0.0])[0].label_ == "Model"


def test_lists_alone_make_no_mention_and_no_scores(nlp: Language) -> None:
    doc = nlp.make_doc("CIFAR-10")
    (component,) = [component for _, component in nlp.pipeline]
    assert len(component(set_group(doc, CONCEPTS, [], {SCORES: []})).spans[CONCEPTS]) == 0
    bare = component(set_group(doc, CONCEPTS, [Span(doc, 0, len(doc), label="Model")]))
    assert [span.label_ for span in bare.spans[CONCEPTS]] == ["Model"]
    assert isinstance(bare, Doc)
