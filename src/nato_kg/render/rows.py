"""Rows for programs: JSON (a list of objects, one a row, keyed by column) and CSV."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from nato_kg.export.tables import rows_to_csv
from nato_kg.followups import Ledger, Promise
from nato_kg.queries import Question
from nato_kg.trace import MissionTrace, Trace

LEDGER_COLUMNS = (
    *(field.name for field in fields(Promise)),
    *("as_of", "letters_searched", "later_letters", "searched_until"),
)
TRACE_COLUMNS = (*(field.name for field in fields(MissionTrace)), "as_of", "searched_until")


def rows_as_json(rows: Sequence[Mapping[str, Any]]) -> str:
    """A JSON list; days as 2023-12-31, unbound values as null, lists as lists."""
    return json.dumps(list(rows), ensure_ascii=False, indent=2, default=_plain) + "\n"


def rows_as_csv(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> str:
    """CSV with a line of column names; lists are joined by "; ", formula starts are neutralised."""
    return rows_to_csv(columns, ([_cell(row[name]) for name in columns] for row in rows))


def question_columns(question: Question) -> list[str]:
    """The names of the columns of a question's rows: labels stand beside what they name."""
    return [
        name
        for column in question.columns.values()
        for name in ([column.name, f"{column.name}Label"] if column.type in {"thing", "code"} else [column.name])
    ]


def ledger_rows(ledger: Ledger) -> list[dict[str, Any]]:
    """One row a commitment, with how much was searched."""
    searched = ledger.searched
    return [
        {
            **asdict(promise),
            "as_of": searched.as_of,
            "letters_searched": len(searched.days),
            "later_letters": searched.after(promise.issued),
            "searched_until": searched.until,
        }
        for promise in ledger
    ]


def trace_rows(trace: Trace) -> list[dict[str, Any]]:
    """One row a mission, its decisions and contributions nested."""
    return [
        {**asdict(mission), "as_of": trace.searched.as_of, "searched_until": trace.searched.until} for mission in trace
    ]


def _cell(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return "; ".join(
            json.dumps(v, default=_plain, ensure_ascii=False) if isinstance(v, dict) else str(v) for v in value
        )
    return value.isoformat() if isinstance(value, date) else value


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no JSON form")
