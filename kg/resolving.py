"""The stage between extraction and links: concepts, what is a kind of what, and what they are called elsewhere."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa

from kg import sssom
from kg.atlas import MERGES
from kg.model import ConceptType
from kg.resolve import Override, Resolution, find_broader, find_referring, find_stated, match_concepts, resolve
from kg.settings import Resolution as Wish
from kg.vocabulary import read_background, read_entries

BROADER = "broader.sssom.tsv"
MATCHES = "matches.sssom.tsv"

Types = Mapping[str, ConceptType]
"""Normal forms with their types."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """Concepts with `broader` and `matches` filled, and the mapping sets behind them by their file."""

    resolution: Resolution
    mappings: Mapping[str, tuple[sssom.Mapping, ...]]


def resolve_mentions(
    papers: pa.Table,
    mentions: pa.Table,
    definitions: pa.Table,
    wish: Wish,
    overrides: Iterable[Override] = (),
    said: Types | None = None,
) -> Resolution:
    """Return the concepts of the mentions, with what is shipped about names, what the papers state and the user says of them.

    `said` are the types that the user gives.
    """
    stated = find_stated(papers, mentions)
    return resolve(
        mentions.append_column("refers", find_referring(papers, mentions)),
        pa.concat_tables([definitions.select(stated.column_names), stated]),
        papers=papers.num_rows,
        background=read_background(said),
        termhood=wish.termhood,
        acronym_share=wish.acronym_share,
        acronym_papers=wish.acronym_papers,
        overrides=overrides,
    )


def resolve_corpus(
    papers: pa.Table,
    mentions: pa.Table,
    definitions: pa.Table,
    wish: Wish,
    overrides: Iterable[Override] = (),
    said: Types | None = None,
) -> Resolved:
    """Return what a corpus's mentions name, and how these concepts stand to each other and to other vocabularies."""
    found = resolve_mentions(papers, mentions, definitions, wish, overrides, said)
    placed = mentions.append_column("concept_id", found.concept_ids)
    concepts, kinds = find_broader(papers, placed, found.concepts)
    concepts, matches = match_concepts(concepts, read_entries())
    return Resolved(replace(found, concepts=concepts), {MERGES: found.merges, BROADER: kinds, MATCHES: matches})


def write_resolved(resolved: Resolved, folder: Path, *, base: str, version: str) -> None:
    """Write each mapping set into `folder`."""
    for file, mappings in resolved.mappings.items():
        name = file.partition(".")[0]
        sssom.write_mappings(mappings, folder / file, name=name, base=base, version=version)
