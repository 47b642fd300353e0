"""Central things, ways between things and things named together, as tables and as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from nato_kg.interface import Interface
from nato_kg.measures import MEASURES, Central, Together
from nato_kg.paths import GraphPath, Ground
from nato_kg.render.layout import FittingTable, Heading

CENTRAL_COLUMNS = tuple(field.name for field in fields(Central))
PATH_COLUMNS = ("path", "number", "start", "relation", "end", "forward", "graphs", "places", "sources")


def render_centrality(found: Sequence[Central], ui: Interface) -> RenderableType:
    """A table of things and their measures, and what each measure means."""
    rows = [
        [
            Text.assemble(f"{c.label}\n", (c.id, "dim")),
            Text(c.kind),
            Text(str(c.degree)),
            Text(f"{c.pagerank:.4f}"),
            Text(f"{c.betweenness:.0f}"),
            Text(f"{c.closeness:.3f}"),
        ]
        for c in found
    ]
    headings = [Heading(ui.say("column_thing")), Heading(ui.say("column_kind"))]
    headings += [Heading(ui.say(f"column_{name}"), right=True) for name in MEASURES]
    return Group(FittingTable(headings, rows), Text(ui.say("measures_mean"), style="dim"))


def render_paths(found: Sequence[tuple[GraphPath, tuple[Ground, ...]]], ui: Interface) -> RenderableType:
    """Each way as a table of steps, with what each step rests on."""
    headings = [Heading(ui.say("column_step")), Heading(ui.say("column_rests_on"))]
    parts: list[RenderableType] = []
    for path, grounds in found:
        rows = [[Text(str(ground.step)), Text("\n".join(_told(ground, ui)))] for ground in grounds]
        parts += [Text(str(path), style="bold"), FittingTable(headings, rows), Text()]
    return Group(*parts[:-1])


def _told(ground: Ground, ui: Interface) -> list[str]:
    places = [
        ui.say("place", letter=place.letter, section=place.section, sentence=place.sentence)
        if place.section is not None
        else place.letter
        for place in ground.places
    ]
    return [*places, *ground.sources] or [ui.say("stated_in", graphs=", ".join(ground.graphs))]


def path_rows(found: Sequence[tuple[GraphPath, tuple[Ground, ...]]]) -> list[dict[str, Any]]:
    """One row a step: the number of the way, of the step, and what it rests on."""
    return [
        {
            "path": number,
            "number": position,
            **asdict(ground.step),
            "graphs": list(ground.graphs),
            "places": [asdict(place) for place in ground.places],
            "sources": list(ground.sources),
        }
        for number, (_, grounds) in enumerate(found, 1)
        for position, ground in enumerate(grounds, 1)
    ]


def periods_in(found: Sequence[Together]) -> list[str]:
    """The periods of any of the things, in order."""
    return sorted({period for together in found for period in together.periods})


def render_together(found: Sequence[Together], ui: Interface) -> RenderableType:
    """A table of things, and in how many letters of each period."""
    periods = periods_in(found)
    rows = [
        [
            Text.assemble(f"{t.label}\n", (t.id, "dim")),
            Text(t.kind),
            Text(str(t.letters)),
            *(Text(str(t.periods.get(period, ""))) for period in periods),
        ]
        for t in found
    ]
    headings = [Heading(ui.say("column_thing")), Heading(ui.say("column_kind"))]
    headings += [Heading(title, right=True) for title in (ui.say("column_letters"), *periods)]
    return Group(FittingTable(headings, rows), Text(ui.say("together_means"), style="dim"))


def together_rows(found: Sequence[Together]) -> list[dict[str, Any]]:
    """One row a thing, a column for each period."""
    periods = periods_in(found)
    return [
        {"id": t.id, "label": t.label, "kind": t.kind, "letters": t.letters}
        | {period: t.periods.get(period, 0) for period in periods}
        for t in found
    ]
