"""What `kg show` knows of one paper or concept, as plain values that JSON can hold. Hidden concepts are left out."""

from dataclasses import asdict
from typing import Any

import pyarrow.compute as pc

from kg.atlas import Atlas
from kg.evidence import find_evidence
from kg.model import ROLES
from kg.stated import find_results, find_statements

_NEAREST = 5

Card = dict[str, Any]


def paper_card(atlas: Atlas, paper_id: str) -> Card:
    """Return a paper's facts, its concepts with role and sentence, what it states and reports, and its nearest papers."""
    concepts = {row["concept_id"]: row for row in atlas.table("concepts").to_pylist() if not row["hidden"]}
    titles = _titles(atlas)
    nearest = [
        {
            "paper_id": other,
            "title": titles[other],
            "score": score,
            "shared": [concepts[concept]["label"] for concept in shared if concept in concepts],
        }
        for other, score, shared in atlas.similar(paper_id, _NEAREST)
    ]
    stated = _stated(atlas, paper_id=paper_id)
    return {
        **_facts(atlas, "papers", paper_id),
        "concepts": _concepts_of(atlas, paper_id, concepts),
        **stated,
        "nearest": nearest,
    }


def concept_card(atlas: Atlas, concept_id: str) -> Card:
    """Return a concept's facts, what papers state and report of it, and its papers with role and sentence, by role."""
    titles, roles = _titles(atlas), _roles(atlas, "concept_id", concept_id)
    sentences: dict[str, str] = {}
    for evidence in sorted(find_evidence(atlas, concept_id=concept_id), key=lambda evidence: (evidence.paper_id, evidence.field)):
        sentences.setdefault(evidence.paper_id, evidence.sentence)
    papers = [
        {"paper_id": paper, "title": titles[paper], "role": roles.get(paper), "sentence": sentence}
        for paper, sentence in sorted(sentences.items(), key=lambda item: _rank(roles.get(item[0])))
    ]
    code = atlas.code().get(concept_id)
    facts = _facts(atlas, "concepts", concept_id) | ({"code": list(code)} if code else {})
    return {**facts, **_stated(atlas, concept_id=concept_id), "papers": papers}


def _concepts_of(atlas: Atlas, paper_id: str, visible: dict[str, Card]) -> list[Card]:
    roles = _roles(atlas, "paper_id", paper_id)
    sentences: dict[str, str] = {}
    for evidence in find_evidence(atlas, paper_id=paper_id):
        if evidence.concept_id in visible:
            sentences.setdefault(evidence.concept_id, evidence.sentence)
    return [
        {
            "concept_id": concept,
            "label": visible[concept]["label"],
            "type": visible[concept]["type"],
            "role": roles.get(concept),
            "sentence": sentence,
        }
        for concept, sentence in sorted(sentences.items(), key=lambda item: _rank(roles.get(item[0])))
    ]


def _stated(atlas: Atlas, *, paper_id: str | None = None, concept_id: str | None = None) -> Card:
    relations = find_statements(atlas, paper_id=paper_id, concept_id=concept_id)
    results = find_results(atlas, paper_id=paper_id, concept_id=concept_id)
    return {"relations": [asdict(each) for each in relations], "results": [asdict(each) for each in results]}


def _roles(atlas: Atlas, column: str, identifier: str) -> dict[str, str | None]:
    """Return the role of each usage of a concept by paper, or of a paper by concept."""
    usages = atlas.table("usages")
    other = "paper_id" if column == "concept_id" else "concept_id"
    rows = usages.filter(pc.equal(usages[column], identifier))
    return dict(zip(rows[other].to_pylist(), rows["role"].to_pylist(), strict=True))


def _rank(role: str | None) -> int:
    return next((place for place, known in enumerate(ROLES) if known == role), len(ROLES))


def _titles(atlas: Atlas) -> dict[str, str]:
    papers = atlas.table("papers")
    return dict(zip(papers["paper_id"].to_pylist(), papers["title"].to_pylist(), strict=True))


def _facts(atlas: Atlas, name: str, identifier: str) -> Card:
    """Return the row of a paper or concept without what is not known."""
    table = atlas.table(name)
    row: Card = table.filter(pc.equal(table[f"{name.removesuffix('s')}_id"], identifier)).to_pylist()[0]
    return {key: value for key, value in row.items() if key != "papers" and value not in (None, [], "{}")}
