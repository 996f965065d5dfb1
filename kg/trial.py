"""A trial: what a pipeline and resolution make of some papers, without writing an atlas."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from kg.claims import make_claims
from kg.intake import papers_table
from kg.model import Paper
from kg.ports import Extractor
from kg.resolving import Corpus, Say, Types, resolve_mentions
from kg.settings import Resolution
from kg.shards import read_extractions, write_shard


def try_papers(
    papers: Sequence[Paper], extractor: Extractor, settings: Resolution, said: Types | None = None
) -> dict[str, pa.Table]:
    """Return the tables mentions, concepts, usages, relations and results that a build of these papers would have, by name.

    Concepts have neither a place nor what is broader; `said` are the types that the user gives.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_shard(papers, extractor.extract(papers), folder)
        table = papers_table(papers)
        found = read_extractions(table, folder)
    resolved = resolve_mentions(Corpus(table, found.mentions, found.definitions), settings, Say(types=said))
    claims = make_claims(found, resolved.concept_ids, resolved.usages)
    return {
        "mentions": found.mentions.append_column("concept_id", resolved.concept_ids),
        "concepts": resolved.concepts,
        "usages": claims.usages,
        "relations": claims.relations,
        "results": claims.results,
    }
