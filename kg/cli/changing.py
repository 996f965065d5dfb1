"""`kg add`, `kg remove` and `kg diff`."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import kg
from kg.cli.building import Encoding, InputFormat, Inputs, Strict, finish, processes
from kg.cli.options import AsJson, AtlasPath, Config, Jobs
from kg.cli.printing import print_json, print_text, showing_progress
from kg.settings import Settings, read_settings

if TYPE_CHECKING:
    from kg.comparing import Change, How

_SHOWN = 10
_SIGNS: "Mapping[How, str]" = {"came": "+", "went": "-", "changed": "~"}


def add(
    atlas: AtlasPath,
    inputs: Inputs,
    *,
    input_format: InputFormat = None,
    encoding: Encoding = None,
    config: Config = None,
    jobs: Jobs = 0,
    strict: Strict = False,
    as_json: AsJson = False,
) -> None:
    """Add the papers of more files; the result is that of a build of all files together.

    Example: kg add atlas new.jsonl
    """
    with showing_progress() as progress:
        report = kg.add(
            atlas,
            inputs,
            settings=_given(config),
            input_format=input_format,
            encoding=encoding,
            jobs=processes(jobs),
            progress=progress,
        )
    finish(report, atlas, strict=strict, as_json=as_json)


def remove(
    atlas: AtlasPath,
    papers: Annotated[list[str], typer.Argument(metavar="PAPER...", help="Ids of papers.", show_default=False)],
    *,
    config: Config = None,
    jobs: Jobs = 0,
    as_json: AsJson = False,
) -> None:
    """Take papers out of the atlas; the result is that of a build without them.

    Example: kg remove atlas title-pointer-networks
    """
    with showing_progress() as progress:
        report = kg.remove(atlas, papers, settings=_given(config), jobs=processes(jobs), progress=progress)
    finish(report, atlas, strict=False, as_json=as_json)


def diff(
    earlier: Annotated[Path, typer.Argument(metavar="A", help="An atlas.", show_default=False)],
    later: Annotated[Path, typer.Argument(metavar="B", help="Another atlas.", show_default=False)],
    *,
    as_json: AsJson = False,
) -> None:
    """Tell which papers, concepts and links came, went or changed from one atlas to another.

    Example: kg diff yesterday today
    """
    changes = kg.diff(kg.open(earlier), kg.open(later))
    if as_json:
        print_json({name: _by_how(found) for name, found in changes.items()})
        return
    for name, found in changes.items():
        counts = Counter(change.how for change in found)
        print_text(f"{name}: " + ", ".join(f"{counts[how]} {how}" for how in _SIGNS), style="bold")
        _print_changes(found)


def _given(config: Path | None) -> Settings | None:
    """Return the settings of a file that is named; without one those of the atlas hold."""
    return read_settings(config) if config else None


def _by_how(changes: "Sequence[Change]") -> "dict[How, list[dict[str, object]]]":
    return {
        how: [{"ids": change.ids, "name": change.name, "fields": change.fields} for change in changes if change.how == how]
        for how in _SIGNS
    }


def _print_changes(changes: "Sequence[Change]") -> None:
    for how, sign in _SIGNS.items():
        found = [change for change in changes if change.how == how]
        for change in found[:_SHOWN]:
            ids = f" ({change.ids[0]})" if len(change.ids) == 1 else ""
            print_text(f"  {sign} {change.name}{ids}" + (f": {', '.join(change.fields)}" if change.fields else ""))
        if len(found) > _SHOWN:
            print_text(f"  {sign} and {len(found) - _SHOWN} more; --json names all", style="dim")
