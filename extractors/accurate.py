"""Factory `paperkg_encoder`: the recogniser of the accurate pipeline, a small transformer beside the CNN.

The tag probabilities of a word are those of both, weighted: they err in different places. Without a `paperkg_recogniser` before
it that keeps its table, the transformer speaks alone.

The weights are files of the packaged pipeline: `model.onnx` (int8) and `tokenizer.json`. Needs the extra `accurate`.
"""

from collections.abc import Iterable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from extractors.encoder import Encoder, load_encoder
from extractors.recogniser import TABLE

_FILES = ("model.onnx", "tokenizer.json")


@Language.factory("paperkg_encoder", requires=["doc.sents"], default_config={"share": 0.6})
def make_encoder(nlp: Language, name: str, share: float) -> "EncoderRecogniser":  # noqa: ARG001 - spaCy's signature
    """Return the component, still without weights; `share` (0..1) is the transformer's weight beside the CNN."""
    return EncoderRecogniser(share)


class EncoderRecogniser:
    """Leaves a table (words, 11) of tag probabilities in `user_data["tags"]`, for `paperkg_spans`."""

    def __init__(self, share: float) -> None:
        self.share = share
        self.files: tuple[bytes, ...] = ()
        self.encoder: Encoder | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Return the Doc with its table; raises `ValueError` where no weights were read."""
        if self.encoder is None:
            raise ValueError("the component paperkg_encoder has no weights; load it from a packaged pipeline")
        table = self.encoder.table_of(doc)
        if TABLE in doc.user_data:
            table = self.share * table + (1 - self.share) * doc.user_data[TABLE]
        doc.user_data[TABLE] = table
        return doc

    def read_weights(self, files: Iterable[bytes]) -> "EncoderRecogniser":
        """Return the component with the weights of the bytes of `model.onnx` and `tokenizer.json`."""
        self.files = tuple(files)
        self.encoder = load_encoder(*self.files)
        return self

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002 - spaCy's signature
        """Write the two files into the folder `path`."""
        path.mkdir(parents=True, exist_ok=True)
        for name, content in zip(_FILES, self.files, strict=True):
            (path / name).write_bytes(content)

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> "EncoderRecogniser":  # noqa: ARG002 - spaCy's signature
        """Read the two files from the folder `path`."""
        return self.read_weights((path / name).read_bytes() for name in _FILES)
