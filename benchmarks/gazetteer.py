"""How fast 50,000 names are found in abstracts, against spaCy's EntityRuler, and whether the places are those of a slow search.

Run: python benchmarks/gazetteer.py ABSTRACTS.jsonl.gz. CPU seconds of one process; the two take turns, each round on texts that
neither has seen. The names are those that are shipped, those of MLSO and CSO, and common rows of two and three words of
abstracts that are not searched. EntityRuler is given tokens, whose making is not counted.
"""

import gzip
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, pairwise
from pathlib import Path
from typing import TypeVar

import spacy
from spacy.language import Language

from kg.vocabulary import Index, Matcher, Name, build_matcher, find_names, name_of, read_entries, read_names

T = TypeVar("T")

NAMES = 50_000
SEEN = 8_000
"""Abstracts whose rows of words become names."""

LEAST = 3
"""Times that a row of words must stand in these."""

ROUNDS = 5
PAPERS = 500
CHECKED = 100


def main() -> None:
    """Print for each round the CPU microseconds an abstract, then the ratio, and whether the slow search finds the same."""
    texts = texts_of(Path(sys.argv[1]))
    names = choose_names(islice(texts, SEEN))
    building, matcher = timed(lambda: build_matcher(names))
    ruler_building, nlp = timed(lambda: build_ruler(names))
    print(f"{len(names)} names: built in {building:.2f} s, EntityRuler in {ruler_building:.2f} s")
    ratios = [compare(matcher, nlp, list(islice(texts, PAPERS)), ours_first=number % 2 == 0) for number in range(ROUNDS)]
    print(f"{sorted(ratios)[ROUNDS // 2]:.1f} times as fast (median; {min(ratios):.1f} to {max(ratios):.1f})")
    checked = list(islice(texts, CHECKED))
    same = [[match[:2] for match in find_names(matcher, text)] == list(slow_places(matcher.index, text)) for text in checked]
    print(f"the slow search finds the same in {sum(same)} of {len(same)} abstracts")


def texts_of(file: Path) -> Iterator[str]:
    """Yield title and abstract of each paper of a gzipped JSONL file."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            yield f"{row['title']}\n\n{row['abstract']}"


def choose_names(texts: Iterator[str]) -> list[Name]:
    """Return `NAMES` names: those of the vocabularies, and rows of words of the texts."""
    known = {name.text for name in read_names()} | set(read_entries())
    rows = Counter(row for text in texts for row in word_rows(text))
    common = sorted(row for row, times in rows.items() if times >= LEAST and row not in known)
    chosen = random.Random(0).sample(common, NAMES - len(known))  # noqa: S311 - not for secrets
    return [Name(text, ("Method",)) for text in sorted({*known, *chosen}) if text[0].isalnum() and text[-1].isalnum()]


def word_rows(text: str) -> Iterator[str]:
    """Yield each two and three words in a row, in lower case."""
    words = re.findall(r"[^\W_]+", text.lower())
    yield from map(" ".join, pairwise(words))
    yield from map(" ".join, zip(words, words[1:], words[2:], strict=False))


def build_ruler(names: Sequence[Name]) -> Language:
    """Return a pipeline with an EntityRuler that finds the names in any capitals, with their ids."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    ruler.add_patterns([{"label": name.types[0], "pattern": name.text, "id": name.text} for name in names])  # type: ignore[attr-defined]
    return nlp


def compare(matcher: Matcher, nlp: Language, texts: Sequence[str], *, ours_first: bool) -> float:
    """Print how long each takes for the texts, and return how many times as long EntityRuler does."""
    docs = [nlp.make_doc(text) for text in texts]
    ruler = nlp.get_pipe("entity_ruler")
    ways: list[Callable[[], int]] = [
        lambda: sum(1 for text in texts for _ in find_names(matcher, text)),
        lambda: sum(len(ruler(doc).ents) for doc in docs),
    ]
    done = {way: timed(ways[way]) for way in ((0, 1) if ours_first else (1, 0))}
    (ours, found), (theirs, marked) = done[0], done[1]
    per = 1e6 / len(texts)
    print(
        f"{found / len(texts):.1f} places in {ours * per:.0f} us; EntityRuler {marked / len(texts):.1f} in {theirs * per:.0f} us"
    )
    return theirs / ours


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Return the CPU seconds of some work, and what it gave."""
    began = time.process_time()
    done = work()
    return time.process_time() - began, done


def slow_places(index: Index, text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of names by trying every row of words, the longest first."""
    words = [match.span() for match in re.finditer(r"[^\W_]+", text)]
    reached = 0
    for first, (start, _) in enumerate(words):
        ends = (end for _, end in reversed(words[first:]) if start >= reached)
        end = next((end for end in ends if name_of(index, text[start:end])), None)
        if end is not None:
            yield start, end
            reached = end


if __name__ == "__main__":
    main()
