"""Why two papers are linked: the concepts that they share, what each adds to the score, and a sentence of each paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

import pyarrow.compute as pc

from kg.atlas import Atlas
from kg.evidence import first_sentence


@dataclass(frozen=True, slots=True)
class SharedConcept:
    """A concept that both papers use; `share` (0..1) is its part of the score, `papers` counts all that use it."""

    concept_id: str
    label: str
    papers: int
    share: float
    sentence_a: str
    sentence_b: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """The score of two papers (0..1) and what makes it, the most telling first; `linked` where one keeps the other."""

    paper_a: str
    paper_b: str
    score: float
    linked: bool
    shared: tuple[SharedConcept, ...]


def explain(atlas: Atlas, paper_a: str, paper_b: str) -> Explanation:
    """Return why two papers (by id) are alike; also where they are not linked, or share nothing.

    Raises `NotInAtlas` where the atlas has no such paper.
    """
    linked = any(other == paper_b for other, _, _ in atlas.similar(paper_a, atlas.table("papers").num_rows))
    atlas.similar(paper_b, 0)  # raises where there is no such paper
    concepts = atlas.table("concepts")
    visible = {
        row["concept_id"]: row
        for row in concepts.select(["concept_id", "label", "papers", "hidden"]).to_pylist()
        if not row["hidden"]
    }
    a, b = _weights(atlas, paper_a, visible), _weights(atlas, paper_b, visible)
    parts = sorted(((a[concept] * b[concept], concept) for concept in a.keys() & b.keys()), key=lambda part: (-part[0], part[1]))
    total = sum(part for part, _ in parts)
    shared = (
        SharedConcept(
            concept,
            visible[concept]["label"],
            visible[concept]["papers"],
            round(part / total, 3) if total else 0.0,
            first_sentence(atlas, paper_a, concept),
            first_sentence(atlas, paper_b, concept),
        )
        for part, concept in parts
    )
    lengths = sqrt(sum(w * w for w in a.values())) * sqrt(sum(w * w for w in b.values()))
    return Explanation(paper_a, paper_b, round(total / lengths, 6) if lengths else 0.0, linked, tuple(shared))


def _weights(atlas: Atlas, paper_id: str, visible: Mapping[str, object]) -> dict[str, float]:
    usages = atlas.table("usages")
    rows = usages.filter(pc.equal(usages["paper_id"], paper_id)).select(["concept_id", "weight"]).to_pylist()
    return {row["concept_id"]: row["weight"] for row in rows if row["concept_id"] in visible}
