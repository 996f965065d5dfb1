"""Where shards are extracted: in this process, or in a pool of processes. An engine is a `concurrent.futures.Executor`."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import forkserver, resource_tracker
from pathlib import Path
from typing import Any

from kg.engines.worker import ExtractorSpec, load, start
from kg.plugins import extractor_module

_ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


class InProcess(Executor):
    """Runs each call at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401 -- the signature of Executor
        """Call `fn` and return its outcome as a finished future."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 -- handed to whoever asks for the result, as in every executor
            future.set_exception(error)
        return future


@contextmanager
def running_engine(spec: ExtractorSpec, mark: Path, *, jobs: int) -> Iterator[Executor]:
    """Give an executor whose workers have loaded the pipeline `spec`: `jobs` processes, or this one where that is 1.

    The file `mark` stands while one extracts here. Where it is left over, the last one was killed at that, maybe by a paper:
    then a process apart is taken, which may die.
    """
    try:
        if jobs > 1 or mark.exists():
            with running_processes(spec, jobs=jobs) as pool:
                yield pool
        else:
            load(spec)
            mark.touch()
            yield InProcess()
    finally:
        mark.unlink(missing_ok=True)


@contextmanager
def running_processes(spec: ExtractorSpec, *, jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Give a pool of `jobs` processes that have loaded the pipeline `spec`; an error in the block kills them at once."""
    for name in _ONE_THREAD:  # each worker has a core of its own; threads below it only get in the way
        os.environ.setdefault(name, "1")
    _start_server()
    context = multiprocessing.get_context("forkserver")
    pool = ProcessPoolExecutor(max_workers=jobs, mp_context=context, initializer=start, initargs=(spec,))
    try:
        yield pool
    except BaseException:
        for process in list((pool._processes or {}).values()):
            process.kill()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _start_server() -> None:
    """Start the server of workers with Ctrl-C blocked, so that a worker never meets one, not even while it starts.

    The server imports what an extractor needs, so that its workers, which are copies of it, start in no time.
    """
    forkserver.set_forkserver_preload([__name__, extractor_module()])
    resource_tracker.ensure_running()  # it would lift the block
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
