"""`kg query` and `kg export`."""

import math
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

import kg
from kg import plugins
from kg.cli.printing import print_table, print_text, tell
from kg.errors import QueryError, SettingsError
from kg.ports import Answer, QueryEngine


def query(
    arguments: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ATLAS [SPARQL]",
            help="The folder that `kg build` wrote, and a query; the usual prefixes need no declaration.",
        ),
    ] = None,
    *,
    file: Annotated[Path | None, typer.Option("--file", help="Read the query from a file, or from stdin with -.")] = None,
    name: Annotated[
        str | None, typer.Option("--name", help="Ask a named query; its parameters follow as --PARAMETER VALUE.")
    ] = None,
    form: Annotated[
        str, typer.Option("--format", help="table; csv, tsv, json or xml for rows; nt, ttl, jsonld or rdfxml for graphs.")
    ] = "table",
    timeout: Annotated[
        float, typer.Option("--timeout", metavar="SECONDS", min=0, help="End the query after so long; 0 never does.")
    ] = 60,
    list_queries: Annotated[bool, typer.Option("--list", help="List the named queries and their parameters.")] = False,
) -> None:
    """Ask the atlas in SPARQL, or by a named query.

    Example: kg query atlas "SELECT ?title { ?p dcterms:title ?title } LIMIT 5"

    By name: kg query atlas --name papers-of-concept --concept "beam search"
    """
    engine = plugins.query_engine()
    if list_queries:
        _print_named(engine)
    else:
        _print_answer(_ask(engine, arguments or [], file, name, timeout or math.inf), form, engine)


def _ask(engine: QueryEngine, arguments: Sequence[str], file: Path | None, name: str | None, timeout: float) -> Answer:
    words, parameters = split_arguments(arguments)
    if not words:
        raise QueryError("name an atlas and a query: kg query ATLAS SPARQL; `kg query --list` shows the named ones")
    atlas = kg.open(Path(words[0]))
    questions = [*words[1:], *(source for source in (file, name) if source is not None)]
    if len(questions) != 1 or (parameters and name is None):
        raise QueryError("give one query: SPARQL, --file FILE, or --name NAME with its parameters as --PARAMETER VALUE")
    if name is not None:
        return engine.ask_named(atlas, name, parameters, timeout=timeout)
    return engine.ask(atlas, read_query(file) if file else words[1], timeout=timeout)


def _print_named(engine: QueryEngine) -> None:
    rows = [(found.name, " ".join(f"--{p} …" for p in found.parameters), found.description) for found in engine.named()]
    print_table(("name", "parameters", "what it answers"), rows)


def export(
    arguments: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ATLAS FORMAT", help="The folder that `kg build` wrote, and the name of an output; then its own options."
        ),
    ] = None,
    *,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="PATH", help="Write here instead of into the atlas.")
    ] = None,
    list_formats: Annotated[bool, typer.Option("--list", help="List the formats and their options.")] = False,
) -> None:
    """Write the atlas in another format, into its folder exports/ or where -o says.

    Example: kg export atlas graphml -o graph.graphml

    With options of the output: kg export atlas html --mode papers --community 2 -o part.html
    """
    from kg.exporting import export as export_atlas

    words, options = split_arguments(arguments or [])
    if list_formats or not words:
        print_table(("format", "file", "options"), [_format_row(found) for found in plugins.names("outputs")])
        return
    if len(words) != 2:
        raise SettingsError("name an atlas and a format: kg export ATLAS FORMAT; `kg export --list` shows the formats")
    print_text(str(export_atlas(kg.open(Path(words[0])), words[1], output, options=options)))


def _format_row(name: str) -> tuple[str, str, str]:
    output = plugins.output(name)
    options: Mapping[str, str] = getattr(output, "options", {})
    return name, output.file_name, "; ".join(f"--{option}: {meaning}" for option, meaning in options.items())


def split_arguments(arguments: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """Return the words and the `--parameter value` pairs of a command line, each in its order.

    >>> split_arguments(["atlas", "--task", "machine translation", "--year=2020"])
    (['atlas'], {'task': 'machine translation', 'year': '2020'})
    """
    words: list[str] = []
    values: dict[str, str] = {}
    remaining = iter(arguments)
    for argument in remaining:
        option, equals, value = argument.partition("=")
        if not option.startswith("--"):
            words.append(argument)
        elif (given := value if equals else next(remaining, None)) is not None:
            values[option.removeprefix("--")] = given
        else:
            raise QueryError(f"{option} has no value; it is written {option} VALUE")
    return words, values


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
    if answer.hint:
        tell(answer.hint)
