"""What runs in a worker: the pipeline is loaded once, then shard after shard is extracted and written."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.model import Paper
from kg.plugins import extractor_factory
from kg.ports import Extractor
from kg.shards import cache_folder, write_shard


@dataclass(frozen=True, slots=True)
class ExtractorSpec:
    """How to make an extractor in another process. `label_map` holds (label, type) pairs."""

    pipeline: str
    label_map: tuple[tuple[str, str], ...]
    batch_size: int

    @classmethod
    def of(cls, pipeline: str, label_map: Mapping[str, str], batch_size: int) -> "ExtractorSpec":
        """Return the spec with the map as sorted pairs."""
        return cls(pipeline, tuple(sorted(label_map.items())), batch_size)


@cache
def load(spec: ExtractorSpec) -> Extractor:
    """Return the extractor of `spec`, loaded once a process."""
    return extractor_factory()(spec.pipeline, label_map=dict(spec.label_map), batch_size=spec.batch_size)


def start(spec: ExtractorSpec) -> None:
    """Load the pipeline ahead of the first shard."""
    load(spec)


def extract_shard(spec: ExtractorSpec, papers: list[Paper], cache: Path) -> int:
    """Extract `papers`, write them to the cache as one shard, and return how many they were."""
    extractor = load(spec)
    write_shard(papers, extractor.extract(papers), cache_folder(cache, extractor.fingerprint))
    return len(papers)
