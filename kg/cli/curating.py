"""`kg merge` and `kg split`."""

from typing import TYPE_CHECKING, Annotated

import typer

import kg
from kg.cli.options import AsJson, AtlasPath
from kg.cli.printing import print_json, print_text, tell

if TYPE_CHECKING:
    from kg.curating import Edit

Reason = Annotated[str, typer.Option("--reason", help="Why; it is kept beside the line.")]


def merge(
    atlas: AtlasPath,
    a: Annotated[str, typer.Argument(metavar="A", help="A concept: its id or name.", show_default=False)],
    b: Annotated[str, typer.Argument(metavar="B", help="The concept that it is one with.", show_default=False)],
    *,
    reason: Reason = "",
    as_json: AsJson = False,
) -> None:
    """Say that two concepts are one; builds of the atlas keep to it.

    Example: kg merge atlas "LoRA" "low-rank adaptation"
    """
    from kg import curating

    _report(curating.merge(kg.open(atlas), a, b, comment=reason), as_json=as_json)


def split(
    atlas: AtlasPath,
    a: Annotated[str, typer.Argument(metavar="A", help="A concept: its id or name.", show_default=False)],
    *,
    alias: Annotated[str, typer.Option("--alias", metavar="X", help="The name that is not this concept's.", show_default=False)],
    reason: Reason = "",
    as_json: AsJson = False,
) -> None:
    """Say that an alias names another concept; builds of the atlas keep to it.

    Example: kg split atlas "acoustic model" --alias AM
    """
    from kg import curating

    _report(curating.split(kg.open(atlas), a, alias=alias, comment=reason), as_json=as_json)


def _report(edit: "Edit", *, as_json: bool) -> None:
    if as_json:
        print_json({"added": edit.added, "removed": edit.removed, "papers": edit.papers, "file": str(edit.file)})
        return
    print_text(f"{edit.file}: {edit.added}; {edit.papers} {'paper is' if edit.papers == 1 else 'papers are'} concerned")
    for line in edit.removed:
        print_text(f"taken away: {line}")
    tell("the next `kg build` of the atlas does so")
