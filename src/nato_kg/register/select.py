"""Choosing entries of the register: by status, by the day on which they were made, by words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from nato_kg.errors import UsageError
from nato_kg.register.model import RegisterEntry


@dataclass(frozen=True, slots=True)
class Selection:
    """What an entry must be: of one of these statuses (ours), made in these days (both included), with these words.

    The words stand in its text, number, or the minister's name, post or ministry, in any order and case. Left empty
    means any. An entry without a day is in no period. Raises UsageError when the first day is after the last.
    """

    statuses: frozenset[str] = frozenset()
    since: date | None = None
    until: date | None = None
    words: str = ""

    def __post_init__(self) -> None:
        if self.since and self.until and self.since > self.until:
            raise UsageError(f"{self.since} is after {self.until}", hint="give the earlier day first")

    def of(self, entries: Iterable[RegisterEntry]) -> list[RegisterEntry]:
        """The entries that fit, in the order given."""
        return [entry for entry in entries if self._fits(entry)]

    def _fits(self, entry: RegisterEntry) -> bool:
        if self.statuses and entry.status.ours not in self.statuses:
            return False
        if (self.since or self.until) and entry.made_on is None:
            return False
        if entry.made_on and not (self.since or date.min) <= entry.made_on <= (self.until or date.max):
            return False
        said = f"{entry.text} {entry.number} {entry.name} {entry.minister} {entry.ministry}".casefold()
        return all(word in said for word in self.words.casefold().split())
