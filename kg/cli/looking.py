"""`kg show`, `kg explain` and `kg stats`."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

import kg
from kg.cli.options import AsJson, AtlasPath
from kg.cli.printing import print_json, print_table, print_text

if TYPE_CHECKING:
    import pyarrow as pa

    from kg import Atlas
    from kg.cards import Card
    from kg.homographs import Homograph

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
    """Show the paper or concept that the words name best, with roles, relations and results, and their sentences.

    Example: kg show atlas beam search
    """
    from kg.cards import concept_card, paper_card
    from kg.search import find

    opened = kg.open(atlas)
    hits = find(opened, " ".join(words))
    best, others = hits[0], hits[1:]
    card = paper_card(opened, best.id) if best.kind == "paper" else concept_card(opened, best.id)
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
    from kg.explanation import explain as explain_papers
    from kg.search import find_paper

    opened = kg.open(atlas)
    explanation = explain_papers(opened, find_paper(opened, a), find_paper(opened, b))
    if as_json:
        print_json(explanation)
        return
    titles = [_title(opened, paper) for paper in (explanation.paper_a, explanation.paper_b)]
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
    opened = kg.open(atlas)
    if homographs:
        from kg.homographs import find_homographs

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


def _summary(atlas: "Atlas") -> dict[str, dict[str, int]]:
    types = dict(sorted(Counter(_visible(atlas)["type"].to_pylist()).items()))
    return {"counts": dict(atlas.manifest["counts"]), "intake": dict(atlas.manifest["intake"]), "types": types}


def _top_concepts(atlas: "Atlas") -> list[dict[str, Any]]:
    ordered = _visible(atlas).sort_by([("papers", "descending"), ("concept_id", "ascending")])
    rows: list[dict[str, Any]] = ordered.slice(0, _TOP).select(["label", "type", "papers"]).to_pylist()
    return rows


def _visible(atlas: "Atlas") -> "pa.Table":
    import pyarrow.compute as pc

    concepts = atlas.table("concepts")
    return concepts.filter(pc.invert(concepts["hidden"]))


def _communities(atlas: "Atlas") -> list[dict[str, Any]]:
    return [{"number": group.number, "name": group.name, "papers": len(group.papers)} for group in atlas.communities()]


def _print_homographs(found: "Sequence[Homograph]", *, as_json: bool) -> None:
    if as_json:
        print_json([asdict(each) for each in found])
        return
    print_text(f"{len(found)} forms of several senses, left undecided where the paper does not tell which one it means")
    rows = [
        (each.form, each.papers, each.concept_id, "; ".join(f"{sense.label} ({sense.share:.0%})" for sense in each.senses))
        for each in found
    ]
    print_table(("form", "papers", "undecided as", "senses"), rows)


def _print_paper(card: "Card") -> None:
    print_text(card["title"], style="bold")
    print_text(f"{card['paper_id']}\n\n{card.get('abstract', '')}\n")
    concepts = [(row["label"], row["type"], row["role"], row["sentence"]) for row in card["concepts"]]
    _print_known(("concept", "type", "role", "sentence"), concepts)
    _print_stated(card, with_paper=False)
    if card["nearest"]:
        print_text("")
        rows = [(f"{row['score']:.3f}", row["title"], ", ".join(row["shared"][:5])) for row in card["nearest"]]
        print_table(("score", "nearest papers", "through"), rows)


def _print_concept(card: "Card") -> None:
    print_text(f"{card['label']}  ({card['type']}; papers: {len(card['papers'])})", style="bold")
    print_text(card["concept_id"])
    if card.get("aliases"):
        print_text(f"also written: {', '.join(card['aliases'])}")
    if card.get("code"):
        print_text(f"code: {', '.join(card['code'])}")
    print_text("")
    _print_known(
        ("paper", "role", "sentence"), [(row["title"], row["role"], row["sentence"]) for row in card["papers"][:_SENTENCES]]
    )
    _print_rest(card["papers"], "papers")
    _print_stated(card, with_paper=True)


def _print_stated(card: "Card", *, with_paper: bool) -> None:
    """Print the relations and results of a card, each with its sentence."""
    for name, heads, row_of in (
        ("relations", ("relation", "paper", "sentence"), _relation),
        ("results", ("result", "of", "paper", "clause"), _result),
    ):
        if card[name]:
            print_text("")
            _print_known(heads, [row_of(row, with_paper=with_paper) for row in card[name][:_SENTENCES]])
            _print_rest(card[name], name)


def _relation(row: "Card", *, with_paper: bool) -> tuple[str, ...]:
    surest, *others = row["evidence"]
    source = surest["title"] + (f" and {len(others)} more" if others else "")
    return f"{row['head']} {row['relation'].replace('_', ' ')} {row['tail']}", source if with_paper else "", surest["text"]


def _result(row: "Card", *, with_paper: bool) -> tuple[str, ...]:
    from kg.stated import with_unit

    value = with_unit(row["value"], row["unit"]) + (" (a difference)" if row["difference"] else "")
    of = ", ".join(row[end] for end in ("model", "task", "dataset", "metric") if row[end])
    return value, of, row["evidence"]["title"] if with_paper else "", row["evidence"]["text"]


def _print_known(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table without the columns in which nothing stands."""
    kept = [at for at in range(len(heads)) if any(row[at] for row in rows)]
    print_table([heads[at] for at in kept], ([row[at] for at in kept] for row in rows))


def _print_rest(rows: Sequence[object], what: str) -> None:
    if len(rows) > _SENTENCES:
        print_text(f"and {len(rows) - _SENTENCES} more {what} (--json shows all)", style="dim")


def _title(atlas: "Atlas", paper_id: str) -> str:
    import pyarrow.compute as pc

    papers = atlas.table("papers")
    return str(papers.filter(pc.equal(papers["paper_id"], paper_id))["title"][0])
