"""From missions through decisions and commitments to letters, as known on a day.

The steps themselves are walked (the catalogue's questions ``missions`` and ``mission-trace``), not the shortcut
``hasFollowUpLetter``: a letter that follows one decision would stand beside another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pyoxigraph import NamedNode

from nato_kg.errors import UsageError
from nato_kg.followups import Promise, Searched, read_ledger, read_searched
from nato_kg.namespaces import short_id
from nato_kg.queries import ask
from nato_kg.store import EmbeddedStore
from nato_kg.terms import value_of

_KIND = "SELECT ?kind WHERE {{ {thing} nkg:kind ?kind }}"
_MANDATES = """
SELECT DISTINCT ?mission ?first ?last WHERE {
  ?mandate nkg:mandateOf ?mission ; nkg:end/nkg:latest ?last .
  OPTIONAL { ?mandate nkg:start/nkg:earliest ?start }
  OPTIONAL { ?mandate nkg:knownFrom ?said }
  BIND(COALESCE(?start, ?said) AS ?first)
}
"""


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a state sends to a mission, as a letter says: ``since`` and ``until`` in EDTF."""

    state: str
    unit: str | None
    troops_at_most: int | None
    since: str | None
    until: str | None
    letter: str


@dataclass(frozen=True, slots=True)
class DecisionTrace:
    """A decision on a mission, its status on the day, and the promises that follow from it.

    ``decided_on`` (EDTF) is the day that the letter gives for the status that it states; ``since`` the day from which
    the status is known.
    """

    id: str
    label: str
    status: str
    status_label: str
    since: date
    decided_on: str | None
    decided_by: str | None
    aim_from: date | None
    aim_to: date | None
    documents: tuple[str, ...]
    promises: tuple[Promise, ...]


@dataclass(frozen=True, slots=True)
class MissionTrace:
    """A mission with its decisions in order of time; ``lead_from`` and ``countries_from`` are letter or reference."""

    id: str
    label: str
    acronym: str | None
    lead: str | None
    lead_from: str | None
    countries: tuple[str, ...]
    countries_from: str | None
    mandate_until: date | None
    decisions: tuple[DecisionTrace, ...]
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """What is known of missions on ``searched.as_of``."""

    missions: tuple[MissionTrace, ...]
    searched: Searched

    def __iter__(self) -> Iterator[MissionTrace]:
        return iter(self.missions)

    def __len__(self) -> int:
        return len(self.missions)


def read_trace(store: EmbeddedStore, as_of: date, *, about: str | None = None, language: str = "en") -> Trace:
    """The trace of the mission or the letter ``about`` (an address), or of every mission that a letter discusses.

    Raises :class:`~nato_kg.errors.UsageError` when ``about`` is something else.
    """
    given = _narrow(store, about)
    missions = ask(store, "missions", given, language=language).rows
    steps = ask(store, "mission-trace", {**given, "as_of": as_of}, language=language).rows
    of_mission: dict[str, str | date] = {k: v for k, v in given.items() if k == "mission"}
    contributions = ask(store, "contributions", {**of_mission, "as_of": as_of}, language=language).rows
    promises = {p.id: p for p in read_ledger(store, as_of, letter=given.get("letter"), language=language)}
    mandates = _read_mandates(store, as_of)
    described: dict[str, dict[str, Any]] = {}
    for row in missions:
        described.setdefault(str(row["mission"]), row)
    known = {row["mission"] for row in steps}
    return Trace(
        tuple(
            _mission(row, steps, contributions, promises, mandates.get(id_))
            for id_, row in described.items()
            if id_ in known
        ),
        read_searched(store, as_of),
    )


def _narrow(store: EmbeddedStore, about: str | None) -> dict[str, str]:
    if about is None:
        return {}
    kinds = {short_id(value_of(row["kind"])) for row in store.select(_KIND.format(thing=NamedNode(about)))}
    for kind, parameter in (("Mission", "mission"), ("Letter", "letter")):
        if kind in kinds:
            return {parameter: about}
    raise UsageError(
        f"'{short_id(about)}' is neither a mission nor a letter",
        hint=f"see what is said about it with: nato-kg query about --param thing={short_id(about)}",
    )


def _mission(
    row: Mapping[str, Any],
    steps: list[dict[str, Any]],
    contributions: list[dict[str, Any]],
    promises: Mapping[str, Promise],
    mandate_until: date | None,
) -> MissionTrace:
    own = [step for step in steps if step["mission"] == row["mission"] and step["decision"]]
    return MissionTrace(
        id=row["mission"],
        label=row["missionLabel"],
        acronym=row["acronym"],
        lead=row["leadOrganisationLabel"],
        lead_from=row["leadFrom"],
        countries=tuple(row["countriesLabel"]),
        countries_from=row["countriesFrom"],
        mandate_until=mandate_until,
        decisions=tuple(_decisions(own, promises)),
        contributions=tuple(_contribution(c) for c in contributions if c["mission"] == row["mission"]),
    )


def _decisions(steps: list[dict[str, Any]], promises: Mapping[str, Promise]) -> Iterator[DecisionTrace]:
    """The decisions in order of time; one with two promises has two rows."""
    for id_ in dict.fromkeys(step["decision"] for step in sorted(steps, key=_when)):
        rows = [step for step in steps if step["decision"] == id_]
        first = rows[0]
        yield DecisionTrace(
            id=id_,
            label=first["decisionLabel"],
            status=first["status"],
            status_label=first["statusLabel"],
            since=date.fromisoformat(first["since"]),
            decided_on=first["date"],
            decided_by=first["decidedByLabel"],
            aim_from=_day(first["aimFrom"]),
            aim_to=_day(first["aimTo"]),
            documents=tuple(first["documents"]),
            promises=tuple(promises[row["commitment"]] for row in rows if row["commitment"] in promises),
        )


def _when(step: Mapping[str, Any]) -> str:
    """What sorts decisions by time: the day that the letter gives, else the day from which the status is known."""
    return str(step["date"] or step["since"])


def _contribution(row: Mapping[str, Any]) -> Contribution:
    return Contribution(
        row["stateLabel"], row["unitLabel"], row["troopsAtMost"], row["from"], row["to"], row["document"]
    )


def _read_mandates(store: EmbeddedStore, as_of: date) -> dict[str, date]:
    """The last day of the latest mandate that had begun, or was told of, by ``as_of``, by the mission's id."""
    ends: dict[str, date] = {}
    for row in store.select(_MANDATES):
        mission, last, first = (
            short_id(value_of(row["mission"])),
            date.fromisoformat(value_of(row["last"])),
            row["first"],
        )
        if first is None or date.fromisoformat(value_of(first)) <= as_of:
            ends[mission] = max(last, ends.get(mission, last))
    return ends


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
