"""The hash of everything that decides what a pipeline finds; equal between runs and machines."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from spacy.about import __version__ as spacy_version
from spacy.language import Language

import kg.vocabulary


def fingerprint_of(nlp: Language, label_map: Mapping[str, str]) -> str:
    """Return the SHA-256, in hexadecimal, of the pipeline's files and resolved config, spaCy's version, our code and the map."""
    digest = hashlib.sha256()
    for part in _parts(nlp, label_map):
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


def _parts(nlp: Language, label_map: Mapping[str, str]) -> Iterator[bytes]:
    yield spacy_version.encode()
    yield nlp.config.to_str().encode()
    yield json.dumps(sorted(label_map.items())).encode()
    yield from _files(Path(__file__).parent, "*.py")
    yield from _files(Path(kg.vocabulary.__file__).parent, "datasets.tsv")
    if nlp.path:
        yield from _files(nlp.path, "*")


def _files(folder: Path, pattern: str) -> Iterator[bytes]:
    """Yield the relative name and the bytes of each file of the folder, by name; compiled Python is left out."""
    files = [path for path in folder.rglob(pattern) if path.is_file() and "__pycache__" not in path.parts]
    for path in sorted(files, key=lambda path: path.relative_to(folder).as_posix()):
        yield path.relative_to(folder).as_posix().encode()
        yield path.read_bytes()
