"""The report of an evaluation: as values, as JSON, and as tables to read."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from rich.console import Group
from rich.table import Table
from rich.text import Text

from kg.evaluate.merging import BCubed
from kg.evaluate.mistakes import Mistake
from kg.evaluate.relations import RelationScores
from kg.evaluate.results import ResultScores
from kg.evaluate.roles import RoleScores
from kg.evaluate.score import Breakdown, Score


@dataclass(frozen=True, slots=True)
class Report:
    """How well what was found agrees with gold; counts are summed over all papers.

    `papers_found` have at least one mention; `hidden_mentions` belong to hidden concepts and count as not found;
    `unmentioned_concepts` of gold have no span of their own, so no exact mention can give them; `left_out` counts the
    spans of each corpus label that was not mapped. `mentions` are typed by their concept, `mentions_own_type` by the
    pipeline. `merging_shared` judges only names that stand in two or more papers. `plain` and `plain_shared` are what merging by
    evaluation's own normal form alone would reach on the same mentions.
    """

    papers: int
    papers_found: int
    hidden_mentions: int
    unmentioned_concepts: int
    left_out: Mapping[str, int]
    concepts: Breakdown
    mentions: Breakdown
    mentions_own_type: Breakdown
    merging: BCubed
    merging_shared: BCubed
    plain: BCubed
    plain_shared: BCubed
    roles: RoleScores
    relations: RelationScores
    results: ResultScores
    mistakes: tuple[Mistake, ...]


def to_json(report: Report) -> dict[str, Any]:
    """Return the report as a JSON object; ratios are rounded to 4 decimals, counts are whole numbers."""
    return {
        "papers": report.papers,
        "papers_found": report.papers_found,
        "hidden_mentions": report.hidden_mentions,
        "unmentioned_concepts": report.unmentioned_concepts,
        "left_out": dict(report.left_out),
        "concepts": _breakdown_to_json(report.concepts),
        "mentions": _breakdown_to_json(report.mentions),
        "mentions_own_type": _breakdown_to_json(report.mentions_own_type),
        "merging": {"all": _merging_to_json(report.merging), "shared": _merging_to_json(report.merging_shared)},
        "plain_merging": {"all": _merging_to_json(report.plain), "shared": _merging_to_json(report.plain_shared)},
        "roles": {
            **{role: _score_to_json(score) for role, score in report.roles.by_role},
            "macro_f1": round(report.roles.macro_f1, 4),
        },
        "relations": {
            "all": _score_to_json(report.relations.all),
            **{name: _score_to_json(score) for name, score in report.relations.by_relation},
        },
        "results": {field.name: _score_to_json(getattr(report.results, field.name)) for field in fields(ResultScores)},
        "mistakes": [asdict(mistake) for mistake in report.mistakes],
    }


def to_rich(report: Report) -> Group:
    """Return the report as tables for a rich console."""
    parts = [_score_table(report), _merging_table(report)]
    if any(score.gold for _, score in report.roles.by_role):
        parts.append(_role_table(report.roles))
    if report.relations.all.gold:
        parts.append(_relation_table(report.relations))
    if report.results.value.gold:
        parts.append(_result_table(report.results))
    if report.mistakes:
        parts.append(_mistake_table(report.mistakes))
    return Group(*parts, *_iter_remarks(report))


def _breakdown_to_json(breakdown: Breakdown) -> dict[str, Any]:
    return {
        "untyped": _score_to_json(breakdown.untyped),
        "typed": _score_to_json(breakdown.typed),
        "by_type": {kind: _score_to_json(score) for kind, score in breakdown.by_type},
    }


def _score_to_json(score: Score) -> dict[str, Any]:
    return asdict(score) | _ratios(score)


def _merging_to_json(merging: BCubed) -> dict[str, Any]:
    return {"mentions": merging.mentions} | _ratios(merging)


def _ratios(score: Score | BCubed) -> dict[str, float]:
    return {"precision": round(score.precision, 4), "recall": round(score.recall, 4), "f1": round(score.f1, 4)}


def _score_table(report: Report) -> Table:
    table = Table(title=f"Found against gold, {report.papers} papers", title_justify="left")
    for heading in ("", "type"):
        table.add_column(heading)
    for heading in ("P", "R", "F1", "right", "found", "gold"):
        table.add_column(heading, justify="right")
    sections = {
        "concepts": report.concepts,
        "mentions, concept's type": report.mentions,
        "mentions, own type": report.mentions_own_type,
    }
    for name, breakdown in sections.items():
        for row in _score_rows(name, breakdown):
            table.add_row(*row)
        table.add_section()
    return table


def _score_rows(name: str, breakdown: Breakdown) -> Iterator[tuple[str, ...]]:
    yield name, "any", *_score_cells(breakdown.untyped)
    yield "", "must agree", *_score_cells(breakdown.typed)
    for kind, score in breakdown.by_type:
        yield "", kind, *_score_cells(score)


def _score_cells(score: Score) -> tuple[str, ...]:
    return *_ratio_cells(score), str(score.matched), str(score.found), str(score.gold)


def _ratio_cells(score: Score | BCubed) -> tuple[str, str, str]:
    return f"{score.precision:.3f}", f"{score.recall:.3f}", f"{score.f1:.3f}"


def _merging_table(report: Report) -> Table:
    table = Table(title="Merging, B-cubed over gold mentions that were found", title_justify="left")
    table.add_column("names")
    for heading in ("P", "R", "F1", "mentions"):
        table.add_column(heading, justify="right")
    for name, merging in (
        ("all", report.merging),
        ("all, by spelling alone", report.plain),
        ("in two or more papers", report.merging_shared),
        ("the same, by spelling alone", report.plain_shared),
    ):
        table.add_row(name, *_ratio_cells(merging), str(merging.mentions))
    return table


def _role_table(roles: RoleScores) -> Table:
    table = _claim_table("Roles of concepts that are matched", dict(roles.by_role))
    table.add_row("mean of the four", "", "", f"{roles.macro_f1:.3f}")
    return table


def _relation_table(relations: RelationScores) -> Table:
    return _claim_table(
        "Relations: both ends and the relation agree", {"all": relations.all} | dict[str, Score](relations.by_relation)
    )


def _result_table(results: ResultScores) -> Table:
    rows = {
        "value": results.value,
        "and metric": results.with_metric,
        "and dataset": results.with_dataset,
        "and task and model": results.whole,
    }
    return _claim_table("Results: what must agree", rows)


def _claim_table(title: str, rows: Mapping[str, Score]) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("")
    for heading in ("P", "R", "F1", "right", "found", "gold"):
        table.add_column(heading, justify="right")
    for name, score in rows.items():
        table.add_row(name, *_score_cells(score))
    return table


def _mistake_table(mistakes: tuple[Mistake, ...]) -> Table:
    table = Table(title="Most frequent mistakes, each with its first sentence", title_justify="left")
    for heading in ("", "times", "concept", "type", "paper", "sentence"):
        table.add_column(heading, justify="right" if heading == "times" else "left")
    for mistake in mistakes:
        types = " -> ".join(kind for kind in (mistake.gold_type, mistake.found_type) if kind)
        table.add_row(mistake.kind, str(mistake.times), *map(Text, (mistake.name, types, mistake.paper_id, mistake.sentence)))
    return table


def _iter_remarks(report: Report) -> Iterator[Text]:
    if report.papers_found < report.papers:
        yield Text(
            f"{report.papers - report.papers_found} gold papers have no mention in the atlas: all of theirs count as missed."
        )
    if report.hidden_mentions:
        yield Text(f"{report.hidden_mentions} mentions belong to hidden concepts and count as not found.")
    if report.unmentioned_concepts:
        yield Text(f"{report.unmentioned_concepts} gold concepts have no span of their own: no exact mention can give them.")
    if report.left_out:
        labels = ", ".join(f"{label} ({count})" for label, count in report.left_out.items())
        yield Text(f"Spans whose label is not mapped were left out: {labels}.")
