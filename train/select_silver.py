"""Choose the unlabelled abstracts that the teacher labels; none overlaps a text that anything is measured on.

    python train/select_silver.py --data ../shared/data --held-out ../shared/seed/hf-papers-listing.txt --work WORK

Writes WORK/silver.jsonl, in a random order, so that any first part of it is a fair sample. A paper is left out if eight of
its words in a row stand in a held-out text. The first 20,000 lines of the arXiv file are left for measuring.
"""

import argparse
import gzip
import json
import random
import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

HELD_OUT = (
    "gold/dev.jsonl",
    "scierc/dev.jsonl",
    "scierc/test.jsonl",
    "tdmsci/test.jsonl",
    "gsap_abstracts/dev.jsonl",
    "crossner_ai/dev.jsonl",
)
_SOURCES = (("abstracts/arxiv-50k.jsonl.gz", 20_000), ("abstracts/conference-20k.jsonl.gz", 0))
"""Files of abstracts, each with how many of its first lines are left for measuring."""

_WORD = re.compile(r"\w+")
_RUN = 8


def main() -> None:
    """Write the chosen abstracts and print how many overlapped."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with the corpora")
    parser.add_argument("--held-out", type=Path, nargs="*", default=[], help="further texts to keep out")
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--papers", type=int, default=24_000)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    files = [*(arguments.data / name for name in HELD_OUT), *arguments.held_out]
    held_out = set(chain.from_iterable(word_runs(text) for file in files for text in texts(file)))
    papers = [paper for name, skip in _SOURCES for paper in islice(_papers(arguments.data / name), skip, None)]
    free = [paper for paper in papers if held_out.isdisjoint(word_runs(f"{paper['title']} {paper['abstract']}"))]
    print(f"{len(papers)} papers, {len(papers) - len(free)} overlap a held-out text")
    random.Random(arguments.seed).shuffle(free)
    with (arguments.work / "silver.jsonl").open("w", encoding="utf-8") as lines:
        for paper in free[: arguments.papers]:
            lines.write(json.dumps({"id": paper["id"], "title": paper["title"], "abstract": paper["abstract"]}) + "\n")


def word_runs(text: str) -> Iterator[int]:
    """Yield the hash of every eight words in a row, in lower case."""
    words = _WORD.findall(text.lower())
    for start in range(len(words) - _RUN + 1):
        yield hash(tuple(words[start : start + _RUN]))


def texts(file: Path) -> Iterator[str]:
    """Yield the texts of a held-out file: the fields of JSON lines, or the whole of any other file."""
    if file.suffix != ".jsonl":
        yield file.read_text(encoding="utf-8")
        return
    for row in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
        yield " ".join(row[name] for name in ("title", "abstract", "text") if name in row)


def _papers(file: Path) -> Iterable[dict[str, str]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            paper = json.loads(line)
            if 60 <= len(_WORD.findall(paper["abstract"])) <= 320:
                yield paper


if __name__ == "__main__":
    main()
