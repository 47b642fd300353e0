"""What letters say of a thing in order of time, as a table and as rows."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from nato_kg.interface import Interface
from nato_kg.render.layout import FittingTable, Heading
from nato_kg.timeline import Entry, Timeline

TIMELINE_COLUMNS = tuple(field.name for field in fields(Entry))


def render_timeline(timeline: Timeline, ui: Interface) -> RenderableType:
    """The thing, then a table of days, statements with their words, and letters."""
    if not len(timeline):
        return Text(ui.say("no_rows"))
    rows = [
        [
            Text(ui.day(entry.day)),
            Text(entry.kind + (f"\n{entry.status}" if entry.status else "")),
            Text.assemble(
                f"{entry.label}\n" if entry.label != entry.id else "",
                (f"“{entry.words}”\n" if entry.words else ""),
                (entry.id, "dim"),
                (f" ← {entry.after}" if entry.after else "", "dim"),
            ),
            Text(entry.letter or ""),
        ]
        for entry in timeline
    ]
    headings = [Heading(ui.say(f"column_{name}")) for name in ("day", "kind", "said", "letter")]
    return Group(Text(timeline.label, style="bold"), FittingTable(headings, rows))


def timeline_rows(timeline: Timeline) -> list[dict[str, Any]]:
    """One row a statement."""
    return [asdict(entry) for entry in timeline]
