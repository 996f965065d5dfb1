"""Names in other vocabularies: MLSO with the names of Papers with Code, and CSO; made by `train/vocabularies.py`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_FILES = ("mlso.tsv", "cso.tsv")


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """An entry of another vocabulary, and the types that a concept of its name may have."""

    iri: str
    types: frozenset[str]


@cache
def read_entries() -> Mapping[str, tuple[Entry, ...]]:
    """Return the entries of each name (a normal form), MLSO's first.

    >>> [entry.iri for entry in read_entries()["machine translation"]][0]
    'http://w3id.org/mlso/vocab/ml_task_type/MachineTranslation'
    """
    entries: dict[str, tuple[Entry, ...]] = {}
    for file in _FILES:
        for line in files("kg.vocabulary").joinpath(file).read_text("utf-8").splitlines():
            iri, types, name = line.split("\t")
            entries[name] = (*entries.get(name, ()), Entry(iri, frozenset(types.split())))
    return entries
