"""What a reader, an extractor and an output must offer to be used by a build.

They are found by name through the entry points of installed packages (`kg.plugins`); nothing here is subclassed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from kg.model import Extraction, IntakeNote, Mention, Paper, Record

if TYPE_CHECKING:
    from kg.atlas import Atlas


class Reader(Protocol):
    """Turns one file into papers. Entry point group `paperkg.readers`; its name is the format's."""

    def recognises(self, head: str) -> bool:
        """Tell whether a file that begins with `head` (its first 64 KiB, decoded) is of this format."""
        ...

    def read(self, path: Path) -> Iterator[Record | IntakeNote]:
        """Yield each record in file order, and a note for each that is skipped or changed.

        Every record of the file gives exactly one `Record` or one `skipped` note; `changed` notes come beside these.
        Raises `kg.errors.InputError` where the file as a whole cannot be read.
        """
        ...


class Extractor(Protocol):
    """Finds mentions in papers. Entry point group `paperkg.extractors`: a function that makes one by name."""

    @property
    def fingerprint(self) -> str:
        """Hash of everything that decides what is found; the same fingerprint and text give the same extraction."""
        ...

    def extract(self, papers: Iterable[Paper]) -> Iterator[Extraction]:
        """Yield one extraction a paper, in order; what is found in one does not depend on the others."""
        ...


@runtime_checkable
class ClaimExtractor(Extractor, Protocol):
    """An extractor that can be told the mentions, so that what it claims about them is judged alone (`kg eval --oracle`)."""

    def extract_claims(self, papers: Iterable[tuple[Paper, Sequence[Mention]]]) -> Iterator[Extraction]:
        """Yield for each paper an extraction with just these mentions, in their order, and all else that is found."""
        ...


class ExtractorFactory(Protocol):
    """Makes an extractor from a pipeline's name or path."""

    def __call__(self, pipeline: str, *, label_map: Mapping[str, str], batch_size: int, names: str = "") -> Extractor:
        """Load the pipeline, and the user's own names from the file `names` if that is given.

        Raises `kg.errors.PipelineError` where it cannot be loaded or keeps no contract, `SettingsError` where the file is wrong.
        """
        ...


class Progress(Protocol):
    """Is told how far a stage of a build is: `done` of `total` papers or steps."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Take note."""
        ...


class Output(Protocol):
    """Writes one target from an atlas. Entry point group `paperkg.outputs`; its name is the format's."""

    @property
    def file_name(self) -> str:
        """Name of the file or folder that `write` makes, such as `graph.ttl`."""
        ...

    def write(self, atlas: "Atlas", path: Path) -> None:
        """Write the file or folder `path`, the same bytes for the same atlas; a file that stood there stays whole on failure."""
        ...


class ConfigurableOutput(Output, Protocol):
    """An output that can be told how to write; `options` maps the name of each option to its meaning."""

    @property
    def options(self) -> Mapping[str, str]: ...  # noqa: D102 -- the class says it

    def configured(self, atlas: "Atlas", values: Mapping[str, str]) -> Output:
        """Return the output with these values of its options; raises `kg.errors.KGError` for a value that cannot be."""
        ...


class NamedQuery(Protocol):
    """A question that can be asked by its name; `parameters` maps the name of each to its meaning."""

    @property
    def name(self) -> str: ...  # noqa: D102 -- the class says it

    @property
    def title(self) -> str: ...  # noqa: D102

    @property
    def description(self) -> str: ...  # noqa: D102

    @property
    def parameters(self) -> Mapping[str, str]: ...  # noqa: D102


class Answer(Protocol):
    """What a query found, as rows or as text."""

    @property
    def headers(self) -> tuple[str, ...]:
        """The names of the columns."""
        ...

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Yield the rows for people to read."""
        ...

    @property
    def hint(self) -> str:
        """What may be wrong with a query that found nothing, else empty."""
        ...

    def text(self, form: str) -> str:
        """Return the answer in a format of the engine; raises `kg.errors.QueryError` where it has no such form."""
        ...


class QueryEngine(Protocol):
    """Answers questions about an atlas. Entry point group `paperkg.query`."""

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats that an answer's text can have."""
        ...

    def named(self) -> Sequence[NamedQuery]:
        """Return the questions that can be asked by name, sorted."""
        ...

    def ask(self, atlas: "Atlas", sparql: str, *, timeout: float | None = None) -> Answer:
        """Return the answer to a query, ended after `timeout` seconds if that is given.

        Raises `kg.errors.QueryError` where the query is not valid, not allowed or takes too long.
        """
        ...

    def ask_named(self, atlas: "Atlas", name: str, parameters: Mapping[str, str], *, timeout: float | None = None) -> Answer:
        """Return the answer to a named query; raises `kg.errors.QueryError` also where the name or a parameter is wrong."""
        ...
