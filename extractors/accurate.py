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
from extractors.recogniser import TABLE, set_concepts

_FILES = ("model.onnx", "tokenizer.json")


@Language.factory(
    "paperkg_encoder", requires=["doc.sents"], assigns=["doc.spans"], default_config={"share": 0.6, "lean": 0.0, "threshold": 0.0}
)
def make_encoder(
    nlp: Language,  # noqa: ARG001 - spaCy's signature
    name: str,  # noqa: ARG001
    share: float,
    lean: float,
    threshold: float,
) -> "EncoderRecogniser":
    """Return the component, still without weights.

    `share` (0..1) is the transformer's weight beside the CNN; `lean` and `threshold` say how sure a span must be.
    """
    return EncoderRecogniser(share, lean, threshold)


class EncoderRecogniser:
    """Sets `doc.spans["concepts"]` with scores, as `extractors.recogniser.Recogniser` does."""

    def __init__(self, share: float, lean: float, threshold: float) -> None:
        self.share = share
        self.lean = lean
        self.threshold = threshold
        self.files: tuple[bytes, ...] = ()
        self.encoder: Encoder | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Return the Doc with the group of concepts set; raises `ValueError` where no weights were read."""
        if self.encoder is None:
            raise ValueError("the component paperkg_encoder has no weights; load it from a packaged pipeline")
        table = self.encoder.table_of(doc)
        if TABLE in doc.user_data:
            table = self.share * table + (1 - self.share) * doc.user_data.pop(TABLE)
        return set_concepts(doc, table, lean=self.lean, threshold=self.threshold)

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
