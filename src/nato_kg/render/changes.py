"""What changed between two builds, as tables and as rows."""

from __future__ import annotations

from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from nato_kg.diff import Change, Diff
from nato_kg.interface import Interface
from nato_kg.render.layout import FittingTable, Heading

CHANGE_COLUMNS = ("what", "kind", "id", "label", "field", "before", "after")
_WHATS = ("added", "removed", "changed")


def render_diff(diff: Diff, ui: Interface) -> RenderableType:
    """Counts by kind, statuses that moved, then every change."""
    if not diff.changes and not diff.moves:
        return Text(ui.say("diff_nothing"))
    counts = [
        [Text(kind), *(Text(str(counted[what] or "")) for what in _WHATS)] for kind, counted in diff.counts().items()
    ]
    headings = [Heading(ui.say("diff_kind")), *(Heading(ui.say(f"diff_{what}"), right=True) for what in _WHATS)]
    parts: list[RenderableType] = [FittingTable(headings, counts)]
    if diff.moves:
        moved = [[Text(f"{m.label}\n{m.id}"), Text(m.before), Text(m.after)] for m in diff.moves]
        titles = [Heading(ui.say(f"diff_{name}")) for name in ("status", "before", "after")]
        parts += [Text(f"\n{ui.say('diff_moved', day=ui.day(diff.as_of))}", style="bold"), FittingTable(titles, moved)]
    listed = [[Text(c.what), Text(c.kind), Text(f"{c.label}\n{c.id}"), Text(_told(c))] for c in diff.changes]
    titles = [Heading(""), *(Heading(ui.say(f"diff_{name}")) for name in ("kind", "thing", "fields"))]
    return Group(*parts, Text(f"\n{ui.say('diff_changes')}", style="bold"), FittingTable(titles, listed))


def diff_rows(diff: Diff) -> list[dict[str, Any]]:
    """One row a field of a changed thing, one a thing that came or went, and one a status that moved."""
    rows: list[dict[str, Any]] = [
        {"what": "moved", "kind": m.kind, "id": m.id, "label": m.label, "field": "status", "before": m.before,
         "after": m.after}
        for m in diff.moves
    ]  # fmt: skip
    for change in diff.changes:
        common = {"what": change.what, "kind": change.kind, "id": change.id, "label": change.label}
        rows += [{**common, "field": f.name, "before": list(f.before), "after": list(f.after)} for f in change.fields]
        if not change.fields:
            rows.append({**common, "field": None, "before": None, "after": None})
    return rows


def _told(change: Change) -> str:
    return "\n".join(
        f"{field.name}: {', '.join(field.before) or '–'} → {', '.join(field.after) or '–'}" for field in change.fields
    )
