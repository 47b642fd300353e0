"""Tables: rows of a question, the list of questions, the ledger of commitments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from nato_kg.followups import Ledger, Promise, Searched
from nato_kg.interface import Interface
from nato_kg.queries import Question

_FOOTNOTES = "¹²³⁴⁵⁶⁷⁸⁹"
_STATUS_STYLES = {"open": "bold yellow", "fulfilled": "green", "partly-fulfilled": "yellow"}


def render_rows(question: Question, rows: Sequence[Mapping[str, Any]], ui: Interface) -> RenderableType:
    """The rows of a question: labels where things have them, ids in the first column. Empty columns are left out."""
    if not rows:
        return Text(ui.say("no_rows"))
    shown = [c for c in question.columns.values() if any(row[c.name] not in (None, []) for row in rows)]
    table = _table()
    for column in shown:
        table.add_column(
            column.title[ui.language], overflow="fold", justify="right" if column.type == "integer" else "left"
        )
    for row in rows:
        table.add_row(*(_cell(row, column.name, first=number == 0) for number, column in enumerate(shown)))
    return Group(table, Text(ui.say("rows", count=len(rows)), style="dim"))


def render_catalogue(questions: Iterable[Question], ui: Interface) -> RenderableType:
    """The list of questions with their parameters."""
    table = _table()
    table.add_column("NAME", no_wrap=True)
    table.add_column("?", overflow="fold")
    table.add_column("--param", overflow="fold")
    for question in questions:
        table.add_row(question.name, question.description[ui.language], " ".join(question.parameters))
    return table


def render_parameters(question: Question, ui: Interface) -> RenderableType:
    """What a question asks and which parameters it takes."""
    lines = [f"{name}: {p.description[ui.language]}" for name, p in question.parameters.items()]
    return Text("\n".join([question.description[ui.language], *lines]))


def render_ledger(ledger: Ledger, ui: Interface) -> RenderableType:
    """The ledger: status, subject, term, the letter that keeps it, the days that it took; caveats as footnotes."""
    if not len(ledger):
        return Group(Text(ui.say("nothing_promised")), Text(say_searched(ledger.searched, ui), style="dim"))
    table, notes = _table(), list[str]()
    for name in ("status", "about", "due", "kept"):
        table.add_column(ui.say(f"column_{name}"), overflow="fold")
    table.add_column(ui.say("column_days"), justify="right")
    for promise in sorted(
        ledger, key=lambda p: (p.is_open, p.id not in {q.id for q in ledger if q.kept_by}, _first_kept(p))
    ):
        table.add_row(*_ledger_row(promise, ledger.searched, notes, ui))
    marked = [Text(f" {_FOOTNOTES[n % 9]} {note}", style="dim") for n, note in enumerate(notes)]
    return Group(table, *marked)


def say_searched(searched: Searched, ui: Interface) -> str:
    """How many letters were searched, whole and in part, up to which day; and that nothing later was."""
    if searched.until is None:
        return ui.say("searched_none")
    count = len(searched.days)
    text = ui.say(
        "searched", count=count, complete=searched.complete, partial=searched.partial, until=ui.day(searched.until)
    )
    if searched.as_of > searched.until:
        text += " · " + ui.say("not_searched_after", until=ui.day(searched.until))
    return text


def _first_kept(promise: Promise) -> str:
    return promise.kept_by[0].on.isoformat() if promise.kept_by else ""


def _ledger_row(promise: Promise, searched: Searched, notes: list[str], ui: Interface) -> Iterator[RenderableType]:
    mark = ""
    if remarks := list(_remarks(promise, ui)):
        notes.append(" ".join(remarks))
        mark = _FOOTNOTES[(len(notes) - 1) % 9]
    status = promise.status_label.upper() if promise.is_open else promise.status_label
    yield Text(status + mark, style=_STATUS_STYLES.get(promise.status, ""))
    yield f"{promise.label}\n[dim]{promise.id}[/dim]"
    yield _due(promise, ui)
    if promise.kept_by:
        yield "\n".join(f"{keeper.letter}, {ui.day(keeper.on)}" for keeper in promise.kept_by)
        yield "\n".join(str(keeper.days) for keeper in promise.kept_by)
    else:
        yield ui.say("none_found", count=searched.after(promise.issued))
        yield ""


def _remarks(promise: Promise, ui: Interface) -> Iterator[str]:
    yield from (keeper.caveat for keeper in promise.kept_by if keeper.caveat)
    if promise.restates:
        yield ui.say("restates", what=promise.restates)
    if promise.note:
        yield promise.note


def _due(promise: Promise, ui: Interface) -> str:
    days = ui.day(promise.due_to) or (f"≥ {ui.day(promise.due_from)}" if promise.due_from else "")
    return "\n".join(part for part in (promise.due or ("" if days else ui.say("no_due")), days) if part)


def _cell(row: Mapping[str, Any], name: str, *, first: bool) -> str:
    value, label = row[name], row.get(f"{name}Label")
    if isinstance(value, list):
        return "\n".join(value if label is None else label)
    if value is None:
        return ""
    if first and label is not None and label != value:
        return f"{value}\n{label}"
    return str(value if label is None else label)


def _table() -> Table:
    return Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
