"""The atlas as RDF files: sorted N-Triples streamed from the tables, and the other syntaxes made of these.

A file whose name ends with `.gz` is compressed, without a time stamp.
"""

import gzip
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import chain, takewhile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pyoxigraph
from pyoxigraph import RdfFormat
from rdflib import Graph

from kg.errors import SettingsError
from outputs.columns import to_lines, to_triples
from outputs.counting import Counts
from outputs.description import describe, iter_origin
from outputs.jsonld import write_jsonld
from outputs.ontology import ONTOLOGY
from outputs.prefixes import prefixes_of
from outputs.publication import Publication
from outputs.sorting import iter_sorted
from outputs.triples import iter_triples
from outputs.writing import replacing_file

if TYPE_CHECKING:
    from kg.atlas import Atlas
    from kg.ports import Output

_GRAPH = "graph.nt"


@dataclass(frozen=True, slots=True)
class RdfFile:
    """All triples of an atlas in one syntax; `convert` makes it of sorted N-Triples, None leaves these as they are.

    The N-Triples are canonical, in the order of their bytes, each triple once. Memory does not grow with the atlas.
    `changes` are laid over the settings of the atlas.
    """

    file_name: str
    convert: Callable[[Path, Path, str], None] | None = None
    changes: Mapping[str, Any] = field(default_factory=dict)

    @property
    def options(self) -> Mapping[str, str]:
        """What can be chosen for one file."""
        return {"detail": "core or full", "align": f"some of {','.join(ONTOLOGY.alignments)}"}

    def configured(self, atlas: "Atlas", values: Mapping[str, str]) -> "Output":  # noqa: ARG002 -- a port of all outputs
        """Return the output with these options; raises `SettingsError` for a value that cannot be."""
        known = {"detail": ("core", "full"), "align": tuple(ONTOLOGY.alignments)}
        chosen = {option: value.split(",") for option, value in values.items()}
        for option, names in chosen.items():
            if wrong := [name for name in names if name not in known[option]]:
                raise SettingsError(f"--{option} {wrong[0]!r} is not known; it takes {', '.join(known[option])}")
        detail = {"detail": chosen["detail"][-1]} if "detail" in chosen else {}
        return replace(self, changes={**chosen, **detail})

    def write(self, atlas: "Atlas", path: Path) -> None:
        """Write the file `path`."""
        publication = Publication.of(atlas, self.changes)
        with replacing_file(path) as draft, _compressing(draft) as plain:
            if self.convert is None:
                write_ntriples(atlas, plain, publication)
                return
            with ntriples_file(atlas, draft.parent, publication) as ntriples:
                self.convert(ntriples, plain, publication.base)


def write_ntriples(atlas: "Atlas", path: Path, publication: Publication) -> None:
    """Write all triples: those of the tables, and the description of the whole, which counts them."""
    counts = Counts()
    triples = chain(iter_triples(atlas, publication), [to_triples(iter_origin(atlas, publication.base))])
    with path.open("wb") as file:
        file.writelines(map(to_lines, counts.passing(iter_sorted(triples, path.parent))))
        file.write(to_lines(describe(atlas, publication, counts)))


@contextmanager
def ntriples_file(atlas: "Atlas", folder: Path, publication: Publication) -> Iterator[Path]:
    """Give the N-Triples of the atlas as a file: its own graph.nt, or one in `folder` that goes away afterwards."""
    own = atlas.path / _GRAPH
    if own.is_file() and publication == Publication.of(atlas):
        yield own
        return
    with TemporaryDirectory(dir=folder) as place:
        made = Path(place, _GRAPH)
        write_ntriples(atlas, made, publication)
        yield made


def to_rdflib(atlas: "Atlas") -> Graph:
    """Return the triples of the atlas as an rdflib graph, which holds all of them in memory."""
    publication = Publication.of(atlas)
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in prefixes_of(publication.base).items():
        graph.bind(prefix, namespace)
    with TemporaryDirectory() as place, ntriples_file(atlas, Path(place), publication) as file:
        return graph.parse(file, format="nt")


def write_turtle(ntriples: Path, path: Path, base: str) -> None:
    """Write N-Triples as Turtle with short names, in their order."""
    _serialize(ntriples, path, RdfFormat.TURTLE, base)
    _sort_prefixes(path)


def write_rdfxml(ntriples: Path, path: Path, base: str) -> None:
    """Write N-Triples as RDF/XML, in their order; stored text has no character that XML cannot carry."""
    _serialize(ntriples, path, RdfFormat.RDF_XML, base)


NTRIPLES: "Output" = RdfFile(_GRAPH)
TURTLE: "Output" = RdfFile("graph.ttl", write_turtle)
JSON_LD: "Output" = RdfFile("graph.jsonld", write_jsonld)
RDF_XML: "Output" = RdfFile("graph.rdf", write_rdfxml)


def _serialize(ntriples: Path, path: Path, form: RdfFormat, base: str) -> None:
    triples = (quad.triple for quad in pyoxigraph.parse(path=ntriples, format=RdfFormat.N_TRIPLES))
    pyoxigraph.serialize(triples, path, form, prefixes=prefixes_of(base))


@contextmanager
def _compressing(draft: Path) -> Iterator[Path]:
    """Give a path to write to; what is written there becomes `draft`, compressed where its name says so."""
    if draft.suffix != ".gz":
        yield draft
        return
    plain = draft.with_suffix("")
    yield plain
    with plain.open("rb") as source, draft.open("wb") as raw, gzip.GzipFile("", "wb", 6, raw, mtime=0) as target:
        shutil.copyfileobj(source, target, 1 << 20)
    plain.unlink()


def _sort_prefixes(turtle: Path) -> None:
    """Put the prefixes at the head of the file in order, in place: pyoxigraph writes them in another one each time."""
    with turtle.open("r+b") as file:
        prefixes = list(takewhile(lambda line: line.startswith(b"@prefix "), file))
        file.seek(0)
        file.writelines(sorted(prefixes))
