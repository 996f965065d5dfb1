"""Evaluating a query over a store, here or in a process of its own that can be ended.

Oxigraph gives no way to stop a query, so that a time limit needs a process that is killed
(https://github.com/oxigraph/oxigraph/issues/1926). It takes its task as JSON on stdin, and writes one line of JSON and what was
found to stdout. It imports little, so that it starts in a moment.
"""

import json
import math
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Literal

import pyoxigraph
from pyoxigraph import QueryBoolean, QueryResultsFormat, QueryTriples, RdfFormat

Kind = Literal["rows", "graph", "mistake", "damage", "failure"]


@dataclass(frozen=True, slots=True)
class Task:
    """A query, the prefixes that it need not declare, and the folder of the store."""

    store: str
    sparql: str
    prefixes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """What came of a task: rows or a truth value as SPARQL JSON results, a graph as sorted N-Triples, or why there is nothing."""

    kind: Kind
    content: bytes


def evaluate(task: Task) -> Found:
    """Return what a query finds; `mistake` where it is not valid, `damage` where the store cannot be read."""
    try:
        return ask(pyoxigraph.Store.read_only(task.store), task.sparql, task.prefixes)
    except SyntaxError as error:
        return Found("mistake", str(error).encode())
    except (OSError, RuntimeError) as error:
        return Found("damage", str(error).encode())


def ask(store: pyoxigraph.Store, sparql: str, prefixes: Mapping[str, str]) -> Found:
    """Return what a query finds in an open store; raises what Oxigraph does."""
    found = store.query(sparql, prefixes=dict(prefixes))
    if isinstance(found, QueryTriples):
        lines = pyoxigraph.serialize(found, format=RdfFormat.N_TRIPLES) or b""
        return Found("graph", b"".join(sorted(set(lines.splitlines(keepends=True)))))
    if isinstance(found, QueryBoolean):
        return Found("rows", json.dumps({"head": {}, "boolean": bool(found)}).encode())
    return Found("rows", found.serialize(format=QueryResultsFormat.JSON) or b"")


def evaluate_within(task: Task, seconds: float) -> Found | None:
    """Return what a query finds, evaluated in a process of its own, which is killed after so many seconds; None where it was."""
    command = [sys.executable, "-P", "-m", "outputs.evaluating"]
    given = json.dumps(asdict(task)).encode()
    try:
        limit = None if math.isinf(seconds) else seconds
        done = subprocess.run(command, input=given, capture_output=True, timeout=limit, check=False)  # noqa: S603 -- our own
    except subprocess.TimeoutExpired:
        return None
    head, _, content = done.stdout.partition(b"\n")
    if done.returncode:
        return Found("failure", f"its process ended with {done.returncode}".encode())
    return Found(json.loads(head), content)


def main() -> None:
    """Evaluate the task on stdin."""
    found = evaluate(Task(**json.load(sys.stdin)))
    sys.stdout.buffer.write(json.dumps(found.kind).encode() + b"\n" + found.content)


if __name__ == "__main__":
    main()
