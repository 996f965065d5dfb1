"""Factory `paperkg_encoder`: the recogniser of the accurate pipeline, a small transformer in place of the CNN.

The weights are files of the packaged pipeline: `model.onnx` (int8) and `tokenizer.json`. Needs the extra `accurate`.
"""

from collections.abc import Iterable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from extractors.encoder import Encoder, load_encoder
from extractors.recogniser import set_concepts

_FILES = ("model.onnx", "tokenizer.json")


@Language.factory(
    "paperkg_encoder", requires=["doc.sents"], assigns=["doc.spans"], default_config={"lean": 0.0, "threshold": 0.0}
)
def make_encoder(nlp: Language, name: str, lean: float, threshold: float) -> "EncoderRecogniser":  # noqa: ARG001 - spaCy's signature
    """Return the component, still without weights; `lean` and `threshold` say how sure a span must be."""
    return EncoderRecogniser(lean, threshold)


class EncoderRecogniser:
    """Sets `doc.spans["concepts"]` with scores, as `extractors.recogniser.Recogniser` does."""

    def __init__(self, lean: float, threshold: float) -> None:
        self.lean = lean
        self.threshold = threshold
        self.files: tuple[bytes, ...] = ()
        self.encoder: Encoder | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Return the Doc with the group of concepts set; raises `ValueError` where no weights were read."""
        if self.encoder is None:
            raise ValueError("the component paperkg_encoder has no weights; load it from a packaged pipeline")
        return set_concepts(doc, self.encoder.table_of(doc), lean=self.lean, threshold=self.threshold)

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
