"""Choose texts of the public corpora in which a dataset is named, for the teacher's labels to be corrected by.

    python train/select_named.py --data ../shared/data --held-out ../shared/seed/hf-papers-listing.txt --work WORK

Writes WORK/named.jsonl, a text a line with the offsets of the datasets that it names. Abstracts name few datasets, so that the
gold alone teaches little about them. Left out are spans that are no name (no capital and no digit), "dataset" and its like at
the end of one, and texts that share eight words in a row with a held-out text.
"""

import argparse
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from select_silver import HELD_OUT
from unlabelled import runs_of, word_runs

_SOURCES = (("gsap_ner/train.jsonl", "Dataset"), ("tdmsci/train.jsonl", "DATASET"), ("scirex_abstracts/train.jsonl", "Material"))
"""Corpora, each with its label for datasets."""

_KIND = re.compile(r"(\s+(data|data\s*-?\s*sets?|corpus|corpora|benchmarks?|databases?|collections?|test sets?|tasks?))+$")
_NAME = re.compile(r"[A-Z0-9].*[A-Za-z]|[A-Za-z].*[A-Z0-9]")


def main() -> None:
    """Write the chosen texts and print how many there are, and how many datasets they name."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with the corpora")
    parser.add_argument("--held-out", type=Path, nargs="*", default=[], help="further texts to keep out")
    parser.add_argument("--work", type=Path, required=True)
    arguments = parser.parse_args()
    held_out = runs_of([*(arguments.data / name for name in HELD_OUT), *arguments.held_out])
    rows = [row for name, label in _SOURCES for row in naming_rows(arguments.data / name, label)]
    free = [row for row in rows if held_out.isdisjoint(word_runs(row["abstract"]))]
    random.Random(0).shuffle(free)
    with (arguments.work / "named.jsonl").open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in free)
    named = sum(len(row["datasets"]) for row in free)
    print(f"{len(rows)} texts, {len(rows) - len(free)} overlap a held-out text; {named} datasets in the others")


def naming_rows(file: Path, label: str) -> Iterator[dict[str, Any]]:
    """Yield the texts that name a dataset as papers without a title, offsets in the abstract."""
    for row in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
        text = row["text"]
        trimmed = len(text) - len(text.lstrip())
        names = sorted({name_in(text, span["start"], span["end"]) for span in row["spans"] if span["label"] == label})
        datasets = [(start - trimmed, end - trimmed) for start, end in names if _NAME.search(text[start:end])]
        if datasets:
            yield {"id": row["id"], "title": "", "abstract": text.strip(), "datasets": datasets}


def name_in(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the offsets of a span without what only says that it is a dataset.

    >>> name_in("on the Yelp data sets", 7, 21)
    (7, 11)
    """
    return start, start + len(_KIND.sub("", text[start:end]))


if __name__ == "__main__":
    main()
