"""`kg view`."""

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

import kg
from kg import plugins
from kg.cli.printing import print_text, tell


def view(
    atlas: Annotated[Path, typer.Argument(metavar="ATLAS", help="The folder that `kg build` wrote.", show_default=False)],
    *,
    print_only: Annotated[bool, typer.Option("--print", help="Print where the page is, and open no browser.")] = False,
) -> None:
    """Open the page of the atlas in the browser.

    Example: kg view atlas
    """
    from kg.exporting import export

    opened = kg.open(atlas)
    page = atlas / plugins.output("html").file_name
    if not page.is_file():  # the atlas was built without it
        page = export(opened, "html")
    print_text(str(page))
    if not print_only and not webbrowser.open(page.resolve().as_uri()):
        tell("no browser could be started here; open this file in one")
