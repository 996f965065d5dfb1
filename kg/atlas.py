"""Opening an atlas: its tables, its manifest, and the graphs that are made from them on demand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import networkx as nx
import pyarrow as pa
import pyarrow.parquet as pq

from kg import plugins, sssom, switch
from kg.errors import NotInAtlas
from kg.graph import Community, build_concepts_graph, build_graph, build_papers_graph, name_communities, similar_papers
from kg.manifest import FILE_NAME, read_manifest
from kg.tables import SCHEMAS, damaged, read_table

MERGES = "merges.sssom.tsv"
_ROWS = 8_192  # made into Python objects at a time
_GRAPH_TABLES = ("papers", "concepts", "usages", "links", "relations")


def open_atlas(path: str | Path) -> "Atlas":
    """Return the atlas in the folder `path`; raises `AtlasError` where there is none."""
    folder = Path(path)
    switch.settle(folder)
    return Atlas(folder)


class Atlas:
    """The knowledge graph of a corpus, as a build wrote it. Tables are read when they are asked for."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.manifest: Mapping[str, Any] = read_manifest(path)
        self._tables: dict[str, pa.Table] = {}

    def __repr__(self) -> str:
        counts = self.manifest["counts"]
        return f"<Atlas {self.path.name}: {counts['papers']} papers, {counts['concepts']} concepts, {counts['links']} links>"

    def table(self, name: str) -> pa.Table:
        """Return a whole table (names: `kg.tables.SCHEMAS`) as Arrow, sorted by its keys."""
        if name not in self._tables:
            self._tables[name] = read_table(name, self._file(name))
        return self._tables[name]

    def batches(self, name: str, *, rows: int = 65_536, columns: Sequence[str] | None = None) -> Iterator[pa.RecordBatch]:
        """Yield a table in its order, `rows` at a time, without holding all of it, or some of its columns alone.

        Raises `AtlasError` where it is damaged.
        """
        path = self._file(name)
        try:
            with pq.ParquetFile(path, page_checksum_verification=True) as file:
                left = file.metadata.num_rows
                for batch in file.iter_batches(batch_size=rows, columns=columns):
                    left -= batch.num_rows
                    yield batch
            if left:  # a damaged page header can end a column early, and no checksum covers it
                raise pa.ArrowInvalid(f"{left} rows are missing")
        except (pa.ArrowException, OSError) as error:
            raise damaged(path, error) from None

    def rows(self, name: str, *columns: str) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a table in its order, with the values of some columns, without holding all of it."""
        for batch in self.batches(name, rows=_ROWS, columns=columns):
            yield from zip(*(batch[column].to_pylist() for column in columns), strict=True)

    def merges(self) -> pa.Table:
        """Return what stands for what: one row for each form that leads to a concept of another name (SSSOM columns)."""
        return sssom.read_mappings(self.path / MERGES)

    def graph(self) -> nx.MultiDiGraph:
        """Return the whole graph: papers and concepts, with usages, links, relations and broader (see `kg.graph.build_graph`)."""
        return build_graph({name: self.table(name) for name in _GRAPH_TABLES})

    def papers_graph(self) -> nx.Graph:
        """Return the papers, linked by the concepts that they share; `weight` is the link's score."""
        return build_papers_graph(self.table("papers"), self.table("links"))

    def concepts_graph(self) -> nx.Graph:
        """Return the concepts that are not hidden, linked where papers use both; `weight` counts these papers."""
        return build_concepts_graph(self.table("concepts"), self.table("usages"))

    def similar(self, paper_id: str, k: int = 10) -> list[tuple[str, float, tuple[str, ...]]]:
        """Return the k papers most like one: (paper_id, score, shared concept ids), best first.

        Raises `NotInAtlas` where there is no such paper.
        """
        if paper_id not in self._paper_ids:
            raise NotInAtlas(f"{self.path} has no paper {paper_id!r}; `kg show {self.path} WORDS` finds one by its title")
        return similar_papers(self.table("links"), paper_id, k)

    def communities(self) -> tuple[Community, ...]:
        """Return the communities of papers, the largest first, each named by its telling concepts."""
        return name_communities(self.table("papers"), self.table("concepts"), self.table("usages"))

    def code(self) -> dict[str, tuple[str, ...]]:
        """Return the addresses of code of each concept (by id) that a paper with code introduces, in the order of the papers."""
        addresses = {paper: code for paper, code in self.rows("papers", "paper_id", "code") if code}
        found: dict[str, dict[str, None]] = {}
        for concept, paper, role in self.rows("usages", "concept_id", "paper_id", "role") if addresses else ():
            if role == "introduced" and paper in addresses:
                found.setdefault(concept, {}).update(dict.fromkeys(addresses[paper]))
        return {concept: tuple(found[concept]) for concept in sorted(found)}

    def show(self, *, height: int = 720) -> "Page":
        """Return the page of this atlas for a notebook, which displays it `height` pixels high."""
        with TemporaryDirectory() as folder:
            file = Path(folder) / "page.html"
            plugins.output("html").write(self, file)
            return Page(file.read_text("utf-8"), height)

    @cached_property
    def _paper_ids(self) -> frozenset[str]:
        return frozenset(self.table("papers")["paper_id"].to_pylist())

    def _file(self, name: str) -> Path:
        if name not in SCHEMAS:
            raise NotInAtlas(f"an atlas has no table {name!r}; it has {', '.join(SCHEMAS)}")
        return self.path / f"{name}.parquet"


@dataclass(frozen=True, slots=True)
class Page:
    """A whole HTML page that a notebook shows in a frame of its own."""

    html: str
    height: int

    def _repr_html_(self) -> str:
        return f'<iframe srcdoc="{escape(self.html)}" style="width:100%;height:{self.height}px;border:0"></iframe>'


def is_atlas(path: Path) -> bool:
    """Tell whether the folder `path` holds an atlas."""
    return (path / FILE_NAME).is_file()
