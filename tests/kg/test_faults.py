"""Faults: whatever happens, the old atlas or the complete new one, and what was extracted is not extracted again."""

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
import spacy

import kg
from kg.manifest import file_hash

COMPONENT = """
import os, signal, time
from spacy.language import Language

@Language.component("faulty")
def faulty(doc):
    if "KILL" in doc.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "RAISE" in doc.text:
        raise ZeroDivisionError("no such luck")
    if "SLOW" in doc.text:
        time.sleep(0.05)
    return doc
"""


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a pipeline that finds "beam search", and does what a paper tells it to; and the module that it needs."""
    folder = tmp_path_factory.mktemp("faulty")
    (folder / "faulty.py").write_text(COMPONENT)
    info = folder / "faulty-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: faulty\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[spacy_factories]\nfaulty = faulty:faulty\n")
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "Method", "pattern": "beam search"}])  # type: ignore[attr-defined]
    nlp.to_disk(folder / "pipeline")
    config = (folder / "pipeline" / "config.cfg").read_text()
    config = config.replace('pipeline = ["entity_ruler"]', 'pipeline = ["entity_ruler","faulty"]')
    (folder / "pipeline" / "config.cfg").write_text(
        config.replace("[components.", '[components.faulty]\nfactory = "faulty"\n\n[components.', 1)
    )
    return folder


def papers_file(path: Path, number: int, **special: str) -> Path:
    """Write so many short papers; `special` says what the abstract of a paper says beside beam search, by its number (`p7`)."""
    said = {int(name[1:]): text for name, text in special.items()}
    records = [
        {"id": str(n), "title": f"Paper {n}", "abstract": f"We use beam search {n} times. {said.get(n, '')}"}
        for n in range(number)
    ]
    path.write_text("\n".join(map(json.dumps, records)))
    return path


def start(pipeline: Path, *arguments: object, limit: int | None = None) -> subprocess.Popen[str]:
    """Start `kg` with the faulty pipeline at hand, in a process group of its own; `limit` bounds the bytes of each file.

    It hears Ctrl-C even where the tests themselves run in the background of a shell, which lets its jobs ignore it.
    """

    def prepare() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    environment = {**os.environ, "PYTHONPATH": str(pipeline)}
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    return subprocess.Popen(
        command,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=prepare,  # noqa: PLW1509 - no threads here
    )


def run(pipeline: Path, *arguments: object, code: int = 0, limit: int | None = None) -> str:
    """Run `kg` and return what it writes to stderr."""
    process = start(pipeline, *arguments, limit=limit)
    _, stderr = process.communicate(timeout=300)
    assert process.returncode == code, stderr
    assert "Traceback" not in stderr
    return stderr


def build_arguments(pipeline: Path, file: Path, atlas: Path, *more: object) -> Sequence[object]:
    return ("build", file, "-o", atlas, "--pipeline", pipeline / "pipeline", *more)


def state(atlas: Path) -> dict[str, str]:
    """Return the checksum of every file of an atlas."""
    return {str(path.relative_to(atlas)): file_hash(path) for path in sorted(atlas.rglob("*")) if path.is_file()}


def assert_whole(atlas: Path) -> None:
    """Assert that an atlas has all that its manifest says."""
    manifest = kg.open(atlas).manifest
    assert all(file_hash(atlas / name) == digest for name, digest in manifest["files"].items())
    assert all(file_hash(atlas / each["file"]) == each["sha256"] for each in manifest["exports"].values() if "sha256" in each)


def notes(atlas: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (atlas / "intake.jsonl").read_text().splitlines()]


def test_a_paper_that_kills_its_worker_is_named_and_the_others_are_kept(pipeline: Path, tmp_path: Path) -> None:
    file = papers_file(tmp_path / "papers.jsonl", 300, p7="KILL", p290="KILL")
    arguments = build_arguments(pipeline, file, tmp_path / "atlas", "--jobs", 2)
    stderr = run(pipeline, *arguments)
    assert "read 300 records: 300 kept, 0 skipped, 0 merged; 300 papers extracted, 2 could not be" in stderr
    assert [(note["line"], note["action"]) for note in notes(tmp_path / "atlas")] == [(8, "unextracted"), (291, "unextracted")]
    mentions = kg.open(tmp_path / "atlas").table("mentions")["paper_id"].to_pylist()
    assert set(mentions) == {f"id-{n}" for n in range(300)} - {"id-7", "id-290"}
    assert "0 papers extracted, 2 could not be" in run(pipeline, *arguments[:-1], 1), "and it does not kill the next build"


def test_a_paper_that_kills_a_build_in_one_process_is_named_by_the_next(pipeline: Path, tmp_path: Path) -> None:
    arguments = build_arguments(pipeline, papers_file(tmp_path / "papers.jsonl", 5, p2="KILL"), tmp_path / "atlas", "--jobs", 1)
    run(pipeline, *arguments, code=-signal.SIGKILL)
    assert "5 papers extracted, 1 could not be" in run(pipeline, *arguments)
    assert [note["line"] for note in notes(tmp_path / "atlas")] == [3]
    assert "0 papers extracted, 1 could not be" in run(pipeline, *arguments)


def test_a_paper_at_which_the_pipeline_fails_is_named_and_the_others_are_kept(pipeline: Path, tmp_path: Path) -> None:
    file = papers_file(tmp_path / "papers.jsonl", 5, p2="RAISE")
    run(pipeline, *build_arguments(pipeline, file, tmp_path / "atlas", "--strict"), code=1)
    (note,) = notes(tmp_path / "atlas")
    assert (note["line"], note["why"]) == (3, "the pipeline failed on it: ZeroDivisionError: no such luck")
    assert len(set(kg.open(tmp_path / "atlas").table("mentions")["paper_id"].to_pylist())) == 4


def test_a_paper_of_ten_megabytes_is_kept_and_not_extracted(pipeline: Path, tmp_path: Path) -> None:
    file = papers_file(tmp_path / "papers.jsonl", 3, p1="beam search " * 850_000)
    run(pipeline, *build_arguments(pipeline, file, tmp_path / "atlas"))
    (note,) = notes(tmp_path / "atlas")
    assert "10,200,0" in str(note["why"])
    assert "more than the 100,000 of the setting extraction.longest_text" in str(note["why"])
    atlas = kg.open(tmp_path / "atlas")
    assert max(map(len, atlas.table("papers")["abstract"].to_pylist())) > 10_000_000
    assert set(atlas.table("mentions")["paper_id"].to_pylist()) == {"id-0", "id-2"}


def test_ctrl_c_ends_all_processes_without_a_traceback(pipeline: Path, tmp_path: Path) -> None:
    file = papers_file(tmp_path / "papers.jsonl", 600, **{f"p{n}": "SLOW" for n in range(600)})
    run(pipeline, *build_arguments(pipeline, papers_file(tmp_path / "few.jsonl", 3), tmp_path / "atlas"))
    before = state(tmp_path / "atlas")
    process = start(pipeline, *build_arguments(pipeline, file, tmp_path / "atlas", "--jobs", 2))
    wait_for_workers(process.pid, 2)
    os.killpg(process.pid, signal.SIGINT)
    _, stderr = process.communicate(timeout=120)  # 0.3 to 1.5 s on a quiet machine (docs/quality.md)
    assert process.returncode == 130
    assert "Traceback" not in stderr
    wait_for_workers(process.pid, 0)
    assert state(tmp_path / "atlas") == before
    assert not list(tmp_path.glob(".atlas.new-*"))


def test_workers_end_with_a_parent_that_was_killed(pipeline: Path, tmp_path: Path) -> None:
    file = papers_file(tmp_path / "papers.jsonl", 600, **{f"p{n}": "SLOW" for n in range(600)})
    process = start(pipeline, *build_arguments(pipeline, file, tmp_path / "atlas", "--jobs", 2))
    wait_for_workers(process.pid, 2)
    process.kill()
    process.communicate()
    wait_for_workers(process.pid, 0)


def wait_for_workers(group: int, number: int) -> None:
    """Wait until so many processes of a group hold a pipeline's component, at most two minutes."""
    end = time.monotonic() + 120
    while (found := len(living(group)) - 3) < number if number else living(group):
        assert time.monotonic() < end, found
        time.sleep(0.02)


def living(group: int) -> list[int]:
    """Return the processes of a group that have not ended."""
    listed = subprocess.run(["ps", "-o", "pid=,stat=", "-g", str(group)], capture_output=True, text=True, check=False).stdout
    return [int(line.split()[0]) for line in listed.splitlines() if not line.split()[1].startswith("Z")]


def test_killed_at_any_moment_the_atlas_is_whole_and_the_build_goes_on(pipeline: Path, tmp_path: Path) -> None:
    chance = random.Random(0)
    few, many = papers_file(tmp_path / "few.jsonl", 3), papers_file(tmp_path / "many.jsonl", 600)
    run(pipeline, *build_arguments(pipeline, few, tmp_path / "atlas"))
    began = time.monotonic()
    run(pipeline, *build_arguments(pipeline, many, tmp_path / "fresh", "--jobs", 2))
    took = time.monotonic() - began
    for _ in range(4):
        process = start(pipeline, *build_arguments(pipeline, many, tmp_path / "atlas", "--jobs", 2))
        time.sleep(chance.uniform(0, took))
        process.kill()
        process.communicate()
        assert_whole(tmp_path / "atlas")
    run(pipeline, *build_arguments(pipeline, many, tmp_path / "atlas", "--jobs", 2))
    assert not list(tmp_path.glob(".atlas.new-*"))
    ends = [
        {name: digest for name, digest in state(tmp_path / name).items() if "store" not in name} for name in ("atlas", "fresh")
    ]
    assert ends[0] == ends[1]


@pytest.mark.parametrize("limit", [0, 5_000, 100_000])
def test_a_full_disk_leaves_the_old_atlas_and_is_one_sentence(limit: int, pipeline: Path, tmp_path: Path) -> None:
    run(pipeline, *build_arguments(pipeline, papers_file(tmp_path / "few.jsonl", 3), tmp_path / "atlas"))
    before = state(tmp_path / "atlas")
    more = papers_file(tmp_path / "more.jsonl", 60)
    stderr = run(pipeline, "add", tmp_path / "atlas", more, code=2, limit=limit)
    assert "too large" in stderr.lower()
    assert len(stderr.splitlines()) == 1
    assert state(tmp_path / "atlas") == before
    assert not list(tmp_path.glob(".atlas.new-*"))


def test_a_place_that_cannot_be_written_is_found_before_anything_is_extracted(pipeline: Path, tmp_path: Path) -> None:
    (tmp_path / ".atlas.cache").write_text("a file where the cache should be")
    file = papers_file(tmp_path / "papers.jsonl", 3, p1="RAISE")
    stderr = run(pipeline, *build_arguments(pipeline, file, tmp_path / "atlas"), code=2)
    assert "atlas cannot be written" in stderr
    assert ".atlas.cache" in stderr
    assert not (tmp_path / "atlas").exists()
