"""Factory `paperkg_encoder`: the recogniser of the accurate pipeline, a small transformer beside the CNN.

The tag probabilities of a word are those of both, weighted: they err in different places. Without a `paperkg_recogniser` before
it that keeps its table, the transformer speaks alone.

The weights are files of the packaged pipeline: `model.onnx` (int8) and `tokenizer.json`. Needs the extra `accurate`.
"""

from typing import Self

from spacy.language import Language
from spacy.tokens import Doc

from extractors.encoder import Encoder, load_encoder
from extractors.recogniser import TABLE
from extractors.weighted import Weighted


@Language.factory("paperkg_encoder", requires=["doc.sents"], default_config={"share": 0.6})
def make_encoder(nlp: Language, name: str, share: float) -> "EncoderRecogniser":  # noqa: ARG001 - spaCy's signature
    """Return the component, still without weights; `share` (0..1) is the transformer's weight beside the CNN."""
    return EncoderRecogniser(share)


class EncoderRecogniser(Weighted):
    """Leaves a table (words, 11) of tag probabilities in `user_data["tags"]`, for `paperkg_spans`."""

    factory = "paperkg_encoder"
    file_names = ("model.onnx", "tokenizer.json")

    encoder: Encoder

    def __init__(self, share: float) -> None:
        self.share = share

    def __call__(self, doc: Doc) -> Doc:
        """Return the Doc with its table; raises `ValueError` where no weights were read."""
        self.check_weights()
        table = self.encoder.table_of(doc)
        if TABLE in doc.user_data:
            table = self.share * table + (1 - self.share) * doc.user_data[TABLE]
        doc.user_data[TABLE] = table
        return doc

    def read_weights(self, *files: bytes) -> Self:
        """Return the component with the weights of the bytes of `model.onnx` and `tokenizer.json`."""
        self.files = files
        self.encoder = load_encoder(*files)
        return self
