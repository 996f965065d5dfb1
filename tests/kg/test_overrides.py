"""The user's say: its file, and that it wins."""

from pathlib import Path

import pytest

import kg
from kg.curating import merge, split
from kg.errors import NotInAtlas, SettingsError
from kg.overrides import Line, read_overrides, write_overrides
from kg.resolve import Override

HEAD = "subject_id\tpredicate_id\tpredicate_modifier\tobject_id\tsubject_label\tobject_label\n"
LINE = Line(Override("am-h0123456789", "acoustic-model", apart=True, subject_type="Model"), "AM", "acoustic model", "speech")


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    same = Line(Override("a", "b"), "A", "B", "")
    write_overrides([LINE, same, same], tmp_path / "o.tsv", base="https://example.org/", version="1")
    assert [(line.override, line.comment) for line in read_overrides(tmp_path / "o.tsv")] == [
        (same.override, ""),
        (LINE.override, "speech"),
    ]


def test_full_iris_and_labels_name_forms_too(tmp_path: Path) -> None:
    (tmp_path / "o.tsv").write_text(f"{HEAD}https://example.org/concept/lstm\tskos:exactMatch\t\t\t\tLong Short-Term Memories\n")
    assert read_overrides(tmp_path / "o.tsv")[0].override == Override("lstm", "long-short-term-memory")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("subject_id\tobject_id\n", "has no column predicate_id"),
        (f"{HEAD}a\tskos:broadMatch\t\tb\t\t\n", r"o.tsv:2: an override is skos:exactMatch.* not 'skos:broadMatch'"),
        (f"{HEAD}\n# remark\na\tskos:exactMatch\tnot\tb\t\t\n", r"o.tsv:4: .*modifier Not, not 'skos:exactMatch not'"),
        (f"{HEAD}a\tskos:exactMatch\t\ta\t\t\n", "o.tsv:2: subject and object are the same"),
        (f"{HEAD}\tskos:exactMatch\t\tb\t\t\n", "o.tsv:2: no subject_id and no subject_label"),
        (
            f"{HEAD}a\tskos:exactMatch\t\tb\t\t\nb\tskos:exactMatch\t\tc\t\t\na\tskos:exactMatch\tNot\tc\t\t\n",
            "o.tsv:4: 'a' and 'c' are apart, but other lines make them one",
        ),
    ],
)
def test_what_is_wrong_is_one_sentence(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "o.tsv").write_text(text)
    with pytest.raises(SettingsError, match=message):
        read_overrides(tmp_path / "o.tsv")


def test_a_build_keeps_to_what_was_said(papers: tuple[kg.Paper, ...], tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text("".join(f'{{"title": "{paper.title}", "abstract": "{paper.abstract}"}}\n' for paper in papers))
    settings = kg.Settings.model_validate({"outputs": {"formats": []}})
    kg.build([source], tmp_path / "atlas", settings=settings)
    atlas = kg.open(tmp_path / "atlas")
    edit = merge(atlas, "beam search", "overfitting", comment="a joke")
    assert (edit.papers, edit.removed) == (1, ())
    assert split(kg.open(tmp_path / "atlas"), "recurrent neural network", alias="RNNs").papers == 1
    assert kg.build([source], tmp_path / "atlas", settings=settings).unmatched == ()
    found = {row["text"]: row["concept_id"] for row in kg.open(tmp_path / "atlas").table("mentions").to_pylist()}
    assert found["beam search"] == found["overfitting"] == "overfitting"
    assert found["RNNs"] != found["recurrent neural networks"]
    undone = split(kg.open(tmp_path / "atlas"), "overfitting", alias="beam search")
    assert undone.removed == ("'beam search' and 'overfitting' are one",)
    assert "overrides.sssom.tsv" in kg.open(tmp_path / "atlas").manifest["files"]


def test_a_line_that_matches_nothing_is_reported(papers: tuple[kg.Paper, ...], tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(f'{{"title": "{papers[1].title}", "abstract": "{papers[1].abstract}"}}\n')
    write_overrides([LINE], tmp_path / "o.tsv", base="https://example.org/", version="1")
    settings = kg.Settings.model_validate({"outputs": {"formats": []}})
    report = kg.build([tmp_path / "in.jsonl"], tmp_path / "atlas", settings=settings, overrides=tmp_path / "o.tsv")
    assert [line.partition(":")[2].split(" ", 1)[1] for line in report.unmatched] == [
        "matches nothing: 'AM' and 'acoustic model' are apart"
    ]


def test_editing_what_is_not_there_is_one_sentence(atlas: kg.Atlas) -> None:
    with pytest.raises(NotInAtlas, match="no concept of"):
        merge(atlas, "quantum gravity soup", "beam search")
    with pytest.raises(NotInAtlas, match="no paper calls"):
        split(atlas, "neural network", alias="soup")
