"""Editing the user's say of an atlas: concepts made one, or an alias taken out of one. The next build does as it says."""

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyarrow.compute as pc

from kg import switch
from kg.atlas import Atlas
from kg.errors import NotInAtlas, SettingsError
from kg.identifiers import slug
from kg.manifest import FILE_NAME as MANIFEST
from kg.manifest import checksums, own_version, read_manifest, write_manifest
from kg.overrides import FILE_NAME, Line, read_overrides, refuse_contradictions, write_overrides
from kg.resolve import Override, normal_form
from kg.search import find


@dataclass(frozen=True, slots=True)
class Edit:
    """What an edit changed: the line that was added, those that it took away, and the papers that it is about."""

    added: str
    removed: tuple[str, ...]
    papers: int
    file: Path


def merge(atlas: Atlas, a: str, b: str, *, comment: str = "") -> Edit:
    """Say that the concepts named `a` and `b` are one, called by the name of `b`; raises `NotInAtlas` where one is not there."""
    first, second = (_concept(atlas, words) for words in (a, b))
    if first.id == second.id:
        raise SettingsError(f"{a!r} and {b!r} name the same concept, {second.id}; nothing to merge")
    line = Line(Override(first.id, second.id), first.name, second.name, comment)
    return _edit(atlas, line, papers=_count(atlas, first.id))


def split(atlas: Atlas, a: str, *, alias: str, comment: str = "") -> Edit:
    """Say that `alias` is no name of the concept `a`; raises `NotInAtlas` where `a` is not there or has no such alias."""
    concept = _concept(atlas, a)
    mentions = atlas.table("mentions")
    texts = mentions.filter(pc.equal(mentions["concept_id"], concept.id)).select(["text", "paper_id"]).to_pylist()
    form, rest = normal_form(alias), {normal_form(row["text"]) for row in texts} - {normal_form(alias)}
    papers = {row["paper_id"] for row in texts if normal_form(row["text"]) == form}
    if not papers:
        names = ", ".join(sorted({row["text"] for row in texts}))
        raise NotInAtlas(f"no paper calls {concept.id} {alias!r}; it is called {names}")
    if not rest:
        raise SettingsError(f"{concept.name!r} has no other name than {alias!r}; nothing to split")
    own = normal_form(concept.name)
    other = own if own in rest else min(rest)
    line = Line(Override(slug(form), slug(other), apart=True), form, other, comment)
    return _edit(atlas, line, papers=len(papers))


@dataclass(frozen=True, slots=True)
class _Named:
    id: str
    name: str


def _concept(atlas: Atlas, words: str) -> _Named:
    hit = find(atlas, words, kinds=("concept",))[0]
    if hit.score < 0.9:
        raise NotInAtlas(f"no concept of {atlas.path} is called {words!r}; the nearest is {hit.name!r} ({hit.id})")
    return _Named(hit.id, hit.name)


def _count(atlas: Atlas, concept: str) -> int:
    concepts = atlas.table("concepts")
    return int(concepts.filter(pc.equal(concepts["concept_id"], concept))["papers"][0].as_py())


def _edit(atlas: Atlas, line: Line, *, papers: int) -> Edit:
    """Add a line to the atlas's file and take away those that say the contrary of the same two forms."""
    file = atlas.path / FILE_NAME
    before = read_overrides(file) if file.is_file() else ()
    pair = {line.override.subject, line.override.object}
    contrary = [
        old for old in before if {old.override.subject, old.override.object} == pair and old.override.apart != line.override.apart
    ]
    after = [old for old in before if old not in contrary] + [line]
    refuse_contradictions(after, file)
    _write(atlas.path, after)
    return Edit(str(line), tuple(map(str, contrary)), papers, file)


def _write(atlas: Path, lines: Iterable[Line]) -> None:
    """Write the lines into the atlas and its manifest, through the switch."""
    with switch.writing(atlas) as folder:
        for source in sorted(atlas.iterdir()):
            if source.is_dir():
                shutil.copytree(source, folder / source.name)
            elif source.name not in {FILE_NAME, MANIFEST}:
                os.link(source, folder / source.name)
        manifest = read_manifest(atlas)
        write_overrides(lines, folder / FILE_NAME, base=manifest["settings"]["rdf"]["base"], version=own_version())
        write_manifest(folder, {**manifest, "files": {**manifest["files"], **checksums(folder, [FILE_NAME])}})
