"""CPU time and memory of resolving and linking a large corpus, made of an atlas by drawing papers with their mentions.

    python benchmarks/resolving.py ATLAS [PAPERS]

PAPERS (100,000) papers are drawn with replacement, seed 0, each with the mentions and definitions that the cache beside the
atlas has of it; a tenth of the mentions get a number behind them, so that new names go on coming. Printed are CPU seconds of
each stage, those of bare sparse_dot_topn on the same matrix, and the peak of memory.
"""

import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from hidden_definitions import read_all
from sparse_dot_topn import sp_matmul_topn

from kg.atlas import Atlas
from kg.links import _vectors, link_papers
from kg.resolving import Corpus, resolve_corpus
from kg.settings import Resolution

PAPERS = 100_000
RENAMED = 0.1
TOP, LEAST = 10, 0.05

Result = TypeVar("Result")


def main(path: str, papers: int) -> None:
    """Print the figures."""
    atlas = Atlas(Path(path))
    mentions, definitions = read_all(atlas)
    corpus = grow(atlas.table("papers"), mentions, definitions, papers)
    print(f"{corpus.papers.num_rows} papers, {corpus.mentions.num_rows} mentions, {corpus.definitions.num_rows} definitions")
    resolved = timed("resolve, broader, matches", lambda: resolve_corpus(corpus, Resolution()))
    found = resolved.resolution
    timed("link", lambda: link_papers(corpus.papers, found.concepts, found.usages, top=TOP, least=LEAST))
    visible = found.concepts.filter(pc.invert(found.concepts["hidden"]))["concept_id"]
    vectors = _vectors(corpus.papers["paper_id"], visible, found.usages)
    shared = vectors[:, np.asarray(vectors.getnnz(axis=0)) >= 2]
    transposed = shared.T.tocsr()
    timed(
        "bare sparse_dot_topn",
        lambda: sp_matmul_topn(shared, transposed, top_n=TOP + 1, threshold=LEAST, sort=True, n_threads=1),
    )
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def timed(stage: str, run: Callable[[], Result]) -> Result:
    """Return what `run` does, and print its CPU seconds."""
    start = time.process_time()
    result = run()
    print(f"{stage}: {time.process_time() - start:.1f} CPU s", flush=True)
    return result


def grow(papers: pa.Table, mentions: pa.Table, definitions: pa.Table, size: int) -> Corpus:
    """Return a corpus of `size` papers drawn from these."""
    chance = np.random.default_rng(0)
    drawn = np.sort(chance.integers(papers.num_rows, size=size))
    ids = pa.array([f"{name}-{number}" for number, name in enumerate(papers["paper_id"].take(pa.array(drawn)).to_pylist())])
    taken = papers.take(pa.array(drawn))
    taken = taken.set_column(taken.schema.get_field_index("paper_id"), "paper_id", ids).sort_by("paper_id")
    grown = [_repeat(table, papers["paper_id"], drawn, ids) for table in (mentions, definitions)]
    texts = np.array(grown[0]["text"].to_pylist(), dtype=object)
    renamed = chance.random(len(texts)) < RENAMED
    texts[renamed] = [f"{text} {number % 997}" for text, number in zip(texts[renamed], np.flatnonzero(renamed), strict=True)]
    place = grown[0].schema.get_field_index("text")
    return Corpus(taken, grown[0].set_column(place, "text", pa.array(texts, pa.string())), grown[1])


def _repeat(table: pa.Table, papers: pa.ChunkedArray, drawn: np.ndarray, ids: pa.Array) -> pa.Table:
    """Return the rows of each drawn paper, with its new id."""
    owner = pc.index_in(table["paper_id"], papers).to_numpy()
    order = np.argsort(owner, kind="stable")
    first = np.searchsorted(owner[order], np.arange(len(papers) + 1))
    counts = first[drawn + 1] - first[drawn]
    copy = np.repeat(np.arange(len(drawn)), counts)
    within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    rows = table.take(pa.array(order[first[drawn][copy] + within]))
    return rows.set_column(rows.schema.get_field_index("paper_id"), "paper_id", ids.take(pa.array(copy)))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else PAPERS)
