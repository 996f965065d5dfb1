"""The hash of everything that decides what a pipeline finds; equal between runs and machines."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path

from spacy.about import __version__ as spacy_version
from spacy.language import Language

from kg.vocabulary import Name


def fingerprint_of(nlp: Language, label_map: Mapping[str, str], own_names: Sequence[Name] = ()) -> str:
    """Return the SHA-256, in hexadecimal, of all that decides what is found.

    That is the pipeline's files and resolved config, spaCy's version, our code and names, the map, and the user's own names.
    """
    digest = hashlib.sha256()
    for part in (*_parts(nlp, label_map), repr(own_names).encode()):
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


def _parts(nlp: Language, label_map: Mapping[str, str]) -> Iterator[bytes]:
    yield spacy_version.encode()
    yield nlp.config.to_str().encode()
    yield json.dumps(sorted(label_map.items())).encode()
    yield from _files(Path(__file__).parent, "*.py")
    for pattern in ("names*", "matching.py"):
        yield from _files(Path(str(files("kg.vocabulary"))), pattern)
    if nlp.path:
        yield from _files(nlp.path, "*")


def _files(folder: Path, pattern: str) -> Iterator[bytes]:
    """Yield the relative name and the bytes of each file of the folder, by name; compiled Python is left out."""
    found = [path for path in folder.rglob(pattern) if path.is_file() and "__pycache__" not in path.parts]
    for path in sorted(found, key=lambda path: path.relative_to(folder).as_posix()):
        yield path.relative_to(folder).as_posix().encode()
        yield path.read_bytes()
