"""What a query found: as rows for reading, or as text for machines."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
)

from kg.errors import QueryError
from outputs.evaluating import Found
from outputs.jsonld import iter_jsonld
from outputs.prefixes import shorten

_RESULTS = {
    "csv": QueryResultsFormat.CSV,
    "json": QueryResultsFormat.JSON,
    "tsv": QueryResultsFormat.TSV,
    "xml": QueryResultsFormat.XML,
}
_GRAPHS = {"jsonld": RdfFormat.JSON_LD, "nt": RdfFormat.N_TRIPLES, "rdfxml": RdfFormat.RDF_XML, "ttl": RdfFormat.TURTLE}
FORMATS = (*_RESULTS, *_GRAPHS)

Term = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query found, with the prefixes and base of its atlas, and what may be wrong where it found nothing."""

    found: Found
    prefixes: Mapping[str, str]
    base: str
    doubts: str

    @property
    def headers(self) -> tuple[str, ...]:
        """The names of the columns: the variables of SELECT, `answer` of ASK, else subject, predicate, object."""
        if self.found.kind == "graph":
            return ("subject", "predicate", "object")
        results = self._results()
        return ("answer",) if isinstance(results, QueryBoolean) else tuple(variable.value for variable in results.variables)

    @property
    def hint(self) -> str:
        """What may be wrong with the query, where it found nothing; else empty."""
        if not self.doubts or next(self.rows(), ("false",)) != ("false",):
            return ""
        return self.doubts

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Yield the rows in the order of the answer, IRIs shortened by the known prefixes, a missing value empty."""
        if self.found.kind == "graph":
            for triple in self._triples():
                yield to_cells(triple, self.prefixes)
            return
        results = self._results()
        if isinstance(results, QueryBoolean):
            yield ("true" if results else "false",)
            return
        for row in results:
            yield to_cells(row, self.prefixes)

    def text(self, form: str) -> str:
        """Return the answer as text: csv, tsv, json or xml (SPARQL 1.1 results) of rows, nt, ttl, jsonld or rdfxml of a graph.

        Triples are sorted. Raises `QueryError` where the answer has no such form.
        """
        if self.found.kind == "graph":
            _check_form(form, tuple(_GRAPHS), "CONSTRUCT and DESCRIBE")
            return self._graph_text(form)
        _check_form(form, tuple(_RESULTS), "SELECT and ASK")
        return (self._results().serialize(format=_RESULTS[form]) or b"").decode("utf-8")

    def _graph_text(self, form: str) -> str:
        if form == "nt":
            return self.found.content.decode("utf-8")
        if form == "jsonld":
            return "".join(iter_jsonld(self._triples(), self.base))
        used = {name: iri for name, iri in self.prefixes.items() if f"<{iri}".encode() in self.found.content}
        text = (pyoxigraph.serialize(self._triples(), format=_GRAPHS[form], prefixes=used) or b"").decode("utf-8")
        lines = text.splitlines(keepends=True)
        head = sorted(line for line in lines if line.startswith("@prefix "))
        return "".join([*head, *lines[len(head) :]]) if form == "ttl" else text

    def _triples(self) -> Iterator[Triple]:
        return (quad.triple for quad in pyoxigraph.parse(self.found.content, RdfFormat.N_TRIPLES))

    def _results(self) -> QuerySolutions | QueryBoolean:
        return pyoxigraph.parse_query_results(self.found.content, QueryResultsFormat.JSON)


def to_cells(terms: Iterable[Term | None], prefixes: Mapping[str, str]) -> tuple[str, ...]:
    """Return terms for reading: IRIs shortened by `prefixes`, the text of a literal, nothing for a missing value."""
    return tuple(_cell(term, prefixes) for term in terms)


def _check_form(form: str, known: tuple[str, ...], kinds: str) -> None:
    if form not in known:
        raise QueryError(f"{kinds} do not answer in the format {form!r}; choose table or {', '.join(known)}")


def _cell(term: Term | None, prefixes: Mapping[str, str]) -> str:
    match term:
        case None:
            return ""
        case NamedNode():
            return shorten(term.value, prefixes)
        case Literal():
            return term.value
        case _:
            return str(term)
