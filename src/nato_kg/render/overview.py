"""What ``build`` prints: what it made, what was promised, and what became of it."""

from __future__ import annotations

from datetime import date

from rich.console import Group, RenderableType
from rich.text import Text

from nato_kg.build import Build
from nato_kg.interface import Interface
from nato_kg.render.tables import render_ledger, say_searched
from nato_kg.render.trees import render_trace
from nato_kg.traverse import KnowledgeGraph

_COUNTED = ("Letter", "Mission", "Decision", "Commitment", "Position")


def render_overview(built: Build, graph: KnowledgeGraph, seconds: float, ui: Interface) -> RenderableType:
    """The build and its graph at one glance, as known on the graph's day."""
    ledger = graph.commitments()
    day = ui.day(graph.as_of)
    return Group(
        Text.assemble(("nato-kg", "bold"), f" · {ui.say('tagline')}"),
        *(Text(line) for line in _whole_letters(built, graph, ui)),
        Text(_figures(built, seconds, ui)),
        *([Text(ui.say("forced", violations=built.info.violations), style="bold red")] if built.info.forced else []),
        *(Text(line, style="yellow") for line in _put_aside(built, ui)),
        Text(f"\n{ui.say('promised', day=day)}", style="bold"),
        Text(say_searched(ledger.searched, ui), style="dim"),
        render_ledger(ledger, ui),
        Text(f"\n{ui.say('missions', day=day)}", style="bold"),
        render_trace(graph.trace(), ui),
        Text(f"\n{ui.say('next_steps')}", style="dim"),
    )


def _whole_letters(built: Build, graph: KnowledgeGraph, ui: Interface) -> list[str]:
    lines = []
    for letter in sorted(id_ for id_, coverage in built.info.letters.items() if coverage == "complete"):
        rows = graph.query("signatories", letter=letter)
        signed = "; ".join(f"{row['personLabel']}, {row['postLabel']}" for row in rows)
        issued = date.fromisoformat(rows[0]["issued"]) if rows else graph.letter(letter).issued
        lines.append(" · ".join(part for part in (letter, ui.day(issued), signed) if part))
    return lines


def _put_aside(built: Build, ui: Interface) -> list[str]:
    """The statements of letters in text that were not published, with the reason."""
    aside = built.intake.aside
    if not aside:
        return []
    return [ui.say("put_aside", count=len(aside)), *(f"  {a.letter} {a.statement}: {a.reason}" for a in aside)]


def _figures(built: Build, seconds: float, ui: Interface) -> str:
    counts = [ui.say(f"count_{kind}", count=built.counts[kind]) for kind in _COUNTED]
    info = built.info
    return (
        " · ".join(counts)
        + "\n"
        + ui.say(
            "built",
            asserted=f"{info.asserted:,}",
            inferred=f"{info.inferred:,}",
            violations=info.violations,
            unverified=info.unverified,
            seconds=f"{seconds:.1f}",
        )
    )
