"""Ask a question and give its rows: ids, codes and dates as people write them, with labels beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

from pyoxigraph import Literal, NamedNode

from nato_kg.names import labels_of, resolve_name
from nato_kg.namespaces import short_id
from nato_kg.periods import period_of
from nato_kg.queries.catalogue import Column, Question, load_question
from nato_kg.queries.parameters import bind_parameters
from nato_kg.store import EmbeddedStore

_NUMBERS: Final[Mapping[str, Callable[[str], Any]]] = {"integer": int, "decimal": float}
_NAMED: Final = frozenset({"thing", "code"})
Value = str | int | float | None | list[str]


@dataclass(frozen=True)
class Answer:
    """The rows of a question.

    ``rows`` map each column to its value (``None`` where unbound, a list in a ``many`` column) and, for things and
    codes, ``{column}Label`` to the label. ``addresses`` are the same rows with full addresses, for programs.
    """

    question: Question
    rows: list[dict[str, Value]]
    found: list[list[list[Any]]]  # row by row, column by column: addresses, lexical forms and numbers

    @cached_property
    def addresses(self) -> list[dict[str, list[str]]]:
        """The rows with full addresses."""
        names = list(self.question.columns)
        return [dict(zip(names, (list(map(str, cell)) for cell in cells), strict=True)) for cells in self.found]

    def things(self) -> list[str]:
        """The addresses of all things in the rows, each once, in order."""
        columns = [n for n, c in enumerate(self.question.columns.values()) if c.type == "thing"]
        return sorted({address for cells in self.found for n in columns for address in cells[n]})


def ask(
    store: EmbeddedStore,
    name: str,
    parameters: Mapping[str, str | date] | None = None,
    *,
    language: str = "en",
    today: date | None = None,
) -> Answer:
    """Ask the catalogue's question ``name``.

    Parameter values are ids, names or addresses, and days as :class:`~datetime.date` or ``2022-10-14``; one left out
    means any, or ``today``. Raises :class:`~nato_kg.errors.UsageError` and its children for what is not known.
    """
    question = load_question(name)

    def resolve(text: str, kind: str | None) -> str:
        return resolve_name(store, text, kind=kind)

    sparql = bind_parameters(question, parameters or {}, resolve, today or date.today())
    solutions = store.select(sparql)
    places = {variable.value: place for place, variable in enumerate(solutions.variables)}
    plan = [(places[name], column) for name, column in question.columns.items()]
    found = [[_terms(solution[place], column) for place, column in plan] for solution in solutions]
    labelled = [n for n, (_, column) in enumerate(plan) if column.type in _NAMED]
    labels = labels_of(store, {value for cells in found for n in labelled for value in cells[n]}, language)
    columns = [column for _, column in plan]
    return Answer(question, [_row(columns, cells, labels) for cells in found], found)


def _terms(term: object, column: Column) -> list[Any]:
    """The values of a cell as plain Python: addresses and lexical forms, numbers as ``int`` and ``float``."""
    if term is None:
        return []
    if isinstance(term, NamedNode):
        return [term.value]
    assert isinstance(term, Literal)
    if column.many:
        return sorted(term.value.split())
    number = _NUMBERS.get(column.type)
    return [number(term.value) if number else term.value]


def _row(columns: Sequence[Column], cells: Sequence[list[Any]], labels: Mapping[str, str]) -> dict[str, Value]:
    row: dict[str, Value] = {}
    for column, values in zip(columns, cells, strict=True):
        name, named = column.name, column.type in _NAMED
        if column.many:
            row[name] = [_show(value, column) for value in values]
            if named:
                row[f"{name}Label"] = [labels.get(value) or short_id(value) for value in values]
        elif values:
            row[name] = _show(values[0], column)
            if named:
                row[f"{name}Label"] = labels.get(values[0]) or short_id(values[0])
        else:
            row[name] = None
            if named:
                row[f"{name}Label"] = None
    return row


def _show(value: Any, column: Column) -> Any:
    if column.type in _NAMED:
        return short_id(value)
    if column.type == "period":
        period = period_of(value)
        return period.edtf if period else value
    return value
