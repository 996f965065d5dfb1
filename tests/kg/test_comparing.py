"""What came, went or changed from one atlas to another."""

import json
from pathlib import Path

import pytest

import kg
from kg.comparing import Change

QUICK = kg.Settings.model_validate({"outputs": {"formats": []}})
SHARED = "A recurrent neural network with dropout is trained on Penn Treebank."
FIRST = {"id": "1", "title": "Gated Nets", "abstract": SHARED}
SECOND = {"id": "2", "title": "Beam Search", "abstract": f"{SHARED} We decode with beam search."}
THIRD = {"id": "3", "title": "Plain Words", "abstract": "We use dropout."}


@pytest.fixture
def atlases(tmp_path: Path) -> tuple[kg.Atlas, kg.Atlas]:
    """An atlas of the papers 1 and 3, and one of 1, with another year, and 2."""
    for name, records in {"before": [FIRST, THIRD], "after": [FIRST | {"year": 2017}, SECOND]}.items():
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, records)))
        kg.build([tmp_path / f"{name}.jsonl"], tmp_path / name, settings=QUICK)
    return kg.open(tmp_path / "before"), kg.open(tmp_path / "after")


def test_an_atlas_does_not_differ_from_itself(atlas: kg.Atlas) -> None:
    assert set(kg.diff(atlas, kg.open(atlas.path)).values()) == {()}


def test_papers_that_came_went_and_changed(atlases: tuple[kg.Atlas, kg.Atlas]) -> None:
    assert kg.diff(*atlases)["papers"] == (
        Change("changed", ("id-1",), "Gated Nets", ("year",)),
        Change("came", ("id-2",), "Beam Search"),
        Change("went", ("id-3",), "Plain Words"),
    )


def test_concepts_and_links_follow(atlases: tuple[kg.Atlas, kg.Atlas]) -> None:
    changes = kg.diff(*atlases)
    assert Change("came", ("beam-search",), "beam search") in changes["concepts"]
    assert Change("came", ("id-1", "id-2"), "Gated Nets -- Beam Search") in changes["links"]


def test_the_other_way_round_is_the_opposite(atlases: tuple[kg.Atlas, kg.Atlas]) -> None:
    there, back = kg.diff(*atlases), kg.diff(*atlases[::-1])
    opposite = {"came": "went", "went": "came", "changed": "changed"}
    for name, changes in there.items():
        assert [(opposite[change.how], change.ids) for change in changes] == [(change.how, change.ids) for change in back[name]]
