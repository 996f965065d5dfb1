"""Count how the abstracts that the teacher labelled use words and phrases: the tables of `extractors.usage`.

    python train/usage.py --work WORK

Reads WORK/silver; writes WORK/usage/words.tsv and WORK/usage/phrases.tsv. Only what is written in several places is kept; words,
names and counts are facts, no sentence is.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import blank_pipeline
from shards import read_labelled

from extractors.candidates import LONGEST
from extractors.decoding import decode
from extractors.sentences import starts_of
from extractors.usage import BEFORE, BEGIN, BEHIND, END, INSIDE, WRITTEN

LEAST = 3
"""How often what is kept is written, at least."""


@dataclass(frozen=True, slots=True)
class Read:
    """The words of a text, in lower case, and the spans of words that the teacher finds in it."""

    words: Sequence[str]
    spans: Sequence[tuple[int, int]]


def main() -> None:
    """Count and write, in the order of the texts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    work: Path = parser.parse_args().work
    texts = list(read_texts(work))
    (work / "usage").mkdir(exist_ok=True)
    for name, rows in (("words", count_words(texts)), ("phrases", count_phrases(texts))):
        lines = sorted("\t".join([text, *map(str, counts)]) for text, *counts in rows)
        (work / "usage" / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"{len(lines)} {name} of {len(texts)} texts")


def read_texts(work: Path) -> Iterator[Read]:
    """Yield the labelled texts."""
    nlp = blank_pipeline()
    for text, table in read_labelled(work):
        doc = nlp(text)
        yield Read([token.lower_ for token in doc], [(found.start, found.end) for found in decode(table, starts_of(doc))])


def count_words(texts: Sequence[Read]) -> Iterator[tuple[str, *tuple[int, ...]]]:
    """Yield each word that is written often enough, with its counts in the order of `extractors.usage`."""
    uses: list[Counter[str]] = [Counter() for _ in range(WRITTEN + 1)]
    for text in texts:
        padded = ["", *text.words, ""]
        for first, end in text.spans:
            for use, place in ((BEGIN, first + 1), (END, end), (BEFORE, first), (BEHIND, end + 1)):
                uses[use][padded[place]] += 1
            uses[INSIDE].update(text.words[first:end])
        uses[WRITTEN].update(text.words)
    for word, written in uses[WRITTEN].items():
        if written >= LEAST and word.strip():
            yield (word, *(counter[word] for counter in uses))


def count_phrases(texts: Sequence[Read]) -> Iterator[tuple[str, *tuple[int, ...]]]:
    """Yield each phrase that is a mention somewhere and written often enough, with both counts."""
    found = Counter(" ".join(text.words[first:end]) for text in texts for first, end in text.spans)
    written: Counter[str] = Counter()
    for text in texts:
        for first in range(len(text.words)):
            for end in range(first + 1, min(first + LONGEST, len(text.words)) + 1):
                if (phrase := " ".join(text.words[first:end])) in found:
                    written[phrase] += 1
    yield from ((phrase, found[phrase], times) for phrase, times in written.items() if times >= LEAST and phrase.strip())


if __name__ == "__main__":
    main()
