"""The code and the commands of the documentation run, page by page from top to bottom, as a reader would have it.

A fence may name a file (```` ```python my_papers.py ````): its block is written to that file instead of being run.
"""

import json
import re
import runpy
import shlex
import shutil
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from typer.testing import CliRunner

import kg
from kg.cli.commands import app

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
HOW_TO = DOCS / "how-to"
PAGES = [DOCS / "tutorial.md", DOCS / "reference" / "python.md", *sorted(HOW_TO.glob("*.md"))]
EXAMPLE = ROOT / "examples" / "bridge_papers.py"

_BLOCK = re.compile(r"^```(\w*)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """A fenced block: its language, the file that it is (where the fence names one), and its text."""

    language: str
    file: str
    text: str


def blocks(page: Path) -> Iterator[Block]:
    return (Block(*found.groups(default="")) for found in _BLOCK.finditer(page.read_text("utf-8")))


@pytest.fixture
def run_page(atlas: kg.Atlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """A function that runs a page in a folder with the sample and its atlas."""
    shutil.copytree(atlas.path.parent, tmp_path, dirs_exist_ok=True)
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    (tmp_path / "papers.jsonl").write_text('{"title": "A Paper", "abstract": "It studies dropout."}\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr("webbrowser.open", lambda address: True)

    def run(page: Path) -> None:
        names: dict[str, Any] = {}
        for block in blocks(page):
            if block.file:
                Path(block.file).write_text(block.text, "utf-8")
            elif block.language == "python":
                exec(compile(block.text, page.name, "exec"), names)  # noqa: S102 -- it is our own
            elif block.language == "sh":
                run_commands(block.text, monkeypatch)

    return run


def run_commands(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the commands of paperkg; of the others, only the installation of a package that the page writes is done."""
    for line in text.splitlines():
        if line.startswith("kg "):
            done = CliRunner().invoke(app, shlex.split(line, comments=True)[1:])
            assert done.exit_code == 0, f"{line}: {done.exception or done.output}"
        elif line == "pip install -e .":
            install_entry_points()
            monkeypatch.syspath_prepend(Path.cwd())  # again, so that the new metadata are seen


def install_entry_points() -> None:
    """Do for the entry points of the pyproject.toml here what an editable installation does."""
    project = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]
    folder = Path(f"{project['name'].replace('-', '_')}-{project['version']}.dist-info")
    folder.mkdir()
    (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n", "utf-8")
    lines = (
        line
        for group, points in project["entry-points"].items()
        for line in (f"[{group}]\n", *(f"{name} = {value}\n" for name, value in points.items()))
    )
    (folder / "entry_points.txt").write_text("".join(lines), "utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_code_of_a_page_runs(page: Path, run_page: Callable[[Path], None]) -> None:
    run_page(page)


def test_the_plugin_of_the_page_reads_and_writes(run_page: Callable[[Path], None]) -> None:
    run_page(HOW_TO / "write-a-plugin.md")
    assert kg.open("tsv-atlas").table("papers")["paper_id"].to_pylist() == ["id-1", "id-2"]
    assert kg.open("tsv-atlas").manifest["intake"]["skipped"] == 1
    assert Path("concepts.md").read_text("utf-8").startswith("- ")


def test_the_pipeline_of_the_page_finds_what_its_rules_say(run_page: Callable[[Path], None]) -> None:
    run_page(HOW_TO / "use-your-own-pipeline.md")
    mentions = kg.open("rules").table("mentions").to_pylist()
    assert {row["type"] for row in mentions} == {"Method", "Dataset"}
    assert {"dropout", "imagenet"} <= {row["text"].lower() for row in mentions}


def test_the_records_of_the_page_become_what_it_says(run_page: Callable[[Path], None]) -> None:
    run_page(HOW_TO / "bring-your-papers.md")
    counts = kg.open("mine").manifest["intake"]
    page = (HOW_TO / "bring-your-papers.md").read_text("utf-8")
    assert f"read {counts['read']} records: {counts['kept']} kept, {counts['skipped']} skipped, {counts['merged']} merged" in page
    notes = [json.loads(line) for line in Path("mine/intake.jsonl").read_text("utf-8").splitlines()]
    shown = [json.loads(line) for line in re.findall(r'^\{"file".*', page, re.MULTILINE)]
    assert shown
    assert [each for each in shown if not any(each.items() <= note.items() for note in notes)] == []


def test_the_page_shows_the_example_as_it_is() -> None:
    assert [block.text for block in blocks(HOW_TO / "analyse-in-python.md") if block.file] == [EXAMPLE.read_text("utf-8")]


def test_the_example_prints_bridges_both_ways(atlas: kg.Atlas, capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(EXAMPLE))["main"](str(atlas.path))
    printed = capsys.readouterr().out
    assert sum(line.startswith("from ") for line in printed.splitlines()) == 2
    assert printed.count("through ") >= 2


def test_bridge_papers_are_of_their_community_and_name_what_carries_them(atlas: kg.Atlas) -> None:
    example = runpy.run_path(str(EXAMPLE))
    graph = atlas.papers_graph()
    home, other = example["closest_communities"](graph)
    bridges = example["find_bridges"](atlas, home, other)
    titles = {data["title"] for _, data in graph.nodes(data=True) if data.get("community") == home}
    labels = set(atlas.table("concepts")["label"].to_pylist())
    assert [bridge.strength for bridge in bridges] == sorted((bridge.strength for bridge in bridges), reverse=True)
    assert bridges
    assert all(bridge.title in titles and bridge.concepts and set(bridge.concepts) <= labels for bridge in bridges)
