"""What letters say of anything, in order of time, with their words (the catalogue's question ``timeline``)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from nato_kg.followups import Searched, read_searched
from nato_kg.names import labels_of, texts_of
from nato_kg.queries import ask
from nato_kg.store import EmbeddedStore


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement: from which day, of which kind, with which status or outcome, in which letter, in which words.

    ``after`` is the mandate or contribution that it succeeds.
    """

    day: date
    id: str
    kind: str
    label: str
    status: str | None
    letter: str | None
    words: str | None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """What is said of ``thing`` up to ``searched.as_of``, the earliest first."""

    thing: str
    label: str
    entries: tuple[Entry, ...]
    searched: Searched

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)


def read_timeline(store: EmbeddedStore, thing: str, as_of: date, language: str = "en") -> Timeline:
    """The timeline of a thing (by address). Raises :class:`~nato_kg.errors.UsageError` for what is not known."""
    answer = ask(store, "timeline", {"thing": thing, "as_of": as_of}, language=language)
    records = {address["record"][0] for address in answer.addresses}
    words = texts_of(store, records, "nkg:evidence/nkg:quotation", language)
    glosses = texts_of(store, records, "nkg:gloss", language)
    entries = (
        Entry(
            date.fromisoformat(str(row["day"])),
            str(row["record"]),
            str(row["kindLabel"]),
            glosses.get(address["record"][0]) or str(row["recordLabel"]),
            None if row["status"] is None else str(row["statusLabel"]),
            None if row["letter"] is None else str(row["letter"]),
            words.get(address["record"][0]),
            None if row["after"] is None else str(row["after"]),
        )
        for row, address in zip(answer.rows, answer.addresses, strict=True)
    )
    return Timeline(thing, labels_of(store, [thing], language)[thing], tuple(entries), read_searched(store, as_of))
