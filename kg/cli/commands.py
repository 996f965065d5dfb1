"""The commands of `kg`. Their modules import what is heavy when a command runs, so that `kg --help` answers at once."""

import typer

from kg.cli import building, changing, checking, curating, looking, querying, ranking, scoring, viewing

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
