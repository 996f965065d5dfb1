"""Leaderboards: what papers report of a task or on a dataset, the best first, each value with the clause that reports it.

1. Results are comparable where dataset, metric and unit are the same; per cent and bare numbers are one unit, and beside per
   cent a bare number of at most 1 is a share.
2. Scores come in the order of the metric (`kg.vocabulary.metrics`). Where it has none they come highest first, without a rank.
3. Differences ("by 2.1 points") and what is not one number stand behind, without a rank.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from kg.atlas import Atlas
from kg.errors import NotInAtlas
from kg.search import Hit, find_concepts
from kg.stated import with_unit
from kg.vocabulary.metrics import Direction, direction_of

_PARTS = ("model", "task", "dataset", "metric")
_SUGGESTIONS = 5
_VERY_NAME = 0.99
"""The score of a hit from which on the words are a name of the concept."""
_SHARES = frozenset(("%", ""))

Row = dict[str, Any]  # a row as Arrow gives it


@dataclass(frozen=True, slots=True)
class Entry:
    """What one paper reports; `rank` counts from 1, equal values share it, and None is for what cannot be ranked.

    `model` and `task` are labels, None where the paper does not say; `clause` is the paper's own words.
    """

    rank: int | None
    value: str
    difference: bool
    model: str | None
    task: str | None
    paper_id: str
    title: str
    year: int | None
    clause: str
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Leaderboard:
    """Comparable results, the best first; `dataset` and `metric` are labels, None where the papers do not say.

    `better` says which values of the metric are the better ones, None where that is not known.
    """

    dataset: str | None
    metric: str | None
    unit: str | None
    better: Direction | None
    entries: tuple[Entry, ...]


def leaderboards(
    atlas: Atlas, *, task: str | None = None, dataset: str | None = None, metric: str | None = None
) -> tuple[Leaderboard, ...]:
    """Return the leaderboards of the results that are of these concepts or narrower ones, the longest first.

    They are named in any of their forms; "perplexity" has the results of "test set perplexity" too, each on a board of its own.

    Raises `NotInAtlas` where no concept has such a name, or no paper reports a result.
    """
    named = {"task": task, "dataset": dataset, "metric": metric}
    concepts = {part: find_measured(atlas, part, words) for part, words in named.items() if words is not None}
    results = atlas.table("results")
    for part, concept in concepts.items():
        results = results.filter(pc.is_in(results[f"{part}_id"], pa.array(_with_narrower(atlas, concept.id), pa.string())))
    if not results.num_rows:
        what = " and ".join(f"the {part} {concept.name!r}" for part, concept in concepts.items())
        raise NotInAtlas(f"no paper of {atlas.path} reports a result of {what or 'anything'}; {_measured(atlas)}")
    return _to_boards(atlas, results)


def find_measured(atlas: Atlas, part: str, words: str) -> Hit:
    """Return the task, dataset or metric that the words name best: one that bears the very name, of these one with results.

    What results are of counts whatever its type: a paper may call a task what most call a method. Raises `NotInAtlas` where
    the words name none.
    """
    measured = pc.unique(atlas.table("results")[f"{part}_id"].drop_null())
    hits = find_concepts(atlas, words, part.capitalize(), also=measured)
    known = {*measured.to_pylist()}
    return min(hits, key=lambda hit: (hit.score < _VERY_NAME, hit.id not in known))


def _with_narrower(atlas: Atlas, concept_id: str) -> list[str]:
    """Return the concept and all whose chain of broader ones leads to it."""
    broader = dict(zip(*(atlas.table("concepts")[name].to_pylist() for name in ("concept_id", "broader")), strict=True))
    found = {concept_id}
    while more := {narrow for narrow, wide in broader.items() if narrow not in found and not found.isdisjoint(wide or ())}:
        found |= more
    return sorted(found)


def _to_boards(atlas: Atlas, results: pa.Table) -> tuple[Leaderboard, ...]:
    concepts = _visible(atlas.table("concepts"), results)
    texts = _texts(atlas.table("papers"), results)
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in results.to_pylist():
        parts = {part: row[f"{part}_id"] if row[f"{part}_id"] in concepts else None for part in _PARTS}
        unit = "" if row["difference"] else row["unit"] or ""
        key = (parts["dataset"], parts["metric"], "%" if unit in _SHARES else unit)
        groups.setdefault(key, []).append({**row, **parts})
    boards = [_to_board(key, rows, concepts, texts) for key, rows in groups.items()]
    return tuple(sorted(boards, key=lambda board: (-len(board.entries), *map(str, _head(board)))))


def _measured(atlas: Atlas) -> str:
    """Return which tasks have the most results, as the end of a message."""
    results = atlas.table("results")
    counts = Counter(results["task_id"].drop_null().to_pylist())
    labels = dict(zip(*(atlas.table("concepts")[name].to_pylist() for name in ("concept_id", "label")), strict=True))
    most = sorted(counts, key=lambda task: (-counts[task], task))[:_SUGGESTIONS]
    return f"the tasks of the most results are {', '.join(labels[task] for task in most)}" if most else "it has no results"


def _head(board: Leaderboard) -> tuple[bool, bool, str | None, str | None, str | None]:
    return board.dataset is None, board.metric is None, board.dataset, board.metric, board.unit


def _visible(concepts: pa.Table, results: pa.Table) -> Mapping[str, Row]:
    named = pa.chunked_array([pc.unique(results[f"{part}_id"]) for part in _PARTS])
    known = concepts.filter(pc.and_(pc.is_in(concepts["concept_id"], named), pc.invert(concepts["hidden"])))
    return {row["concept_id"]: row for row in known.select(["concept_id", "label", "aliases"]).to_pylist()}


def _texts(papers: pa.Table, results: pa.Table) -> Mapping[str, Row]:
    known = papers.filter(pc.is_in(papers["paper_id"], pc.unique(results["paper_id"])))
    return {row["paper_id"]: row for row in known.select(["paper_id", "title", "abstract", "year"]).to_pylist()}


def _to_board(
    key: Sequence[str | None], rows: Sequence[Row], concepts: Mapping[str, Row], texts: Mapping[str, Row]
) -> Leaderboard:
    dataset, metric, _ = key
    names = concepts[metric] if metric else {}
    better = direction_of([names["label"], *(names["aliases"] or ())]) if names else None
    ordered = sorted(_sized(rows), key=lambda row: (*_order(row, better), row["paper_id"], row["start"]))
    ranks = _ranks(ordered) if better else [None] * len(ordered)
    entries = [_to_entry(rank, row, concepts, texts[row["paper_id"]]) for rank, row in zip(ranks, ordered, strict=True)]
    return Leaderboard(
        dataset=concepts[dataset]["label"] if dataset else None,
        metric=names["label"] if names else None,
        unit=next((row["unit"] for row in rows if row["unit"] and not row["difference"]), None),
        better=better,
        entries=tuple(entries),
    )


def _sized(rows: Sequence[Row]) -> list[Row]:
    """Return the rows with a `size` by which they can be compared, None where the value is not one number."""
    in_percent = any(row["unit"] == "%" for row in rows)
    return [{**row, "size": _size(row["value"], share=in_percent and not row["unit"])} for row in rows]


def _size(value: Decimal | None, *, share: bool) -> Decimal | None:
    return value * 100 if value is not None and share and abs(value) <= 1 else value


def _order(row: Row, better: Direction | None) -> tuple[bool, bool, Decimal]:
    size = row["size"] or Decimal(0)
    return row["difference"], row["size"] is None, size if better == "lower" else -size


def _ranks(ordered: Sequence[Row]) -> list[int | None]:
    """Return the ranks of rows in order: scores that are one number have one."""
    ranks: list[int | None] = []
    for place, row in enumerate(ordered):
        same = place and ordered[place - 1]["size"] == row["size"]
        ranks.append(None if row["difference"] or row["size"] is None else ranks[-1] if same else place + 1)
    return ranks


def _to_entry(rank: int | None, row: Row, concepts: Mapping[str, Row], paper: Row) -> Entry:
    model, task = (concepts[row[part]]["label"] if row[part] else None for part in ("model", "task"))
    return Entry(
        rank=rank,
        value=with_unit(row["value_text"], row["unit"]),
        difference=row["difference"],
        model=model,
        task=task,
        paper_id=row["paper_id"],
        title=paper["title"],
        year=paper["year"],
        clause=paper[row["field"]][row["start"] : row["end"]],
        confidence=row["confidence"],
    )
