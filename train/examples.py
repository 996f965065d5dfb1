"""Windows with target probabilities for the torch taggers: from the gold, and from what the teacher labelled."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from corpus import blank_pipeline, gold_docs
from learning import GOLD, Example
from shards import read_labelled
from spacy.tokens import Doc
from tokenizers import Tokenizer

from extractors.decoding import Table, tags_of
from extractors.pieces import to_windows
from kg.model import CONCEPT_TYPES


def gold_examples(file: Path, tokenizer: Tokenizer) -> Iterator[Example]:
    """Yield the windows of the gold papers."""
    for doc in gold_docs(file):
        yield from tagged_examples(doc, CONCEPT_TYPES, tokenizer)


def silver_examples(work: Path, tokenizer: Tokenizer) -> Iterator[Example]:
    """Yield the windows of the labelled abstracts of a folder."""
    nlp = blank_pipeline()
    for text, table in read_labelled(work):
        yield from _examples(nlp(text), table, tokenizer)


def tagged_examples(doc: Doc, names: Sequence[str], tokenizer: Tokenizer, head: str = GOLD) -> Iterator[Example]:
    """Yield the windows of a Doc for a head; a word's own tag, by the `ents` that have one of these names, has probability 1."""
    tags = tags_of(len(doc), [(span.start, span.end, span.label_) for span in doc.ents], names)
    yield from _examples(doc, np.eye(1 + 2 * len(names), dtype=np.float32)[tags], tokenizer, head)


def _examples(doc: Doc, table: Table, tokenizer: Tokenizer, head: str = GOLD) -> Iterator[Example]:
    for window in to_windows(doc, tokenizer):
        yield Example(window, table[list(window.words)], head)
