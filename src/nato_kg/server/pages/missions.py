"""The page of a mission: where it stands, the trace as a picture and in words, and everything in order of time."""

from __future__ import annotations

from starlette.responses import Response

from nato_kg.server.pages.chronicle import read_chronicle
from nato_kg.server.pages.described import Described, describe
from nato_kg.server.pages.evidence import places_of
from nato_kg.server.pages.facts import read_facts
from nato_kg.server.pages.intervals import read_intervals
from nato_kg.server.pages.picture import draw_trace
from nato_kg.server.pages.promises import title_of, whole_ledger
from nato_kg.server.pages.rendering import render
from nato_kg.server.pages.view import View
from nato_kg.trace import Trace, read_trace


def show_mission(view: View, thing: Described) -> Response:
    """The page of a mission."""
    mission = next(iter(_trace(view, thing.iri)), None)
    decisions = describe(view, [decision.iri for decision in mission.decisions] if mission else [])
    kind, through = view.asked.get("kind"), read_intervals(view, thing.iri)
    return render(
        view,
        "mission.html",
        thing=thing,
        mission=mission,
        picture=draw_trace(view, mission, decisions) if mission and mission.decisions else None,
        decisions=decisions,
        chronicle=read_chronicle(view, thing.iri, through, kind),
        kind=kind,
        promises=[promise for promise in whole_ledger(view) if thing.title in promise.about],
        through=through,
        facts=read_facts(view, thing.iri),
        places=places_of(view, thing.iri),
        title_of=title_of,
    )


def _trace(view: View, mission: str) -> Trace:
    day, ledger = view.as_of, whole_ledger(view)
    return read_trace(view.graph.store, day, about=mission, language=view.language, ledger=ledger)
