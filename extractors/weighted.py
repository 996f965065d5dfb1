"""A component whose weights are files in its folder of the packaged pipeline."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import ClassVar, Self


class Weighted(ABC):
    """Reads and writes the files of a component's weights; they are written back as they were read."""

    factory: ClassVar[str]
    file_names: ClassVar[tuple[str, ...]]
    files: Sequence[bytes] = ()

    @abstractmethod
    def read_weights(self, *files: bytes) -> Self:
        """Return the component with the weights of the bytes of its files, in the order of `file_names`; it keeps the files."""

    def check_weights(self) -> None:
        """Raise `ValueError` where no weights were read."""
        if not self.files:
            raise ValueError(f"the component {self.factory} has no weights; load it from a packaged pipeline")

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002 - spaCy's signature
        """Write the files into the folder `path`."""
        path.mkdir(parents=True, exist_ok=True)
        for name, content in zip(self.file_names, self.files, strict=True):
            (path / name).write_bytes(content)

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> Self:  # noqa: ARG002 - spaCy's signature
        """Read the files from the folder `path`."""
        return self.read_weights(*((path / name).read_bytes() for name in self.file_names))
