"""Periods: what a day, month, year or range of days can mean, in EDTF (ISO 8601-2:2019, levels 0 and 1).

A period's address ends in its EDTF form with ``--`` for the slash and ``open`` for the two dots, so that
``id/date/2023-10`` needs no further definition: its bounds follow from its name.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from nato_kg.errors import UsageError
from nato_kg.namespaces import ID

PERIOD_PREFIX = f"{ID}date/"
_OPEN = "open"
_POINT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True)
class Period:
    """The days that an expression of time can mean; ``None`` is an open end.

    ``precision`` is ``day``, ``month``, ``year`` or ``range``.
    """

    slug: str
    earliest: date | None
    latest: date | None
    precision: str

    @property
    def edtf(self) -> str:
        """The EDTF form, such as ``2023-10`` or ``2022-10-12/..``."""
        return "/".join(".." if part == _OPEN else part for part in self.slug.split("--"))

    @property
    def iri(self) -> str:
        """The address of the period."""
        return PERIOD_PREFIX + self.slug


def parse_period(slug: str) -> Period:
    """Read the last segment of a period's address.

    Raises :class:`~nato_kg.errors.UsageError` when it is no period or its ends are the wrong way round.
    """
    first, separator, last = slug.partition("--")
    if not separator:
        return Period(slug, *_parse_point(first))
    start = None if first == _OPEN else _parse_point(first)[0]
    end = None if last == _OPEN else _parse_point(last)[1]
    if (start is None and end is None) or (start and end and start > end):
        raise _not_a_period(slug)
    return Period(slug, start, end, "range")


@lru_cache(maxsize=20_000)  # asked of each row of each answer
def period_of(iri: str) -> Period | None:
    """The period that ``iri`` names; ``None`` when it is the address of something else."""
    return parse_period(iri.removeprefix(PERIOD_PREFIX)) if iri.startswith(PERIOD_PREFIX) else None


def _parse_point(text: str) -> tuple[date, date, str]:
    match = _POINT.fullmatch(text)
    if not match:
        raise _not_a_period(text)
    year, month, day = (None if part is None else int(part) for part in match.groups())
    assert year is not None
    try:
        if month is not None and day is not None:
            return date(year, month, day), date(year, month, day), "day"
        if month is not None:
            first = date(year, month, 1)
            return first, first.replace(day=calendar.monthrange(year, month)[1]), "month"
        return date(year, 1, 1), date(year, 12, 31), "year"
    except ValueError:
        raise _not_a_period(text) from None


def _not_a_period(text: str) -> UsageError:
    return UsageError(
        f"'{text}' is not a period",
        hint="write 2023, 2023-10, 2023-10-05, 2023-01-01--2023-04-30 or 2022-10-12--open",
    )
