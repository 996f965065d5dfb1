"""The annotated papers scored against themselves."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from kg.evaluate import SCORED, Gold, GoldMention, GoldPaper, evaluate, read_gold, to_json
from kg.tables import empty_table

DEV = Path(__file__).parents[4] / "shared" / "data" / "gold" / "dev.jsonl"

pytestmark = pytest.mark.corpus


def test_gold_against_itself_is_one_everywhere() -> None:
    gold = Gold(tuple(map(mentioned_and_of_one_type, read_gold(DEV).papers)))
    report = to_json(evaluate(gold, tables_of(gold)))
    del report["plain_merging"]  # what spelling alone would merge, which is not judged here
    assert set(ratios_in(report)) == {1.0}
    assert report["mistakes"] == []


def test_gold_concepts_without_a_span_are_missed_and_counted() -> None:
    gold = read_gold(DEV)
    report = evaluate(gold, tables_of(gold))
    assert report.unmentioned_concepts == report.concepts.untyped.gold - report.concepts.untyped.matched > 0
    assert report.concepts.untyped.precision == report.mentions.untyped.f1 == report.merging.f1 == 1.0


def mentioned_and_of_one_type(paper: GoldPaper) -> GoldPaper:
    """Leave out concepts without a span, and tell apart by its name what has another type in another paper."""
    mentions = tuple(replace(mention, name=f"{mention.name} {mention.type}") for mention in paper.mentions)
    concepts = tuple(replace(concept, name=f"{concept.name} {concept.type}") for concept in paper.concepts)
    named = {mention.name for mention in mentions}
    return GoldPaper(paper.paper, mentions, tuple(concept for concept in concepts if concept.name in named))


def tables_of(gold: Gold) -> dict[str, pa.Table]:
    mentions = [row_of(paper, mention) for paper in gold.papers for mention in paper.mentions]
    types = {mention.name: mention.type for paper in gold.papers for mention in paper.mentions}
    nodes = [{"concept_id": name, "label": name, "type": kind, "hidden": False} for name, kind in types.items()]
    usages = [
        {"paper_id": paper.paper.paper_id, "concept_id": concept.name, "role": concept.role}
        for paper in gold.papers
        for concept in paper.concepts
    ]
    rows = {"mentions": mentions, "concepts": nodes, "usages": usages}
    filled = {name: pa.Table.from_pylist(found) for name, found in rows.items()}
    return {name: filled.get(name, empty_table(name)) for name in SCORED}


def row_of(paper: GoldPaper, mention: GoldMention) -> dict[str, Any]:
    place = {"paper_id": paper.paper.paper_id, "field": mention.field, "start": mention.start, "end": mention.end}
    return place | {"sent_start": 0, "sent_end": 0, "text": mention.text, "type": mention.type, "concept_id": mention.name}


def ratios_in(report: dict[str, Any]) -> list[float]:
    nested = [ratio for value in report.values() if isinstance(value, dict) for ratio in ratios_in(value)]
    return [*nested, *(report[key] for key in ("precision", "recall", "f1") if key in report)]
