"""What holds from one day to another: memberships, posts, mandates, whatever the ontology calls enduring."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Final, cast

from pyoxigraph import Literal, NamedNode

from nato_kg.namespaces import ID, nkg, short_id
from nato_kg.periods import PERIOD_PREFIX, period_of
from nato_kg.server.pages.described import Described, describe, letter_of
from nato_kg.server.pages.view import View
from nato_kg.terms import value_of

_RECORDS: Final = """
SELECT DISTINCT ?record ?kind ?property ?value ?graph WHERE {{
  VALUES ?kind {{ {kinds} }}
  ?record ?says {thing} ; nkg:kind ?kind .
  GRAPH ?graph {{ ?record ?property ?value }}
  FILTER(!STRSTARTS(STR(?graph), "https://w3id.org/nato-kg/graph/inferred/"))
}}
"""
_ENDS: Final = (nkg("start"), nkg("end"))
_PLUMBING: Final = frozenset(nkg(name) for name in ("evidence", "statedIn", "origin", "rule"))


@dataclass(slots=True)
class Interval:
    """One record with its beginning and end (EDTF, ``None`` where not known), whom it concerns, and numbers in it."""

    record: str
    start: str | None = None
    end: str | None = None
    first: date | None = None
    last: date | None = None
    others: list[Described] = field(default_factory=list)
    numbers: list[tuple[str, str]] = field(default_factory=list)
    letters: list[str] = field(default_factory=list)

    def holds_on(self, day: date) -> bool:
        """Whether it is so on a day, as far as is known."""
        return (self.first is not None and self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Through:
    """The records of one kind, the earliest first."""

    kind: str
    label: str
    intervals: tuple[Interval, ...]


def read_intervals(view: View, iri: str) -> list[Through]:
    """What holds for a while and concerns the thing, by kind."""
    vocabulary = view.vocabulary
    kinds = vocabulary.subclasses(nkg("Enduring")) & vocabulary.subclasses(nkg("Record"))
    values = " ".join(str(NamedNode(kind)) for kind in sorted(kinds))
    rows = list(view.graph.store.select(_RECORDS.format(kinds=values, thing=NamedNode(iri))))
    named = describe(view, {value_of(row["value"]) for row in rows if isinstance(row["value"], NamedNode)})
    found: defaultdict[str, dict[str, Interval]] = defaultdict(dict)
    for row in rows:
        record = value_of(row["record"])
        if letter_of(record) in view.later_letters:
            continue
        interval = found[value_of(row["kind"])].setdefault(record, Interval(record))
        _add(view, interval, (value_of(row["property"]), row["value"]), named, iri)
    return [
        Through(short_id(kind), vocabulary.label(kind, view.language), tuple(sorted(intervals.values(), key=_order)))
        for kind, intervals in sorted(found.items())
    ]


def _add(view: View, interval: Interval, said: tuple[str, object], named: dict[str, Described], thing: str) -> None:
    """Put what a triple says where it belongs."""
    name, value = said
    if isinstance(value, Literal):
        number = (view.vocabulary.label(name, view.language), value.value)
        if value.datatype.value.endswith("#integer") and number not in interval.numbers:
            interval.numbers.append(number)
        return
    iri = cast("NamedNode", value).value
    if name == nkg("statedIn"):
        interval.letters = sorted({*interval.letters, iri})
    elif name in _ENDS and iri.startswith(PERIOD_PREFIX):
        period = period_of(iri)
        assert period is not None
        if name == nkg("start"):
            interval.start, interval.first = period.edtf, period.earliest
        else:
            interval.end, interval.last = period.edtf, period.latest
    elif iri.startswith(ID) and iri != thing and name not in _PLUMBING and named[iri] not in interval.others:
        interval.others.append(named[iri])


def _order(interval: Interval) -> tuple[str, str, str]:
    return interval.start or "9999", interval.end or "9999", interval.record
