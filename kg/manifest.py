"""The manifest of an atlas: what made it, from what, and the checksum of every file. It holds no time stamp and no path."""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from kg.errors import AtlasError

FILE_NAME = "manifest.json"
EXPORTS = "exports"
"""The folder of what was exported into an atlas."""

_CHUNK = 1 << 20
_STACK = ("networkx", "numpy", "pyarrow", "pyoxigraph", "scipy", "spacy", "sparse_dot_topn")


def write_manifest(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Write `manifest.json` into `folder`, keys sorted; SOURCE_DATE_EPOCH is noted where it is set."""
    stamped = dict(manifest)
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        stamped["source_date_epoch"] = int(epoch)
    (folder / FILE_NAME).write_text(json.dumps(stamped, ensure_ascii=False, indent=2, sort_keys=True) + "\n", "utf-8")


def read_manifest(atlas: Path) -> dict[str, Any]:
    """Return the manifest of the atlas in a folder; raises `AtlasError` where there is none, or it is damaged."""
    path = atlas / FILE_NAME
    try:
        manifest = json.loads(path.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        raise AtlasError(f"{atlas} is not an atlas: it has no {FILE_NAME}; make one with `kg build INPUT -o {atlas}`") from None
    except (OSError, ValueError):
        raise AtlasError(f"{path} is damaged; build the atlas again with `kg build`") from None
    if not isinstance(manifest, dict) or "counts" not in manifest:
        raise AtlasError(f"{path} is not the manifest of an atlas; build it again with `kg build`")
    return manifest


def versions() -> dict[str, str]:
    """Return the versions of the libraries that decide the bytes of an atlas."""
    return {name: version(name) for name in _STACK}


def own_version() -> str:
    """Return the version of paperkg."""
    return version("paperkg")


def checksums(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """Return the SHA-256 of each file of `folder` that is named and is a file."""
    return {name: file_hash(folder / name) for name in sorted(names) if (folder / name).is_file()}


def described(folder: Path, name: str) -> dict[str, str]:
    """Return what the manifest says of an export: where it is in `folder`, and its SHA-256 if it is one file."""
    digests = checksums(folder, [name])
    return {"file": name, "sha256": digests[name]} if digests else {"file": name}


def check_files(folder: Path, manifest: Mapping[str, Any], names: Iterable[str]) -> None:
    """Raise `AtlasError` where a file of the atlas in `folder` is missing or has not the checksum that its manifest gives."""
    for name in names:
        expected = manifest.get("files", {}).get(name)
        if expected is None or not (folder / name).is_file():
            raise AtlasError(f"{folder / name} is missing: the folder is not a whole atlas; build it again with `kg build`")
        if file_hash(folder / name) != expected:
            raise AtlasError(f"{folder / name} is damaged: it has not the checksum of the manifest; build the atlas again")


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
