"""Writing a file or folder whole or not at all: what stood there before stays until the new one is complete."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import AtlasError


def write_whole(path: Path, text: str) -> None:
    """Write `text` as UTF-8, its line ends as they are; a file that stood at `path` stays whole on failure."""
    with replacing_file(path) as draft:
        draft.write_text(text, encoding="utf-8", newline="")


@contextmanager
def replacing_file(path: Path) -> Iterator[Path]:
    """Give a path in the folder of `path` to write to; on leaving, that file is synced and takes the place of `path`.

    After an error in the block nothing has changed and nothing is left behind. Raises `AtlasError` where the disk refuses.
    """
    with _workplace(path) as workplace:
        draft = workplace / path.name
        yield draft
        _sync(draft)
        draft.replace(path)
        _sync(path.parent)


@contextmanager
def replacing_folder(path: Path) -> Iterator[Path]:
    """Give an empty folder beside `path` to fill; on leaving, its files are synced and it takes the place of `path`.

    After an error in the block nothing has changed and nothing is left behind. Raises `AtlasError` where the disk refuses.
    """
    with _workplace(path) as workplace:
        draft, old = workplace / "new", workplace / "old"
        draft.mkdir()
        yield draft
        for file in sorted(draft.rglob("*")):
            _sync(file)
        if path.exists():
            path.rename(old)
        try:
            draft.rename(path)
        except OSError:
            if old.exists():
                old.rename(path)
            raise
        _sync(path.parent)


@contextmanager
def _workplace(path: Path) -> Iterator[Path]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        workplace = Path(tempfile.mkdtemp(prefix=f".{path.name}.new-", dir=path.parent))
        try:
            yield workplace
        finally:
            shutil.rmtree(workplace, ignore_errors=True)
    except OSError as error:
        reason = error.strerror or error
        raise AtlasError(f"{path} cannot be written ({reason}); free the place or choose another folder") from error


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
