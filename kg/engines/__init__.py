"""Where shards are extracted: in this process, or in a pool of processes. An engine is a `concurrent.futures.Executor`."""

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from typing import Any

from kg.engines.worker import ExtractorSpec, start

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


def make_engine(spec: ExtractorSpec, *, jobs: int) -> Executor:
    """Return an executor whose workers have loaded the pipeline `spec`: `jobs` processes, or this one where that is 1."""
    if jobs <= 1:
        start(spec)
        return InProcess()
    for name in _ONE_THREAD:  # each worker has a core of its own; threads below it only get in the way
        os.environ.setdefault(name, "1")
    context = multiprocessing.get_context("forkserver")
    return ProcessPoolExecutor(max_workers=jobs, mp_context=context, initializer=start, initargs=(spec,))
