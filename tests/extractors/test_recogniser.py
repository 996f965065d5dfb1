"""The CNN recogniser: learns from hard and soft labels, survives the disk, and does not care what shares its batch."""

from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from extractors.decoding import TAGS, tags_of
from extractors.groups import CONCEPTS, SCORES
from extractors.recogniser import TABLE
from kg.model import CONCEPT_TYPES

MODEL = {
    "@architectures": "paperkg.WordTagger.v1",
    "tok2vec": {"@architectures": "spacy.HashEmbedCNN.v2", "pretrained_vectors": None, "width": 32, "depth": 1, "embed_size": 200,
                "window_size": 1, "maxout_pieces": 2, "subword_features": True},
}  # fmt: skip
WORDS = ["We", "train", "BERT", "on", "SQuAD", "."]
SPANS = [(2, 3, "Model"), (4, 5, "Dataset")]


@pytest.fixture
def nlp() -> Language:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("paperkg_sentences")
    pipeline.add_pipe("paperkg_recogniser", config={"model": MODEL})
    return pipeline


def learn(nlp: Language, reference: Doc) -> None:
    """Train on one Doc until it is known by heart."""
    spacy.util.fix_random_seed(0)
    example = Example(Doc(nlp.vocab, words=WORDS), reference)
    optimizer = nlp.initialize(lambda: [example])
    for _ in range(60):
        nlp.update([example], sgd=optimizer)


def hard(nlp: Language) -> Doc:
    """Return the sentence with its entities."""
    doc = Doc(nlp.vocab, words=WORDS)
    doc.ents = [spacy.tokens.Span(doc, start, end, label=label) for start, end, label in SPANS]
    return doc


def found(doc: Doc) -> list[tuple[str, str]]:
    return [(span.text, span.label_) for span in doc.spans[CONCEPTS]]


def test_it_learns_entities(nlp: Language) -> None:
    learn(nlp, hard(nlp))
    assert found(nlp(Doc(nlp.vocab, words=WORDS))) == [("BERT", "Model"), ("SQuAD", "Dataset")]


def test_it_learns_a_teachers_probabilities(nlp: Language) -> None:
    doc = Doc(nlp.vocab, words=WORDS)
    table = np.eye(TAGS, dtype=np.float32)[tags_of(len(WORDS), SPANS)]
    table[2] = 0
    table[2, [1, 2]] = 0.7, 0.3
    doc.user_data[TABLE] = table
    learn(nlp, doc)
    group = nlp(Doc(nlp.vocab, words=WORDS)).spans[CONCEPTS]
    scores = dict(zip(CONCEPT_TYPES, group.attrs[SCORES][0], strict=True))
    assert scores["Model"] == pytest.approx(0.7, abs=0.1)
    assert scores["Method"] == pytest.approx(0.3, abs=0.1)


def test_what_it_learnt_survives_the_disk(nlp: Language, tmp_path: Path) -> None:
    learn(nlp, hard(nlp))
    nlp.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    assert found(again(Doc(again.vocab, words=WORDS))) == found(nlp(Doc(nlp.vocab, words=WORDS)))


def test_the_threshold_leaves_out_what_is_unsure(nlp: Language) -> None:
    learn(nlp, hard(nlp))
    nlp.get_pipe("paperkg_recogniser").cfg["threshold"] = 1.01  # type: ignore[attr-defined]
    assert found(nlp(Doc(nlp.vocab, words=WORDS))) == []
