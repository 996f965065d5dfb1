"""`kg leaderboard`."""

import csv
import sys
from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Annotated

import typer

import kg
from kg.cli.options import AsJson, AtlasPath
from kg.cli.printing import print_json, print_table, print_text, tell
from kg.errors import SettingsError

if TYPE_CHECKING:
    from kg import Atlas, Leaderboard

_BOARDS, _ENTRIES = 20, 20
_ORDERS = {"higher": "the highest is best", "lower": "the lowest is best", None: "which is best is not known; the highest first"}
_BOARD_COLUMNS = ("dataset", "metric", "better")


def leaderboard(
    atlas: AtlasPath,
    *,
    task: Annotated[str | None, typer.Option("--task", metavar="NAME", help="What is to be solved, by any of its names.")] = None,
    dataset: Annotated[str | None, typer.Option("--dataset", metavar="NAME", help="What it is measured on.")] = None,
    metric: Annotated[str | None, typer.Option("--metric", metavar="NAME", help="What is measured.")] = None,
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV, a line each result.")] = False,
) -> None:
    """Rank what papers report of a task or on a dataset: the best first, each value with the words of its paper.

    Example: kg leaderboard atlas --task "machine translation" --metric BLEU
    """
    asked = {part: words for part, words in (("task", task), ("dataset", dataset), ("metric", metric)) if words}
    if not asked:
        raise SettingsError("say of what: --task NAME, --dataset NAME, --metric NAME, or several of them")
    if as_json and as_csv:
        raise SettingsError("give --json or --csv, not both")
    opened = kg.open(atlas)
    found = kg.leaderboards(opened, **asked)
    if as_json:
        print_json([asdict(board) for board in found])
    elif as_csv:
        _print_csv(found)
    else:
        _print_boards(opened, asked, found)


def _print_boards(atlas: "Atlas", asked: dict[str, str], found: "Sequence[Leaderboard]") -> None:
    from kg.ranking import find_measured

    for part, words in asked.items():
        if (name := find_measured(atlas, part, words).name).casefold() != words.casefold():
            tell(f"{part}: {name}")
    for board in found[:_BOARDS]:
        _print_board(board)
    if len(found) > _BOARDS:
        print_text(f"and {len(found) - _BOARDS} more leaderboards (--json shows all)", style="dim")


def _print_board(board: "Leaderboard") -> None:
    unit = f" ({board.unit})" if board.unit not in {None, "%", "x"} else ""
    print_text(f"{board.dataset or 'no dataset named'} · {board.metric or 'no metric named'}{unit}", style="bold")
    print_text(_ORDERS[board.better], style="dim")
    rows = [
        (entry.rank, f"{entry.value} (difference)" if entry.difference else entry.value, entry.model, entry.title, entry.clause)
        for entry in board.entries[:_ENTRIES]
    ]
    print_table(("rank", "value", "model", "paper", "clause"), rows)
    if len(board.entries) > _ENTRIES:
        print_text(f"and {len(board.entries) - _ENTRIES} more (--json shows all)", style="dim")
    print_text("")


def _print_csv(found: "Sequence[Leaderboard]") -> None:
    from kg.ranking import Entry

    columns = [field.name for field in fields(Entry)]
    lines = csv.writer(sys.stdout, lineterminator="\n")
    lines.writerow([*_BOARD_COLUMNS, *columns])
    for board in found:
        head = [getattr(board, name) for name in _BOARD_COLUMNS]
        lines.writerows([*head, *(getattr(entry, name) for name in columns)] for entry in board.entries)
