"""A build: the stages in their order, from records to a whole atlas."""

import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from kg import plugins, switch
from kg.atlas import Atlas
from kg.claims import make_claims
from kg.extracting import extract, prepare
from kg.graph import place
from kg.intake import Intake, read_papers, sort_notes, write_notes
from kg.links import link_papers
from kg.manifest import EXPORTS, checksums, described, own_version, versions, write_manifest
from kg.model import IntakeNote
from kg.overrides import FILE_NAME as OVERRIDES
from kg.overrides import Line, read_overrides
from kg.own_names import FILE_NAME as NAMES
from kg.own_names import keep_names, names_of, noted, said_types
from kg.ports import Progress
from kg.readers.encoding import decoding
from kg.readers.limits import Limits, limiting
from kg.records import INTAKE
from kg.resolving import Corpus, Resolved, Say, resolve_corpus, write_resolved
from kg.settings import Settings
from kg.shards import Found
from kg.site import check_site, earlier_manifest
from kg.tables import SCHEMAS, sort_table, write_table


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: the fate of the records, the rows of each table, and the intake notes.

    `extracted` counts the papers that the cache did not know, `unextracted` those from which nothing could be extracted, and
    `damaged` the shards of the cache that were found damaged and made again; `unmatched` are the overrides that found nothing.
    """

    read: int
    kept: int
    skipped: int
    merged: int
    extracted: int
    unextracted: int
    damaged: int
    rows: Mapping[str, int]
    notes: Sequence[IntakeNote]
    unmatched: Sequence[str]


def build(
    inputs: Sequence[Path],
    atlas: Path,
    *,
    settings: Settings | None = None,
    input_format: str | None = None,
    encoding: str | None = None,
    overrides: Path | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
) -> BuildReport:
    """Make the atlas of exactly these inputs at `atlas`, and tell what was done.

    The inputs are of the format `input_format`, else of the one that each is recognised by, and text in `encoding`, else UTF-8.
    `overrides` is the user's say on concepts (`kg.overrides`); without it, that of the atlas that stood there stays.

    Papers that the cache beside the atlas knows are not extracted again. The atlas that stood there stays whole until the new
    one takes its place. Raises `KGError` where an input, a setting or the place is wrong.
    """

    def gather() -> Intake:
        with decoding(encoding):
            return read_papers(inputs, readers=plugins.readers(), format=input_format)

    return make_atlas(gather, atlas, settings or Settings(), overrides=overrides, jobs=jobs, progress=progress)


def make_atlas(
    gather: Callable[[], Intake],
    atlas: Path,
    settings: Settings,
    *,
    overrides: Path | None = None,
    jobs: int,
    progress: Progress | None,
) -> BuildReport:
    """Make the atlas of what `gather` gives, which is called when nobody else can write at `atlas`; see `build`."""
    progress = progress or _silent
    check_site(atlas, settings.outputs.formats)
    outputs = {name: plugins.output(name) for name in (*settings.outputs.formats, *_earlier_exports(atlas, settings))}
    with switch.writing(atlas) as folder:
        said = _take_overrides(overrides or atlas / OVERRIDES, folder, given=overrides is not None)
        say = Say([line.override for line in said], said_types(names_of(settings)))
        keep_names(settings, folder)
        workplace = prepare(switch.beside(atlas, "cache"), settings)
        progress("read", 0, 1)
        with limiting(Limits(**settings.reading.model_dump())):
            intake = gather()
        longest = settings.extraction.longest_text
        done = extract(intake.papers, intake.inputs, workplace, longest=longest, jobs=jobs, progress=progress)
        tables, resolved = _make_tables(intake, done.found, settings, progress, say)
        notes = sort_notes([*intake.notes, *done.notes])
        progress("write tables", 0, 1)
        files = _write_stored(folder, tables, resolved, notes, settings.rdf.base)
        manifest = _manifest(intake, len(done.notes), tables, settings, workplace.fingerprint)
        write_manifest(folder, manifest)
        exports = _write_outputs(folder, outputs, settings, progress)
        write_manifest(folder, {**manifest, "files": files, "exports": exports})
    rows = {name: table.num_rows for name, table in tables.items()}
    counts = (intake.read, intake.kept, intake.skipped, intake.merged, done.extracted, len(done.notes), workplace.damaged)
    return BuildReport(*counts, rows, notes, _unmatched(said, resolved))


def _silent(stage: str, done: int, total: int) -> None:
    """Take no note."""


def _make_tables(
    intake: Intake, found: Found, settings: Settings, progress: Progress, say: Say
) -> tuple[dict[str, pa.Table], Resolved]:
    papers, mentions = intake.papers, found.mentions
    progress("resolve", 0, 1)
    resolved = resolve_corpus(Corpus(papers, mentions, found.definitions), settings.resolution, say)
    resolution = resolved.resolution
    claims = make_claims(found, resolution.concept_ids, resolution.usages)
    progress("link", 0, 1)
    links = link_papers(papers, resolution.concepts, resolution.usages, top=settings.links.top, least=settings.links.least)
    progress("place", 0, 1)
    papers, concepts = place(
        papers, resolution.concepts, resolution.usages, links, limit=settings.graph.limit, seed=settings.graph.seed
    )
    numbered = mentions.append_column("mention_no", pa.array(range(mentions.num_rows), pa.int64()))
    tables = {
        "papers": _with_code(papers, found.code),
        "records": intake.records,
        "mentions": sort_table("mentions", numbered.append_column("concept_id", resolution.concept_ids)),
        "concepts": concepts,
        "usages": claims.usages,
        "relations": claims.relations,
        "results": claims.results,
        "links": links,
    }
    return tables, resolved


def _take_overrides(source: Path, folder: Path, *, given: bool) -> tuple[Line, ...]:
    """Return the user's say and copy it into `folder`; raises `SettingsError` where the file that was given is not there."""
    if not given and not source.is_file():
        return ()
    lines = read_overrides(source)
    shutil.copyfile(source, folder / OVERRIDES)
    return lines


def _unmatched(said: Iterable[Line], resolved: Resolved) -> tuple[str, ...]:
    return tuple(
        f"{OVERRIDES}:{line.number} matches nothing: {line}" for line in said if line.override in resolved.resolution.unmatched
    )


def _with_code(papers: pa.Table, code: pa.Table) -> pa.Table:
    """Return `papers` with the code URLs of their texts behind those of their records."""
    in_text: dict[str, list[str]] = {}
    for paper, url in zip(code["paper_id"].to_pylist(), code["code"].to_pylist(), strict=True):
        in_text.setdefault(paper, []).append(url)
    both = [
        list(dict.fromkeys([*(given or ()), *in_text.get(paper, ())]))
        for paper, given in zip(papers["paper_id"].to_pylist(), papers["code"].to_pylist(), strict=True)
    ]
    return papers.set_column(
        papers.schema.get_field_index("code"), SCHEMAS["papers"].field("code"), pa.array(both, pa.list_(pa.string()))
    )


def _write_stored(
    folder: Path, tables: Mapping[str, pa.Table], resolved: Resolved, notes: Sequence[IntakeNote], base: str
) -> dict[str, str]:
    """Write what the atlas in `folder` stores itself, and return the checksum of each file, the user's own among them."""
    for name, table in tables.items():
        write_table(table, folder / f"{name}.parquet")
    write_resolved(resolved, folder, base=base, version=own_version())
    write_notes(notes, folder / INTAKE)
    return checksums(folder, [*(f"{name}.parquet" for name in tables), *resolved.mappings, INTAKE, OVERRIDES, NAMES])


def _manifest(
    intake: Intake, unextracted: int, tables: Mapping[str, pa.Table], settings: Settings, fingerprint: str
) -> dict[str, Any]:
    hidden = pc.sum(tables["concepts"]["hidden"]).as_py() or 0
    return {
        "paperkg": own_version(),
        "versions": versions(),
        "settings": noted(settings),
        "pipeline": {"name": settings.extraction.pipeline, "fingerprint": fingerprint},
        "inputs": [{"name": name, "sha256": digest} for name, digest in intake.inputs],
        "intake": {
            "read": intake.read,
            "kept": intake.kept,
            "skipped": intake.skipped,
            "merged": intake.merged,
            "unextracted": unextracted,
        },
        "counts": {**{name: table.num_rows for name, table in tables.items()}, "concepts_hidden": hidden},
    }


def _write_outputs(folder: Path, outputs: Mapping[str, Any], settings: Settings, progress: Progress) -> dict[str, dict[str, str]]:
    """Write each output into the atlas in `folder`, and return for each format its file and checksum."""
    atlas = Atlas(folder)
    written: dict[str, dict[str, str]] = {}
    for done, (name, output) in enumerate(outputs.items()):
        progress(f"write {output.file_name}", done, len(outputs))
        place_in = folder if name in settings.outputs.formats else folder / EXPORTS
        place_in.mkdir(exist_ok=True)
        output.write(atlas, place_in / output.file_name)
        file = str((place_in / output.file_name).relative_to(folder))
        written[name] = described(folder, file)
    return written


def _earlier_exports(atlas: Path, settings: Settings) -> Iterable[str]:
    """Return the formats that were exported into the atlas before: they are kept in step."""
    return [name for name in earlier_manifest(atlas).get("exports", ()) if name not in settings.outputs.formats]
