"""Hide definitions of abbreviations of several senses, and count how many are decided, and how many of these right.

    python benchmarks/hidden_definitions.py ATLAS

ATLAS is built from papers that define many abbreviations (the figures of docs/quality.md: 20,000 abstracts), its cache beside it.
Of the papers that define an abbreviation which other papers define otherwise, 200 are drawn (seed 0). Their definitions are taken
away, and every mention of the long form in them too, and all is resolved anew. Printed are how many abbreviations were moved to
a sense, and how many of these to that of the hidden definition.
"""

import random
import sys
from collections import Counter, defaultdict
from pathlib import Path

import pyarrow as pa

from kg.atlas import Atlas
from kg.resolve import Resolution, find_referring, normal_form, resolve
from kg.shards import read_extractions
from kg.switch import beside
from kg.vocabulary import read_background

PAPERS = 200
SEED = 0
LEAST_PAPERS = 2


def main(path: str) -> None:
    """Print the figures of the atlas at `path`."""
    atlas = Atlas(Path(path))
    mentions, definitions = read_all(atlas)
    mentions = mentions.append_column("refers", find_referring(atlas.table("papers"), mentions))
    papers = atlas.table("papers").num_rows
    whole = resolve(mentions, definitions, papers=papers, background=read_background())
    hidden = choose(mentions, definitions)
    kept = definitions.filter(pa.array([row not in hidden for row in rows_of(definitions)]))
    shown = mentions.filter(pa.array([not is_hidden for is_hidden in long_forms(mentions, hidden)]))
    blind = resolve(shown, kept, papers=papers, background=read_background())
    print_figures(senses(mentions, whole, hidden), senses(shown, blind, hidden))


def read_all(atlas: Atlas) -> tuple[pa.Table, pa.Table]:
    """Return the mentions and definitions of an atlas from the cache beside it."""
    folder = beside(atlas.path, "cache") / atlas.manifest["pipeline"]["fingerprint"]
    if not folder.is_dir():
        (folder,) = beside(atlas.path, "cache").iterdir()
    found = read_extractions(atlas.table("papers"), folder)
    return found.mentions, found.definitions


def rows_of(definitions: pa.Table) -> list[tuple[str, str]]:
    """Return (paper, short form) of each definition, the latter as normal form."""
    papers, shorts = definitions["paper_id"].to_pylist(), definitions["short"].to_pylist()
    return [(paper, normal_form(short)) for paper, short in zip(papers, shorts, strict=True)]


def choose(mentions: pa.Table, definitions: pa.Table) -> dict[tuple[str, str], str]:
    """Return (paper, abbreviation) of 200 papers, with the long form that is hidden."""
    longs = [normal_form(long) for long in definitions["long"].to_pylist()]
    defined = dict(zip(rows_of(definitions), longs, strict=True))
    senses: dict[str, Counter[str]] = defaultdict(Counter)
    for (_, short), long in defined.items():
        senses[short][long] += 1
    used = {
        (paper, normal_form(text))
        for paper, text in zip(*(mentions[name].to_pylist() for name in ("paper_id", "text")), strict=True)
    }
    several = {short for short, counts in senses.items() if sum(papers >= LEAST_PAPERS for papers in counts.values()) >= 2}
    candidates = sorted(
        row for row, long in defined.items() if row[1] in several and row in used and senses[row[1]][long] >= LEAST_PAPERS
    )
    by_paper = {paper: (paper, short) for paper, short in reversed(candidates)}
    chosen = random.Random(SEED).sample(sorted(by_paper), PAPERS)  # noqa: S311 -- a draw, no secret
    return {by_paper[paper]: defined[by_paper[paper]] for paper in chosen}


def long_forms(mentions: pa.Table, hidden: dict[tuple[str, str], str]) -> list[bool]:
    """Tell of each mention whether it is the long form that is hidden in its paper."""
    of_paper = {paper: long for (paper, _), long in hidden.items()}
    rows = zip(mentions["paper_id"].to_pylist(), mentions["text"].to_pylist(), strict=True)
    return [of_paper.get(paper) == normal_form(text) if paper in of_paper else False for paper, text in rows]


def senses(mentions: pa.Table, resolution: Resolution, hidden: dict[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    """Return the concept of each hidden abbreviation in its paper."""
    papers, texts, found = mentions["paper_id"].to_pylist(), mentions["text"].to_pylist(), resolution.concept_ids.to_pylist()
    wanted = {paper for paper, _ in hidden}
    rows = (
        (paper, normal_form(text), concept) for paper, text, concept in zip(papers, texts, found, strict=True) if paper in wanted
    )
    return {(paper, short): concept for paper, short, concept in rows if (paper, short) in hidden}


def print_figures(truth: dict[tuple[str, str], str], blind: dict[tuple[str, str], str]) -> None:
    """Print how many moved, how many of them right, and each that went wrong."""
    alone = {row for row, concept in blind.items() if concept.startswith(f"{row[1].replace(' ', '-')}-h") or concept == row[1]}
    moved = sorted(blind.keys() & truth.keys() - alone)
    wrong = [row for row in moved if truth[row] != blind[row]]
    for paper, short in wrong:
        print(f"wrong: {paper} {short}: {blind[paper, short]}, defined as {truth[paper, short]}")
    print(
        f"{len(truth)} definitions hidden, {len(moved)} moved, {len(moved) - len(wrong)} of them right, {len(alone)} left alone"
    )


if __name__ == "__main__":
    main(sys.argv[1])
