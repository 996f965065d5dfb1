"""The switch: a build writes a complete sibling folder, then exchanges it with the atlas, so that readers see a whole one.

Beside the atlas ATLAS stand `.ATLAS.lock` (one writer), `.ATLAS.new-*` (a folder being written) and, for a moment on systems
that cannot exchange two folders in one step, `.ATLAS.old`. POSIX only.
"""

import ctypes
import errno
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kg.errors import AtlasError

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def beside(atlas: Path, suffix: str) -> Path:
    """Return the path of a companion of the atlas, such as `.atlas.lock` for `atlas`."""
    return atlas.resolve().parent / f".{atlas.resolve().name}.{suffix}"


@contextmanager
def writing(atlas: Path) -> Iterator[Path]:
    """Hold the lock of `atlas` and give an empty folder to fill; at the end it takes the atlas's place.

    When the block raises, the folder is removed and the atlas stays as it was. Raises `AtlasError` where another process is
    writing, the disk is full, the place cannot be written, or something else than an atlas stands there.
    """
    with _locked(atlas):
        try:
            with _new_folder(atlas) as folder:
                yield folder
                _sync(folder)
                _exchange(folder, atlas.resolve())
        except OSError as error:
            raise AtlasError(f"{atlas} cannot be written: {_reason(error)}; {_as_it_was(atlas)}") from error


@contextmanager
def _new_folder(atlas: Path) -> Iterator[Path]:
    """Give an empty folder beside `atlas`, where a crash has left none; it is removed at the end, if it is still there."""
    _complete(atlas)
    _refuse_foreign(atlas)
    for leftover in atlas.resolve().parent.glob(f"{beside(atlas, 'new-').name}*"):
        shutil.rmtree(leftover)
    folder = Path(tempfile.mkdtemp(prefix=beside(atlas, "new-").name, dir=atlas.resolve().parent))
    try:
        folder.chmod(0o755)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _reason(error: OSError) -> str:
    """Return what the system says, with the file where that is known."""
    what = (error.strerror or str(error)).rstrip(".").lower()
    return f"{what} ({error.filename})" if error.filename else what


def _as_it_was(atlas: Path) -> str:
    return "what stands there is as it was" if atlas.exists() else "give a place that can be written"


def settle(atlas: Path) -> None:
    """Put the atlas back in its place where a crash came between the two renames of a switch."""
    if not atlas.exists() and beside(atlas, "old").is_dir():
        with _locked(atlas):
            _complete(atlas)


def _complete(atlas: Path) -> None:
    old = beside(atlas, "old")
    if old.is_dir():
        if atlas.exists():
            shutil.rmtree(old)
        else:
            old.rename(atlas.resolve())


def _refuse_foreign(atlas: Path) -> None:
    if atlas.exists() and not (atlas / "manifest.json").is_file() and (not atlas.is_dir() or any(atlas.iterdir())):
        raise AtlasError(f"{atlas} exists and is not an atlas; give another place with -o")


@contextmanager
def _locked(atlas: Path) -> Iterator[None]:
    lock = beside(atlas, "lock")
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise AtlasError(f"cannot write beside {atlas}: {error.strerror}; give a place that can be written with -o") from None
    try:
        _take(descriptor, atlas)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int, atlas: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        owner = os.pread(descriptor, 32, 0).decode("ascii", "replace").strip() or "unknown"
        raise AtlasError(f"{atlas} is being written by another process (pid {owner}); wait for it to end") from None
    with suppress(OSError):  # on a full disk the lock holds all the same
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode("ascii"), 0)


def _sync(folder: Path) -> None:
    for directory, _, names in os.walk(folder):
        for path in (Path(directory), *(Path(directory) / name for name in names)):
            descriptor = os.open(path, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def _exchange(new: Path, atlas: Path) -> None:
    """Put `new` where `atlas` is; what stood there is at `new` afterwards, or gone."""
    if not atlas.exists():
        new.rename(atlas)
    elif not _exchange_in_one_step(new, atlas):
        old = beside(atlas, "old")
        atlas.rename(old)
        new.rename(atlas)
        shutil.rmtree(old)
    descriptor = os.open(atlas.parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _exchange_in_one_step(a: Path, b: Path) -> bool:
    """Exchange two paths by renameat2(2); return False where the system has no such call."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if rename(_AT_FDCWD, os.fsencode(a), _AT_FDCWD, os.fsencode(b), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}:
        return False
    raise OSError(code, os.strerror(code), str(b))
