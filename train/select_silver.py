"""Choose the unlabelled abstracts that the teacher labels; none overlaps a text that anything is measured on.

    python train/select_silver.py --data ../shared/data --held-out ../shared/seed/hf-papers-listing.txt --work WORK

Writes WORK/silver.jsonl, in a random order, so that any first part of it is a fair sample. A paper is left out if eight of
its words in a row stand in a held-out text. The first 20,000 of the arXiv file are left for measuring.
"""

import argparse
import json
import random
from pathlib import Path

from unlabelled import Paper, count_words, read_papers, runs_of, word_runs

HELD_OUT = (
    "gold/dev.jsonl",
    "scierc/dev.jsonl",
    "scierc/test.jsonl",
    "tdmsci/test.jsonl",
    "gsap_abstracts/dev.jsonl",
    "crossner_ai/dev.jsonl",
)


def main() -> None:
    """Write the chosen abstracts and print how many overlapped."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with the corpora")
    parser.add_argument("--held-out", type=Path, nargs="*", default=[], help="further texts to keep out")
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--papers", type=int, default=24_000)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    held_out = runs_of([*(arguments.data / name for name in HELD_OUT), *arguments.held_out])
    papers = list(read_papers(arguments.data / "abstracts", _is_abstract))
    free = [paper for paper in papers if held_out.isdisjoint(word_runs(f"{paper['title']} {paper['abstract']}"))]
    print(f"{len(papers)} papers, {len(papers) - len(free)} overlap a held-out text")
    random.Random(arguments.seed).shuffle(free)
    with (arguments.work / "silver.jsonl").open("w", encoding="utf-8") as lines:
        for paper in free[: arguments.papers]:
            lines.write(json.dumps({"id": paper["id"], "title": paper["title"], "abstract": paper["abstract"]}) + "\n")


def _is_abstract(paper: Paper) -> bool:
    """Tell whether a paper's abstract is as long as abstracts are."""
    return 60 <= count_words(paper["abstract"]) <= 320


if __name__ == "__main__":
    main()
