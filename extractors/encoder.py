"""A transformer encoder as an int8 ONNX file with its tokenizer: tag probabilities of the words of a Doc.

Needs the extra `accurate` (onnxruntime and tokenizers). Each run holds one window, on one thread, so that the result does not
depend on what stands beside it.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from spacy.tokens import Doc

from extractors.decoding import TAGS, Table
from extractors.pieces import Window, to_windows

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer


@dataclass(frozen=True, slots=True)
class Encoder:
    """An ONNX session and the tokenizer that its pieces come from."""

    session: "InferenceSession"
    tokenizer: "Tokenizer"

    def table_of(self, doc: Doc) -> Table:
        """Return the tag probabilities of each word (words, 11); one without pieces, such as blank space, is outside."""
        table = np.zeros((len(doc), TAGS), dtype=np.float32)
        table[:, 0] = 1
        for window in to_windows(doc, self.tokenizer):
            table[list(window.words)] = self._run(window)[list(window.firsts)]
        return table

    def _run(self, window: Window) -> Table:
        inputs = {"ids": np.array(window.ids, dtype=np.int64), "shapes": np.array(window.shapes, dtype=np.int64)}
        table: Table = self.session.run(["probabilities"], inputs)[0]
        return table


def load_encoder(model: bytes, tokenizer: bytes) -> Encoder:
    """Return the encoder of the bytes of an ONNX file and of a `tokenizer.json`; the tokenizer neither pads nor cuts."""
    from onnxruntime import InferenceSession, SessionOptions  # noqa: PLC0415 - an extra
    from tokenizers import Tokenizer  # noqa: PLC0415 - an extra

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    pieces = Tokenizer.from_str(tokenizer.decode("utf-8"))
    pieces.no_padding()
    pieces.no_truncation()
    return Encoder(InferenceSession(model, options, providers=["CPUExecutionProvider"]), pieces)
