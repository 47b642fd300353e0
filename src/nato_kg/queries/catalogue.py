"""Read the question files.

A file opens with a header of ``#+`` lines in YAML (the decorators of grlc, https://github.com/CLARIAH/grlc):
``title``, ``description`` (each nl and en), ``parameters`` and ``columns``. What follows is a SPARQL query that runs
anywhere as it stands: a parameter is a ``VALUES ?name { UNDEF }`` clause, which the program fills or takes out.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from nato_kg import resources
from nato_kg.errors import DataError, UnknownNameError

PARAMETER_TYPES: Final = ("thing", "date")
COLUMN_TYPES: Final = ("thing", "code", "period", "date", "integer", "decimal", "text")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing that a question may be asked about: ``thing`` (an id or a name, of ``kind`` if given) or ``date``.

    ``default`` is ``any`` (left out: no restriction) or ``today``.
    """

    name: str
    type: str
    kind: str | None
    default: str
    description: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the answer; ``many`` columns hold lists."""

    name: str
    type: str
    many: bool
    title: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the catalogue: what it asks, with which parameters, giving which columns, by which query."""

    name: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    parameters: Mapping[str, Parameter]
    columns: Mapping[str, Column]
    sparql: str


def load_catalogue() -> dict[str, Question]:
    """All questions by name, in the order of their names."""
    return {path.stem: load_question(path.stem) for path in sorted(resources.path("queries").glob("*.rq"))}


@cache  # the API and the pages ask for it with each request
def load_question(name: str) -> Question:
    """One question. Raises :class:`~nato_kg.errors.UnknownNameError` with near names when there is none."""
    folder = resources.path("queries")
    path = folder / f"{name}.rq"
    if "/" in name or not path.is_file():
        names = sorted(p.stem for p in folder.glob("*.rq"))
        near = difflib.get_close_matches(name, names, n=3)
        raise UnknownNameError(
            f"no question is called '{name}'",
            identifier=name,
            suggestions=near,
            hint="" if near else "run 'nato-kg query' for the list",
        )
    return _read(path)


def _read(path: Path) -> Question:
    lines = path.read_text(encoding="utf-8").splitlines()
    header = "\n".join(line[2:] for line in lines if line.startswith("#+"))
    body = "\n".join(line for line in lines if not line.startswith("#+")).strip()
    try:
        meta = yaml.safe_load(header)
        return Question(
            path.stem,
            meta["title"],
            meta["description"],
            {name: _parameter(name, value) for name, value in (meta.get("parameters") or {}).items()},
            {name: _column(name, value) for name, value in meta["columns"].items()},
            body,
        )
    except (yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise DataError(f"the header cannot be read: {error!r}", path=path, hint="see docs/questions.md") from error


def _parameter(name: str, value: Mapping[str, Any]) -> Parameter:
    kind = value.get("type", "thing")
    if not isinstance(name, str):
        raise TypeError(f"quote the name of parameter {name}: YAML reads it as no text")
    if kind not in PARAMETER_TYPES:
        raise ValueError(f"parameter {name} has no type {kind}")
    return Parameter(name, kind, value.get("kind"), value.get("default", "any"), value["description"])


def _column(name: str, value: Mapping[str, Any]) -> Column:
    kind = value.get("type", "thing")
    if kind not in COLUMN_TYPES:
        raise ValueError(f"column {name} has no type {kind}")
    return Column(name, kind, bool(value.get("many", False)), value["title"])
