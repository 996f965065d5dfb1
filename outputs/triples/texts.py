"""The texts of papers beside the rows that have offsets into them."""

from collections.abc import Iterator, Mapping

import pyarrow as pa

from outputs.ntriples import literal
from outputs.triples.scope import Scope

Texts = Mapping[tuple[str, str], str]
"""The text of each paper and field."""


def iter_with_texts(scope: Scope, table: str, *columns: str) -> Iterator[tuple[Texts, pa.RecordBatch]]:
    """Yield some rows of a table sorted by paper, with `paper_id`, `field` and more columns, and the texts of their papers.

    Papers and rows are read side by side, so that no more than a batch of each is held.
    """
    papers = scope.atlas.rows("papers", "paper_id", "title", "abstract")
    paper_id, title, abstract = "", "", ""
    for batch in scope.batches(table, "paper_id", "field", *columns):
        texts: dict[tuple[str, str], str] = {}
        for paper in batch["paper_id"].unique().to_pylist():
            while paper_id != paper:
                paper_id, title, abstract = next(papers)
            texts[paper, "title"], texts[paper, "abstract"] = title, abstract or ""
        yield texts, batch


def quotes(texts: Texts, batch: pa.RecordBatch, start: str, end: str) -> pa.Array:
    """Return what stands between two offsets of each row, as literals."""
    places = zip(*(batch[column].to_pylist() for column in ("paper_id", "field", start, end)), strict=True)
    return pa.array([literal(texts[paper, field][first:last]) for paper, field, first, last in places], pa.string())
