"""A build: the stages in their order, from input files to a whole atlas."""

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.compute as pc

from kg import plugins, switch
from kg.atlas import Atlas, is_atlas
from kg.engines import make_engine
from kg.engines.worker import ExtractorSpec, extract_shard, load
from kg.errors import PipelineError
from kg.graph import place
from kg.intake import Intake, iter_papers, read_papers, write_notes
from kg.links import link_papers
from kg.manifest import checksums, described, own_version, versions, write_manifest
from kg.model import IntakeNote, Paper
from kg.overrides import FILE_NAME as OVERRIDES
from kg.overrides import Line, read_overrides
from kg.resolving import Resolved, resolve_corpus, write_resolved
from kg.settings import Settings
from kg.shards import SHARD_SIZE, cache_folder, cached_keys, in_shards, paper_keys, read_extractions
from kg.tables import SCHEMAS, empty_table, sort_table, write_table

INTAKE = "intake.jsonl"
EXPORTS = "exports"


class Progress(Protocol):
    """Is told how far a stage is: `done` of `total` papers or steps."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Take note."""
        ...


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: counts of records and rows, papers extracted, intake notes, overrides that found nothing."""

    read: int
    kept: int
    skipped: int
    merged: int
    extracted: int
    rows: Mapping[str, int]
    notes: Sequence[IntakeNote]
    unmatched: Sequence[str]


def build(
    inputs: Sequence[Path],
    atlas: Path,
    *,
    settings: Settings | None = None,
    input_format: str | None = None,
    overrides: Path | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
) -> BuildReport:
    """Make the atlas of exactly these inputs at `atlas`, and tell what was done.

    `overrides` is the user's say on concepts (`kg.overrides`); without it, that of the atlas that stood there stays.

    Papers that the cache beside the atlas knows are not extracted again. The atlas that stood there stays whole until the new
    one takes its place. Raises `KGError` where an input, a setting or the place is wrong.
    """
    settings = settings or Settings()
    progress = progress or _silent
    outputs = {name: plugins.output(name) for name in (*settings.outputs.formats, *_earlier_exports(atlas, settings))}
    with switch.writing(atlas) as folder:
        said = _take_overrides(overrides or atlas / OVERRIDES, folder, given=overrides is not None)
        intake = read_papers(inputs, readers=plugins.readers(), format=input_format)
        found, fingerprint, extracted = _extract(intake.papers, switch.beside(atlas, "cache"), settings, jobs, progress)
        tables, resolved = _make_tables(intake.papers, found, settings, progress, said)
        for name, table in tables.items():
            write_table(table, folder / f"{name}.parquet")
        write_resolved(resolved, folder, base=settings.rdf.base, version=own_version())
        write_notes(intake.notes, folder / INTAKE)
        manifest = _manifest(intake, tables, settings, fingerprint)
        write_manifest(folder, manifest)
        exports = _write_outputs(folder, outputs, settings, progress)
        files = checksums(folder, [*(f"{name}.parquet" for name in tables), *resolved.mappings, INTAKE, OVERRIDES])
        write_manifest(folder, {**manifest, "files": files, "exports": exports})
    rows = {name: table.num_rows for name, table in tables.items()}
    return BuildReport(
        intake.read, intake.kept, intake.skipped, intake.merged, extracted, rows, intake.notes, _unmatched(said, resolved)
    )


def _silent(stage: str, done: int, total: int) -> None:
    """Take no note."""


def _extract(
    papers: pa.Table, cache: Path, settings: Settings, jobs: int, progress: Progress
) -> tuple[tuple[pa.Table, pa.Table, pa.Table], str, int]:
    """Return mentions, definitions and code of `papers`, the pipeline's fingerprint, and how many papers were extracted."""
    wish = settings.extraction
    spec = ExtractorSpec.of(wish.pipeline, wish.map, wish.batch_size)
    fingerprint = load(spec).fingerprint
    folder = cache_folder(cache, fingerprint)
    missing = _missing(papers, cached_keys(folder))
    shards = in_shards(iter_papers(missing))
    jobs = min(jobs, -(-missing.num_rows // SHARD_SIZE))
    done = 0
    if missing.num_rows:
        progress("extract", 0, missing.num_rows)
        with make_engine(spec, jobs=jobs) as engine:
            for count in _run(engine, spec, shards, cache, at_once=2 * jobs):
                done += count
                progress("extract", done, missing.num_rows)
    return read_extractions(papers, folder), fingerprint, missing.num_rows


def _missing(papers: pa.Table, known: set[str]) -> pa.Table:
    """Return the papers whose text the cache does not know, each text once."""
    rows: dict[str, int] = {}
    for row, key in enumerate(paper_keys(papers).to_pylist()):
        if key not in known:
            rows.setdefault(key, row)
    return papers.take(pa.array(rows.values(), pa.int64()))


def _run(engine: Executor, spec: ExtractorSpec, shards: Iterator[list[Paper]], cache: Path, *, at_once: int) -> Iterator[int]:
    """Yield how many papers each finished shard had, with a bounded number of shards under way."""
    running: set[Future[int]] = set()
    try:
        while True:
            running |= {engine.submit(extract_shard, spec, shard, cache) for shard in islice(shards, at_once - len(running))}
            if not running:
                return
            finished, running = wait(running, return_when=FIRST_COMPLETED)
            for future in finished:
                yield future.result()
    except BrokenProcessPool:
        raise PipelineError(
            "a worker process died while extracting (out of memory?); run again with --jobs 1, finished papers are kept"
        ) from None
    except BaseException:
        engine.shutdown(wait=False, cancel_futures=True)
        raise


def _make_tables(
    papers: pa.Table, found: tuple[pa.Table, pa.Table, pa.Table], settings: Settings, progress: Progress, said: Sequence[Line]
) -> tuple[dict[str, pa.Table], Resolved]:
    mentions, definitions, code = found
    progress("resolve", 0, 1)
    resolved = resolve_corpus(papers, mentions, definitions, settings.resolution, [line.override for line in said])
    resolution = resolved.resolution
    progress("link", 0, 1)
    links = link_papers(papers, resolution.concepts, resolution.usages, top=settings.links.top, least=settings.links.least)
    progress("place", 0, 1)
    papers, concepts = place(
        papers, resolution.concepts, resolution.usages, links, limit=settings.graph.limit, seed=settings.graph.seed
    )
    numbered = mentions.append_column("mention_no", pa.array(range(mentions.num_rows), pa.int64()))
    tables = {
        "papers": _with_code(papers, code),
        "mentions": sort_table("mentions", numbered.append_column("concept_id", resolution.concept_ids)),
        "concepts": concepts,
        "usages": resolution.usages,
        "relations": empty_table("relations"),
        "results": empty_table("results"),
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


def _manifest(intake: Intake, tables: Mapping[str, pa.Table], settings: Settings, fingerprint: str) -> dict[str, Any]:
    hidden = pc.sum(tables["concepts"]["hidden"]).as_py() or 0
    return {
        "paperkg": own_version(),
        "versions": versions(),
        "settings": settings.model_dump(mode="json"),
        "pipeline": {"name": settings.extraction.pipeline, "fingerprint": fingerprint},
        "inputs": [{"name": name, "sha256": digest} for name, digest in intake.inputs],
        "intake": {"read": intake.read, "kept": intake.kept, "skipped": intake.skipped, "merged": intake.merged},
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
    if not is_atlas(atlas):
        return ()
    return [name for name in Atlas(atlas).manifest.get("exports", ()) if name not in settings.outputs.formats]
