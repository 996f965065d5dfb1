"""The sentences behind usages: where a paper mentions a concept, in its own words."""

from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from kg.atlas import Atlas


@dataclass(frozen=True, slots=True)
class Evidence:
    """A mention and the sentence around it; `start` and `end` are offsets of the mention in `sentence`, in code points."""

    paper_id: str
    concept_id: str
    field: str
    text: str
    sentence: str
    start: int
    end: int


def find_evidence(atlas: Atlas, *, paper_id: str | None = None, concept_id: str | None = None) -> list[Evidence]:
    """Return the mentions of a paper, of a concept, or of one in the other, in the order of papers and of the text."""
    mentions = atlas.table("mentions")
    for column, wanted in (("paper_id", paper_id), ("concept_id", concept_id)):
        if wanted is not None:
            mentions = mentions.filter(pc.equal(mentions[column], wanted))
    return list(_with_sentences(mentions, atlas.table("papers")))


def first_sentence(atlas: Atlas, paper_id: str, concept_id: str) -> str:
    """Return the first sentence of the abstract that mentions the concept, else the title that does, else nothing."""
    found = find_evidence(atlas, paper_id=paper_id, concept_id=concept_id)
    ordered = sorted(found, key=lambda evidence: evidence.field)  # abstract before title
    return ordered[0].sentence if ordered else ""


def _with_sentences(mentions: pa.Table, papers: pa.Table) -> Iterator[Evidence]:
    known = papers.filter(pc.is_in(papers["paper_id"], pc.unique(mentions["paper_id"])))
    texts = {row["paper_id"]: row for row in known.select(["paper_id", "title", "abstract"]).to_pylist()}
    for row in mentions.to_pylist():
        begin, end = row["sent_start"], row["sent_end"]
        sentence = texts[row["paper_id"]][row["field"]][begin:end]
        yield Evidence(
            row["paper_id"], row["concept_id"], row["field"], row["text"], sentence, row["start"] - begin, row["end"] - begin
        )
