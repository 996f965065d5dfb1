"""`kg query` and `kg export`."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from kg import plugins
from kg.atlas import open_atlas
from kg.cli.printing import print_table, print_text, tell
from kg.errors import QueryError
from kg.exporting import export as export_atlas
from kg.ports import Answer, QueryEngine


def query(
    context: typer.Context,
    atlas: Annotated[
        Path | None, typer.Argument(metavar="ATLAS", help="The folder that `kg build` wrote.", show_default=False)
    ] = None,
    sparql: Annotated[
        str | None, typer.Argument(metavar="SPARQL", help="A query; the usual prefixes need no declaration.")
    ] = None,
    *,
    file: Annotated[Path | None, typer.Option("--file", help="Read the query from a file, or from stdin with -.")] = None,
    name: Annotated[
        str | None, typer.Option("--name", help="Ask a named query; its parameters follow as --PARAMETER VALUE.")
    ] = None,
    form: Annotated[
        str, typer.Option("--format", help="table, or a format of SPARQL results: csv, json; nt for graphs.")
    ] = "table",
    list_queries: Annotated[bool, typer.Option("--list", help="List the named queries and their parameters.")] = False,
) -> None:
    """Ask the atlas in SPARQL, or by a named query.

    Examples:
    kg query atlas "SELECT ?title { ?p dcterms:title ?title } LIMIT 5"

    kg query atlas --name papers-of-concept --concept "beam search"

    """
    engine = plugins.query_engine()
    if list_queries:
        rows = [(found.name, " ".join(f"--{p} …" for p in found.parameters), found.description) for found in engine.named()]
        print_table(("name", "parameters", "what it answers"), rows)
        return
    if atlas is None:
        raise QueryError("name an atlas and a query: kg query ATLAS SPARQL; `kg query --list` shows the named ones")
    parameters = read_parameters(context.args)
    questions = [question for question in (sparql, file, name) if question is not None]
    if len(questions) != 1 or (parameters and name is None):
        raise QueryError("give one query: SPARQL, --file FILE, or --name NAME with its parameters")
    opened = open_atlas(atlas)
    answer = engine.ask_named(opened, name, parameters) if name else engine.ask(opened, sparql or read_query(file or Path("-")))
    _print_answer(answer, form, engine)


def export(
    atlas: Annotated[
        Path | None, typer.Argument(metavar="ATLAS", help="The folder that `kg build` wrote.", show_default=False)
    ] = None,
    form: Annotated[str | None, typer.Argument(metavar="FORMAT", help="Name of an output.", show_default=False)] = None,
    *,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="PATH", help="Write here instead of into the atlas.")
    ] = None,
    list_formats: Annotated[bool, typer.Option("--list", help="List the formats.")] = False,
) -> None:
    """Write the atlas in another format, into its folder exports/ or where -o says.

    Example: kg export atlas graphml -o graph.graphml
    """
    if list_formats or atlas is None or form is None:
        print_table(("format", "file"), [(found, plugins.output(found).file_name) for found in plugins.names("outputs")])
        return
    print_text(str(export_atlas(open_atlas(atlas), form, output)))


def read_parameters(arguments: Sequence[str]) -> Mapping[str, str]:
    """Return `--name value` and `--name=value` arguments as a mapping; raises `QueryError` for anything else."""
    values: dict[str, str] = {}
    remaining = list(arguments)
    while remaining:
        option, equals, value = remaining.pop(0).partition("=")
        if not option.startswith("--") or (not equals and not remaining):
            raise QueryError(f"{option!r} is not understood; parameters of a named query are written --PARAMETER VALUE")
        values[option.removeprefix("--")] = value if equals else remaining.pop(0)
    return values


def read_query(file: Path) -> str:
    """Return the text of a query file, or of stdin for `-`."""
    try:
        return sys.stdin.read() if str(file) == "-" else file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{file} cannot be read as a query: {error}") from None


def _print_answer(answer: Answer, form: str, engine: QueryEngine) -> None:
    if form == "table":
        rows = list(answer.rows())
        print_table(answer.headers, rows)
        tell(f"{len(rows)} {'row' if len(rows) == 1 else 'rows'}")
    elif form in engine.formats:
        sys.stdout.write(answer.text(form))
    else:
        raise QueryError(f"there is no format {form!r}; choose table, {', '.join(engine.formats)}")
