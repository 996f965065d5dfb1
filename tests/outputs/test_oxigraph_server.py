"""What the atlas's files are for others: the Oxigraph server loads them, and answers as `kg query` does."""

import json
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode

import pytest

from kg.atlas import Atlas
from outputs.named_queries import named_queries
from outputs.rdf import TURTLE
from outputs.sparql import ENGINE
from outputs.store import STORE

SERVER = Path(sys.executable).with_name("oxigraph")


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture
def address(rich_atlas: Atlas, tmp_path: Path) -> Iterator[str]:
    """The query address of a server on this machine that has loaded the Turtle of the atlas."""
    STORE.write(rich_atlas, rich_atlas.path / "store")
    TURTLE.write(rich_atlas, tmp_path / "graph.ttl")
    place = f"127.0.0.1:{free_port()}"
    subprocess.run(
        [SERVER, "load", "--location", tmp_path / "loaded", "--file", tmp_path / "graph.ttl"], check=True, capture_output=True
    )
    command = [SERVER, "serve-read-only", "--location", tmp_path / "loaded", "--bind", place]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            wait_for(f"http://{place}/")
            yield f"http://{place}/query"
        finally:
            server.terminate()


def wait_for(address: str) -> None:
    for _ in range(1_000):
        try:
            with urllib.request.urlopen(address):  # noqa: S310 -- our own server
                return
        except URLError:
            time.sleep(0.05)
    raise AssertionError(f"{address} does not answer")


def ask(address: str, sparql: str) -> list[dict[str, object]]:
    request = urllib.request.Request(  # noqa: S310
        address, urlencode({"query": sparql}).encode(), {"Accept": "application/sparql-results+json"}
    )
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        return list(json.load(answer)["results"]["bindings"])


def test_the_server_answers_every_named_query_as_we_do(address: str, rich_atlas: Atlas) -> None:
    words = {"concept": "RNN", "other": "gated unit", "task": "machine translation", "dataset": "WMT14", "model": "RNN"}
    words |= {"year": "2014", "community": "0", "paper": "Gates"}
    for query in named_queries().values():
        values = {name: words[name] for name in query.parameters}
        ours = json.loads(ENGINE.ask_named(rich_atlas, query.name, values).text("json"))["results"]["bindings"]
        assert ask(address, query.bind(values)) == ours, query.name
