"""Count what abbreviations stand for in unlabelled abstracts, and write the table that resolution is shipped with.

    python train/acronyms.py --data ../shared --out kg/vocabulary/acronyms.tsv

Left out are the first 20,000 papers of the arXiv file, which measure resolution, and every paper that shares eight words in a
row with annotated or test papers or with the listing: a count must not come from what is judged. Names and counts alone are kept.
"""

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from extractors.abbreviations import find_pairs
from kg.resolve import normal_form

KEPT_FOR_MEASURING = 20_000
LEAST_PAPERS = 3
ROW = 8
HELD_OUT = (
    "data/gold/*.jsonl",
    "data/scierc/*.jsonl",
    "data/tdmsci/test.jsonl",
    "data/acronyms/*.jsonl",
    "data/crossner_ai/*.jsonl",
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")

Sense = tuple[str, str]


def main() -> None:
    """Count the senses and write those of enough papers, the commonest of each abbreviation first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    held_out = {row for text in held_out_texts(given.data) for row in rows_of(text)}
    seen: set[str] = set()
    counts: Counter[Sense] = Counter()
    left_out = 0
    for text in unlabelled_texts(given.data / "data" / "abstracts"):
        if text in seen:
            continue
        seen.add(text)
        if held_out.isdisjoint(rows_of(text)):
            counts.update(senses_of(text))
        else:
            left_out += 1
    kept = sorted((short, -papers, long) for (short, long), papers in counts.items() if papers >= LEAST_PAPERS)
    given.out.write_text("".join(f"{short}\t{long}\t{-papers}\n" for short, papers, long in kept), "utf-8")
    print(f"{len(seen)} papers, {left_out} left out, {len(kept)} senses of {len({short for short, _, _ in kept})} abbreviations")


def unlabelled_texts(folder: Path) -> Iterator[str]:
    """Yield title and abstract of each paper that may be counted."""
    for name, skipped in (("arxiv-50k.jsonl.gz", KEPT_FOR_MEASURING), ("conference-20k.jsonl.gz", 0)):
        with gzip.open(folder / name, "rt", encoding="utf-8") as lines:
            for line in islice(lines, skipped, None):
                paper = json.loads(line)
                yield f"{paper['title']}. {paper['abstract']}"


def held_out_texts(data: Path) -> Iterator[str]:
    """Yield the texts that nothing may be counted from."""
    for pattern in HELD_OUT:
        for path in sorted((data / "data").glob(pattern)):
            for line in path.read_text("utf-8").splitlines():
                row = json.loads(line)
                yield row.get("text") or f"{row['title']}. {row['abstract']}"
    yield (data / "seed" / "hf-papers-listing.txt").read_text("utf-8")


def rows_of(text: str) -> set[str]:
    """Return each eight words in a row."""
    words = re.findall(r"\w+", text.casefold())
    return {" ".join(words[start : start + ROW]) for start in range(len(words) - ROW + 1)}


def senses_of(text: str) -> set[Sense]:
    """Return the normal forms of the abbreviations that a text defines, with their long forms."""
    return set(_senses(_SENTENCE_END.split(text))) - {("", "")}


def _senses(sentences: Iterable[str]) -> Iterator[Sense]:
    for sentence in sentences:
        for pair in find_pairs(sentence):
            short = normal_form(sentence[pair.short_start : pair.short_end])
            long = normal_form(sentence[pair.long_start : pair.long_end])
            if short and long and short != long and "\t" not in short + long:
                yield short, long


if __name__ == "__main__":
    main()
