"""What became of promises step by step, with the words of each step, and which letters wait for a judgement.

Both come from the catalogue's questions (``history``, ``candidates``), so that SPARQL and Python cannot differ.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from nato_kg.names import texts_of
from nato_kg.queries import ask
from nato_kg.store import EmbeddedStore


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """One step: on which day, what (a code of the list ``follow-up``), by which letter, in which words.

    ``due_from`` and ``due_to`` are the term from that day on, where the step moves it. ``quotation`` is what the letter
    says, where the graph holds its words.
    """

    on: date
    outcome: str
    outcome_label: str
    letter: str | None
    record: str
    due_from: date | None
    due_to: date | None
    quotation: str | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A letter that may keep a promise: it changes nothing until a person judges."""

    commitment: str
    letter: str
    issued: date
    score: float
    reason: str | None


def read_history(
    store: EmbeddedStore, as_of: date, *, commitment: str | None = None, language: str = "en"
) -> dict[str, tuple[HistoryStep, ...]]:
    """The steps of each commitment (by address) up to ``as_of``, in order of time; one that has none is left out."""
    given: dict[str, str | date] = {"as_of": as_of, **({"commitment": commitment} if commitment else {})}
    answer = ask(store, "history", given, language=language)
    words = _words(store, {row["record"][0] for row in answer.addresses}, language)
    steps: defaultdict[str, list[HistoryStep]] = defaultdict(list)
    for row, address in zip(answer.rows, answer.addresses, strict=True):
        steps[address["commitment"][0]].append(
            HistoryStep(
                date.fromisoformat(str(row["day"])),
                str(row["outcome"]),
                str(row["outcomeLabel"]),
                _text(row["letter"]),
                str(row["record"]),
                _day(row["dueFrom"]),
                _day(row["dueTo"]),
                words.get(address["record"][0]),
            )
        )
    return {iri: tuple(found) for iri, found in steps.items()}


def read_proposals(
    store: EmbeddedStore, *, least: float = 0.0, commitment: str | None = None, language: str = "en"
) -> dict[str, tuple[Proposal, ...]]:
    """The proposals for each commitment (by address) with a score of at least ``least``, the best first."""
    answer = ask(store, "candidates", {"commitment": commitment} if commitment else {}, language=language)
    reasons = texts_of(store, {row["candidate"][0] for row in answer.addresses}, "nkg:reason", language)
    found: defaultdict[str, list[Proposal]] = defaultdict(list)
    for row, address in zip(answer.rows, answer.addresses, strict=True):
        score = row["score"]
        if isinstance(score, float) and score >= least:
            found[address["commitment"][0]].append(
                Proposal(
                    str(row["commitment"]),
                    str(row["letter"]),
                    date.fromisoformat(str(row["issued"])),
                    score,
                    reasons.get(address["candidate"][0]),
                )
            )
    return {iri: tuple(proposals) for iri, proposals in found.items()}


def _words(store: EmbeddedStore, records: Collection[str], language: str) -> dict[str, str]:
    """The words of each record: the letter's own, where the graph holds them."""
    return texts_of(store, records, "nkg:evidence/nkg:quotation", language)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _day(value: object) -> date | None:
    return None if value is None else date.fromisoformat(str(value))
