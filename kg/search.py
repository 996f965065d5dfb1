"""Finding a paper or a concept by its id or by words of its name."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc

from kg.atlas import Atlas
from kg.errors import NotInAtlas
from kg.identifiers import title_key
from kg.resolve import normal_form

Kind = Literal["paper", "concept"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A paper or concept whose name has the words; `score` lies in 0..1, 1 for its very name."""

    kind: Kind
    id: str
    name: str
    score: float


def find(atlas: Atlas, words: str, *, kinds: tuple[Kind, ...] = ("paper", "concept")) -> list[Hit]:
    """Return what bears the words, best first: the very id or name, names that begin with the words, then those they fill most.

    Case and punctuation do not count, and concepts are found by their aliases too. Raises `NotInAtlas` where nothing does.
    """
    hits = [hit for kind in kinds for hit in (_papers(atlas, words) if kind == "paper" else _concepts(atlas, words))]
    if not hits:
        what = " or ".join(kinds)
        raise NotInAtlas(f"no {what} of {atlas.path} has the words {words!r}; try fewer words")
    return sorted(hits, key=lambda hit: (-hit.score, hit.kind, hit.name, hit.id))


def find_concepts(atlas: Atlas, words: str, concept_type: str, *, also: pa.Array) -> list[Hit]:
    """Return the concepts of one type, and of the ids of `also`, that bear the words, best first.

    Raises `NotInAtlas`, with near names, where none does.
    """
    table = atlas.table("concepts")
    table = table.filter(pc.or_(pc.equal(table["type"], concept_type), pc.is_in(table["concept_id"], also)))
    table = table.filter(pc.invert(table["hidden"]))
    of_type = {*table["concept_id"].to_pylist()}
    hits = [hit for hit in _concepts(atlas, words) if hit.id in of_type]
    if not hits:
        near = get_close_matches(words, table["label"].to_pylist(), n=3)
        meant = f"did you mean {', '.join(near)}?" if near else "try fewer words"
        raise NotInAtlas(f"no {concept_type.lower()} of {atlas.path} has the words {words!r}; {meant}")
    return sorted(hits, key=lambda hit: (-hit.score, hit.name, hit.id))


def find_paper(atlas: Atlas, words: str) -> str:
    """Return the id of the paper that the words name best; raises `NotInAtlas` where none does."""
    return find(atlas, words, kinds=("paper",))[0].id


def _papers(atlas: Atlas, words: str) -> Iterator[Hit]:
    table = atlas.table("papers").select(["paper_id", "title"])
    for paper, title in zip(*(column.to_pylist() for column in table.columns), strict=True):
        if score := _score(words, paper, title_key(title)):
            yield Hit("paper", paper, title, score)


def _concepts(atlas: Atlas, words: str) -> Iterator[Hit]:
    table = atlas.table("concepts")
    table = table.filter(pc.invert(table["hidden"])).select(["concept_id", "label", "aliases"])
    singular = normal_form(words)
    for concept, label, aliases in zip(*(column.to_pylist() for column in table.columns), strict=True):
        names = (label, *(aliases or ()))
        score = max(_score(words, concept, title_key(name)) for name in names)
        if score < 1 and singular in (normal_form(name) for name in names if len(name) <= len(words) + 4):
            score = 0.99
        if score:
            yield Hit("concept", concept, label, score)


def _score(words: str, identifier: str, name: str) -> float:
    wanted = title_key(words)
    if words == identifier or wanted == name:
        return 1.0
    if not wanted or not set(wanted.split()) <= set(name.split()):
        return 0.0
    return 0.5 * name.startswith(wanted) + 0.4 * len(wanted) / len(name)
