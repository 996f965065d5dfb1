"""Count what abbreviations stand for in unlabelled abstracts, and write the table that resolution is shipped with.

    python train/acronyms.py --data ../shared --out kg/vocabulary/acronyms.tsv

Left out are the first 20,000 papers of the arXiv file, which measure resolution, and every paper that shares eight words in a
row with annotated or test papers or with the listing: a count must not come from what is judged. Names and counts alone are kept.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from unlabelled import runs_of, unlabelled_texts, word_runs

from extractors.abbreviations import find_pairs
from kg.resolve import normal_form

LEAST_PAPERS = 3
HELD_OUT = (
    "data/gold/*.jsonl",
    "data/scierc/*.jsonl",
    "data/tdmsci/test.jsonl",
    "data/acronyms/*.jsonl",
    "data/crossner_ai/*.jsonl",
    "seed/hf-papers-listing.txt",
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")

Sense = tuple[str, str]


def main() -> None:
    """Count the senses and write those of enough papers, the commonest of each abbreviation first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    held_out = runs_of(path for pattern in HELD_OUT for path in sorted(given.data.glob(pattern)))
    texts = dict.fromkeys(unlabelled_texts(given.data / "data" / "abstracts"))
    free = [text for text in texts if held_out.isdisjoint(word_runs(text))]
    counts: Counter[Sense] = Counter(sense for text in free for sense in senses_of(text))
    kept = sorted((short, -papers, long) for (short, long), papers in counts.items() if papers >= LEAST_PAPERS)
    given.out.write_text("".join(f"{short}\t{long}\t{-papers}\n" for short, papers, long in kept), "utf-8")
    shorts = {short for short, _, _ in kept}
    print(f"{len(texts)} papers, {len(texts) - len(free)} left out, {len(kept)} senses of {len(shorts)} abbreviations")


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
