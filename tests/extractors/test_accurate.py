"""The accurate pipeline: a transformer and a CNN whose probabilities are mixed."""

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from extractors.groups import CONCEPTS, SCORES
from extractors.pipeline import load_extractor

TEXT = "Trees Attend\n\nWe train a recursive transformer on SQuAD and beat LSTMs in exact match."


@pytest.fixture(scope="module")
def nlp() -> Language:
    pytest.importorskip("onnxruntime", reason="the accurate pipeline needs the extra of its name")
    return load_extractor("accurate", label_map={}, batch_size=1).nlp


def scores(doc: Doc) -> list[tuple[str, list[float]]]:
    group = doc.spans[CONCEPTS]
    return [(span.text, row) for span, row in zip(group, group.attrs[SCORES], strict=True)]


def test_without_the_cnn_the_transformer_speaks_alone(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    alone, mixed = (scores(nlp(TEXT, disable=names)) for names in (["paperkg_recogniser"], []))
    monkeypatch.setattr(nlp.get_pipe("paperkg_encoder"), "share", 1.0)
    assert scores(nlp(TEXT)) == alone != mixed


def test_its_tables_do_not_stay_in_the_doc(nlp: Language) -> None:
    assert not nlp(TEXT).user_data


def test_it_finds_plain_names(nlp: Language) -> None:
    assert {"recursive transformer", "SQuAD", "LSTMs"} <= {text for text, _ in scores(nlp(TEXT))}
