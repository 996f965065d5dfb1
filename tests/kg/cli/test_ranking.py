"""`kg leaderboard`."""

import csv
import io
import json

import pytest
from typer.testing import CliRunner, Result

import kg
from kg.cli.commands import app
from kg.errors import NotInAtlas, SettingsError


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["leaderboard", *map(str, arguments)])


def test_it_shows_the_value_its_rank_and_its_sentence(rich_atlas: kg.Atlas) -> None:
    shown = run(rich_atlas.path, "--task", "machine translation")
    assert "WMT14 · BLEU (BLEU)\nthe highest is best\n" in shown.stdout
    assert [word for word in ("1 ", "28.4 BLEU", "gated unit", "Translating Without Loops") if word not in shown.stdout] == []
    assert "The gated unit reaches 28.4 BLEU on WMT14." in shown.stdout


def test_json_and_csv_hold_the_same(rich_atlas: kg.Atlas) -> None:
    asked = (rich_atlas.path, "--dataset", "wmt14")
    boards = json.loads(run(*asked, "--json").stdout)
    rows = list(csv.DictReader(io.StringIO(run(*asked, "--csv").stdout)))
    assert [entry["clause"] for board in boards for entry in board["entries"]] == [row["clause"] for row in rows]
    assert {row["metric"] for row in rows} == {"BLEU", ""}


def test_a_name_that_was_completed_is_told(rich_atlas: kg.Atlas) -> None:
    assert run(rich_atlas.path, "--task", "translation").stderr == "task: machine translation\n"


def test_something_must_be_asked(rich_atlas: kg.Atlas) -> None:
    assert isinstance(run(rich_atlas.path).exception, SettingsError)


def test_a_task_that_is_not_there_is_an_error_of_one_line(rich_atlas: kg.Atlas) -> None:
    error = run(rich_atlas.path, "--task", "pasing").exception
    assert isinstance(error, NotInAtlas)
    assert str(error).endswith("did you mean parsing?")


@pytest.mark.parametrize("part", ["task", "dataset", "metric"])
def test_each_part_can_be_asked_alone(rich_atlas: kg.Atlas, part: str) -> None:
    name = {"task": "machine translation", "dataset": "WMT14", "metric": "BLEU"}[part]
    assert run(rich_atlas.path, f"--{part}", name).exit_code == 0
