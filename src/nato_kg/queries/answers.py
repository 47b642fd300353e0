"""Ask a question and give its rows: ids, codes and dates as people write them, with labels beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, QuerySolution

from nato_kg.names import labels_of, resolve_name
from nato_kg.namespaces import short_id
from nato_kg.periods import period_of
from nato_kg.queries.catalogue import Column, Question, load_question
from nato_kg.queries.parameters import bind_parameters
from nato_kg.store import EmbeddedStore

_NUMBERS: Final[Mapping[str, Callable[[str], Any]]] = {"integer": int, "decimal": float}
Value = str | int | float | None | list[str]


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of a question.

    ``rows`` map each column to its value (``None`` where unbound, a list in a ``many`` column) and, for things and
    codes, ``{column}Label`` to the label. ``addresses`` are the same rows with full addresses, for programs.
    """

    question: Question
    rows: list[dict[str, Value]]
    addresses: list[dict[str, list[str]]]

    def things(self) -> list[str]:
        """The addresses of all things in the rows, each once, in order."""
        columns = [c.name for c in self.question.columns.values() if c.type == "thing"]
        return sorted({address for row in self.addresses for name in columns for address in row[name]})


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
    found = [{c: _terms(row, column) for c, column in question.columns.items()} for row in store.select(sparql)]
    labels = labels_of(store, _labelled(question, found), language)
    return Answer(
        question,
        [_row(question, terms, labels) for terms in found],
        [{c: [str(t) for t in values] for c, values in terms.items()} for terms in found],
    )


def _terms(row: QuerySolution, column: Column) -> list[Any]:
    """The values of a cell as plain Python: addresses and lexical forms, numbers as ``int`` and ``float``."""
    term = row[column.name]
    if term is None:
        return []
    if isinstance(term, NamedNode):
        return [term.value]
    assert isinstance(term, Literal)
    if column.many:
        return sorted(term.value.split())
    return [_NUMBERS[column.type](term.value) if column.type in _NUMBERS else term.value]


def _labelled(question: Question, found: Iterable[Mapping[str, list[Any]]]) -> set[str]:
    columns = [c.name for c in question.columns.values() if c.type in {"thing", "code"}]
    return {value for terms in found for c in columns for value in terms[c]}


def _row(question: Question, terms: Mapping[str, list[Any]], labels: Mapping[str, str]) -> dict[str, Value]:
    row: dict[str, Value] = {}
    for name, column in question.columns.items():
        shown = [_show(value, column) for value in terms[name]]
        row[name] = shown if column.many else (shown[0] if shown else None)
        if column.type in {"thing", "code"}:
            named = [labels.get(value, short_id(value)) for value in terms[name]]
            row[f"{name}Label"] = named if column.many else (named[0] if named else None)
    return row


def _show(value: Any, column: Column) -> Any:
    if column.type in {"thing", "code"}:
        return short_id(value)
    if column.type == "period":
        period = period_of(value)
        return period.edtf if period else value
    return value
