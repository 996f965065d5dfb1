"""Links to other vocabularies: the very name and type, and no false friends."""

import pyarrow as pa
import pytest

from kg.resolve import match_concepts
from kg.tables import sort_table
from kg.vocabulary import read_entries


def matches(*rows: tuple[str, str, list[str]]) -> dict[str, list[str]]:
    """Return the matches of concepts from (label, type, aliases), by label."""
    labels, types, aliases = zip(*rows, strict=True)
    lists = pa.array(aliases, pa.list_(pa.string()))
    columns = {"concept_id": labels, "label": labels, "type": types, "aliases": lists, "hidden": [False] * len(rows)}
    found, statements = match_concepts(sort_table("concepts", pa.table(columns)), read_entries())
    assert len(statements) == sum(map(len, found["matches"].to_pylist()))
    return {row["label"]: row["matches"] for row in found.to_pylist()}


@pytest.mark.parametrize("kind", ["Model", "Method", "Task", "Metric", "Dataset"])
def test_false_friends_stay_unlinked(kind: str) -> None:
    names = ("Primer", "HINT", "AM", "Diffusion", "error", "cost", "Error", "Hint", "diffusion")
    assert set(map(tuple, matches(*((name, kind, []) for name in names)).values())) == {()}


def test_the_same_name_and_type_is_an_exact_match() -> None:
    found = matches(("machine translation", "Task", ["MT"]), ("word error rate", "Metric", ["WER"]))
    assert "skos:exactMatch http://w3id.org/mlso/vocab/ml_task_type/MachineTranslation" in found["machine translation"]
    assert found["word error rate"] == ["skos:exactMatch https://cso.kmi.open.ac.uk/topics/word_error_rate"]


def test_another_type_or_form_is_close_with_a_score() -> None:
    task = "http://w3id.org/mlso/vocab/ml_task_type/MachineTranslation"
    assert f"skos:closeMatch {task} 0.6" in matches(("machine translation", "Method", []))["machine translation"]
    assert f"skos:closeMatch {task} 0.8" in matches(("translating", "Task", ["machine translation"]))["translating"]


def test_a_name_of_two_concepts_says_nothing() -> None:
    found = matches(("machine translation", "Task", []), ("translating", "Task", ["machine translation"]))
    assert found == {"machine translation": [], "translating": []}


def test_an_abbreviation_that_is_another_name_says_nothing() -> None:
    assert matches(("Bayesian expert relay turbines", "Model", ["BERT"]))["Bayesian expert relay turbines"] == []
