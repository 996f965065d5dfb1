"""Arguments that several commands take."""

from pathlib import Path
from typing import Annotated

import typer

AtlasPath = Annotated[Path, typer.Argument(metavar="ATLAS", help="The folder that `kg build` wrote.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for a machine instead of text.")]
Config = Annotated[
    Path | None, typer.Option("--config", "-c", metavar="FILE", help="Settings file (default: kg.toml here, if any).")
]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=0, help="Processes that extract; 0 takes one a core.")]
Pipeline = Annotated[
    str | None,
    typer.Option("--pipeline", "--model", help="A spaCy pipeline by name or path, instead of the shipped one."),
]
LabelMap = Annotated[
    list[str] | None, typer.Option("--map", metavar="LABEL=Type", help="Type of a label of that pipeline; again for each label.")
]
Names = Annotated[
    Path | None,
    typer.Option("--names", metavar="FILE", help="Names of your own (TSV: name, type, id), found wherever they stand."),
]
Overrides = Annotated[
    Path | None,
    typer.Option("--overrides", metavar="FILE", help="Your say on concepts (SSSOM); else that of the atlas that stands there."),
]
