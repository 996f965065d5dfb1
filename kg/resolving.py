"""The stage between extraction and links: concepts, what is a kind of what, and what they are called elsewhere."""

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
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
class Corpus:
    """What resolution reads: the tables of the papers and of their mentions and definitions."""

    papers: pa.Table
    mentions: pa.Table
    definitions: pa.Table


@dataclass(frozen=True, slots=True)
class Say:
    """What the user says of concepts: what is one and what is not, and the types of names."""

    overrides: Iterable[Override] = ()
    types: Types | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """Concepts with `broader` and `matches` filled, and the mapping sets behind them by their file."""

    resolution: Resolution
    mappings: Mapping[str, tuple[sssom.Mapping, ...]]


_NOTHING_SAID = Say()


@contextmanager
def _without_collection() -> Iterator[None]:
    """Run the block without the search for cycles, which walks all objects again and again and took half of the time.

    Resolution makes millions of objects and few cycles of them, which go when the block ends.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
            gc.collect()


@_without_collection()
def resolve_mentions(corpus: Corpus, wish: Wish, say: Say = _NOTHING_SAID) -> Resolution:
    """Return the concepts of the mentions, with what is shipped about names, what the papers state and the user says of them."""
    stated = find_stated(corpus.papers, corpus.mentions)
    return resolve(
        corpus.mentions.append_column("refers", find_referring(corpus.papers, corpus.mentions)),
        pa.concat_tables([corpus.definitions.select(stated.column_names), stated]),
        papers=corpus.papers.num_rows,
        background=read_background(say.types),
        termhood=wish.termhood,
        acronym_share=wish.acronym_share,
        acronym_papers=wish.acronym_papers,
        overrides=say.overrides,
    )


def resolve_corpus(corpus: Corpus, wish: Wish, say: Say = _NOTHING_SAID) -> Resolved:
    """Return what a corpus's mentions name, and how these concepts stand to each other and to other vocabularies."""
    found = resolve_mentions(corpus, wish, say)
    placed = corpus.mentions.append_column("concept_id", found.concept_ids)
    with _without_collection():
        concepts, kinds = find_broader(corpus.papers, placed, found.concepts)
        concepts, matches = match_concepts(concepts, read_entries())
    return Resolved(replace(found, concepts=concepts), {MERGES: found.merges, BROADER: kinds, MATCHES: matches})


def write_resolved(resolved: Resolved, folder: Path, *, base: str, version: str) -> None:
    """Write each mapping set into `folder`."""
    for file, mappings in resolved.mappings.items():
        name = file.partition(".")[0]
        sssom.write_mappings(mappings, folder / file, name=name, base=base, version=version)
