"""The first page: what the graph holds and up to which day, what is open, overdue and new."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from starlette.responses import Response

from nato_kg.followups import HistoryStep, Promise
from nato_kg.server.pages.described import Described, describe
from nato_kg.server.pages.listing import Kind, read_kinds
from nato_kg.server.pages.promises import choices, title_of, whole_ledger
from nato_kg.server.pages.rendering import render
from nato_kg.server.pages.view import View
from nato_kg.terms import value_of

#: Things that many statements speak of: what a newcomer may look for.
_SPOKEN_OF: Final = """
SELECT ?thing (COUNT(DISTINCT ?record) AS ?count) WHERE {
  ?record nkg:about|nkg:concerns|nkg:mentions ?thing ; nkg:statedIn ?letter .
  ?thing nkg:kind ?kind . FILTER(?kind NOT IN (nkg:Letter))
}
GROUP BY ?thing ORDER BY DESC(?count) ?thing LIMIT 8
"""
_LATEST: Final = """
SELECT DISTINCT ?letter ?issued WHERE {{
  ?letter nkg:coverage ?coverage ; nkg:issued ?issued . FILTER(?issued <= "{day}"^^xsd:date)
}}
ORDER BY DESC(?issued) ?letter LIMIT 6
"""
_MOST: Final = 5


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a promise, with the promise."""

    step: HistoryStep
    promise: Promise


def show_overview(view: View) -> Response:
    """The overview."""
    ledger = whole_ledger(view)
    overdue = sorted(ledger.overdue(), key=lambda p: (p.due_to or p.issued, p.id))
    newest = sorted(ledger, key=lambda p: (p.issued, p.id), reverse=True)
    steps = [Step(step, promise) for promise in ledger for step in promise.history]
    return render(
        view,
        "overview.html",
        total=len(ledger),
        still_open=len(ledger.still_open()),
        fulfilled=len(ledger.fulfilled()),
        overdue_count=len(overdue),
        overdue=overdue[:_MOST],
        newest=newest[:_MOST],
        steps=sorted(steps, key=lambda s: (s.step.on, s.step.record), reverse=True)[:_MOST],
        letters=_latest_letters(view),
        kinds=_kinds(view),
        suggestions=read_suggestions(view),
        names=choices(view)["subject"],
        title_of=title_of,
    )


def _kinds(view: View) -> list[Kind]:
    return [kind for kind in read_kinds(view) if not kind.is_plumbing]


def read_suggestions(view: View) -> list[Described]:
    """The things that letters speak of most, to begin with."""
    return view.once("suggestions", lambda: _most_spoken_of(view), on_any_day=True)


def _most_spoken_of(view: View) -> list[Described]:
    found = [value_of(row["thing"]) for row in view.graph.store.select(_SPOKEN_OF)]
    named = describe(view, found)
    return [named[iri] for iri in found if iri in named]


def _latest_letters(view: View) -> list[tuple[str, Described]]:
    rows = [
        (value_of(row["issued"]), value_of(row["letter"]))
        for row in view.graph.store.select(_LATEST.format(day=view.as_of.isoformat()))
    ]
    named = describe(view, {letter for _, letter in rows})
    return [(issued, named[letter]) for issued, letter in rows]
