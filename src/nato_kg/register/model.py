"""What the House's register says: an entry for each commitment, with its status in the House's words and in ours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum


class RegisterStatus(Enum):
    """The statuses of the House's schema (toezeggingstatus), and UNKNOWN where it states none or another one."""

    OPEN = "Openstaand"
    PARTLY_FULFILLED = "Deels Voldaan"
    FULFILLED = "Voldaan"
    LAPSED = "Vervallen"
    UNKNOWN = ""

    @classmethod
    def of(cls, stated: str) -> RegisterStatus:
        """The status that the register calls this, whatever the case of its letters."""
        words = " ".join(stated.split()).casefold()
        return next((status for status in cls if status.value.casefold() == words), cls.UNKNOWN)

    @property
    def ours(self) -> str:
        """The code of the ontology's list commitment-status (open, partly-fulfilled, fulfilled, lapsed), or unknown."""
        return self.name.lower().replace("_", "-")


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """A commitment that a minister made in a debate, as the House's registry wrote it down.

    `id` is the House's (a GUID), `number` the one it is known by (TZ202210-001). `fulfilled_by` are the documents that
    fulfil it, by number where the register gives one; `repeats`, `supplements` and `changes` are the ids of other
    entries; `activity` is the id of the debate, `activity_number` its number. Days are Dutch days. Empty or None is
    what the register does not say.
    """

    id: str
    number: str = ""
    text: str = ""
    status: RegisterStatus = RegisterStatus.UNKNOWN
    stated_status: str = ""
    made_on: date | None = None
    minister: str = ""
    name: str = ""
    ministry: str = ""
    fulfilled_on: date | None = None
    fulfilled_by: tuple[str, ...] = ()
    repeats: tuple[str, ...] = ()
    supplements: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    activity: str = ""
    activity_number: str = ""

    @property
    def known_as(self) -> str:
        """Its number, or the House's id where the register gives none."""
        return self.number or self.id


@dataclass(frozen=True, slots=True)
class Version:
    """An entry as it was from a time (UTC, without zone; None where not stated); without entry it was deleted then."""

    id: str
    changed: datetime | None
    entry: RegisterEntry | None
