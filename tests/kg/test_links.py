"""Links between papers: exact, symmetric, explained."""

import numpy as np
import pyarrow as pa
import pytest

import kg
from kg.links import link_papers
from kg.tables import sort_table


def corpus(usages: dict[str, dict[str, float]], *, hidden: tuple[str, ...] = ()) -> tuple[pa.Table, pa.Table, pa.Table]:
    """Return papers, concepts and usages from {paper: {concept: weight}}."""
    names = sorted({concept for weights in usages.values() for concept in weights})
    rows = [(paper, concept, weight) for paper, weights in usages.items() for concept, weight in weights.items()]
    return (
        sort_table("papers", pa.table({"paper_id": sorted(usages)})),
        sort_table(
            "concepts", pa.table({"concept_id": pa.array(names, pa.string()), "hidden": [name in hidden for name in names]})
        ),
        sort_table(
            "usages",
            pa.table({"paper_id": [r[0] for r in rows], "concept_id": [r[1] for r in rows], "weight": [r[2] for r in rows]}),
        ),
    )


def brute_force(usages: dict[str, dict[str, float]], *, top: int, least: float) -> dict[tuple[str, str], float]:
    """Return the union of both papers' best partners by cosine, computed pair by pair."""

    def length(paper: str) -> float:
        return float(np.sqrt(sum(weight**2 for weight in usages[paper].values())))

    def cosine(a: str, b: str) -> float:
        return sum(usages[a][c] * usages[b][c] for c in usages[a].keys() & usages[b].keys()) / (length(a) * length(b))

    kept = {}
    for a in usages:
        scores = sorted(((cosine(a, b), b) for b in usages if b != a), reverse=True)[:top]
        kept.update({(min(a, b), max(a, b)): score for score, b in scores if score >= least})
    return kept


def test_links_equal_brute_force() -> None:
    chance = np.random.default_rng(0)
    usages = {
        f"p{n:02}": {f"c{c:02}": float(chance.uniform(0.5, 3)) for c in chance.choice(25, size=6, replace=False)}
        for n in range(40)
    }
    links = link_papers(*corpus(usages), top=4, least=0.1)
    expected = brute_force(usages, top=4, least=0.1)
    found = {(row["paper_a"], row["paper_b"]): row["score"] for row in links.to_pylist()}
    assert found == {pair: pytest.approx(score, abs=1e-6) for pair, score in expected.items()}


def test_shared_concepts_stand_in_the_order_of_what_they_add() -> None:
    links = link_papers(*corpus({"a": {"rare": 3.0, "common": 1.0, "own": 2.0}, "b": {"rare": 2.0, "common": 1.0}}))
    assert links["shared"].to_pylist() == [["rare", "common"]]


def test_hidden_concepts_link_nothing() -> None:
    assert link_papers(*corpus({"a": {"method": 1.0}, "b": {"method": 1.0}}, hidden=("method",))).num_rows == 0


def test_no_papers_give_no_links() -> None:
    assert link_papers(*corpus({})).num_rows == 0


def test_pairs_are_ordered_and_sorted(atlas: kg.Atlas) -> None:
    pairs = list(zip(atlas.table("links")["paper_a"].to_pylist(), atlas.table("links")["paper_b"].to_pylist(), strict=True))
    assert pairs == sorted(set(pairs))
    assert all(a < b for a, b in pairs)
    assert pairs
