"""Definitions of abbreviations."""

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from extractors.abbreviations import find_pairs, set_abbreviations
from extractors.groups import ABBREVIATIONS, DEFINITIONS
from extractors.sentences import set_sentences

NLP = spacy.blank("en")

ACRONYMS = Path(__file__).parents[3] / "shared" / "data" / "acronyms"


def defined(text: str) -> list[tuple[str, str]]:
    return [(text[pair.short_start : pair.short_end], text[pair.long_start : pair.long_end]) for pair in find_pairs(text)]


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("We use recurrent neural networks (RNNs) here.", "RNNs", "recurrent neural networks"),
        ("We use the recurrent neural network (RNN).", "RNN", "recurrent neural network"),
        ("We use a GAN (generative adversarial network).", "GAN", "generative adversarial network"),
        ("Long Short-Term Memory (LSTM) helps.", "LSTM", "Long Short-Term Memory"),
        ("Graph neural networks (GNNs, for short) help.", "GNNs", "Graph neural networks"),
        ("Graph neural networks (or GNNs) help.", "GNNs", "Graph neural networks"),
        ("Graph neural networks (i.e., GNNs) help.", "GNNs", "Graph neural networks"),
        ("\u201cGraph neural networks\u201d (\u201cGNNs\u201d) help.", "GNNs", "Graph neural networks"),
        (r"\textbf{Graph neural networks} (\textbf{GNNs}) help.", "GNNs", "Graph neural networks"),
        ("Graph neural network(GNN) helps.", "GNN", "Graph neural network"),
        ("Central compact caption loss (CCCL) helps.", "CCCL", "Central compact caption loss"),
        ("Cross caption consistency loss (CCCL) helps.", "CCCL", "Cross caption consistency loss"),
        ("A game with a purpose (GWAP) helps.", "GWAP", "game with a purpose"),
        ("Bidirectional encoder representations from transformers (BERT) help.", "BERT",
         "Bidirectional encoder representations from transformers"),
        ("Some (e.g. gated recurrent units (GRU)) help.", "GRU", "gated recurrent units"),
    ],
)  # fmt: skip
def test_a_definition_is_found(text: str, short: str, long: str) -> None:
    assert defined(text) == [(short, long)]


@pytest.mark.parametrize(
    "text",
    [
        "Trees grow (Smith et al., 2019).",
        "Trees grow (see Fig. 2).",
        "Trees (in blue) grow.",
        "We use BERT (a large model) here.",
        "The RNN (RNN) is named.",
        "(RNN) comes first.",
        "Trees (X) grow.",
        "Single nucleotide polymorphisms (e.g., SNPs) grow.",
        "Single nucleotide polymorphisms (e.g. SNPs) grow.",
        "Single nucleotide polymorphisms (such as SNPs) grow.",
    ],
)
def test_other_brackets_define_nothing(text: str) -> None:
    assert defined(text) == []


def test_the_span_is_the_evidence_and_the_attrs_hold_the_pair() -> None:
    doc = set_sentences(NLP("Title (T)\n\nWe like graph neural networks (GNNs). An MLP (multi-layer perceptron) too."))
    group = set_abbreviations(doc).spans[ABBREVIATIONS]
    assert [span.text for span in group] == ["graph neural networks (GNNs", "MLP (multi-layer perceptron"]
    assert group.attrs[DEFINITIONS] == [["GNNs", "graph neural networks"], ["MLP", "multi-layer perceptron"]]


def test_definitions_survive_bytes() -> None:
    doc = set_abbreviations(set_sentences(NLP("We like graph neural networks (GNNs).")))
    again = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert again.spans[ABBREVIATIONS].attrs == doc.spans[ABBREVIATIONS].attrs


def adjacent_pairs(text: str, spans: list[dict[str, object]]) -> Iterator[tuple[str, str]]:
    """Yield the short and long forms of the corpus that stand as `one (other`."""
    for left, right in pairwise(spans):
        between = text[left["end"] : right["start"]]
        if left["label"] != right["label"] and between.strip(" \"'\u201c\u201d") == "(":
            forms = {left["label"]: left["text"], right["label"]: right["text"]}
            yield forms["short"], forms["long"]


@pytest.mark.corpus
@pytest.mark.parametrize("part", ["dev", "test"])
def test_nearly_all_definitions_of_the_acronym_corpus_are_found(part: str) -> None:
    rows = [json.loads(line) for line in (ACRONYMS / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()]
    gold = {
        (row["id"], *pair) for row in rows for pair in adjacent_pairs(row["text"], sorted(row["spans"], key=lambda s: s["start"]))
    }
    found = {(row["id"], *pair) for row in rows for pair in defined(row["text"])}
    right = len(gold & found)
    assert right / len(found) > 0.94
    assert right / len(gold) > 0.96
