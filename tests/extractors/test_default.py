"""The pipeline that is shipped: what it finds does not depend on how it is run."""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin

import extractors.pipeline
from extractors.pipeline import SpacyExtractor, load_extractor
from extractors.text import paper_text
from kg.model import CONCEPT_TYPES, Extraction, Paper

MODELS = Path(extractors.pipeline.__file__).parent / "models" / "default"
PAPERS = [
    Paper(
        "p1",
        "Graph Neural Networks for Parsing",
        "We propose a graph neural network (GNN). GNNs reach an F1 score of 90 on Penn Treebank.",
    ),
    Paper("p2", "", "We train BERT for question answering on SQuAD. Code is at https://github.com/a/b."),
    Paper("p3", "Attention is enough"),
    Paper("p4", "", ""),
    Paper(
        "p5", "Convolutional Neural Networks", "Image classification on ImageNet, e.g. with dropout, reaches high accuracy. " * 9
    ),
]


@cache
def default(batch_size: int = 32) -> SpacyExtractor:
    return load_extractor("default", label_map={}, batch_size=batch_size)


@cache
def extractions() -> list[Extraction]:
    return list(default().extract(PAPERS))


def test_it_finds_the_obvious() -> None:
    found = {(mention.text, mention.type) for extraction in extractions() for mention in extraction.mentions}
    assert {
        ("GNN", "Model"),
        ("BERT", "Model"),
        ("question answering", "Task"),
        ("image classification".capitalize(), "Task"),
    } <= found
    assert extractions()[1].code == ("https://github.com/a/b",)
    assert [(each.short, each.long) for each in extractions()[0].definitions] == [("GNN", "graph neural network")]


def test_it_tells_what_a_paper_does_and_says() -> None:
    text = "We propose Zorbnet, a graph neural network for image classification. Zorbnet outperforms BERT."
    extraction = next(default().extract([Paper("p", "Zorbnet: Seeing Graphs", text)]))
    roles = {mention.text: mention.role for mention in extraction.mentions}
    assert roles["Zorbnet"] == "introduced"
    assert all(mention.role and mention.role_confidence for mention in extraction.mentions)
    named = {(extraction.mentions[each.head].text, each.relation) for each in extraction.relations}
    assert ("Zorbnet", "used_for") in named or ("Zorbnet", "outperforms") in named


def test_every_mention_slices_and_lies_in_its_sentence() -> None:
    for paper, extraction in zip(PAPERS, extractions(), strict=True):
        for mention in extraction.mentions:
            text = paper.title if mention.field == "title" else paper.abstract
            assert text[mention.start : mention.end] == mention.text
            assert mention.type in CONCEPT_TYPES
            assert 0 <= mention.sent_start <= mention.start < mention.end <= mention.sent_end <= len(text)


@pytest.mark.parametrize("batch_size", [1, 2, 64])
def test_batch_size_changes_nothing(batch_size: int) -> None:
    assert list(default(batch_size).extract(PAPERS)) == extractions()


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(len(PAPERS))))
def test_order_changes_nothing(order: list[int]) -> None:
    assert list(default().extract(PAPERS[at] for at in order)) == [extractions()[at] for at in order]


def groups(doc: Doc) -> dict[str, tuple[list[tuple[int, int, str]], object]]:
    return {key: ([(each.start, each.end, each.label_) for each in group], group.attrs) for key, group in doc.spans.items()}


def test_two_processes_change_nothing() -> None:
    nlp, texts = default().nlp, [paper_text(paper.title, paper.abstract) for paper in PAPERS]
    assert [groups(doc) for doc in nlp.pipe(texts, n_process=2, batch_size=2)] == [groups(doc) for doc in nlp.pipe(texts)]


def test_all_groups_survive_a_docbin() -> None:
    nlp = default().nlp
    docs = list(nlp.pipe(paper_text(paper.title, paper.abstract) for paper in PAPERS))
    again = DocBin().from_bytes(DocBin(docs=docs).to_bytes()).get_docs(nlp.vocab)
    assert [groups(doc) for doc in again] == [groups(doc) for doc in docs]
    assert {"concepts", "abbreviations", "code", "relations", "results"} <= set(groups(docs[0]))


def test_no_extension_attribute_is_set() -> None:
    doc = default().nlp("We train BERT.")
    assert not doc.user_data


def test_the_fingerprint_is_the_same_in_another_process() -> None:
    code = (
        "from extractors.pipeline import load_extractor; print(load_extractor('default', label_map={}, batch_size=8).fingerprint)"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == default().fingerprint


def test_it_is_small_and_has_its_card() -> None:
    assert sum(path.stat().st_size for path in MODELS.rglob("*") if path.is_file()) < 30_000_000
    assert "F1" in (MODELS / "README.md").read_text(encoding="utf-8")
