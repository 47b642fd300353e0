"""What was fetched, and the House's register of commitments: tables for people, rows for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from nato_kg.fetch import Fetched
from nato_kg.fetch.letters import State
from nato_kg.interface import Interface
from nato_kg.register import RegisterEntry
from nato_kg.render.layout import FittingTable, Heading

REGISTER_COLUMNS = tuple(field.name for field in fields(RegisterEntry))
_COLUMNS = ("made_on", "status", "promise", "ministry", "kept")


def render_fetched(fetched: Fetched, into: Path, ui: Interface) -> RenderableType:
    """The letters that are new or updated, how many there are of each, and what to do next."""
    changed = [letter for letter in fetched.letters if letter.state is not State.unchanged]
    states = {state: ui.say(f"fetched_{state}") for state in State}
    lines = [Text(f"{letter.identifier}  {states[letter.state]}  {', '.join(letter.files)}") for letter in changed]
    counts = {str(state): fetched.count(state) for state in State}
    figures = ui.say("fetched", folder=into, failed=len(fetched.failed), **counts)
    after = [Text(ui.say("fetched_next", folder=into), style="dim")] if fetched.letters else []
    return Group(*lines, Text(figures, style="bold"), *after)


def render_register(entries: Sequence[RegisterEntry], ui: Interface) -> RenderableType:
    """The entries as a table: day, status in the House's words, text with its number, ministry, what fulfils it."""
    if not entries:
        return Text(ui.say("no_rows"))
    headings = [Heading(ui.say(f"column_{name}")) for name in _COLUMNS]
    rows = [
        [
            Text(ui.day(entry.made_on)),
            Text(entry.stated_status or "?", style="bold yellow" if entry.status.ours == "open" else ""),
            Text.assemble(entry.text, "\n", (entry.known_as, "dim")),
            Text(entry.ministry or entry.minister),
            Text("\n".join(filter(None, [*entry.fulfilled_by, ui.day(entry.fulfilled_on)]))),
        ]
        for entry in entries
    ]
    return Group(FittingTable(headings, rows), Text(ui.say("rows", count=len(rows)), style="dim"))


def register_rows(entries: Iterable[RegisterEntry]) -> list[dict[str, Any]]:
    """One row an entry, its fields by name; `status` is ours, `stated_status` the House's."""
    return [
        {**{name: getattr(entry, name) for name in REGISTER_COLUMNS}, "status": entry.status.ours} for entry in entries
    ]


def rows_as_jsonl(rows: Iterable[Mapping[str, Any]]) -> str:
    """One JSON object a line; days as 2023-12-31."""
    return "".join(json.dumps(row, ensure_ascii=False, default=_plain) + "\n" for row in rows)


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no JSON form")
