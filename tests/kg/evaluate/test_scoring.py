"""The figures of an evaluation, on hand-made cases whose answers are known."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pytest

from kg.errors import AtlasError, InputError
from kg.evaluate import SCORED, Gold, GoldConcept, GoldMention, GoldPaper, Report, Score, evaluate
from kg.model import ConceptType, Paper
from kg.tables import empty_table, sort_table

Names = Mapping[str, tuple[ConceptType, str]]

TEXTS = {"p1": "We train LSTMs on SCAN. A long short-term memory helps.", "p2": "LSTMs fail on SCAN. Beam search helps."}
LSTM: Names = {"LSTMs": ("Model", "LSTM"), "long short-term memory": ("Model", "LSTM")}
GOLD: Mapping[str, Names] = {
    "p1": {**LSTM, "SCAN": ("Dataset", "SCAN")},
    "p2": {**LSTM, "SCAN": ("Dataset", "SCAN"), "Beam search": ("Method", "beam search")},
}
PERFECT = {
    "p1": {"LSTMs": "lstm", "SCAN": "scan", "long short-term memory": "lstm"},
    "p2": {"LSTMs": "lstm", "SCAN": "scan", "Beam search": "beam-search"},
}
CONCEPTS = {"lstm": ("LSTM", "Model"), "scan": ("SCAN", "Dataset"), "beam-search": ("beam search", "Method")}


def make_gold(papers: Mapping[str, Names] = GOLD) -> Gold:
    return Gold(tuple(make_paper(paper, names) for paper, names in papers.items()))


def make_paper(paper: str, names: Names) -> GoldPaper:
    text = TEXTS[paper]
    here = {form: value for form, value in names.items() if form in text}
    spans = [
        GoldMention("abstract", text.index(form), text.index(form) + len(form), form, *value) for form, value in here.items()
    ]
    concepts = {value: [form for form, other in here.items() if other == value] for value in here.values()}
    found = [GoldConcept(name, kind, tuple(forms)) for (kind, name), forms in concepts.items()]
    return GoldPaper(Paper(paper, "A title", text), tuple(spans), tuple(found))


def make_tables(
    found: Mapping[str, Mapping[str, str]] = PERFECT,
    concepts: Mapping[str, tuple[str, str]] = CONCEPTS,
    hidden: Collection[str] = (),
    own_type: str | None = None,
) -> dict[str, pa.Table]:
    rows = []
    for paper, forms in found.items():
        for form, concept in forms.items():
            start = TEXTS[paper].index(form)
            row = {"mention_no": len(rows), "paper_id": paper, "field": "abstract", "start": start, "end": start + len(form)}
            sentence = {"sent_start": 0, "sent_end": TEXTS[paper].index(".") + 1}
            rows.append(row | sentence | {"text": form, "type": own_type or concepts[concept][1], "concept_id": concept})
    nodes = [
        {"concept_id": key, "label": label, "type": kind, "hidden": key in hidden} for key, (label, kind) in concepts.items()
    ]
    filled = {"mentions": pa.Table.from_pylist(rows), "concepts": pa.Table.from_pylist(nodes)}
    return {name: sort_table(name, filled[name]) if name in filled else empty_table(name) for name in SCORED}


def report_of(**changed: Any) -> Report:
    return evaluate(make_gold(), make_tables(**changed))


def without(paper: str, form: str) -> dict[str, dict[str, str]]:
    return {key: {name: value for name, value in forms.items() if (key, name) != (paper, form)} for key, forms in PERFECT.items()}


def all_scores(report: Report) -> list[float]:
    parts = (report.concepts, report.mentions, report.mentions_own_type)
    scores = [score for part in parts for score in (part.untyped, part.typed, *(each for _, each in part.by_type))]
    ratios = [ratio for score in (*scores, report.merging, report.merging_shared) for ratio in (score.precision, score.recall)]
    return [*ratios, *(score.f1 for score in scores), report.merging.f1, report.merging_shared.f1]


def test_perfect_is_one_everywhere() -> None:
    report = report_of()
    assert set(all_scores(report)) == {1.0}
    assert report.concepts.untyped == Score(5, 5, 5)
    assert report.mentions.untyped == Score(6, 6, 6)
    assert report.mistakes == ()


def test_a_missed_concept_costs_recall_alone() -> None:
    report = report_of(found=without("p2", "Beam search"))
    assert report.concepts.untyped == Score(4, 4, 5)
    assert report.mentions.untyped == Score(5, 5, 6)
    assert dict(report.concepts.by_type)["Method"] == Score(0, 0, 1)
    (missed,) = report.mistakes
    assert (missed.kind, missed.name, missed.gold_type, missed.found_type) == ("missed", "beam search", "Method", None)
    assert missed.sentence == "Beam search helps."


def test_a_mention_missed_does_not_miss_its_concept() -> None:
    report = report_of(found=without("p1", "LSTMs"))
    assert report.concepts.untyped == Score(5, 5, 5)
    assert report.mentions.untyped == Score(5, 5, 6)


def test_a_wrong_concept_costs_precision_alone() -> None:
    report = report_of(
        found={**PERFECT, "p2": {**PERFECT["p2"], "fail": "fail"}}, concepts={**CONCEPTS, "fail": ("failure", "Task")}
    )
    assert report.concepts.untyped == Score(5, 6, 5)
    (wrong,) = report.mistakes
    assert (wrong.kind, wrong.name, wrong.gold_type, wrong.found_type) == ("wrong", "failure", None, "Task")
    assert wrong.sentence == "LSTMs fail on SCAN."


def test_a_span_of_other_extent_is_no_mention_but_its_label_may_match_the_concept() -> None:
    found = {**PERFECT, "p1": {"LSTMs on": "lstm", "SCAN": "scan"}}
    report = report_of(found=found)
    assert report.concepts.untyped == Score(5, 5, 5)
    assert report.mentions.untyped == Score(4, 5, 6)


def test_a_split_concept_costs_precision_a_paper_and_recall_of_merging() -> None:
    found = {**PERFECT, "p1": {**PERFECT["p1"], "long short-term memory": "memory"}}
    report = report_of(found=found, concepts={**CONCEPTS, "memory": ("long short-term memory", "Model")})
    assert report.concepts.untyped == Score(5, 6, 5)
    assert report.mentions.untyped == Score(6, 6, 6)
    assert report.merging.precision == 1.0
    assert report.merging.recall == pytest.approx((2 * 2 / 3 + 1 / 3 + 3) / 6)


def test_merged_concepts_cost_recall_a_paper_and_precision_of_merging() -> None:
    found = {
        paper: {form: "lstm" if concept == "scan" else concept for form, concept in forms.items()}
        for paper, forms in PERFECT.items()
    }
    report = report_of(found=found)
    assert report.concepts.untyped == Score(3, 3, 5)
    assert report.merging.recall == 1.0
    assert report.merging.precision == pytest.approx((3 * 3 / 5 + 2 * 2 / 5 + 1) / 6)


def test_shared_names_are_judged_with_all_that_their_concepts_hold() -> None:
    found = {
        paper: {form: "scan" if concept == "beam-search" else concept for form, concept in forms.items()}
        for paper, forms in PERFECT.items()
    }
    report = report_of(found=found)
    assert report.merging_shared.mentions == 5
    assert report.merging_shared.precision == pytest.approx((3 + 2 * 2 / 3) / 5)
    assert report.merging_shared.recall == 1.0


def test_a_hidden_concept_is_not_found_and_neither_are_its_mentions() -> None:
    report = report_of(hidden=("scan",))
    assert report.concepts.untyped == Score(3, 3, 5)
    assert report.mentions.untyped == Score(4, 4, 6)
    assert report.merging.mentions == 4
    assert report.hidden_mentions == 2


def test_types_are_judged_by_the_concept_and_by_the_span_itself() -> None:
    report = report_of(concepts={**CONCEPTS, "scan": ("SCAN", "Task")}, own_type="Dataset")
    assert report.concepts.untyped == Score(5, 5, 5)
    assert report.concepts.typed == Score(3, 5, 5)
    assert dict(report.concepts.by_type)["Dataset"] == Score(0, 0, 2)
    assert dict(report.concepts.by_type)["Task"] == Score(0, 2, 0)
    assert report.mentions.typed == Score(4, 6, 6)
    assert report.mentions_own_type.typed == Score(2, 6, 6)
    (mistyped,) = report.mistakes
    assert (mistyped.name, mistyped.gold_type, mistyped.found_type, mistyped.times) == ("SCAN", "Dataset", "Task", 2)


def test_the_worst_mistakes_come_first_and_no_more_than_asked_for() -> None:
    report = evaluate(make_gold(), make_tables(found={"p1": {"SCAN": "scan"}}), worst=2)
    assert [(mistake.name, mistake.times) for mistake in report.mistakes] == [("LSTM", 2), ("SCAN", 1)]


def test_a_missed_concept_without_a_span_is_shown_in_the_sentence_that_holds_it() -> None:
    (paper,) = make_gold({"p2": {"Beam search": ("Method", "beam search")}}).papers
    inner = replace(paper, concepts=(GoldConcept("search", "Method", ("search",)),))
    report = evaluate(Gold((inner,)), make_tables(found={"p2": {"Beam search": "beam-search"}}))
    assert report.unmentioned_concepts == 1
    assert report.mistakes[0].sentence == "Beam search helps."


def test_the_order_of_the_tables_does_not_matter() -> None:
    tables = make_tables()
    turned = {"mentions": tables["mentions"].sort_by([("mention_no", "descending")])}
    turned |= {"concepts": tables["concepts"].sort_by([("label", "descending")])}
    assert evaluate(make_gold(), tables | turned) == evaluate(make_gold(), tables)


def test_an_atlas_without_mentions_scores_nothing() -> None:
    report = evaluate(make_gold(), make_tables() | {"mentions": empty_table("mentions")})
    assert report.concepts.untyped == Score(0, 0, 5)
    assert (report.papers, report.papers_found, report.merging.mentions) == (2, 0, 0)


def test_an_atlas_of_other_papers_is_refused() -> None:
    tables = make_tables()
    mentions = tables["mentions"]
    other = mentions.set_column(mentions.schema.get_field_index("paper_id"), "paper_id", pa.array(["other"] * mentions.num_rows))
    with pytest.raises(InputError, match=r"none of the 2 gold papers \(such as p1\)"):
        evaluate(make_gold(), tables | {"mentions": other})


def test_a_mention_of_a_concept_that_is_not_there_is_refused() -> None:
    tables = make_tables()
    with pytest.raises(AtlasError, match="a mention in p1 leads to the concept 'lstm', which the atlas does not have"):
        evaluate(make_gold(), tables | {"concepts": empty_table("concepts")})
