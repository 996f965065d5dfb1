"""`kg init` and `kg build`, and what the commands that write an atlas share."""

import os
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

import kg
from kg import plugins
from kg.cli.options import AsJson, Config, Jobs, LabelMap, Names, Overrides, Pipeline
from kg.cli.printing import print_json, print_text, showing_progress, tell
from kg.errors import SettingsError
from kg.settings import FILE_NAME, read_settings, settings_text

if TYPE_CHECKING:
    from kg import BuildReport


def init(
    folder: Annotated[Path, typer.Argument(help="Where to write it.")] = Path(),
) -> None:
    """Write kg.toml with every setting, its default and what it does.

    Example: kg init
    """
    file = folder / FILE_NAME
    if file.exists():
        raise SettingsError(f"{file} exists already; delete it first to get the defaults again")
    try:
        file.write_text(settings_text(), "utf-8")
    except OSError as error:
        raise SettingsError(f"{file} cannot be written: {error.strerror}") from None
    print_text(f"wrote {file}")


Inputs = Annotated[list[Path], typer.Argument(metavar="INPUT...", help="Files with papers.", show_default=False)]
InputFormat = Annotated[str | None, typer.Option("--format", help="Format of the inputs, instead of recognising it.")]
Encoding = Annotated[
    str | None,
    typer.Option("--encoding", metavar="NAME", help="Encoding of the inputs, if not UTF-8: latin-1, utf-16, ..."),
]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 1 where a record was skipped or a paper not extracted.")]


def build(
    inputs: Inputs,
    atlas: Annotated[Path, typer.Option("-o", "--output", metavar="ATLAS", help="The folder to write.")],
    *,
    input_format: InputFormat = None,
    encoding: Encoding = None,
    pipeline: Pipeline = None,
    label_map: LabelMap = None,
    names: Names = None,
    config: Config = None,
    overrides: Overrides = None,
    jobs: Jobs = 0,
    strict: Strict = False,
    as_json: AsJson = False,
) -> None:
    """Make the atlas of exactly these inputs; papers extracted before are not extracted again.

    Example: kg build examples/papers.txt -o atlas
    """
    settings = read_settings(config, changes=extraction_changes(pipeline, label_map, names))
    with showing_progress() as progress:
        report = kg.build(
            inputs,
            atlas,
            settings=settings,
            input_format=input_format,
            encoding=encoding,
            overrides=overrides,
            jobs=processes(jobs),
            progress=progress,
        )
    finish(report, atlas, strict=strict, as_json=as_json)


def processes(jobs: int) -> int:
    """Return how many processes extract, where 0 stands for one a core."""
    return jobs or os.cpu_count() or 1


def finish(report: "BuildReport", atlas: Path, *, strict: bool, as_json: bool) -> None:
    """Print what was done; exit with 1 if `strict` and something of the inputs was left out."""
    if as_json:
        print_json(report)
    else:
        _print_report(report, atlas)
    if strict and (report.skipped or report.unextracted):
        raise typer.Exit(1)


def extraction_changes(
    pipeline: str | None, label_map: Sequence[str] | None, names: Path | None = None
) -> dict[str, dict[str, Any]]:
    """Return what the command line says of the extraction, as changes of the settings."""
    said: dict[str, Any] = {}
    if pipeline:
        said["pipeline"] = pipeline
    if label_map:
        said["map"] = read_label_map(label_map)
    if names:
        said["names"] = str(names)
    return {"extraction": said} if said else {}


def read_label_map(pairs: Sequence[str]) -> dict[str, str]:
    """Return LABEL=Type pairs as a mapping, LABEL= with an empty type; raises `SettingsError` for one that is not a pair."""
    split = [pair.partition("=") for pair in pairs]
    for label, equals, name in split:
        if not (label and equals):
            raise SettingsError(f"--map takes LABEL=Type, such as GENE=Method, not {label + equals + name!r}")
    return {label: name for label, _, name in split}


def _print_report(report: "BuildReport", atlas: Path) -> None:
    rows = report.rows
    fates = f"{report.kept} kept, {report.skipped} skipped, {report.merged} merged"
    unable = f", {report.unextracted} could not be" if report.unextracted else ""
    tell(f"read {report.read} records: {fates}; {report.extracted} papers extracted{unable}")
    if report.damaged:
        tell(f"{report.damaged} damaged shards of the cache were thrown away, and their papers extracted again")
    if report.notes:
        first = report.notes[0]
        where = f"{first.file}:{first.line} {first.action}: {first.why}"
        tell(f"{len(report.notes)} notes in {atlas / 'intake.jsonl'}; the first: {where}")
    for line in report.unmatched:
        tell(line)
    print_text(
        f"{atlas}: {rows['papers']} papers, {rows['mentions']} mentions, {rows['concepts']} concepts, {rows['links']} links"
    )
    if (page := atlas / plugins.output("html").file_name).exists():
        print_text(f"open {page} in a browser, or ask: kg query {shlex.quote(str(atlas))} --list")
