"""Tables: rows of a question, the list of questions, the ledger of commitments."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from nato_kg.followups import Ledger, Promise, Searched
from nato_kg.interface import Interface
from nato_kg.namespaces import letter_iri
from nato_kg.queries import Answer, Column, Question
from nato_kg.render.layout import FittingTable, Heading

_FOOTNOTES = "¹²³⁴⁵⁶⁷⁸⁹"
_REMARKED = ("postponed", "changed", "supplemented")  # outcomes that a row of the ledger mentions
_STATUS_STYLES = {"open": "bold yellow", "fulfilled": "green", "partly-fulfilled": "yellow"}


def render_rows(answer: Answer, given: Collection[str], ui: Interface) -> RenderableType:
    """The rows of a question: labels where things have them, ids for letters and in the first column.

    Empty columns are left out, and those that a given parameter fixes to one value.
    """
    if not answer.rows:
        return Text(ui.say("no_rows"))
    shown = _shown_columns(answer, given)
    rows = [
        [Text(_cell(row, addresses[c.name], c, with_id=number == 0)) for number, c in enumerate(shown)]
        for row, addresses in zip(answer.rows, answer.addresses, strict=True)
    ]
    headings = [Heading(column.title[ui.language], right=column.type == "integer") for column in shown]
    return Group(FittingTable(headings, rows), Text(ui.say("rows", count=len(rows)), style="dim"))


def render_catalogue(questions: Iterable[Question], ui: Interface) -> RenderableType:
    """The list of questions with their parameters."""
    rows = [
        [Text(question.name), Text(question.title[ui.language]), Text(" ".join(question.parameters))]
        for question in questions
    ]
    return FittingTable([Heading("NAME"), Heading("?"), Heading("--param")], rows)


def render_question(question: Question, ui: Interface) -> RenderableType:
    """What a question asks, which parameters it takes and which columns it gives."""
    parameters = [
        [Text(f"{name}="), Text(parameter.description[ui.language])] for name, parameter in question.parameters.items()
    ]
    columns = [
        [Text(name + ("[]" if column.many else "")), Text(column.title[ui.language]), Text(column.type)]
        for name, column in question.columns.items()
    ]
    parts: list[RenderableType] = [Text(question.name, style="bold"), Text(f"{question.description[ui.language]}\n")]
    if parameters:
        parts += [FittingTable([Heading("--param"), Heading("")], parameters), Text()]
    return Group(*parts, FittingTable([Heading("JSON, CSV"), Heading(""), Heading("")], columns))


def render_ledger(ledger: Ledger, ui: Interface) -> RenderableType:
    """The ledger: status, subject, term, the letter that keeps it, the days that it took; caveats as footnotes.

    What was kept comes first, by day; then what is open.
    """
    if not len(ledger):
        return Text(ui.say("nothing_promised"))
    notes = list[str]()
    ordered = sorted(ledger, key=lambda promise: (promise.is_open, _last_known(promise)))
    rows = [list(_ledger_row(promise, ledger.searched, notes, ui)) for promise in ordered]
    headings = [Heading(ui.say(f"column_{name}")) for name in ("status", "about", "due", "kept")]
    marked = [Text(f" {_FOOTNOTES[n % 9]} {note}", style="dim") for n, note in enumerate(notes)]
    return Group(FittingTable([*headings, Heading(ui.say("column_days"), right=True)], rows), *marked)


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


def _shown_columns(answer: Answer, given: Collection[str]) -> list[Column]:
    columns = answer.question.columns.values()
    filled = [c for c in columns if any(row[c.name] not in (None, []) for row in answer.rows)]
    fixed = {c.name for c in filled if c.name in given and len({str(row[c.name]) for row in answer.rows}) == 1}
    return [c for c in filled if c.name not in fixed] or filled


def _cell(row: Mapping[str, Any], addresses: list[str], column: Column, *, with_id: bool) -> str:
    value, label = row[column.name], row.get(f"{column.name}Label")
    if value is None:
        return ""
    if label is None:
        return "\n".join(value) if isinstance(value, list) else str(value)
    if isinstance(value, list):
        return "\n".join(_name(*named) for named in zip(value, label, addresses, strict=True))
    if with_id:
        return f"{value}\n{label}" if label != value else value
    return _name(value, label, addresses[0])


def _name(identifier: str, label: str, address: str) -> str:
    """What a thing is called in a table: its label; a letter by its id, under which people look for it."""
    return identifier if address.startswith(letter_iri("")) else label


def _last_known(promise: Promise) -> date:
    return promise.kept_by[0].on if promise.kept_by else promise.issued


def _ledger_row(promise: Promise, searched: Searched, notes: list[str], ui: Interface) -> Iterator[Text]:
    mark = ""
    if remarks := list(_remarks(promise, ui)):
        notes.append(" ".join(remarks))
        mark = _FOOTNOTES[(len(notes) - 1) % 9]
    status = promise.status_label.upper() if promise.is_open else promise.status_label
    yield Text(status + mark, style=_STATUS_STYLES.get(promise.status, ""))
    yield Text.assemble(promise.label, "\n", (promise.id, "dim"))
    yield Text(_due(promise, ui))
    if promise.kept_by:
        yield Text("\n".join(f"{keeper.letter}\n{ui.day(keeper.on)}" for keeper in promise.kept_by))
        yield Text("\n\n".join(str(keeper.days) for keeper in promise.kept_by))
    else:
        yield Text(ui.say("none_found", count=searched.after(promise.issued)))
        yield Text()


def _remarks(promise: Promise, ui: Interface) -> Iterator[str]:
    yield from (keeper.caveat for keeper in promise.kept_by if keeper.caveat)
    for outcome in _REMARKED:
        steps = [step for step in promise.history if step.outcome == outcome]
        if steps:
            letters = ", ".join(dict.fromkeys(step.letter or "" for step in steps))
            yield ui.say(outcome, times=len(steps), letters=letters)
    if promise.restates:
        yield ui.say("restates", what=promise.restates)
    if promise.note:
        yield promise.note


def _due(promise: Promise, ui: Interface) -> str:
    days = ui.day(promise.due_to) or (f"≥ {ui.day(promise.due_from)}" if promise.due_from else "")
    return "\n".join(part for part in (promise.due or ("" if days else ui.say("no_due")), days) if part)
