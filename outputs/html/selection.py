"""Which papers and concepts of an atlas the page holds, in the order of their importance."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from kg.atlas import Atlas

Row = Mapping[str, Any]

MOST_PAPERS = 20_000
"""A page with the abstracts of more papers than this is slow to open; the page says how many of how many it holds."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The rows of the papers and concepts that the page holds; papers are numbered from 0, and concepts behind them.

    `papers_in_atlas` and `concepts_in_atlas` count what the atlas (or the chosen community) holds, without hidden concepts.
    """

    papers: tuple[Row, ...]
    concepts: tuple[Row, ...]
    papers_in_atlas: int
    concepts_in_atlas: int

    @property
    def placed(self) -> bool:
        """Tell whether the atlas has a layout."""
        return any(row["x"] is not None for row in self.papers)

    def paper_numbers(self) -> dict[str, int]:
        """Return the number on the page of each paper_id."""
        return {row["paper_id"]: number for number, row in enumerate(self.papers)}

    def concept_numbers(self) -> dict[str, int]:
        """Return the number on the page of each concept_id."""
        return {row["concept_id"]: number for number, row in enumerate(self.concepts, len(self.papers))}


def select(atlas: "Atlas", *, community: int | None = None, most_papers: int = MOST_PAPERS) -> Selection:
    """Return the `most_papers` most central papers (of one community, if given) and the visible concepts that they use.

    The most central come first; without centralities, papers with many concepts and concepts with many papers; equals stand
    in the order of their ids.
    """
    papers, concepts, usages = (atlas.table(name) for name in ("papers", "concepts", "usages"))
    if community is not None:
        papers = papers.filter(pc.equal(papers["community"], community))
        concepts = concepts.filter(pc.is_in(concepts["concept_id"], _used_by(papers, usages)))
    concepts = concepts.filter(pc.not_equal(pc.fill_null(concepts["hidden"], pa.scalar(False)), pa.scalar(True)))
    usages = usages.filter(pc.is_in(usages["concept_id"], concepts["concept_id"]))
    held = papers.take(pa.array(_most_important(papers, usages, most_papers), pa.int64()))
    is_whole = held.num_rows == papers.num_rows
    on_page = concepts if is_whole else concepts.filter(pc.is_in(concepts["concept_id"], _used_by(held, usages)))
    ordered = sorted(on_page.to_pylist(), key=lambda row: _importance(row["centrality"], row["papers"], row["concept_id"]))
    return Selection(tuple(held.to_pylist()), tuple(ordered), papers.num_rows, concepts.num_rows)


def _used_by(papers: pa.Table, usages: pa.Table) -> pa.ChunkedArray:
    return usages.filter(pc.is_in(usages["paper_id"], papers["paper_id"]))["concept_id"]


def _most_important(papers: pa.Table, usages: pa.Table, most: int) -> list[int]:
    """Return the row numbers of the `most` most important papers, these first."""
    counts = usages.group_by("paper_id").aggregate([([], "count_all")]).to_pydict()
    concepts = dict(zip(counts["paper_id"], counts["count_all"], strict=True))
    ids, centralities = papers["paper_id"].to_pylist(), papers["centrality"].to_pylist()
    return sorted(range(len(ids)), key=lambda row: _importance(centralities[row], concepts.get(ids[row]), ids[row]))[:most]


def _importance(centrality: float | None, count: int | None, row_id: str) -> tuple[float, int, str]:
    return -(centrality or 0.0), -(count or 0), row_id
