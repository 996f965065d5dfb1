"""Looking at the installation: what may keep paperkg from working here, found before a build does."""

import importlib.util
import shutil
import sys
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from importlib.metadata import distribution, packages_distributions
from pathlib import Path

from kg import plugins
from kg.errors import KGError
from kg.manifest import own_version, versions
from kg.settings import FILE_NAME, Settings, read_settings

PACKAGES = ("kg", "extractors", "outputs")
_HOME = Path(__file__).parent.parent
_LEAST_FREE = 2**30  # bytes


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, whether it is well, and what was found."""

    name: str
    well: bool
    what: str


def examine() -> Iterator[Finding]:
    """Yield what is found out about this installation and this folder, in a fixed order."""
    stack = ", ".join(f"{name} {number}" for name, number in versions().items())
    yield Finding("versions", well=True, what=f"paperkg {own_version()}, Python {sys.version.split()[0]}, {stack}")
    for package in PACKAGES:
        wrong = list(_foreign(package))
        yield Finding(f"package {package}", not wrong, "; ".join(wrong) or "ours alone")
    for group in plugins.GROUPS:
        yield _tried(group, partial(_load_plugins, group))
    yield _tried("model", _load_model)
    yield _tried("settings", _load_settings)
    free = shutil.disk_usage(Path()).free
    yield Finding("disk", free >= _LEAST_FREE, f"{free / 2**30:.1f} GiB are free in this folder")


def _tried(name: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(name, well=True, what=look())
    except KGError as error:
        return Finding(name, well=False, what=str(error))
    except Exception as error:  # noqa: BLE001 -- what fails here would fail a build; it is the finding
        return Finding(name, well=False, what=f"{type(error).__name__}: {error}")


def _foreign(package: str) -> Iterator[str]:
    """Yield why a package may not be ours: shadowed, shipped by another distribution too, or with other content."""
    spec = importlib.util.find_spec(package)
    ours = _HOME / package / "__init__.py"
    found = spec.origin if spec else None
    if found is None or Path(found).resolve() != ours.resolve():
        yield f"{found or 'a folder without code'} is imported instead of {ours}; run kg from another folder, or remove that one"
    if others := sorted(set(packages_distributions().get(package, ())) - {"paperkg"}):
        yield f"{', '.join(others)} ships it too and may have overwritten ours; uninstall that and install paperkg again"
    if changed := [str(path) for path in _changed_files(package)]:
        yield f"{len(changed)} files are not as installed, {changed[0]} among them; install paperkg again"


def _changed_files(package: str) -> Iterator[Path]:
    """Yield the files of a package that are missing or have not the hash with which paperkg was installed."""
    for file in distribution("paperkg").files or ():
        if file.parts[0] == package and file.hash is not None:
            path = Path(str(file.locate()))
            if (
                not path.is_file()
                or urlsafe_b64encode(sha256(path.read_bytes()).digest()).rstrip(b"=").decode() != file.hash.value
            ):
                yield path


def _load_plugins(group: str) -> str:
    names = plugins.names(group)
    for name in names:
        plugins.load(group, name)
    return ", ".join(names)


def _load_settings() -> str:
    read_settings()
    return f"{FILE_NAME} here is valid" if Path(FILE_NAME).exists() else "the defaults"


def _load_model() -> str:
    wish = Settings().extraction
    found = plugins.extractor_factory()(wish.pipeline, label_map={}, batch_size=wish.batch_size)
    return f"the pipeline {wish.pipeline!r} is here, fingerprint {found.fingerprint[:12]}"
