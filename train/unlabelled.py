"""The unlabelled abstracts: which may be learnt from, and which share words with a text that something is measured on.

The first 20,000 papers of the arXiv file are left for measuring. A text overlaps another one if eight of its words in a row
stand there too.
"""

import gzip
import json
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

_SOURCES = (("arxiv-50k.jsonl.gz", 20_000), ("conference-20k.jsonl.gz", 0))
"""Files of abstracts, each with how many of its first papers are left for measuring."""
_WORD = re.compile(r"\w+")
_RUN = 8

Paper = dict[str, str]


def read_papers(folder: Path, fits: Callable[[Paper], bool] | None = None) -> Iterator[Paper]:
    """Yield each paper (id, title, abstract) of the files of abstracts in `folder` that may be learnt from and `fits`.

    Papers that do not fit do not count among those that are left for measuring.
    """
    for name, left in _SOURCES:
        with gzip.open(folder / name, "rt", encoding="utf-8") as lines:
            yield from islice(filter(fits, map(json.loads, lines)), left, None)


def unlabelled_texts(folder: Path) -> Iterator[str]:
    """Yield title and abstract of each of these papers as one text."""
    for paper in read_papers(folder):
        yield f"{paper['title']}. {paper['abstract']}"


def count_words(text: str) -> int:
    """Return how many words a text has."""
    return len(_WORD.findall(text))


def runs_of(files: Iterable[Path]) -> set[int]:
    """Return the runs of words of all texts of held-out files: the fields of JSON lines, or the whole of any other file."""
    return {run for file in files for text in _texts(file) for run in word_runs(text)}


def word_runs(text: str) -> Iterator[int]:
    """Yield the hash of every eight words in a row, in lower case."""
    words = _WORD.findall(text.casefold())
    for start in range(len(words) - _RUN + 1):
        yield hash(tuple(words[start : start + _RUN]))


def _texts(file: Path) -> Iterator[str]:
    if file.suffix != ".jsonl":
        yield file.read_text(encoding="utf-8")
        return
    for row in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
        yield " ".join(row[name] for name in ("title", "abstract", "text") if name in row)
