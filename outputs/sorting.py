"""Sorting more triples than memory holds: sorted runs on disk, then one merge of them (Knuth, TAOCP vol. 3, 5.4).

The merge goes by blocks: of each run some triples are in memory; those of the subjects before the first of their last ones are
sorted together.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.compute as pc

from outputs.columns import SCHEMA

BYTES_IN_MEMORY = 1 << 24
_BLOCK = 4_096  # triples of a run in memory


def iter_sorted(
    batches: Iterable[pa.RecordBatch], folder: Path, *, bytes_in_memory: int = BYTES_IN_MEMORY, block: int = _BLOCK
) -> Iterator[pa.RecordBatch]:
    """Yield each distinct triple once, in the order of their lines as UTF-8; all of a subject are in one batch.

    Runs of `bytes_in_memory` go to a folder in `folder`, which is removed at the end; `block` triples of each are held.
    """
    with TemporaryDirectory(prefix=".sort-", dir=folder) as place:
        files: list[Path] = []
        for run in _iter_runs(batches, bytes_in_memory):
            files.append(Path(place, str(len(files))))
            with pa.ipc.new_file(str(files[-1]), SCHEMA) as file:
                file.write_table(pa.Table.from_batches([run]), max_chunksize=block)
        yield from _merged(list(map(_Run, files)))


def _iter_runs(batches: Iterable[pa.RecordBatch], size: int) -> Iterator[pa.RecordBatch]:
    held: list[pa.RecordBatch] = []
    for batch in filter(len, batches):
        held.append(batch)
        if sum(each.nbytes for each in held) >= size:
            yield _sorted(held)
            held = []
    if held:
        yield _sorted(held)


class _Run:
    """Sorted triples on disk, of which some are held."""

    def __init__(self, file: Path) -> None:
        self._blocks = _iter_blocks(file)
        self.held = next(self._blocks)
        self._following = next(self._blocks, None)

    @property
    def bound(self) -> str | None:
        """The last subject that is held, None where nothing follows: of those before it no triple is still to come."""
        last: str | None = self.held["subject"][-1].as_py() if self._following else None
        return last

    def take(self, bound: str | None) -> pa.RecordBatch:
        """Return what is held of the subjects before `bound`, of all where it is None, and hold what comes then."""
        subjects, following = self.held["subject"], self._following
        rows = len(subjects) if bound is None else bisect_left(range(len(subjects)), bound, key=lambda row: subjects[row].as_py())
        taken, rest = self.held[:rows], self.held[rows:]
        if following and self.bound == bound:
            rest, self._following = pa.concat_batches([rest, following]), next(self._blocks, None)
        self.held = rest
        return taken


def _iter_blocks(file: Path) -> Iterator[pa.RecordBatch]:
    with pa.OSFile(str(file)) as source, pa.ipc.open_file(source) as run:
        yield from map(run.get_batch, range(run.num_record_batches))


def _merged(runs: list[_Run]) -> Iterator[pa.RecordBatch]:
    while runs:
        bound = min((run.bound for run in runs if run.bound is not None), default=None)
        yield _sorted([run.take(bound) for run in runs])
        runs = [run for run in runs if len(run.held)]


def _sorted(batches: list[pa.RecordBatch]) -> pa.RecordBatch:
    """Return the triples of all batches in order, each once."""
    whole = pa.concat_batches(batches)
    whole = whole.take(pc.sort_indices(whole, [(name, "ascending") for name in SCHEMA.names]))
    again = pa.repeat(True, max(len(whole) - 1, 0))
    for column in whole.columns:
        again = pc.and_(again, pc.equal(column[1:], column[:-1]))
    return whole if not again.true_count else whole.filter(pa.concat_arrays([pa.array([True]), pc.invert(again)]))
