"""Names to objects: readers, extractors, outputs and the query engine are found through entry points."""

from collections.abc import Mapping
from importlib.metadata import EntryPoint, entry_points
from typing import Any, cast

from kg.errors import PluginNotFound
from kg.ports import ExtractorFactory, Output, QueryEngine, Reader

GROUPS = ("readers", "extractors", "outputs", "query")


def names(group: str) -> tuple[str, ...]:
    """Return the names that installed packages offer in `group` (one of `GROUPS`), sorted."""
    return tuple(sorted(_points(group)))


def load(group: str, name: str) -> Any:  # noqa: ANN401 -- each group has its own Protocol; the functions below say which
    """Return the object called `name`; raises `PluginNotFound`, listing what there is."""
    points = _points(group)
    if name not in points:
        available = ", ".join(sorted(points)) or "none; is paperkg installed (`pip install -e .`)?"
        raise PluginNotFound(f"there is no {group.removesuffix('s')} {name!r}; available: {available}")
    return points[name].load()


def readers() -> Mapping[str, Reader]:
    """Return every reader by the name of its format."""
    return {name: cast("Reader", load("readers", name)) for name in names("readers")}


def output(name: str) -> Output:
    """Return the output of the format `name`."""
    return cast("Output", load("outputs", name))


def extractor_factory(name: str = "spacy") -> ExtractorFactory:
    """Return the function that loads a pipeline as an extractor."""
    return cast("ExtractorFactory", load("extractors", name))


def extractor_module(name: str = "spacy") -> str:
    """Return the name of the module that `extractor_factory` imports."""
    return _points("extractors")[name].module


def query_engine(name: str = "sparql") -> QueryEngine:
    """Return the engine that answers queries."""
    return cast("QueryEngine", load("query", name))


def _points(group: str) -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group=f"paperkg.{group}")}
