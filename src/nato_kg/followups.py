"""What became of what was promised: the ledger of commitments on a day, and how much was searched to say so.

Status and timeliness come from the catalogue's question ``commitments``, so that SPARQL and Python cannot differ.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from nato_kg.names import texts_of, texts_where
from nato_kg.namespaces import short_id
from nato_kg.queries import ask
from nato_kg.store import EmbeddedStore
from nato_kg.terms import value_of

_OPEN = frozenset({"open", "partly-fulfilled"})
_LETTERS = """
SELECT DISTINCT ?letter ?issued ?coverage WHERE { ?letter nkg:coverage ?coverage ; nkg:issued ?issued . }
"""
_KEEPERS = """
SELECT DISTINCT ?commitment ?letter ?day ?fulfilment WHERE {
  ?fulfilment nkg:fulfilmentOf ?commitment ; nkg:byLetter ?letter ; nkg:knownFrom ?day .
}
ORDER BY ?day ?letter
"""
# The letter's own citation of what a commitment restates: the one in its context, where a citation has a context.
_NOTES = """
?thing nkg:restates ?restated ; nkg:statedIn ?letter .
?citation nkg:citing ?letter ; nkg:cited ?restated ; nkg:note ?text .
FILTER NOT EXISTS { ?citation nkg:context ?context FILTER NOT EXISTS { ?thing nkg:about|nkg:aboutMission ?context } }
"""


@dataclass(frozen=True, slots=True)
class Searched:
    """How much the graph holds up to a day: how many letters as a whole, how many in part, and the last one's day."""

    as_of: date
    days: tuple[tuple[str, date, str], ...]  # letter, day, coverage; only those up to ``as_of``

    @property
    def until(self) -> date | None:
        """The day of the last letter."""
        return max((day for _, day, _ in self.days), default=None)

    @property
    def complete(self) -> int:
        """Letters of which the graph says everything."""
        return sum(coverage == "complete" for _, _, coverage in self.days)

    @property
    def partial(self) -> int:
        """Letters of which the graph knows some facts."""
        return len(self.days) - self.complete

    def after(self, day: date) -> int:
        """How many letters are later than ``day``."""
        return sum(issued > day for _, issued, _ in self.days)


@dataclass(frozen=True, slots=True)
class Keeper:
    """A letter that keeps a commitment: when, how many days after the promise, and what limits it."""

    letter: str
    on: date
    days: int
    caveat: str | None


@dataclass(frozen=True, slots=True)
class Promise:
    """One commitment as known on a day. Ids are short; labels, gloss and due term are in the ledger's language."""

    id: str
    iri: str
    label: str
    gloss: str
    letter: str
    issued: date
    status: str
    status_label: str
    timeliness: str | None
    due: str | None
    due_from: date | None
    due_to: date | None
    deliverable: str
    about: tuple[str, ...]
    condition: str | None
    follows: str | None
    restates: str | None
    kept_by: tuple[Keeper, ...]
    note: str | None

    @property
    def is_open(self) -> bool:
        """Whether something is still to come."""
        return self.status in _OPEN


@dataclass(frozen=True, slots=True)
class Ledger:
    """Commitments as known on ``searched.as_of``, in the order in which they were made."""

    promises: tuple[Promise, ...]
    searched: Searched

    def __iter__(self) -> Iterator[Promise]:
        return iter(self.promises)

    def __len__(self) -> int:
        return len(self.promises)

    def still_open(self) -> Ledger:
        """The ledger of those of which something is still to come."""
        return Ledger(tuple(promise for promise in self if promise.is_open), self.searched)


def restating_notes(store: EmbeddedStore, commitments: Iterable[str], language: str = "en") -> dict[str, str]:
    """Remarks on how a letter cites what its commitments restate, such as that later letters give another number."""
    return texts_where(store, commitments, _NOTES, language)


def read_searched(store: EmbeddedStore, as_of: date) -> Searched:
    """The letters that stand in the graph up to ``as_of``."""
    found = {
        (
            short_id(value_of(row["letter"])),
            date.fromisoformat(value_of(row["issued"])),
            short_id(value_of(row["coverage"])),
        )
        for row in store.select(_LETTERS)
    }
    return Searched(as_of, tuple(sorted(entry for entry in found if entry[1] <= as_of)))


def read_ledger(
    store: EmbeddedStore,
    as_of: date,
    *,
    letter: str | None = None,
    commitment: str | None = None,
    about: str | None = None,
    language: str = "en",
) -> Ledger:
    """The ledger on the day ``as_of``.

    ``letter``, ``commitment`` and ``about`` narrow it and are addresses, ids or names.
    Raises :class:`~nato_kg.errors.UsageError` and its children for names that are not known.
    """
    given = {"letter": letter, "commitment": commitment, "subject": about}
    answer = ask(store, "commitments", {"as_of": as_of, **{k: v for k, v in given.items() if v}}, language=language)
    addresses = [row["commitment"][0] for row in answer.addresses]
    texts = {
        "gloss": texts_of(store, addresses, "nkg:gloss", language),
        "due": texts_of(store, addresses, "nkg:dueGloss", language),
        "note": restating_notes(store, addresses, language),
    }
    keepers = _read_keepers(store, as_of, language)
    promises = (
        _promise(iri, row, {name: found.get(iri) for name, found in texts.items()}, keepers.get(iri, []))
        for iri, row in zip(addresses, answer.rows, strict=True)
    )
    return Ledger(tuple(promises), read_searched(store, as_of))


def _promise(iri: str, row: Mapping[str, Any], texts: Mapping[str, str | None], keepers: Iterable[_Kept]) -> Promise:
    issued = date.fromisoformat(row["issued"])
    return Promise(
        id=row["commitment"],
        iri=iri,
        label=row["commitmentLabel"],
        gloss=texts["gloss"] or row["commitmentLabel"],
        letter=row["letter"],
        issued=issued,
        status=row["status"],
        status_label=row["statusLabel"],
        timeliness=row["timeliness"],
        due=texts["due"] or row["dueTermLabel"],
        due_from=_day(row["dueFrom"]),
        due_to=_day(row["dueTo"]),
        deliverable=row["deliverableLabel"],
        about=tuple(row["aboutLabel"]),
        condition=row["condition"],
        follows=row["follows"],
        restates=row["restates"],
        kept_by=tuple(Keeper(kept.letter, kept.on, (kept.on - issued).days, kept.caveat) for kept in keepers),
        note=texts["note"],
    )


@dataclass(frozen=True, slots=True)
class _Kept:
    letter: str
    on: date
    caveat: str | None


def _read_keepers(store: EmbeddedStore, as_of: date, language: str) -> dict[str, list[_Kept]]:
    """The fulfilments up to ``as_of``, by commitment, the earliest first."""
    rows = [
        tuple(value_of(row[name]) for name in ("commitment", "letter", "day", "fulfilment"))
        for row in store.select(_KEEPERS)
    ]
    caveats = texts_of(store, {row[3] for row in rows}, "nkg:caveat", language)
    kept: defaultdict[str, list[_Kept]] = defaultdict(list)
    for commitment, letter, day, fulfilment in rows:
        on = date.fromisoformat(day)
        if on <= as_of:
            kept[commitment].append(_Kept(short_id(letter), on, caveats.get(fulfilment)))
    return kept


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
