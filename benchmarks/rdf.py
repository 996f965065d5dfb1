"""How fast an atlas becomes RDF, against building an rdflib Graph of the same triples and serialising it; and how much memory.

Run: python benchmarks/rdf.py [PAPERS]; 11,600 papers (the default) are about 1,000,000 triples. Each way runs in a process of
its own, on one thread; times are seconds of the processor, so that other work on the machine counts little. Each writes a small
atlas before, so that what is loaded at the first use counts for neither. rdflib is given the triples for nothing: its time is
that of making its terms, adding them and serialising them.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import rdflib
from generated_atlas import make_atlas

from kg.atlas import Atlas
from outputs.prefixes import prefixes_of
from outputs.publication import Publication
from outputs.rdf import NTRIPLES, TURTLE, write_ntriples

_OUTPUTS = {"nt": NTRIPLES, "turtle": TURTLE}


def ours(folder: Path, form: str) -> float:
    """Return the seconds from tables to file; Turtle makes its own N-Triples first."""
    start = time.process_time()
    _OUTPUTS[form].write(Atlas(folder), folder / f"ours.{form}")
    return time.process_time() - start


def rdflibs(folder: Path, form: str) -> float:
    """Return the seconds that rdflib takes to build its graph and serialise it."""
    atlas = Atlas(folder)
    write_ntriples(atlas, folder / "all.nt", Publication.of(atlas))
    triples = list(_terms(folder / "all.nt"))
    start = time.process_time()
    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in prefixes_of(Publication.of(atlas).base).items():
        graph.bind(prefix, namespace)
    for subject, predicate, value, datatype in triples:
        made = rdflib.URIRef(value) if datatype is None else rdflib.Literal(value, datatype=rdflib.URIRef(datatype))
        graph.add((rdflib.URIRef(subject), rdflib.URIRef(predicate), made))
    graph.serialize(folder / f"rdflib.{form}", format=form)
    return time.process_time() - start


def _terms(path: Path) -> Iterator[tuple[str, str, str, str | None]]:
    for quad in pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.N_TRIPLES):
        datatype = quad.object.datatype.value if isinstance(quad.object, pyoxigraph.Literal) else None
        plain = None if datatype is None or datatype.endswith("#string") else datatype
        kind = plain if plain or datatype is None else "http://www.w3.org/2001/XMLSchema#string"
        yield quad.subject.value, quad.predicate.value, quad.object.value, kind


_WAYS = {"ours": ours, "rdflib": rdflibs}


def main() -> None:
    """Print a line for each way: triples, seconds, greatest memory, and how many times as fast as rdflib."""
    if len(sys.argv) == 4:
        _, way, form, folder = sys.argv
        with tempfile.TemporaryDirectory() as small:
            _WAYS[way](make_atlas(20, Path(small)), form)
        seconds = _WAYS[way](Path(folder), form)
        print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
        return
    papers = int(sys.argv[1]) if len(sys.argv) > 1 else 11_600
    with tempfile.TemporaryDirectory() as name:
        folder = make_atlas(papers, Path(name, "atlas"))
        for form in ("nt", "turtle"):
            seconds = {way: _run(way, form, folder) for way in ("ours", "rdflib")}
            print(f"{form}: {seconds['rdflib'] / seconds['ours']:.1f} times as fast")
        with (folder / "ours.nt").open("rb") as file:
            print(f"{sum(1 for _ in file)} triples")


def _run(way: str, form: str, folder: Path) -> float:
    command = [sys.executable, __file__, way, form, str(folder)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()  # noqa: S603 -- this file
    print(f"{form} {way}: {float(said[0]):.2f} s of CPU, {said[1]} MB")
    return float(said[0])


if __name__ == "__main__":
    main()
