"""How much was searched to say what became of promises."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nato_kg.namespaces import short_id
from nato_kg.store import EmbeddedStore
from nato_kg.terms import value_of

_LETTERS = """
SELECT DISTINCT ?letter ?issued ?coverage WHERE { ?letter nkg:coverage ?coverage ; nkg:issued ?issued . }
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
