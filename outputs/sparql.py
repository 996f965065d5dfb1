"""Answering SPARQL over the Oxigraph store of an atlas, which is opened for reading alone and never leaves the machine."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import AtlasError, QueryError
from outputs.answers import FORMATS, Answer
from outputs.doubts import doubt
from outputs.evaluating import Task, evaluate, evaluate_within
from outputs.guard import check_stays_here
from outputs.mistakes import explain_mistake
from outputs.named_queries import NamedQuery, find_named_query, named_queries
from outputs.prefixes import prefixes_of
from outputs.publication import Publication

if TYPE_CHECKING:
    from kg.atlas import Atlas
    from kg.ports import QueryEngine

STORE_FOLDER = "store"


@dataclass(frozen=True, slots=True)
class SparqlEngine:
    """Answers questions about an atlas in SPARQL 1.1. The prefixes of `outputs.prefixes` need no declaration."""

    formats: tuple[str, ...] = FORMATS

    def named(self) -> tuple[NamedQuery, ...]:
        """Return the questions that can be asked by name, in the order of their names."""
        return tuple(named_queries().values())

    def ask(self, atlas: "Atlas", sparql: str, *, timeout: float | None = None) -> Answer:
        """Return the answer to SELECT, ASK, CONSTRUCT or DESCRIBE.

        With a `timeout` in seconds the query is evaluated in a process of its own, which is killed then. Raises `QueryError`
        where that happens, or where the query is not valid, would change something, or reaches beyond the atlas.
        """
        check_stays_here(sparql)
        return _answer(atlas, sparql, timeout, prefixes_of(Publication.of(atlas).base))

    def ask_named(self, atlas: "Atlas", name: str, parameters: Mapping[str, str], *, timeout: float | None = None) -> Answer:
        """Return the answer to a named query; raises `QueryError` where it or a parameter is not known, or one is missing."""
        return _answer(atlas, find_named_query(name).bind(parameters), timeout, {})  # it declares its own prefixes


ENGINE: "QueryEngine" = SparqlEngine()


def _answer(atlas: "Atlas", sparql: str, timeout: float | None, undeclared: Mapping[str, str]) -> Answer:
    """Return the answer to a query that uses the prefixes `undeclared` without declaring them."""
    publication, folder = Publication.of(atlas), _store_folder(atlas)
    prefixes = prefixes_of(publication.base)
    task = Task(str(folder), sparql, undeclared)
    found = evaluate(task) if timeout is None else evaluate_within(task, timeout)
    if found is None:
        raise QueryError(f"the query took more than {timeout:g} s and was ended; ask for less, or give it more with --timeout")
    said = found.content.decode("utf-8")
    if found.kind == "mistake":
        raise QueryError(explain_mistake(sparql, said, prefixes))
    if found.kind == "failure":
        raise QueryError(f"the query ended without an answer ({said}); it may need more memory than there is")
    if found.kind == "damage":
        raise AtlasError(f"{folder} cannot be read ({said}); make it again with `kg build` or `kg export ATLAS store`")
    return Answer(found, prefixes, publication.base, doubt(sparql, prefixes, publication.align))


def _store_folder(atlas: "Atlas") -> Path:
    """Return where the build put the store, or where `kg export` did."""
    for folder in (atlas.path / STORE_FOLDER, atlas.path / "exports" / STORE_FOLDER):
        if folder.is_dir():
            return folder
    raise AtlasError(f"{atlas.path} has no store to query; make it with `kg export {atlas.path} store`")
