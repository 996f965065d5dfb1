"""The rules of the house: who imports whom, what `import kg` loads, how large things are, and that names resolve."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import kg
from kg import plugins

ROOT = Path(__file__).parent.parent
PACKAGES = ("kg", "extractors", "outputs")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))

EVERYWHERE = {"kg.model", "kg.errors", "kg.ports"}
MAY_IMPORT = {
    "kg": {"kg"},
    "kg.model": set(),
    "kg.errors": set(),
    "kg.ports": set(),
    "kg.readers": {"kg.readers", "kg.identifiers"},
    "kg.vocabulary": {"kg.vocabulary"},
    "kg.resolve": {"kg.resolve", "kg.vocabulary", "kg.identifiers", "kg.sssom", "kg.tables"},
    "kg.evaluate": {"kg.evaluate", "kg.tables", "kg.atlas", "kg.resolve", "kg.identifiers", "kg.readers"},
    "kg.links": {"kg.tables"},
    "kg.graph": {"kg.graph", "kg.tables"},
    "kg.tables": set(),
    "kg.atlas": {"kg.tables", "kg.graph", "kg.sssom", "kg.switch", "kg.manifest", "kg.plugins"},
    "extractors": {"extractors", "kg.vocabulary"},
    "outputs": {"outputs", "kg.atlas", "kg.graph", "kg.tables", "kg.vocabulary"},
}
OWNERS = {
    "spacy": {"extractors"},
    "rdflib": {"outputs"},
    "pyoxigraph": {"outputs"},
    "pyvis": {"outputs"},
    "networkx": {"kg.graph", "kg.atlas", "outputs"},
}


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def imports(path: Path) -> Iterator[str]:
    """Yield each module that a file imports, outside `if TYPE_CHECKING`."""
    tree = ast.parse(path.read_text("utf-8"))
    skipped = {id(inner) for node in ast.walk(tree) if _is_type_checking(node) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if (ROOT / (name.replace(".", "/") + ".py")).exists() else node.module for name in names)


def _is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def rule_of(name: str, rules: dict[str, set[str]]) -> set[str]:
    """Return the rule of the nearest room that has one."""
    while name not in rules:
        name = name.rpartition(".")[0]
    return rules[name]


def within(name: str, rooms: set[str]) -> bool:
    return any(name == room or name.startswith(f"{room}.") for room in rooms)


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_a_module_imports_only_what_its_room_may(path: Path) -> None:
    allowed = rule_of(module_name(path), MAY_IMPORT) | EVERYWHERE
    ours = {name for name in imports(path) if name.partition(".")[0] in PACKAGES}
    assert {name for name in ours if not within(name, allowed)} == set()


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_a_library_is_imported_only_by_its_owners(path: Path) -> None:
    for name in imports(path):
        owners = OWNERS.get(name.partition(".")[0])
        assert owners is None or within(module_name(path), owners), f"{module_name(path)} imports {name}"


def test_kg_names_the_other_packages_in_no_import_statement() -> None:
    kg_modules = [path for path in MODULES if module_name(path).partition(".")[0] == "kg"]
    assert not [path for path in kg_modules for name in imports(path) if name.partition(".")[0] in {"extractors", "outputs"}]


@pytest.mark.parametrize("module", ["kg", "kg.cli.commands"])
def test_what_starts_a_command_loads_no_heavy_library(module: str) -> None:
    heavy = {"spacy", "rdflib", "pyoxigraph", "pyvis", "starlette", "numpy", "scipy", "pyarrow", "networkx"}
    code = f"import sys, {module}; print(*sorted({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == ""


def test_all_resolves_and_is_sorted() -> None:
    assert kg.__all__ == sorted(kg.__all__)
    assert all(hasattr(kg, name) for name in kg.__all__)


@pytest.mark.parametrize("group", plugins.GROUPS)
def test_every_plugin_loads(group: str) -> None:
    assert plugins.names(group)
    for name in plugins.names(group):
        assert plugins.load(group, name) is not None


@pytest.mark.parametrize("package", PACKAGES)
def test_no_other_distribution_overwrites_ours(package: str) -> None:
    assert set(packages_distributions()[package]) == {"paperkg"}


def test_functions_and_files_stay_small() -> None:
    lengths = {
        f"{module_name(path)}.{node.name}": _code_lines(node)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
    }
    ordered = sorted(lengths.values())
    assert max(ordered) <= 60, max(lengths, key=lengths.__getitem__)
    assert ordered[int(0.95 * len(ordered))] <= 30
    assert ordered[len(ordered) // 2] <= 10
    assert {module_name(path): lines for path in MODULES if (lines := len(path.read_text("utf-8").splitlines())) > 250} == {}


def _code_lines(node: ast.FunctionDef) -> int:
    doc = node.body[0] if ast.get_docstring(node) else None
    return (node.end_lineno or 0) - node.lineno + 1 - ((doc.end_lineno or 0) - doc.lineno + 1 if doc else 0)


@pytest.mark.parametrize("package", PACKAGES)
def test_packages_are_typed(package: str) -> None:
    assert (ROOT / package / "py.typed").exists()


def test_every_python_folder_is_packaged() -> None:
    assert {path.parent for path in MODULES if not (path.parent / "__init__.py").exists()} == set()
