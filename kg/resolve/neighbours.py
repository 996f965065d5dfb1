"""Mentions that follow each other in one sentence, with the text between them."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Two mentions of a paper by their rows in the table, and the text `between` them; `starts` if the first begins its field."""

    paper: str
    first: int
    between: str
    second: int
    starts: bool


def find_neighbours(papers: pa.Table, mentions: pa.Table, *, least: int, most: int) -> Iterator[Neighbours]:
    """Yield the neighbours with at least `least` and at most `most` characters between them, in the order of the text.

    `mentions` has paper_id, field, start, end and sent_start.
    """
    keys = [("paper_id", "ascending"), ("field", "ascending"), ("start", "ascending"), ("end", "ascending")]
    order = pc.sort_indices(mentions, keys).to_numpy()
    ordered = mentions.take(pa.array(order))
    rows = pc.index_in(ordered["paper_id"], papers["paper_id"]).to_numpy()
    start, end, sentence = (ordered[name].to_numpy() for name in ("start", "end", "sent_start"))
    is_title = pc.equal(ordered["field"], "title").to_numpy(zero_copy_only=False)
    gap = start[1:] - end[:-1]
    together = (rows[1:] == rows[:-1]) & (sentence[1:] == sentence[:-1]) & (is_title[1:] == is_title[:-1])
    texts = (papers["abstract"].to_pylist(), papers["title"].to_pylist())
    ids = papers["paper_id"].to_pylist()
    for at in np.flatnonzero(together & (gap >= least) & (gap <= most)).tolist():
        between = texts[int(is_title[at])][rows[at]][end[at] : start[at + 1]]
        yield Neighbours(ids[rows[at]], int(order[at]), between, int(order[at + 1]), bool(start[at] == 0))
