"""A trial: what a pipeline and resolution make of some papers, without writing an atlas."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from kg.intake import papers_table
from kg.model import Paper
from kg.ports import Extractor
from kg.resolving import Types, resolve_mentions
from kg.settings import Resolution
from kg.shards import read_extractions, write_shard


def try_papers(
    papers: Sequence[Paper], extractor: Extractor, settings: Resolution, said: Types | None = None
) -> tuple[pa.Table, pa.Table]:
    """Return the mentions (with their concept_id) and the concepts that a build of these papers would have."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_shard(papers, extractor.extract(papers), folder)
        table = papers_table(papers)
        mentions, definitions, _ = read_extractions(table, folder)
    resolved = resolve_mentions(mentions, definitions, settings, papers=len(papers), said=said)
    return mentions.append_column("concept_id", resolved.concept_ids), resolved.concepts
