"""What the page shows beside the graph: papers with their mentions, concepts with their aliases, the communities."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from outputs.html.offsets import to_utf16
from outputs.html.selection import Row, Selection

if TYPE_CHECKING:
    from kg.atlas import Atlas

_PAPER_COLUMNS = ("abstract", "authors", "year", "venue", "url", "code")
_SPAN_COLUMNS = ("start", "end", "sent_start", "sent_end")
_MENTION_COLUMNS = ("paper_id", "concept_id", "field", *_SPAN_COLUMNS)


def paper_details(atlas: "Atlas", selection: Selection) -> list[dict[str, Any]]:
    """Return an object for each paper of the selection, without what is empty.

    `mentions` is a flat list of six numbers each, in the order of the text: the concept, the field (0 title, 1 abstract),
    and start, end, sent_start and sent_end in UTF-16 code units of that field. Mentions of hidden concepts are left out.
    """
    mentions = _mentions_by_paper(atlas.table("mentions"), selection)
    return [
        {"id": row["paper_id"]}
        | {name: row[name] for name in _PAPER_COLUMNS if row[name]}
        | {"mentions": [number for mention in sorted(mentions[row["paper_id"]], key=_place_in_text) for number in mention]}
        for row in selection.papers
    ]


def concept_details(selection: Selection) -> list[dict[str, Any]]:
    """Return an object for each concept of the selection: its id, aliases, and in how many papers of the atlas it is used."""
    return [{"id": row["concept_id"], "aliases": row["aliases"] or [], "papers": row["papers"]} for row in selection.concepts]


def community_details(atlas: "Atlas") -> list[dict[str, Any]]:
    """Return the number and name of each community."""
    return [{"number": community.number, "name": community.name} for community in atlas.communities()]


def _mentions_by_paper(mentions: pa.Table, selection: Selection) -> Mapping[str, list[tuple[int, ...]]]:
    concepts = selection.concept_numbers()
    converters = {row["paper_id"]: (to_utf16(row["title"]), to_utf16(row["abstract"] or "")) for row in selection.papers}
    found = defaultdict(list)
    for row in _held_rows(mentions, converters, concepts):
        in_abstract = int(row["field"] == "abstract")
        convert = converters[row["paper_id"]][in_abstract]
        spans = (convert(row[name]) for name in _SPAN_COLUMNS)
        found[row["paper_id"]].append((concepts[row["concept_id"]], in_abstract, *spans))
    return found


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
