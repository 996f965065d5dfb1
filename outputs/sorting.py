"""Sorting more lines than memory holds: sorted runs on disk, then one merge of them (Knuth, TAOCP vol. 3, 5.4).

The merge goes by blocks: of each run some lines are in memory; those that are not behind the first of their last lines are
sorted together. Python sorts lists that are made of sorted pieces in near linear time.
"""

import tempfile
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import chain, compress, islice
from operator import ne
from pathlib import Path

LINES_IN_MEMORY = 100_000


def iter_sorted(lines: Iterable[str], folder: Path, *, lines_in_memory: int = LINES_IN_MEMORY) -> Iterator[list[str]]:
    r"""Yield each distinct line once, in the order of its UTF-8 bytes, in blocks; each ends with "\n" and holds no other.

    Runs that memory does not hold go to a folder in `folder`, which is removed at the end.

    >>> list(iter_sorted(["b\n", "a\n", "b\n"], Path(".")))
    [['a\n', 'b\n']]
    """
    remaining = iter(lines)
    with tempfile.TemporaryDirectory(prefix=".sort-", dir=folder) as place, ExitStack() as stack:
        runs: list[Iterator[str]] = []
        run = sorted(islice(remaining, lines_in_memory))
        while len(run) == lines_in_memory:
            file = Path(place, str(len(runs)))
            with file.open("w", encoding="utf-8", newline="\n") as out:
                out.writelines(run)
            runs.append(stack.enter_context(file.open(encoding="utf-8", newline="\n")))
            run = sorted(islice(remaining, lines_in_memory))
        runs.append(iter(run))
        yield from _merged(runs, max(lines_in_memory // len(runs), 1))


def _merged(runs: list[Iterator[str]], lines_of_each: int) -> Iterator[list[str]]:
    held = [list(islice(run, lines_of_each)) for run in runs]
    before = ""
    while any(held):
        bound = min(lines[-1] for lines in held if lines)
        block: list[str] = []
        for number, lines in enumerate(held):
            cut = bisect_right(lines, bound)
            block += lines[:cut]
            held[number] = lines[cut:] or list(islice(runs[number], lines_of_each))
        block.sort()
        yield list(compress(block, map(ne, block, chain([before], block))))
        before = block[-1]
