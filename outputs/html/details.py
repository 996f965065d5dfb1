"""What the page shows beside the graph: texts of papers with their mentions, facts of concepts, evidence, the communities."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from kg.vocabulary.metrics import direction_of
from outputs.html.selection import Row, Selection
from outputs.html.shown import Shown, show

if TYPE_CHECKING:
    from kg.atlas import Atlas

Details = dict[str, Any]

_PAPER_COLUMNS = ("authors", "venue", "url", "code")
_CONCEPT_COLUMNS = ("broader", "matches")
_MENTION_COLUMNS = ("paper_id", "concept_id", "field", "start", "end", "sent_start", "sent_end")
_RESULT_ENDS = ("model", "task", "dataset", "metric")


def paper_facts(selection: Selection) -> list[Details]:
    """Return id and year of each paper, which search and filters need."""
    return [{"key": row["paper_id"], "year": row["year"]} for row in selection.papers]


def concept_facts(selection: Selection) -> list[Details]:
    """Return id, aliases, and in how many papers of the atlas it is used, of each concept."""
    return [{"key": row["concept_id"], "aliases": row["aliases"] or [], "papers": row["papers"]} for row in selection.concepts]


def paper_texts(atlas: "Atlas", selection: Selection) -> list[Details]:
    """Return what is read of each paper, without what is empty.

    `mentions` is a flat list of six numbers each, in the order of the text: the concept, the field (0 title, 1 abstract),
    and start, end, sent_start and sent_end in UTF-16 code units of that field as it is shown. Mentions of hidden concepts
    are left out.
    """
    mentions = _mentions_by_paper(atlas.table("mentions"), selection)
    return [
        ({"abstract": show(row["abstract"]).text} if row["abstract"] else {})
        | {name: row[name] for name in _PAPER_COLUMNS if row[name]}
        | {"mentions": [number for mention in sorted(mentions[row["paper_id"]], key=_place_in_text) for number in mention]}
        for row in selection.papers
    ]


def concept_texts(atlas: "Atlas", selection: Selection) -> list[Details]:
    """Return what is read of each concept, without what is empty: broader concepts (ids), matches in other vocabularies, code.

    A metric has `better`, higher or lower, where it is known which values are the better ones.
    """
    code = {concept: {"code": list(addresses)} for concept, addresses in atlas.code().items()}
    return [
        {name: row[name] for name in _CONCEPT_COLUMNS if row[name]} | code.get(row["concept_id"], {}) | _better(row)
        for row in selection.concepts
    ]


def statements(atlas: "Atlas", selection: Selection) -> list[Details]:
    """Return each relation that a paper states, the surest first: head, tail, paper and the place of the sentence."""
    numbers = selection.concept_numbers()
    relations = atlas.table("relations").sort_by([("confidence", "descending")])
    return [
        {"head": numbers[row["head_id"]], "relation": row["relation"], "tail": numbers[row["tail_id"]], **place}
        for row, place in _placed_rows(relations, selection)
        if row["head_id"] in numbers and row["tail_id"] in numbers
    ]


def results(atlas: "Atlas", selection: Selection) -> list[Details]:
    """Return each result that a paper reports: the numbers of its concepts, the value as written, the place of the clause.

    A result whose value is a number has it as `number`; one that is a difference to another result has `difference`.
    """
    numbers = selection.concept_numbers()
    return [
        {end: numbers[row[f"{end}_id"]] for end in _RESULT_ENDS if row[f"{end}_id"] in numbers}
        | ({} if row["value"] is None else {"number": float(row["value"])})
        | ({"difference": True} if row["difference"] else {})
        | {"value": _written(row), "unit": row["unit"] or "", **place}
        for row, place in _placed_rows(atlas.table("results"), selection)
    ]


def community_details(atlas: "Atlas") -> list[Details]:
    """Return the number, the name and the size in papers of each community."""
    return [{"number": own.number, "name": own.name, "papers": len(own.papers)} for own in atlas.communities()]


def _better(concept: Row) -> Details:
    direction = direction_of([concept["label"], *(concept["aliases"] or ())]) if concept["type"] == "Metric" else None
    return {"better": direction} if direction else {}


def _written(row: Row) -> str:
    """Return a value as it is written, with the unit where it does not show it."""
    value, unit = show(row["value_text"]).text, row["unit"]
    return value if unit in {None, "", "%", "x"} else f"{value} {unit}"


def _placed_rows(table: pa.Table, selection: Selection) -> Iterator[tuple[Row, Details]]:
    """Yield the rows of papers on the page, each with its paper's number and the place of its evidence in UTF-16 code units."""
    numbers, papers = selection.paper_numbers(), {row["paper_id"]: row for row in selection.papers}
    shown = cache(lambda paper, field: show(papers[paper][field] or ""))
    for row in table.filter(pc.is_in(table["paper_id"], pa.array(list(numbers), pa.string()))).to_pylist():
        start, end = shown(row["paper_id"], row["field"]).span(row["start"], row["end"])
        yield row, {"paper": numbers[row["paper_id"]], "field": int(row["field"] == "abstract"), "start": start, "end": end}


def _mentions_by_paper(mentions: pa.Table, selection: Selection) -> Mapping[str, list[tuple[int, ...]]]:
    concepts = selection.concept_numbers()
    fields = {row["paper_id"]: (show(row["title"]), show(row["abstract"] or "")) for row in selection.papers}
    found = defaultdict(list)
    for row in _held_rows(mentions, fields, concepts):
        in_abstract = int(row["field"] == "abstract")
        places = _places(row, fields[row["paper_id"]][in_abstract])
        found[row["paper_id"]].append((concepts[row["concept_id"]], in_abstract, *places))
    return found


def _places(row: Row, field: Shown) -> tuple[int, ...]:
    return *field.span(row["start"], row["end"]), *field.span(row["sent_start"], row["sent_end"])


def _held_rows(mentions: pa.Table, papers: Mapping[str, object], concepts: Mapping[str, object]) -> Iterator[Row]:
    held = pc.and_(
        pc.is_in(mentions["paper_id"], pa.array(list(papers), pa.string())),
        pc.is_in(mentions["concept_id"], pa.array(list(concepts), pa.string())),
    )
    for batch in mentions.select(_MENTION_COLUMNS).filter(held).to_batches(max_chunksize=65_536):
        yield from batch.to_pylist()


def _place_in_text(mention: tuple[int, ...]) -> tuple[int, ...]:
    _, in_abstract, start, end, *_ = mention
    return in_abstract, start, -end
