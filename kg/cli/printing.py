"""How the command line writes: results to stdout, what is going on to stderr."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from typing import Any

from rich.console import Console, RenderableType
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from kg.ports import Progress as BuildProgress


class _Rate(ProgressColumn):
    """Papers a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.0f} papers/s" if task.speed else "")


@contextmanager
def showing_progress() -> Iterator[BuildProgress]:
    """Give a build something to tell its progress to: a bar with rate and time left on stderr, where that is a terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:
        bar = bars.add_task("start", total=None)

        def tell(stage: str, done: int, total: int) -> None:
            bars.update(bar, description=stage, completed=done, total=total if total > 1 else None)

        yield tell


def print_json(value: object) -> None:
    """Print a value, or a dataclass, as JSON."""
    sys.stdout.write(json.dumps(_plain(value), ensure_ascii=False, indent=2, sort_keys=False) + "\n")


def print_table(headers: Sequence[str], rows: Iterable[Sequence[object]], *, title: str | None = None) -> None:
    """Print a table; cells are text, never markup."""
    table = Table(*headers, title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for row in rows:
        table.add_row(*(escape(shown(cell)) for cell in row))
    _stdout().print(table)


def print_renderable(what: RenderableType) -> None:
    """Print what rich knows how to draw."""
    _stdout().print(what)


def print_text(text: str, *, style: str = "") -> None:
    """Print a line of text, never markup."""
    _stdout().print(Text(shown(text), style=style), soft_wrap=True)


def tell(text: str) -> None:
    """Write a line to stderr."""
    sys.stderr.write(f"{shown(text)}\n")


def shown(value: object) -> str:
    """Return a value as text that a terminal shows and does not obey."""
    if value is None:
        return ""
    return "".join(char if char.isprintable() or char == "\n" else " " for char in str(value))


def _stdout() -> Console:
    return Console(width=None if sys.stdout.isatty() else 200, highlight=False)


def _plain(value: object) -> Any:  # noqa: ANN401 -- whatever JSON takes
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
