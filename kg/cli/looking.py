"""`kg show`, `kg explain` and `kg stats`."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, Any

import pyarrow as pa
import pyarrow.compute as pc
import typer

from kg.atlas import Atlas, open_atlas
from kg.cli.options import AsJson, AtlasPath
from kg.cli.printing import print_json, print_table, print_text
from kg.evidence import find_evidence
from kg.explanation import explain as explain_papers
from kg.homographs import Homograph, find_homographs
from kg.search import find, find_paper

_OTHERS = 8
_SENTENCES = 12
_TOP = 15


def show(
    atlas: AtlasPath,
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS...", help="An id, or words of a title, concept or alias.", show_default=False)
    ],
    *,
    as_json: AsJson = False,
) -> None:
    """Show the paper or concept that the words name best, with its sentences.

    Example: kg show atlas beam search
    """
    opened = open_atlas(atlas)
    hits = find(opened, " ".join(words))
    best, others = hits[0], hits[1:]
    card = _paper_card(opened, best.id) if best.kind == "paper" else _concept_card(opened, best.id)
    if as_json:
        print_json({"kind": best.kind, **card, "others": [{"kind": hit.kind, "id": hit.id, "name": hit.name} for hit in others]})
        return
    (_print_paper if best.kind == "paper" else _print_concept)(card)
    if others:
        print_text("")
        print_table(("also", "id", "name"), [(hit.kind, hit.id, hit.name) for hit in others[:_OTHERS]])
        if len(others) > _OTHERS:
            print_text(f"and {len(others) - _OTHERS} more", style="dim")


def explain(
    atlas: AtlasPath,
    a: Annotated[str, typer.Argument(metavar="A", help="A paper: its id, or words of its title.", show_default=False)],
    b: Annotated[str, typer.Argument(metavar="B", help="Another paper.", show_default=False)],
    *,
    as_json: AsJson = False,
) -> None:
    """Tell why two papers are linked: the concepts that they share, with a sentence of each.

    Example: kg explain atlas "attention is all you need" "BERT"
    """
    opened = open_atlas(atlas)
    explanation = explain_papers(opened, find_paper(opened, a), find_paper(opened, b))
    if as_json:
        print_json(explanation)
        return
    titles = [_row(opened, "papers", paper)["title"] for paper in (explanation.paper_a, explanation.paper_b)]
    print_text(f"A  {titles[0]}\nB  {titles[1]}", style="bold")
    standing = "linked" if explanation.linked else "not among each other's nearest papers"
    print_text(f"score {explanation.score:.3f}, {standing}; {len(explanation.shared)} concepts shared\n")
    for concept in explanation.shared:
        print_text(f"{concept.label}  ({concept.share:.0%} of the score; {concept.papers} papers use it)", style="bold")
        print_text(f"  A  {concept.sentence_a}\n  B  {concept.sentence_b}")


def stats(
    atlas: AtlasPath,
    *,
    homographs: Annotated[bool, typer.Option("--homographs", help="List the forms of several senses left undecided.")] = False,
    as_json: AsJson = False,
) -> None:
    """Print what the atlas holds: counts, concepts by type, the commonest concepts, and the communities.

    Example: kg stats atlas
    """
    opened = open_atlas(atlas)
    if homographs:
        _print_homographs(find_homographs(opened), as_json=as_json)
        return
    summary, top, communities = _summary(opened), _top_concepts(opened), _communities(opened)
    if as_json:
        print_json({**summary, "top_concepts": top, "communities": communities})
        return
    for name, counts in summary.items():
        print_text(f"{name:8} {', '.join(f'{value} {key}' for key, value in counts.items())}")
    print_text("")
    print_table(("concept", "type", "papers"), [tuple(row.values()) for row in top])
    print_text("")
    print_table(
        ("community", "papers", "named by its concepts"), [(row["number"], row["papers"], row["name"]) for row in communities]
    )


def _summary(atlas: Atlas) -> dict[str, dict[str, int]]:
    types = dict(sorted(Counter(_visible(atlas)["type"].to_pylist()).items()))
    return {"counts": dict(atlas.manifest["counts"]), "intake": dict(atlas.manifest["intake"]), "types": types}


def _top_concepts(atlas: Atlas) -> list[dict[str, Any]]:
    ordered = _visible(atlas).sort_by([("papers", "descending"), ("concept_id", "ascending")])
    rows: list[dict[str, Any]] = ordered.slice(0, _TOP).select(["label", "type", "papers"]).to_pylist()
    return rows


def _visible(atlas: Atlas) -> pa.Table:
    concepts = atlas.table("concepts")
    return concepts.filter(pc.invert(concepts["hidden"]))


def _communities(atlas: Atlas) -> list[dict[str, Any]]:
    return [{"number": group.number, "name": group.name, "papers": len(group.papers)} for group in atlas.communities()]


def _print_homographs(found: Sequence[Homograph], *, as_json: bool) -> None:
    if as_json:
        print_json([asdict(each) for each in found])
        return
    print_text(f"{len(found)} forms of several senses, left undecided where the paper does not tell which one it means")
    rows = [
        (each.form, each.papers, each.concept_id, "; ".join(f"{sense.label} ({sense.share:.0%})" for sense in each.senses))
        for each in found
    ]
    print_table(("form", "papers", "undecided as", "senses"), rows)


def _paper_card(atlas: Atlas, paper_id: str) -> dict[str, Any]:
    row = _row(atlas, "papers", paper_id)
    concepts = {
        concept["concept_id"]: concept
        for concept in atlas.table("concepts").select(["concept_id", "label", "type", "hidden"]).to_pylist()
    }
    found: dict[str, list[str]] = {}
    for evidence in find_evidence(atlas, paper_id=paper_id):
        if not concepts[evidence.concept_id]["hidden"]:
            found.setdefault(evidence.concept_id, []).append(evidence.sentence)
    titles = dict(zip(*(atlas.table("papers")[name].to_pylist() for name in ("paper_id", "title")), strict=True))
    nearest = [
        {"paper_id": other, "title": titles[other], "score": score, "shared": [concepts[concept]["label"] for concept in shared]}
        for other, score, shared in atlas.similar(paper_id, 5)
    ]
    listed = [
        {"concept_id": c, "label": concepts[c]["label"], "type": concepts[c]["type"], "sentence": s[0]} for c, s in found.items()
    ]
    return {
        **{name: value for name, value in row.items() if value not in (None, [], "{}")},
        "concepts": listed,
        "nearest": nearest,
    }


def _concept_card(atlas: Atlas, concept_id: str) -> dict[str, Any]:
    row = _row(atlas, "concepts", concept_id)
    titles = dict(zip(*(atlas.table("papers")[name].to_pylist() for name in ("paper_id", "title")), strict=True))
    sentences: dict[str, str] = {}
    for evidence in sorted(find_evidence(atlas, concept_id=concept_id), key=lambda evidence: (evidence.paper_id, evidence.field)):
        sentences.setdefault(evidence.paper_id, evidence.sentence)
    papers = [{"paper_id": paper, "title": titles[paper], "sentence": sentence} for paper, sentence in sentences.items()]
    return {**{name: value for name, value in row.items() if name != "papers" and value not in (None, [])}, "papers": papers}


def _print_paper(card: dict[str, Any]) -> None:
    print_text(card["title"], style="bold")
    print_text(f"{card['paper_id']}\n\n{card.get('abstract', '')}\n")
    print_table(("concept", "type", "sentence"), [(row["label"], row["type"], row["sentence"]) for row in card["concepts"]])
    if card["nearest"]:
        print_text("")
        rows = [(f"{row['score']:.3f}", row["title"], ", ".join(row["shared"][:5])) for row in card["nearest"]]
        print_table(("score", "nearest papers", "through"), rows)


def _print_concept(card: dict[str, Any]) -> None:
    print_text(f"{card['label']}  ({card['type']}; papers: {len(card['papers'])})", style="bold")
    print_text(card["concept_id"])
    if card.get("aliases"):
        print_text(f"also written: {', '.join(card['aliases'])}")
    print_text("")
    print_table(("paper", "sentence"), [(row["title"], row["sentence"]) for row in card["papers"][:_SENTENCES]])
    if len(card["papers"]) > _SENTENCES:
        print_text(f"and {len(card['papers']) - _SENTENCES} more papers (--json shows all)", style="dim")


def _row(atlas: Atlas, name: str, identifier: str) -> dict[str, Any]:
    table = atlas.table(name)
    row: dict[str, Any] = table.filter(pc.equal(table[f"{name.removesuffix('s')}_id"], identifier)).to_pylist()[0]
    return row
