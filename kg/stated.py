"""What papers state of concepts, with the sentences: relations over all papers, and results. Hidden concepts are left out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from kg.atlas import Atlas
from kg.resolve import plain

_ENDS = ("model", "task", "dataset", "metric")


@dataclass(frozen=True, slots=True)
class Sentence:
    """The sentence or clause of a paper that states something; `confidence` (0..1) is None where it is not known."""

    paper_id: str
    title: str
    text: str
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Statement:
    """A relation between two concepts, by their labels, over all papers that state it: a sentence a paper, the surest first."""

    head: str
    relation: str
    tail: str
    evidence: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Reported:
    """A value as a paper writes it, and the labels of what it is of; a `difference` is no score."""

    value: str
    unit: str | None
    difference: bool
    model: str | None
    task: str | None
    dataset: str | None
    metric: str | None
    evidence: Sentence


def find_statements(atlas: Atlas, *, paper_id: str | None = None, concept_id: str | None = None) -> list[Statement]:
    """Return the statements that a paper makes, or that are made of a concept, those of the most papers first."""
    rows = _rows(atlas, "relations", ("head_id", "tail_id"), paper_id, concept_id)
    labels, texts = _labels(atlas), _texts(atlas, rows)
    stated = defaultdict(list)
    for row in sorted(rows, key=lambda row: (-(row["confidence"] or 0.0), row["paper_id"], row["start"])):
        if row["head_id"] in labels and row["tail_id"] in labels:
            stated[row["head_id"], row["relation"], row["tail_id"]].append(_sentence(row, texts))
    ordered = sorted(stated.items(), key=lambda item: (-len(item[1]), item[0]))
    return [Statement(labels[head], relation, labels[tail], tuple(found)) for (head, relation, tail), found in ordered]


def find_results(atlas: Atlas, *, paper_id: str | None = None, concept_id: str | None = None) -> list[Reported]:
    """Return the results that a paper reports, or that are reported of a concept, in the order of papers and of the text."""
    rows = _rows(atlas, "results", tuple(f"{end}_id" for end in _ENDS), paper_id, concept_id)
    labels, texts = _labels(atlas), _texts(atlas, rows)
    return [_reported(row, labels, _sentence(row, texts)) for row in rows]


def with_unit(value: str, unit: str | None) -> str:
    r"""Return a value to be read: LaTeX undone, its unit behind it where the value does not show it.

    >>> with_unit("26.3", "ms"), with_unit(r"91\%", "%")
    ('26.3 ms', '91%')
    """
    return plain(value) if unit in {None, "", "%", "x"} else f"{plain(value)} {unit}"


def _reported(row: Mapping[str, Any], labels: Mapping[str, str], clause: Sentence) -> Reported:
    model, task, dataset, metric = (labels.get(row[f"{end}_id"]) for end in _ENDS)
    return Reported(row["value_text"], row["unit"], bool(row["difference"]), model, task, dataset, metric, clause)


def _rows(atlas: Atlas, table: str, columns: Iterable[str], paper_id: str | None, concept_id: str | None) -> list[dict[str, Any]]:
    found = atlas.table(table)
    if paper_id is not None:
        found = found.filter(pc.equal(found["paper_id"], paper_id))
    if concept_id is not None:
        named = [pc.fill_null(pc.equal(found[column], concept_id), pa.scalar(False)) for column in columns]
        found = found.filter(_any(named))
    rows: list[dict[str, Any]] = found.to_pylist()
    return rows


def _any(masks: Iterable[pa.ChunkedArray]) -> pa.ChunkedArray:
    first, *others = masks
    for mask in others:
        first = pc.or_(first, mask)
    return first


def _labels(atlas: Atlas) -> Mapping[str, str]:
    concepts = atlas.table("concepts").select(["concept_id", "label", "hidden"]).to_pylist()
    return {row["concept_id"]: row["label"] for row in concepts if not row["hidden"]}


def _texts(atlas: Atlas, rows: Iterable[Mapping[str, Any]]) -> Mapping[str, Mapping[str, Any]]:
    papers = atlas.table("papers").select(["paper_id", "title", "abstract"])
    known = papers.filter(pc.is_in(papers["paper_id"], pa.array(sorted({row["paper_id"] for row in rows}), pa.string())))
    return {row["paper_id"]: row for row in known.to_pylist()}


def _sentence(row: Mapping[str, Any], texts: Mapping[str, Mapping[str, Any]]) -> Sentence:
    paper = texts[row["paper_id"]]
    return Sentence(row["paper_id"], paper["title"], paper[row["field"]][row["start"] : row["end"]], row["confidence"])
