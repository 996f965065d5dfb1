"""Windows with target probabilities for the torch taggers: from the gold, and from what the teacher labelled."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from corpus import blank_pipeline, gold_docs
from learning import GOLD, Example
from shards import read_labelled
from spacy.tokens import Doc
from tokenizers import Tokenizer

from extractors.decoding import TAGS, Table, tags_of
from extractors.pieces import to_windows


def gold_examples(file: Path, tokenizer: Tokenizer) -> Iterator[Example]:
    """Yield the windows of the gold papers; a word's own tag has probability 1."""
    for doc in gold_docs(file):
        tags = tags_of(len(doc), [(span.start, span.end, span.label_) for span in doc.ents])
        yield from to_examples(doc, np.eye(TAGS, dtype=np.float32)[tags], tokenizer)


def silver_examples(work: Path, tokenizer: Tokenizer) -> Iterator[Example]:
    """Yield the windows of the labelled abstracts of a folder."""
    nlp = blank_pipeline()
    for text, table in read_labelled(work):
        yield from to_examples(nlp(text), table, tokenizer)


def to_examples(doc: Doc, table: Table, tokenizer: Tokenizer, head: str = GOLD) -> Iterator[Example]:
    """Yield the windows of a Doc with their rows of its table, for a head."""
    for window in to_windows(doc, tokenizer):
        yield Example(window, table[list(window.words)], head)
