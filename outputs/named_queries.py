"""The named queries: SPARQL files whose head says what they answer and which parameters they take."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pyoxigraph

from kg.errors import QueryError

_HEAD = re.compile(r"^# (title|description|parameter (?P<name>\w+)): (?P<text>.+)$", re.MULTILINE)
_PARAMETER = re.compile(r"\$(\w+)")


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question that can be asked by its name. `parameters` gives the meaning of each; all of them are needed."""

    name: str
    title: str
    description: str
    parameters: Mapping[str, str]
    sparql: str

    def bind(self, values: Mapping[str, str]) -> str:
        """Return the query with each `$parameter` replaced by its value as a SPARQL string, whatever characters it holds.

        Raises `QueryError` where a value is missing or its parameter is not known.
        """
        for name in values:
            if name not in self.parameters:
                raise QueryError(f"{self.name} has no parameter {name!r}; it takes {', '.join(self.parameters) or 'none'}")
        for name, meaning in self.parameters.items():
            if not values.get(name, "").strip():
                raise QueryError(f"{self.name} needs the parameter {name!r} ({meaning})")
        literals = {name: str(pyoxigraph.Literal(" ".join(value.split()))) for name, value in values.items()}
        return _PARAMETER.sub(lambda parameter: literals[parameter[1]], self.sparql)


@cache
def named_queries() -> Mapping[str, NamedQuery]:
    """Return the named queries by name, sorted."""
    folder = files("outputs").joinpath("queries")
    files_of = {file.name.removesuffix(".rq"): file for file in folder.iterdir() if file.name.endswith(".rq")}
    return {name: _parse(name, files_of[name].read_text("utf-8")) for name in sorted(files_of)}


def find_named_query(name: str) -> NamedQuery:
    """Return the query of that name; raises `QueryError` where there is none."""
    known = named_queries()
    if name not in known:
        raise QueryError(f"there is no query named {name!r}; there are {', '.join(known)}")
    return known[name]


def _parse(name: str, text: str) -> NamedQuery:
    head = list(_HEAD.finditer(text))
    said = {line[1]: line["text"] for line in head if not line["name"]}
    parameters = {line["name"]: line["text"] for line in head if line["name"]}
    return NamedQuery(name, said["title"], said["description"], parameters, text)
