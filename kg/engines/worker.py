"""What runs in a worker: the pipeline is loaded once, then shard after shard is extracted and written."""

import multiprocessing
import os
import signal
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Thread

from kg.errors import PipelineError
from kg.model import Extraction, Paper
from kg.plugins import extractor_factory
from kg.ports import Extractor
from kg.readers.notes import shown
from kg.shards import cache_folder, write_shard


@dataclass(frozen=True, slots=True)
class ExtractorSpec:
    """How to make an extractor in another process. `label_map` holds (label, type) pairs, `names` is a file."""

    pipeline: str
    label_map: tuple[tuple[str, str], ...]
    batch_size: int
    names: str = ""

    @classmethod
    def of(cls, pipeline: str, label_map: Mapping[str, str], batch_size: int, names: str = "") -> "ExtractorSpec":
        """Return the spec with the map as sorted pairs."""
        return cls(pipeline, tuple(sorted(label_map.items())), batch_size, names)


@cache
def load(spec: ExtractorSpec) -> Extractor:
    """Return the extractor of `spec`, loaded once a process."""
    return extractor_factory()(spec.pipeline, label_map=dict(spec.label_map), batch_size=spec.batch_size, names=spec.names)


def start(spec: ExtractorSpec) -> None:
    """Make this process a worker: it leaves Ctrl-C to its parent, ends with it, and has the pipeline loaded."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    load(spec)


def is_ready() -> bool:
    """Return True: a worker that answers has started."""
    return True


def extract_shard(spec: ExtractorSpec, papers: list[Paper], cache: Path) -> int:
    """Extract `papers`, write them to the cache as one shard, and return how many they were.

    A paper at which the pipeline fails is written with the reason; the others are extracted without it.
    """
    extractor = load(spec)
    try:
        found = list(extractor.extract(papers))
    except PipelineError:
        raise
    except Exception:  # noqa: BLE001 -- whatever a pipeline raises: the paper that it comes from is found below
        found = [_extract_alone(extractor, paper) for paper in papers]
    write_shard(papers, found, cache_folder(cache, extractor.fingerprint))
    return len(papers)


def _extract_alone(extractor: Extractor, paper: Paper) -> Extraction:
    try:
        (found,) = extractor.extract([paper])
    except PipelineError:
        raise
    except Exception as error:  # noqa: BLE001 -- as above
        return Extraction(failure=f"the pipeline failed on it: {type(error).__name__}: {shown(str(error), 200)}")
    return found


def _end_with_parent() -> None:
    """End this process when its parent has ended, even if that was killed."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
