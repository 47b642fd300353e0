"""Values of the register's two forms to values of ours, each with an error that says which entry and field is wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from nato_kg.errors import RegisterError

_GUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_TIME = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,12})?)?(?:Z|[+-]\d\d:\d\d)?)?")
_FIRST_YEAR = 1900  # an earlier one stands for "none" in the House's system
_DUTCH = "Europe/Amsterdam"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands, for errors: the file and the entry."""

    path: Path
    entry: str

    def wrong(self, field: str, why: str) -> RegisterError:
        """The error for a value that cannot be meant."""
        return RegisterError(
            f"{self.entry}: {field} {why}", path=self.path, identifier=self.entry, hint="get the file again, or mend it"
        )

    def identifier(self, field: str, value: str) -> str:
        """An id of the House, in small letters. Raises RegisterError."""
        if not _GUID.fullmatch(value):
            raise self.wrong(field, f"is {_short(value)}, which is no id")
        return value.lower()

    def time(self, field: str, value: str) -> datetime | None:
        """A time in UTC without zone; one without a zone is taken for UTC. Raises RegisterError."""
        if not value:
            return None
        moment = self._moment(field, value)
        return (
            moment.astimezone(UTC).replace(tzinfo=None)
            if moment.tzinfo and moment.year > 1
            else moment.replace(tzinfo=None)
        )

    def day(self, field: str, value: str) -> date | None:
        """The Dutch day of a time; one without a zone is taken as it stands. Raises RegisterError."""
        if not value:
            return None
        moment = self._moment(field, value)
        if moment.year < _FIRST_YEAR or moment.year >= 9999:
            return None
        return moment.astimezone(ZoneInfo(_DUTCH)).date() if moment.tzinfo else moment.date()

    def _moment(self, field: str, value: str) -> datetime:
        try:
            if _TIME.fullmatch(value):
                return datetime.fromisoformat(value)
        except ValueError:
            pass
        raise self.wrong(field, f"is {_short(value)}, which is no time")


def _short(value: str) -> str:
    return repr(value if len(value) <= 40 else f"{value[:40]}…")
