"""Docs labelled by a torch tagger: one table of tag probabilities a Doc."""

from collections.abc import Iterator, Sequence

import numpy as np
import torch
from spacy.tokens import Doc
from tagger import Tagger, of_words, to_batch
from tokenizers import Tokenizer

from extractors.decoding import TAGS, Table
from extractors.pieces import Window, to_windows


def tables_of(
    model: Tagger, tokenizer: Tokenizer, docs: Sequence[Doc], temperature: float = 1.0, batch: int = 8
) -> Iterator[Table]:
    """Yield a table (words, 11) for each Doc, in order; words without pieces are outside."""
    model.eval()
    found = [(index, window) for index, doc in enumerate(docs) for window in to_windows(doc, tokenizer)]
    found.sort(key=lambda pair: len(pair[1].ids))
    tables = [_outside(len(doc)) for doc in docs]
    for start in range(0, len(found), batch):
        part = found[start : start + batch]
        rows = _probabilities(model, [window for _, window in part], temperature)
        place = 0
        for index, window in part:
            tables[index][list(window.words)] = rows[place : place + len(window.words)]
            place += len(window.words)
    yield from tables


def _outside(length: int) -> Table:
    table = np.zeros((length, TAGS), dtype=np.float32)
    table[:, 0] = 1
    return table


def _probabilities(model: Tagger, windows: Sequence[Window], temperature: float) -> Table:
    with torch.inference_mode():
        logits = of_words(model(*to_batch(windows)), windows)
    table: Table = (logits / temperature).softmax(-1).numpy()
    return table
