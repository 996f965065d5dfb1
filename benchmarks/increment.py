"""What adding one paper to many costs, stage by stage, against a build of all; and that both give the same bytes.

Seconds are those of the processor, in one process. Communities, layout and outputs are made again for all papers; their share is
printed beside.

Run: python benchmarks/increment.py ABSTRACTS.jsonl.gz [--papers 10000]
"""

import argparse
import gzip
import shutil
import tempfile
import time
from collections import Counter
from itertools import islice
from pathlib import Path

import kg
from kg.switch import beside

ANEW = ("place", "write ")
TABLES = "write tables"


class Stopwatch:
    """Told of stages by a build, sums up the seconds of each."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._stage, self._since = "start", time.process_time()

    def __call__(self, stage: str, done: int, total: int) -> None:  # noqa: ARG002 -- as a build calls it
        """Note that a stage goes on, or begins."""
        now = time.process_time()
        self.seconds[self._stage] += now - self._since  # type: ignore[assignment]
        self._stage, self._since = stage, now

    def stop(self) -> tuple[float, float]:
        """Return the seconds of all but what is made anew, and those of that."""
        self("end", 0, 0)
        anew = sum(spent for stage, spent in self.seconds.items() if stage.startswith(ANEW) and stage != TABLES)
        return sum(self.seconds.values()) - anew, anew


def measure(abstracts: Path, papers: int, folder: Path) -> None:
    """Build, add, build afresh, and print what each took."""
    with gzip.open(abstracts, "rt", encoding="utf-8") as lines:
        *first, last = islice(lines, papers + 1)
    (folder / "many.jsonl").write_text("".join(first), encoding="utf-8")
    (folder / "one.jsonl").write_text(last, encoding="utf-8")
    built = Stopwatch()
    kg.build([folder / "many.jsonl"], folder / "atlas", progress=built)
    built_all, built_anew = built.stop()
    added = Stopwatch()
    report = kg.add(folder / "atlas", [folder / "one.jsonl"], progress=added)
    added_all, added_anew = added.stop()
    for stage in built.seconds:
        print(f"{stage:20} {built.seconds[stage]:8.2f} s in a build {added.seconds[stage]:8.2f} s to add one")
    print(f"papers extracted to add one: {report.extracted}")
    print(
        f"without layout, communities and outputs: {added_all:.2f} s against {built_all + built_anew:.2f} s of a full build,",
        end=" ",
    )
    print(f"a share of {added_all / (built_all + built_anew):.3f}; these take {added_anew:.2f} s beside")
    shutil.copytree(beside(folder / "atlas", "cache"), beside(folder / "fresh", "cache"))
    kg.build([folder / "many.jsonl", folder / "one.jsonl"], folder / "fresh")
    files = [path.name for path in (folder / "fresh").iterdir() if path.is_file()]
    different = [name for name in files if (folder / "fresh" / name).read_bytes() != (folder / "atlas" / name).read_bytes()]
    print(f"{len(files)} files, different from a fresh build: {different or 'none'}")


def main() -> None:
    """Run it in a folder of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("abstracts", type=Path)
    parser.add_argument("--papers", type=int, default=10_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(given.abstracts, given.papers, Path(folder))


if __name__ == "__main__":
    main()
