"""Extraction of the papers that the cache does not know yet, shard by shard, whatever becomes of the workers.

A worker that dies takes its pool with it, and nobody can tell whose fault it was. So every paper of the shards that were under
way is tried again alone; one that kills its worker once more is remembered in the cache with the reason, and never tried again.
"""

from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from kg.engines import running_engine, running_processes
from kg.engines.worker import ExtractorSpec, extract_shard, is_ready, load
from kg.errors import PipelineError
from kg.intake import iter_papers
from kg.model import Extraction, IntakeNote, Paper
from kg.ports import Progress
from kg.readers.notes import write_note
from kg.records import Input, Row
from kg.settings import Settings
from kg.shards import (
    SHARD_SIZE,
    Found,
    cache_folder,
    cached_keys,
    compact,
    in_shards,
    paper_keys,
    read_extractions,
    read_failures,
    tidy,
    write_shard,
)

_MARK = ".extracting"
_DIED = "a worker process died each time that it extracted this paper (out of memory?)"


@dataclass(frozen=True, slots=True)
class Workplace:
    """A pipeline that can be loaded, and a cache that can be written; `damaged` shards were deleted from it."""

    spec: ExtractorSpec
    fingerprint: str
    cache: Path
    damaged: int

    @property
    def folder(self) -> Path:
        """Return the folder of the pipeline's shards."""
        return cache_folder(self.cache, self.fingerprint)


@dataclass(frozen=True, slots=True)
class Extracted:
    """What was found in the papers, as `kg.shards.read_extractions` gives it.

    `extracted` counts the papers that the cache did not know; `notes` tell of papers that could not be extracted.
    """

    found: Found
    extracted: int
    notes: tuple[IntakeNote, ...]


def prepare(cache: Path, settings: Settings) -> Workplace:
    """Return where papers can be extracted.

    Raises `PipelineError` where the pipeline cannot be loaded, and `OSError` where the cache cannot be written.
    """
    wish = settings.extraction
    spec = ExtractorSpec.of(wish.pipeline, wish.map, wish.batch_size, wish.names)
    fingerprint = load(spec).fingerprint
    return Workplace(spec, fingerprint, cache, tidy(cache_folder(cache, fingerprint)))


def extract(
    papers: pa.Table, inputs: tuple[Input, ...], place: Workplace, *, longest: int, jobs: int, progress: Progress
) -> Extracted:
    """Return what the pipeline finds in `papers`; what it finds in those that are new is put into the cache.

    Nothing is looked for in a paper of more than `longest` characters. Raises `PipelineError` where the pipeline does not keep
    its contract, and `OSError` where the cache cannot be written.
    """
    missing = _missing(papers, cached_keys(place.folder), longest)
    jobs = min(jobs, -(-missing.num_rows // SHARD_SIZE))
    done = 0
    progress("extract", 0, missing.num_rows)
    for count in _extract_all(place, in_shards(iter_papers(missing)), jobs):
        progress("extract", done := done + count, missing.num_rows)
    compact(place.folder)
    return Extracted(read_extractions(papers, place.folder), missing.num_rows, _notes(papers, inputs, place.folder, longest))


def _lengths(papers: pa.Table) -> pa.ChunkedArray:
    """Return how many characters each paper has."""
    return pc.add(pc.utf8_length(papers["title"]), pc.utf8_length(papers["abstract"]))


def _missing(papers: pa.Table, known: set[str], longest: int) -> pa.Table:
    """Return the papers that are short enough and whose text the cache does not know, each text once."""
    rows: dict[str, int] = {}
    fitting = papers.filter(pc.less_equal(_lengths(papers), longest))
    for row, key in enumerate(paper_keys(fitting).to_pylist()):
        if key not in known:
            rows.setdefault(key, row)
    return fitting.take(pa.array(rows.values(), pa.int64()))


def _extract_all(place: Workplace, shards: Iterator[list[Paper]], jobs: int) -> Iterator[int]:
    """Yield how many papers each finished shard had."""
    while (first := next(shards, None)) is not None:
        shards = chain([first], shards)
        with running_engine(place.spec, place.folder / _MARK, jobs=jobs) as engine:
            lost = yield from _run(engine, place, shards, at_once=2 * jobs)
        yield from _extract_alone(place, [paper for shard in lost for paper in shard])


def _run(
    engine: Executor, place: Workplace, shards: Iterator[list[Paper]], *, at_once: int
) -> Generator[int, None, list[list[Paper]]]:
    """Yield how many papers each finished shard had; return the shards that were under way when a worker died, if one did."""
    running: dict[Future[int], list[Paper]] = {}
    while True:
        for shard in islice(shards, at_once - len(running)):
            running[_submit(engine, place, shard)] = shard
        finished = wait(running, return_when=FIRST_COMPLETED).done
        if any(map(_died, finished)):
            finished = wait(running).done  # a pool that has lost one worker ends all that it has to do
        yield from (future.result() for future in finished if not _died(future))
        if lost := [running[future] for future in finished if _died(future)]:
            return lost
        for future in finished:
            del running[future]
        if not running:
            return []


def _extract_alone(place: Workplace, papers: Iterable[Paper]) -> Iterator[int]:
    """Yield 1 for each of `papers`, each extracted by itself; what kills its worker is written to the cache as a failure."""
    waiting = iter(papers)
    while (first := next(waiting, None)) is not None:
        with running_processes(place.spec, jobs=1) as pool:
            if _died(pool.submit(is_ready)):
                raise PipelineError("a worker process cannot be started (out of memory?); run again with --jobs 1")
            for paper in chain([first], waiting):
                future = _submit(pool, place, [paper])
                if _died(future):
                    write_shard([paper], [Extraction(failure=_DIED)], place.folder)
                    yield 1
                    break
                yield future.result()


def _submit(engine: Executor, place: Workplace, shard: list[Paper]) -> "Future[int]":
    """Return the future of a shard; it is a lost one where the engine has died already."""
    try:
        return engine.submit(extract_shard, place.spec, shard, place.cache)
    except BrokenProcessPool as error:
        lost: Future[int] = Future()
        lost.set_exception(error)
        return lost


def _died(future: "Future[int] | Future[bool]") -> bool:
    """Wait for `future`, and tell whether it came to nothing because a worker died."""
    return isinstance(future.exception(), BrokenProcessPool)


def _notes(papers: pa.Table, inputs: tuple[Input, ...], folder: Path, longest: int) -> tuple[IntakeNote, ...]:
    """Return a note on each paper that was not extracted."""
    failed = dict(read_failures(papers, folder))
    for row, length in enumerate(_lengths(papers).to_pylist()):
        if length > longest:
            failed[row] = f"it has {length:,} characters, more than the {longest:,} of the setting extraction.longest_text"
    return tuple(_note(papers.slice(row, 1).to_pylist()[0], inputs, why) for row, why in failed.items())


def _note(paper: Row, inputs: tuple[Input, ...], why: str) -> IntakeNote:
    number = paper["input"]
    return write_note(Path(inputs[number][0]), paper["line"], "unextracted", paper["title"], why, number=number)
