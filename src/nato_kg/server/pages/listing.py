"""All things of a kind, and how many there are of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode
from starlette.responses import Response

from nato_kg.errors import UnknownNameError
from nato_kg.namespaces import ID, nkg, short_id
from nato_kg.network import plumbing
from nato_kg.server.pages.described import Described, describe
from nato_kg.server.pages.rendering import render
from nato_kg.server.pages.view import View
from nato_kg.terms import value_of

_COUNTS: Final = "SELECT ?kind (COUNT(DISTINCT ?thing) AS ?count) WHERE { ?thing nkg:kind ?kind } GROUP BY ?kind"
_THINGS: Final = """
SELECT DISTINCT ?thing ?day WHERE {{
  ?thing nkg:kind {kind} .
  OPTIONAL {{ ?thing nkg:issued|nkg:knownFrom|nkg:start/nkg:earliest ?day }}
}}
"""
_ON_A_PAGE: Final = 200


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing, in words, and how many there are. Plumbing says how the graph knows, not what."""

    name: str
    label: str
    count: int
    is_plumbing: bool


def read_kinds(view: View) -> list[Kind]:
    """The kinds that occur, the most frequent first."""
    return view.once("kinds", lambda: _read_kinds(view), on_any_day=True)


def show_kind(view: View) -> Response:
    """The page of all things of a kind, with the day where they have one."""
    kind = str(view.request.path_params["kind"])
    if nkg(kind) not in view.vocabulary.classes:
        raise UnknownNameError(f"no kind is called '{kind}'", identifier=kind)
    days: dict[str, str] = {}
    for row in view.graph.store.select(_THINGS.format(kind=NamedNode(nkg(kind)))):
        iri, day = value_of(row["thing"]), value_of(row["day"]) if row["day"] is not None else ""
        days[iri] = min(day, days.get(iri) or day)
    named = describe(view, [iri for iri in days if iri.startswith(ID)])
    rows = sorted(((days[iri], thing) for iri, thing in named.items()), key=_newest_or_by_name)
    pages = max(1, -(-len(rows) // _ON_A_PAGE))
    number = int(view.asked["page"]) if view.asked.get("page", "").isdecimal() else 1
    number = min(max(number, 1), pages)
    return render(
        view,
        "kind.html",
        label=view.vocabulary.label(nkg(kind), view.language),
        kind=kind,
        total=len(rows),
        rows=rows[(number - 1) * _ON_A_PAGE : number * _ON_A_PAGE],
        number=number,
        pages=pages,
    )


def _newest_or_by_name(row: tuple[str, Described]) -> tuple[int, str, str]:
    """The newest first; things without a day after them, by name."""
    day, thing = row
    return (-int(day.replace("-", "")) if day else 1, thing.title.casefold(), thing.iri)


def _read_kinds(view: View) -> list[Kind]:
    found = [
        Kind(
            short_id(value_of(row["kind"])),
            view.vocabulary.label(value_of(row["kind"]), view.language),
            int(value_of(row["count"])),
            value_of(row["kind"]) in plumbing(),
        )
        for row in view.graph.store.select(_COUNTS)
        if row["kind"] is not None
    ]
    return sorted(found, key=lambda kind: (-kind.count, kind.name))
