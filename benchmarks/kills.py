"""Kills builds at random moments with SIGKILL, and counts torn atlases and lost work.

A build of PAPERS papers with two workers is killed again and again, each time at a random moment of what a whole build takes;
when one gets through, its cache is thrown away and the atlas is made small again. After each kill the atlas must be the old one
or the new one, whole, by `kg check`; and of what the workers extracted, no more may be lost than the shards under way.

Run: python benchmarks/kills.py ABSTRACTS.jsonl.gz [--kills 100] [--papers 2000] [--characters 200] [--seed 0]
"""

import argparse
import gzip
import importlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import spacy

import kg
from kg.checking import check
from kg.manifest import file_hash
from kg.shards import SHARD_SIZE, cached_keys
from kg.switch import beside

WORKERS = 2
COUNTING = """
import os
from spacy.language import Language

@Language.component("counting")
def counting(doc):
    with open(os.path.join(os.environ["COUNTS"], str(os.getpid())), "ab") as file:
        file.write(b".")
    return doc
"""


@dataclass
class Tally:
    """What was seen."""

    kills: int = 0
    finished: int = 0
    torn: int = 0
    orphans: int = 0
    lost: list[int] = field(default_factory=list)  # papers whose extraction was lost, a kill


class Place:
    """A folder with the papers, a pipeline that counts what it reads, and the atlas that is being killed."""

    def __init__(self, folder: Path, abstracts: Path, papers: int, characters: int) -> None:
        self.counts = folder / "counts"
        self.counts.mkdir()
        self.pipeline = _write_pipeline(folder)
        self.many = _write_papers(folder / "many.jsonl", islice(_records(abstracts, characters), papers))
        self.few = _write_papers(folder / "few.jsonl", islice(_records(abstracts, characters), 20))
        self.atlas = folder / "atlas"

    def start(self, papers: Path) -> subprocess.Popen[bytes]:
        """Start a build of `papers`."""
        command = [sys.executable, "-m", "kg", "build", str(papers), "-o", str(self.atlas), "--jobs", str(WORKERS)]
        path = os.pathsep.join(filter(None, [str(self.pipeline.parent), os.environ.get("PYTHONPATH")]))
        environment = {**os.environ, "COUNTS": str(self.counts), "PYTHONPATH": path}
        return subprocess.Popen(  # noqa: S603 -- our own command
            [*command, "--pipeline", str(self.pipeline)],
            env=environment,
            start_new_session=True,
            stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )

    def reset(self) -> None:
        """Make the atlas of a few papers, with nothing extracted yet of the others."""
        shutil.rmtree(beside(self.atlas, "cache"), ignore_errors=True)
        if self.start(self.few).wait():
            raise SystemExit("the first build failed")

    def cached(self) -> int:
        """Return how many papers the cache knows."""
        return sum(len(cached_keys(folder)) for folder in beside(self.atlas, "cache").glob("*"))

    def extracted_by_workers(self, parent: int) -> int:
        """Return how many papers the workers of a build have read, and forget it; each reads one text to try the pipeline."""
        files = [file for file in self.counts.iterdir() if file.name != str(parent)]
        total = sum(file.stat().st_size - 1 for file in files)
        for file in self.counts.iterdir():
            file.unlink()
        return total


def run_kills(place: Place, kills: int, chance: random.Random) -> Tally:
    """Kill so many builds, and return what was seen."""
    tally = Tally()
    place.reset()
    began = time.monotonic()
    place.start(place.many).wait()
    whole = time.monotonic() - began
    print(f"a whole build takes {whole:.1f} s", flush=True)
    place.reset()
    while tally.kills < kills:
        if _kill_one(place, chance.uniform(0, whole), tally):
            print(f"{tally.kills} kills: {tally.torn} torn, {tally.lost[-1]} papers of extraction lost", flush=True)
        else:
            place.reset()
    return tally


def _kill_one(place: Place, moment: float, tally: Tally) -> bool:
    """Kill a build at a moment, unless it is done by then, and note what is left; tell whether it was killed."""
    old, before = file_hash(place.atlas / "manifest.json"), place.cached()
    place.extracted_by_workers(0)
    process = place.start(place.many)
    try:
        process.wait(moment)
    except subprocess.TimeoutExpired:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    tally.orphans += _workers_left(process.pid)
    if process.returncode == 0:
        tally.finished += 1
        return False
    tally.kills += 1
    tally.lost.append(place.extracted_by_workers(process.pid) - (place.cached() - before))
    tally.torn += bool(list(check(kg.open(place.atlas))) if file_hash(place.atlas / "manifest.json") != old else _differs(place))
    return True


def _differs(place: Place) -> list[str]:
    """Return what is not as the manifest of the old atlas says."""
    files: dict[str, str] = kg.open(place.atlas).manifest["files"]
    return [name for name, digest in files.items() if file_hash(place.atlas / name) != digest]


def _workers_left(group: int, *, patience: float = 5.0) -> int:
    """Return how many processes of a build are still there some seconds after its end."""
    end = time.monotonic() + patience
    while (left := _living(group)) and time.monotonic() < end:
        time.sleep(0.05)
    return left


def _living(group: int) -> int:
    listed = subprocess.run(["ps", "-o", "stat=", "-g", str(group)], capture_output=True, text=True, check=False).stdout  # noqa: S603, S607
    return sum(not line.startswith("Z") for line in listed.split())


def _records(abstracts: Path, characters: int) -> Iterator[dict[str, str]]:
    with gzip.open(abstracts, "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            yield {"id": record["id"], "title": record["title"], "abstract": record["abstract"][:characters]}


def _write_papers(path: Path, records: Iterator[dict[str, str]]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def _write_pipeline(folder: Path) -> Path:
    """Write the shipped pipeline with a component behind it that counts papers, and the distribution that offers this."""
    (folder / "counting.py").write_text(COUNTING, encoding="utf-8")
    info = folder / "counting-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: counting\nVersion: 1\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[spacy_factories]\ncounting = counting:counting\n", encoding="utf-8")
    sys.path.insert(0, str(folder))
    os.environ["COUNTS"] = str(folder)
    importlib.import_module("counting")
    nlp = spacy.load(Path(__file__).parent.parent / "extractors" / "models" / "default")
    nlp.add_pipe("counting")
    nlp.to_disk(folder / "pipeline")
    return folder / "pipeline"


def main() -> None:
    """Run the kills and print the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("abstracts", type=Path)
    for name, default in (("kills", 100), ("papers", 2000), ("characters", 200), ("seed", 0)):
        parser.add_argument(f"--{name}", type=int, default=default)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder), given.abstracts, given.papers, given.characters)
        tally = run_kills(place, given.kills, random.Random(given.seed))  # noqa: S311 -- moments, no secrets
    print(f"{tally.kills} kills (and {tally.finished} builds that were done before): {tally.torn} torn atlases")
    print(f"{tally.orphans} workers left 5 s after a kill")
    print(f"work lost a kill: {sum(tally.lost) / len(tally.lost):.0f} papers on average, {max(tally.lost)} at most")
    print(f"bound: one shard a worker, {WORKERS * SHARD_SIZE} papers")


if __name__ == "__main__":
    main()
