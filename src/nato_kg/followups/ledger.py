"""What became of what was promised: the ledger of commitments on a day, and how much was searched to say so.

Status and timeliness come from the catalogue's question ``commitments``, so that SPARQL and Python cannot differ.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from nato_kg.followups.history import HistoryStep, read_history
from nato_kg.followups.searched import Searched, read_searched
from nato_kg.names import texts_of, texts_where
from nato_kg.namespaces import short_id
from nato_kg.queries import ask
from nato_kg.store import EmbeddedStore
from nato_kg.terms import value_of

_OPEN = frozenset({"open", "partly-fulfilled"})
_KEEPERS = """
SELECT DISTINCT ?commitment ?letter ?day ?fulfilment WHERE {
  ?fulfilment nkg:fulfilmentOf ?commitment ; nkg:byLetter ?letter ; nkg:knownFrom ?day .
}
ORDER BY ?day ?letter
"""
_CONDITIONS = """
SELECT DISTINCT ?commitment ?day WHERE {
  ?commitment a nkg:Commitment ; nkg:condition ?decision .
  ?decision a nkg:Decision .
  OPTIONAL {
    ?change nkg:changeOf ?decision ; nkg:knownFrom ?day ; nkg:status ?status .
    FILTER(?status IN (<https://w3id.org/nato-kg/code/decision-status/taken>,
      <https://w3id.org/nato-kg/code/decision-status/rejected>))
  }
}
"""
#: Our statuses in the terms of the Tweede Kamer's register (entity Toezegging of its open data).
REGISTER_STATUS: Final[Mapping[str, str]] = {
    "open": "Openstaand",
    "partly-fulfilled": "Deels Voldaan",
    "fulfilled": "Voldaan",
    "lapsed": "Vervallen",
    "withdrawn": "Vervallen",
}
# The letter's own citation of what a commitment restates: the one in its context, where a citation has a context.
_NOTES = """
?thing nkg:restates ?restated ; nkg:statedIn ?letter .
?citation nkg:citing ?letter ; nkg:cited ?restated ; nkg:note ?text .
FILTER NOT EXISTS { ?citation nkg:context ?context FILTER NOT EXISTS { ?thing nkg:about|nkg:aboutMission ?context } }
"""


@dataclass(frozen=True, slots=True)
class Keeper:
    """A letter that keeps a commitment: when, how many days after the promise, and what limits it."""

    letter: str
    on: date
    days: int
    caveat: str | None


@dataclass(frozen=True, slots=True)
class Promise:
    """One commitment as known on a day. Ids are short; labels, gloss and due term are in the ledger's language.

    ``due_from`` and ``due_to`` are those of the term in force on that day; ``history`` tells how it was moved.
    ``register_status`` is the status in the terms of the Tweede Kamer's register of commitments, ``condition_met``
    whether what it waits for has come (``None`` where it waits for nothing), ``words`` what the letter says where the
    graph holds it, ``age_days`` how many days ago it was promised.
    """

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
    promised_by: tuple[str, ...] = ()
    age_days: int = 0
    register_status: str = ""
    condition_met: bool | None = None
    history: tuple[HistoryStep, ...] = ()
    words: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether something is still to come."""
        return self.status in _OPEN

    @property
    def times_moved(self) -> int:
        """How often a letter put the promise off."""
        return sum(step.outcome == "postponed" for step in self.history)


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
        return self._only(lambda promise: promise.is_open)

    def overdue(self) -> Ledger:
        """The ledger of those of which something should have come by now."""
        return self._only(lambda promise: promise.timeliness == "overdue")

    def fulfilled(self) -> Ledger:
        """The ledger of those that were kept whole."""
        return self._only(lambda promise: promise.status == "fulfilled")

    def due_before(self, day: date) -> Ledger:
        """The ledger of those whose term ends before ``day``."""
        return self._only(lambda promise: promise.due_to is not None and promise.due_to < day)

    def beside(self, promises: Iterable[Promise]) -> Ledger:
        """The ledger with more promises, in the order in which they were made."""
        return Ledger(tuple(sorted((*self, *promises), key=lambda p: (p.issued, p.letter, p.id))), self.searched)

    def among(self, commitments: Collection[str]) -> Ledger:
        """The ledger of those with the addresses given."""
        return self._only(lambda promise: promise.iri in commitments)

    def _only(self, wanted: Callable[[Promise], bool]) -> Ledger:
        return Ledger(tuple(promise for promise in self if wanted(promise)), self.searched)


def restating_notes(store: EmbeddedStore, commitments: Iterable[str], language: str = "en") -> dict[str, str]:
    """Remarks on how a letter cites what its commitments restate, such as that later letters give another number."""
    return texts_where(store, commitments, _NOTES, language)


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
    place = list(answer.question.columns).index("commitment")
    addresses = [cells[place][0] for cells in answer.found]
    texts = {
        "gloss": texts_of(store, addresses, "nkg:gloss", language),
        "due": texts_of(store, addresses, "nkg:dueGloss", language),
        "note": restating_notes(store, addresses, language),
        "words": texts_of(store, addresses, "nkg:evidence/nkg:quotation", language),
    }
    keepers = _read_keepers(store, as_of, language)
    histories = read_history(store, as_of, commitment=given["commitment"], language=language)
    waiting = _read_conditions(store, as_of)
    promises = (
        replace(
            _promise(iri, row, {name: found.get(iri) for name, found in texts.items()}, keepers.get(iri, [])),
            age_days=(as_of - date.fromisoformat(str(row["issued"]))).days,
            history=histories.get(iri, ()),
            condition_met=_condition_met(waiting.get(iri), histories.get(iri, ())),
        )
        for iri, row in zip(addresses, answer.rows, strict=True)
    )
    return Ledger(tuple(promises), read_searched(store, as_of))


def _condition_met(taken: bool | None, history: Iterable[HistoryStep]) -> bool | None:
    """Whether what a promise waits for has come: by a decision taken, or because a letter says so."""
    told = any(step.outcome == "condition-met" for step in history)
    return True if told else taken


def _read_conditions(store: EmbeddedStore, as_of: date) -> dict[str, bool]:
    """For each commitment that waits for decisions: whether one of them was taken or rejected by the day."""
    met: dict[str, bool] = {}
    for row in store.select(_CONDITIONS):
        iri = value_of(row["commitment"])
        done = row["day"] is not None and date.fromisoformat(value_of(row["day"])) <= as_of
        met[iri] = met.get(iri, False) or done
    return met


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
        promised_by=tuple(row["promisersLabel"]),
        register_status=REGISTER_STATUS[row["status"]],
        words=texts["words"],
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
