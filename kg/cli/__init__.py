"""The command `kg`: the composition root, where names become objects and errors become one line."""

import sys

import typer

from kg.cli import building, changing, checking, curating, looking, querying, ranking, scoring, viewing
from kg.cli.stopping import stop_in_time
from kg.errors import KGError

app = typer.Typer(
    name="kg",
    help="Turn paper abstracts into a knowledge graph: build an atlas, query it, look at it, compute with it.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (building.init, building.build, changing.add, changing.remove, changing.diff, curating.merge, curating.split):
    app.command()(command)
for reading in (looking.show, looking.explain, looking.stats, ranking.leaderboard, viewing.view):
    app.command()(reading)
app.command(context_settings={"ignore_unknown_options": True})(querying.query)  # the parameters of named queries
app.command(context_settings={"ignore_unknown_options": True})(querying.export)  # the options of outputs
app.command("eval")(scoring.evaluate)
app.command()(checking.check)
app.command()(checking.doctor)


def main() -> None:
    """Run the command line. Exit codes: 0 done, 1 with --strict and skipped records, 2 the user can mend it, 130 interrupted."""
    stop_in_time()
    try:
        app()
    except KGError as error:
        sys.stderr.write(f"kg: {printable(str(error))}\n")
        sys.exit(2)
    except BrokenPipeError:  # whoever read our output has seen enough
        sys.stderr.close()
        sys.exit(0)


def printable(text: str) -> str:
    """Return `text` on one line, with control characters shown instead of sent to the terminal."""
    return "".join(char if char.isprintable() else " " if char == "\n" else repr(char)[1:-1] for char in text)
