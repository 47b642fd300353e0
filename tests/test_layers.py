"""The module table of docs/architecture.md holds, and modules and functions stay small."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
PACKAGE = PROJECT / "src" / "nato_kg"
MODULES = sorted(PACKAGE.rglob("*.py"))
#: The package root itself: it holds the version and loads public names when they are asked for.
ROOT = "__init__"
MOST_LINES, MOST_FUNCTION_LINES, MOST_PARAMETERS = 300, 40, 6


def table() -> list[str]:
    """The rows of the module table, from the top."""
    text = (PROJECT / "docs" / "architecture.md").read_text(encoding="utf-8")
    return re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)


def row_of(path: Path) -> str:
    """The row of the table to which a file belongs: its module or its package."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def name_of(path: Path) -> str:
    """The dotted name of a file."""
    return ".".join(["nato_kg", *path.relative_to(PACKAGE).with_suffix("").parts]).removesuffix(".__init__")


@cache
def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    """Dotted names of ours that a file imports when it runs; what only a type checker reads is left out."""
    hidden = {id(node) for block in ast.walk(parse(path)) if is_type_checking(block) for node in ast.walk(block)}
    for node in ast.walk(parse(path)):
        if id(node) in hidden:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "nato_kg")
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} imports relatively"
            module = node.module or ""
            if module.split(".")[0] == "nato_kg":
                named = [f"{module}.{alias.name}" for alias in node.names]
                yield from (name if name in known_modules() or module == "nato_kg" else module for name in named)


@cache
def known_modules() -> frozenset[str]:
    return frozenset(map(name_of, MODULES))


def is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (n for n in ast.walk(parse(path)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


def files() -> list[str]:
    return [str(path.relative_to(PACKAGE)) for path in MODULES]


def test_every_module_is_in_the_table_and_every_row_is_a_module() -> None:
    rows = table()
    assert len(rows) == len(set(rows))
    assert set(rows) == {row_of(path) for path in MODULES} - {ROOT}


@pytest.mark.parametrize("file", files())
def test_a_module_imports_only_from_rows_above_its_own(file: str) -> None:
    order = {name: number for number, name in enumerate(table())}
    own = row_of(PACKAGE / file)
    used = {name.split(".")[1] for name in imports(PACKAGE / file)} - {own, "__version__"}
    assert used <= set(order), f"{used - set(order)}: the package's public names are for users, not for its modules"
    if own != ROOT:
        assert {name for name in used if order[name] > order[own]} == set()


def test_no_import_cycles() -> None:
    edges = {name_of(path): set(imports(path)) & known_modules() for path in MODULES}
    TopologicalSorter(edges).prepare()  # raises CycleError


@pytest.mark.parametrize("file", files())
def test_modules_and_functions_are_small(file: str) -> None:
    path = PACKAGE / file
    module_lines = path.read_text(encoding="utf-8").count("\n")
    assert module_lines <= MOST_LINES
    lines = {f.name: (f.end_lineno or f.lineno) - f.lineno + 1 for f in functions(path)}
    assert {name: count for name, count in lines.items() if count > MOST_FUNCTION_LINES} == {}


@pytest.mark.parametrize("file", [file for file in files() if not file.startswith("cli/")])
def test_functions_have_few_parameters(file: str) -> None:
    """Commands are left out: their options are what they are."""
    counts = {f.name: len(parameters(f)) for f in functions(PACKAGE / file)}
    assert {name: count for name, count in counts.items() if count > MOST_PARAMETERS} == {}


def parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    given = function.args
    names = [a.arg for a in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return [name for name in names if name not in {"self", "cls"}]
