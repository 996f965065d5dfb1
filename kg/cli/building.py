"""`kg init` and `kg build`."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from kg import plugins
from kg.build import BuildReport
from kg.build import build as build_atlas
from kg.cli.options import AsJson, Config, Jobs, LabelMap, Overrides, Pipeline
from kg.cli.printing import print_json, print_text, showing_progress, tell
from kg.errors import SettingsError
from kg.settings import FILE_NAME, read_settings, settings_text


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


def build(
    inputs: Annotated[list[Path], typer.Argument(metavar="INPUT...", help="Files with papers.", show_default=False)],
    atlas: Annotated[Path, typer.Option("-o", "--output", metavar="ATLAS", help="The folder to write.")],
    *,
    input_format: Annotated[str | None, typer.Option("--format", help="Format of the inputs, instead of recognising it.")] = None,
    pipeline: Pipeline = None,
    label_map: LabelMap = None,
    config: Config = None,
    overrides: Overrides = None,
    jobs: Jobs = 0,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 where a record was skipped.")] = False,
    as_json: AsJson = False,
) -> None:
    """Make the atlas of exactly these inputs; papers extracted before are not extracted again.

    Example: kg build examples/papers.txt -o atlas
    """
    settings = read_settings(config, changes=extraction_changes(pipeline, label_map))
    with showing_progress() as progress:
        report = build_atlas(
            inputs,
            atlas,
            settings=settings,
            input_format=input_format,
            overrides=overrides,
            jobs=jobs or os.cpu_count() or 1,
            progress=progress,
        )
    if as_json:
        print_json(report)
    else:
        _print_report(report, atlas)
    if strict and report.skipped:
        raise typer.Exit(1)


def extraction_changes(pipeline: str | None, label_map: Sequence[str] | None) -> dict[str, dict[str, Any]]:
    """Return what the command line says of the extraction, as changes of the settings."""
    said: dict[str, Any] = {}
    if pipeline:
        said["pipeline"] = pipeline
    if label_map:
        said["map"] = read_label_map(label_map)
    return {"extraction": said} if said else {}


def read_label_map(pairs: Sequence[str]) -> dict[str, str]:
    """Return LABEL=Type pairs as a mapping, LABEL= with an empty type; raises `SettingsError` for one that is not a pair."""
    split = [pair.partition("=") for pair in pairs]
    for label, equals, name in split:
        if not (label and equals):
            raise SettingsError(f"--map takes LABEL=Type, such as GENE=Method, not {label + equals + name!r}")
    return {label: name for label, _, name in split}


def _print_report(report: BuildReport, atlas: Path) -> None:
    rows = report.rows
    fates = f"{report.kept} kept, {report.skipped} skipped, {report.merged} merged"
    tell(f"read {report.read} records: {fates}; {report.extracted} papers extracted")
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
        print_text(f"open {page} in a browser, or ask: kg query {atlas} --list")
