"""`kg check` and `kg doctor`."""

from dataclasses import asdict

import typer

import kg
from kg.cli.options import AsJson, AtlasPath
from kg.cli.printing import print_json, print_table, print_text


def check(atlas: AtlasPath, *, as_json: AsJson = False) -> None:
    """Check that the atlas is whole: checksums, tables, references, offsets, and that its linked data says what the tables say.

    Example: kg check atlas
    """
    from kg.checking import check as check_atlas

    problems = list(check_atlas(kg.open(atlas)))
    if as_json:
        print_json({"problems": problems})
    else:
        for problem in problems:
            print_text(problem)
        print_text(f"{len(problems)} problems; build it again with `kg build`" if problems else f"{atlas} is whole")
    if problems:
        raise typer.Exit(1)


def doctor(*, as_json: AsJson = False) -> None:
    """Look at the installation: versions, who owns our packages, plugins, the model, settings, disk.

    Example: kg doctor
    """
    from kg.doctor import examine

    findings = list(examine())
    if as_json:
        print_json([asdict(finding) for finding in findings])
    else:
        print_table(("", "what", "found"), [("ok" if each.well else "!!", each.name, each.what) for each in findings])
    if not all(finding.well for finding in findings):
        raise typer.Exit(1)
