"""Public corpora beside the gold: windows for heads of their own.

Each corpus has types of its own and its own idea of where a name ends, so each has a layer of its own on the shared encoder, and
the gold's layer learns from the gold alone (multi-task learning, Caruana 1997, doi:10.1023/A:1007379606734). Texts that share
eight words in a row with a held-out text are left out.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus import blank_pipeline
from learning import Example
from select_silver import HELD_OUT
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans
from tokenizers import Tokenizer
from unlabelled import runs_of, word_runs

from examples import tagged_examples
from extractors.sentences import set_sentences


@dataclass(frozen=True, slots=True)
class Corpus:
    """A public corpus: its folder's name, its labels and its rows."""

    name: str
    labels: tuple[str, ...]
    rows: Sequence[dict[str, Any]]

    @property
    def tags(self) -> int:
        """How many tags its head tells apart."""
        return 1 + 2 * len(self.labels)


def read_corpora(folder: Path, names: Sequence[str]) -> list[Corpus]:
    """Return the training part of the named corpora of a folder, without what overlaps a held-out text."""
    held_out = runs_of(folder / name for name in HELD_OUT) if names else set()
    return [_read(folder / name / "train.jsonl", held_out) for name in names]


def _read(file: Path, held_out: set[int]) -> Corpus:
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    free = [row for row in rows if held_out.isdisjoint(word_runs(row["text"]))]
    print(f"{file.parent.name}: {len(free)} of {len(rows)} texts", flush=True)
    labels = sorted({span["label"] for row in free for span in row["spans"]})
    return Corpus(file.parent.name, tuple(labels), free)


def corpus_examples(corpus: Corpus, tokenizer: Tokenizer) -> Iterator[Example]:
    """Yield the windows of a corpus."""
    nlp = blank_pipeline()
    for row in corpus.rows:
        yield from tagged_examples(set_sentences(_to_doc(nlp, row)), corpus.labels, tokenizer, corpus.name)


def _to_doc(nlp: Language, row: dict[str, Any]) -> Doc:
    """Return a text's Doc; spans within another one and such as do not align with words are left out."""
    doc = nlp.make_doc(row["text"])
    found = [doc.char_span(span["start"], span["end"], label=span["label"]) for span in row["spans"]]
    doc.ents = filter_spans(span for span in found if span is not None)
    return doc
