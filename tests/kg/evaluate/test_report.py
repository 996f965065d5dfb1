"""The report as JSON and as tables."""

import io
import json

import pytest
from rich.console import Console

from kg.evaluate import BCubed, Mistake, Report, Score, to_json, to_rich
from kg.evaluate.relations import RelationScores
from kg.evaluate.results import ResultScores
from kg.evaluate.roles import RoleScores
from kg.evaluate.score import count_breakdown

HALF = count_breakdown(2, agreed=["Model"], found=["Model", "Task"], gold=["Model"] * 4)
REPORT = Report(
    papers=3,
    papers_found=2,
    hidden_mentions=1,
    unmentioned_concepts=4,
    left_out={"Generic": 7},
    concepts=HALF,
    mentions=HALF,
    mentions_own_type=HALF,
    merging=BCubed(3, 0.5, 1.0),
    merging_shared=BCubed(0, 0.0, 0.0),
    plain=BCubed(3, 1.0, 0.25),
    plain_shared=BCubed(0, 0.0, 0.0),
    roles=RoleScores((("introduced", Score(1, 2, 2)), ("used", Score(1, 1, 1)))),
    relations=RelationScores(Score(1, 2, 3), (("part_of", Score(1, 2, 3)),)),
    results=ResultScores(Score(3, 4, 4), Score(2, 4, 4), Score(2, 4, 4), Score(1, 4, 4)),
    mistakes=(Mistake("missed", "[bold]RNN", "Model", None, 2, "p1", "We train [red]RNNs[/red]."),),
)


def test_json_holds_counts_and_rounded_ratios() -> None:
    values = json.loads(json.dumps(to_json(REPORT)))
    assert values["concepts"]["untyped"] == {"matched": 2, "found": 2, "gold": 4, "precision": 1.0, "recall": 0.5, "f1": 0.6667}
    assert values["merging"]["all"] == {"mentions": 3, "precision": 0.5, "recall": 1.0, "f1": 0.6667}
    assert values["plain_merging"]["all"]["f1"] == 0.4
    assert (values["roles"]["introduced"]["f1"], values["roles"]["macro_f1"]) == (0.5, 0.75)
    assert values["relations"]["all"] == values["relations"]["part_of"]
    assert values["relations"]["all"]["recall"] == 0.3333
    assert values["results"]["with_metric"] == {"matched": 2, "found": 4, "gold": 4, "precision": 0.5, "recall": 0.5, "f1": 0.5}
    assert values["mistakes"][0]["sentence"] == "We train [red]RNNs[/red]."


def test_tables_show_figures_mistakes_and_remarks() -> None:
    stream = io.StringIO()
    Console(file=stream, width=160).print(to_rich(REPORT))
    shown = stream.getvalue()
    for words in (
        "0.667",
        "[bold]RNN",
        "We train [red]RNNs[/red].",
        "1 gold papers have no mention",
        "4 gold concepts",
        "Generic (7)",
        "and task and model",
    ):
        assert words in shown


@pytest.mark.parametrize(
    ("score", "ratios"), [(Score(0, 0, 0), (1, 1, 1)), (Score(0, 0, 2), (0, 0, 0)), (Score(0, 2, 0), (0, 0, 0))]
)
def test_nothing_of_nothing_is_right_and_nothing_of_something_is_wrong(score: Score, ratios: tuple[int, int, int]) -> None:
    assert (score.precision, score.recall, score.f1) == ratios
