"""Every named query on one atlas: ours, and rdflib and pyoxigraph on the same graph, with equal rows.

Run: python benchmarks/sparql.py ATLAS [NAME...]. Times are of this thread (so that other work on the machine counts little), with
the store open and all rows read: the best of 20 or of a second's worth, of rdflib that of one. Ours is a named query as
`kg query` answers it, from its parameters to rows for reading, but in this process: without the start of a worker and the
hand-over to it and back. pyoxigraph is asked plainly on the same store, and, to know what the disk costs, on the same graph in
memory. Parameters are the commonest names of the atlas.
"""

import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pyoxigraph
import rdflib

from kg.atlas import Atlas
from outputs.answers import to_cells
from outputs.named_queries import NamedQuery, named_queries
from outputs.prefixes import prefixes_of, shorten
from outputs.publication import Publication
from outputs.sparql import ENGINE

_COMMONEST = "SELECT ?l {{ ?c a pkg:{type} ; pkg:papers ?n ; skos:prefLabel ?l }} ORDER BY DESC(?n) ?l LIMIT 1"
_TRIES = 20
_SECONDS = 1.0

_Row = tuple[str, ...]


def main() -> None:
    """Print a line for each query, and the worst."""
    atlas = Atlas(Path(sys.argv[1]))
    store = pyoxigraph.Store.read_only(str(atlas.path / "store"))
    memory = pyoxigraph.Store()
    memory.bulk_load(path=atlas.path / "graph.nt", format=pyoxigraph.RdfFormat.N_TRIPLES)
    graph = rdflib.Graph().parse(atlas.path / "graph.nt")
    prefixes = prefixes_of(Publication.of(atlas).base)
    values = _values(atlas)
    chosen = [named_queries()[name] for name in sys.argv[2:] or named_queries()]
    worst = [_compare(query, _own(query, values), prefixes, (store, memory, graph)) for query in chosen]
    print(f"at most {max(worst):.2f} times the faster of pyoxigraph on the store and rdflib")


def _compare(query: NamedQuery, values: dict[str, str], prefixes: dict[str, str], stores: tuple[Any, Any, Any]) -> float:
    store, memory, graph = stores
    sparql = query.bind(values)
    (ours, rows), (plain, same), (in_memory, _) = _best(
        lambda: (to_cells(row, prefixes) for row in store.query(query.bind(values))),
        lambda: _values_of(store.query(sparql)),
        lambda: _values_of(memory.query(sparql)),
    )
    [(slow, others)] = _best(lambda: _values_of(graph.query(sparql)), tries=1, seconds=0)
    equal = _sorted(rows, prefixes) == _sorted(same, prefixes) == _sorted(others, prefixes)
    times = ours / min(plain, slow)
    figures = f"{ours * 1e3:8.2f} ms; pyoxigraph {plain * 1e3:8.2f}, in memory {in_memory * 1e3:8.2f}; rdflib {slow * 1e3:9.2f}"
    print(f"{query.name:27}{len(rows):5} rows {figures}: {times:.2f} times{'' if equal else '  ROWS DIFFER'}", flush=True)
    return times


def _own(query: NamedQuery, values: dict[str, str]) -> dict[str, str]:
    every = values | ({"other": "1"} if "community" in query.parameters else {})
    return {name: every[name] for name in query.parameters}


def _values(atlas: Atlas) -> dict[str, str]:
    types = ("Model", "Task", "Dataset", "Method")
    found = {name.lower(): next(ENGINE.ask(atlas, _COMMONEST.format(type=name)).rows(), ("none",))[0] for name in types}
    paper = atlas.table("papers")["title"][0].as_py()
    return {**found, "concept": found["model"], "other": found["method"], "paper": paper, "year": "2017", "community": "0"}


def _best(*runs: Callable[[], Iterable[_Row]], tries: int = _TRIES, seconds: float = _SECONDS) -> list[tuple[float, list[_Row]]]:
    """Return for each run its best time of several, taken in turn, and its rows; what runs behind what changes, as caches do."""
    found: list[tuple[float, list[_Row]]] = [(float("inf"), []) for _ in runs]
    spent = 0.0
    while tries > 0 or spent < seconds:
        for number in sorted(range(len(runs)), key=lambda number: (number - tries) % len(runs)):
            start = time.thread_time()
            rows = list(runs[number]())
            passed = time.thread_time() - start
            found[number] = (min(found[number][0], passed), rows)
            spent += passed
        tries -= 1
    return found


def _values_of(found: Any) -> Iterable[_Row]:  # noqa: ANN401 -- what a store answers
    for row in found:
        yield tuple("" if term is None else str(term if isinstance(term, str) else term.value) for term in row)


def _sorted(rows: Iterable[_Row], prefixes: dict[str, str]) -> list[_Row]:
    """Return the rows in order, IRIs shortened, and what may be written in several ways in one: GROUP_CONCAT, decimals."""

    def plain(value: str) -> str:
        return ", ".join(sorted(shorten(value, prefixes).removesuffix(".0").split(", ")))

    return sorted(tuple(map(plain, row)) for row in rows)


if __name__ == "__main__":
    main()
