"""When a thing of the network is there: what holds for a while, and what came on a day and stays told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from nato_kg.namespaces import nkg
from nato_kg.server.pages.view import View
from nato_kg.terms import value_of

_DAYS: Final = """
SELECT DISTINCT ?thing ?kind ?first ?last ?day WHERE {
  ?thing nkg:kind ?kind .
  OPTIONAL { ?thing nkg:start/nkg:earliest ?first }
  OPTIONAL { ?thing nkg:end/nkg:latest ?last }
  OPTIONAL { ?thing nkg:issued|nkg:on|nkg:knownFrom ?day }
  FILTER(BOUND(?first) || BOUND(?last) || BOUND(?day))
}
"""


@dataclass(frozen=True, slots=True)
class Span:
    """From which day to which a thing is there; ``None`` is without bound."""

    first: date | None = None
    last: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it is there on a day."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


#: Of what has no day, such as a state.
ALWAYS: Final = Span()


def read_spans(view: View) -> Mapping[str, Span]:
    """The span of every thing and record that has a day; kept with the graph.

    What endures (the ontology says which kinds do) is there from its beginning to its end. What occurs, is issued or
    is stated comes on its day and stays: a decision is known on every later day.
    """
    return view.once("spans", lambda: _read(view), on_any_day=True)


def _read(view: View) -> dict[str, Span]:
    vocabulary = view.vocabulary
    enduring = vocabulary.subclasses(nkg("Enduring")) - vocabulary.subclasses(nkg("Occurrence"))
    found: dict[str, Span] = {}
    for row in view.graph.store.select(_DAYS):
        thing, lasts = value_of(row["thing"]), value_of(row["kind"]) in enduring
        first, last, day = (_day(row[name]) for name in ("first", "last", "day"))
        begins = first if first or lasts else day
        known = found.get(thing, ALWAYS)
        found[thing] = Span(_earlier(known.first, begins), (last or known.last) if lasts else None)
    return found


def _day(value: object) -> date | None:
    return date.fromisoformat(value_of(value)) if value is not None else None


def _earlier(one: date | None, other: date | None) -> date | None:
    return min(one, other) if one and other else one or other
