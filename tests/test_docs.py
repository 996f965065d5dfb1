"""The documentation names all that there is, and its pages hang together; that its code runs is shown in `test_docs_code`."""

import re
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import typer

import kg
from kg import plugins
from kg.cli.commands import app
from kg.graph import build_graph
from kg.settings import settings_text
from kg.tables import KEYS, SCHEMAS
from outputs.ontology import ONTOLOGY
from outputs.prefixes import prefixes_of, shorten

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
PAGES = [*sorted(DOCS.rglob("*.md")), *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"))]
COMMANDS: dict[str, Any] = vars(typer.main.get_command(app))["commands"]

_BLOCK = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def reference(name: str) -> str:
    return (REFERENCE / f"{name}.md").read_text("utf-8")


def section(name: str, heading: str) -> str:
    """Return the text of a reference page under a heading, up to the next one of its level or above."""
    level = len(heading.partition(" ")[0])
    found = re.search(rf"^{re.escape(heading)}\n(.*?)(?=^#{{1,{level}}} |\Z)", reference(name), re.MULTILINE | re.DOTALL)
    assert found, f"{name}.md has no heading {heading!r}"
    return found[1]


def rows(text: str) -> list[list[str]]:
    """Return the cells of the rows of Markdown tables, code marks taken off, without their heads."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines if "---" not in line][1:]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_of_a_command_is_documented(command: str) -> None:
    text = section("commands", f"## kg {command}")
    options = {option for parameter in COMMANDS[command].params for option in parameter.opts if option.startswith("-")}
    assert {option for option in options if not re.search(rf"`{option}[` ]", text)} == set()


def test_every_command_that_is_documented_exists() -> None:
    assert set(re.findall(r"^## kg (\S+)", reference("commands"), re.MULTILINE)) == set(COMMANDS)


def test_the_settings_are_those_that_init_writes() -> None:
    assert f"```toml\n{settings_text().strip()}\n```" in reference("settings")


@pytest.mark.parametrize("table", SCHEMAS)
def test_every_column_of_a_table_is_documented(table: str) -> None:
    text = section("tables", f"## {table}")
    assert [(name, kind) for name, kind, *_ in rows(text)] == [(field.name, type_name(field.type)) for field in SCHEMAS[table]]
    assert ", ".join(f"`{key}`" for key in KEYS[table]) in text


def type_name(kind: pa.DataType) -> str:
    return f"list of {kind.value_type}" if pa.types.is_list(kind) else str(kind)


@pytest.mark.parametrize("table", SCHEMAS)
def test_columns_are_null_only_where_the_page_says_so(table: str, atlas: kg.Atlas) -> None:
    found = atlas.table(table)
    for name, _, null, _ in rows(section("tables", f"## {table}")):
        assert null in {"never", "unknown", "unplaced", "not yet"}
        assert null != "never" or found[name].null_count == 0, name
        assert null != "not yet" or found[name].null_count == found.num_rows, name


@pytest.fixture(scope="module")
def full_tables() -> dict[str, pa.Table]:
    """One row in each table with every column known, and every id the same."""
    values = {
        "string": "a",
        "int32": 1,
        "int64": 1,
        "double": 0.5,
        "bool": False,
        "list of string": ["a"],
        "list of float": [0.5],
    }

    def value_of(field: pa.Field) -> Any:
        return "title" if field.name == "field" else values.get(type_name(field.type))

    return {
        name: pa.table({field.name: pa.array([value_of(field)], field.type) for field in schema})
        for name, schema in SCHEMAS.items()
    }


def test_every_attribute_of_a_node_is_documented(full_tables: dict[str, pa.Table]) -> None:
    for _, data in build_graph(full_tables).nodes(data=True):
        described = rows(section("graph", f"## {data['kind'].capitalize()} nodes"))
        assert {name for row in described for name in re.findall(r"\w+", row[0])} == set(data)


def test_every_attribute_of_an_edge_is_documented(full_tables: dict[str, pa.Table]) -> None:
    described = {(row[0], row[2]) for row in rows(section("graph", "## Edges of `atlas.graph()`"))}
    edges = [data for *_, data in build_graph(full_tables).edges(data=True)]
    assert described == {(data["kind"], name) for data in edges for name in set(data) - {"kind"} or {""}}


def test_every_attribute_of_a_weighted_edge_is_documented(atlas: kg.Atlas) -> None:
    described = {(row[0], row[1]) for row in rows(section("graph", "## Edges of the weighted graphs"))}
    graphs = {"atlas.papers_graph()": atlas.papers_graph(), "atlas.concepts_graph()": atlas.concepts_graph()}
    assert described == {(name, key) for name, graph in graphs.items() for *_, data in graph.edges(data=True) for key in data}


def test_every_term_of_the_ontology_is_documented() -> None:
    terms = {f"`pkg:{term}`" for term in (*ONTOLOGY.classes, *ONTOLOGY.properties)}
    assert {term for term in terms if term not in reference("rdf")} == set()


def test_every_term_of_the_sample_is_documented(atlas: kg.Atlas) -> None:
    triples = [line.removesuffix(" .").split(" ", 2) for line in (atlas.path / "graph.nt").read_text("utf-8").splitlines()]
    used = {predicate for _, predicate, _ in triples} | {value for _, predicate, value in triples if predicate.endswith("#type>")}
    prefixes = prefixes_of(str(atlas.manifest["settings"]["rdf"]["base"]))
    terms = {shorten(iri.strip("<>"), prefixes) for iri in used} - {"rdf:type"}
    assert {term for term in terms if f"`{term}`" not in reference("rdf")} == set()


def test_every_public_name_is_documented() -> None:
    assert set(re.findall(r"^##+ kg\.(\w+)$", reference("python"), re.MULTILINE)) == set(kg.__all__)


def test_every_public_method_of_an_atlas_is_documented() -> None:
    described = {re.split(r"\W", row[0].removeprefix("atlas."))[0] for row in rows(section("python", "## kg.Atlas"))}
    assert {name for name in vars(kg.Atlas) if not name.startswith("_")} <= described


def test_every_reader_is_documented() -> None:
    assert {row[0] for row in rows(section("formats", "## Read"))} == set(plugins.names("readers"))


def test_every_output_is_documented() -> None:
    described = {(row[0], row[1]) for row in rows(section("formats", "## Written"))}
    assert described == {(name, plugins.output(name).file_name) for name in plugins.names("outputs")}


def test_every_named_query_is_documented() -> None:
    known = [[found.name, ", ".join(f"--{name}" for name in found.parameters)] for found in plugins.query_engine().named()]
    assert [[row[0], row[1].replace("`", "")] for row in rows(reference("queries"))] == known


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_to_a_file(page: Path) -> None:
    prose = _BLOCK.sub("", page.read_text("utf-8"))
    targets = [target.partition("#")[0] for target in _LINK.findall(prose) if "://" not in target]
    assert {target for target in targets if target and not (page.parent / target).exists()} == set()


def test_the_index_lists_every_page() -> None:
    listed = {(DOCS / target).resolve() for target in _LINK.findall((DOCS / "index.md").read_text("utf-8"))}
    assert {name_of(page) for page in DOCS.rglob("*.md") if page.resolve() not in listed} == {"docs/index.md"}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_names_no_path_of_one_machine(page: Path) -> None:
    text = page.read_text("utf-8")
    assert not re.findall(r"(?<![\w./)])/(?:work|tmp|opt|home|root|Users|mnt)/", text)
    assert str(ROOT) not in text
