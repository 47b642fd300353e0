"""First and last days of periods, and the year that a date without one most likely has."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterator
from datetime import MAXYEAR, MINYEAR, date, timedelta

Bounds = tuple[date, date]
YearBounds = Callable[[int], Bounds | None]

_YEARS_AROUND = 8  # as far as the next 29 February
_DAYS_OF_PART = (1, 11, 21)
_MONTHS_OF_PART = (1, 5, 9)
_MONTHS_OF_SEASON = (3, 6, 9, 12)


def day_bounds(year: int, month: int, day: int) -> Bounds | None:
    """The one day; None when there is no such day."""
    try:
        return (found := date(year, month, day)), found
    except ValueError:
        return None


def month_bounds(year: int, month: int, months: int = 1) -> Bounds | None:
    """The first day of the month and the last of the period of so many months; None outside the calendar."""
    last_year, last_month = year + (month + months - 2) // 12, (month + months - 2) % 12 + 1
    if not (MINYEAR <= year <= last_year <= MAXYEAR):
        return None
    return date(year, month, 1), date(last_year, last_month, calendar.monthrange(last_year, last_month)[1])


def year_bounds(year: int) -> Bounds | None:
    """The calendar year."""
    return month_bounds(year, 1, 12)


def quarter_bounds(year: int, quarter: int) -> Bounds | None:
    """The quarter, from 1 to 4."""
    return month_bounds(year, 3 * quarter - 2, 3)


def half_bounds(year: int, half: int) -> Bounds | None:
    """The half of the year, 1 or 2."""
    return month_bounds(year, 6 * half - 5, 6)


def third_bounds(year: int, third: int) -> Bounds | None:
    """The beginning (1), middle (2) or end (3) of the year."""
    return month_bounds(year, _MONTHS_OF_PART[third - 1], 4)


def month_third_bounds(year: int, month: int, third: int) -> Bounds | None:
    """The beginning (1), middle (2) or end (3) of the month."""
    whole = month_bounds(year, month)
    if whole is None:
        return None
    first = whole[0].replace(day=_DAYS_OF_PART[third - 1])
    return first, whole[1] if third == 3 else first + timedelta(days=9)


def month_half_bounds(year: int, month: int, half: int) -> Bounds | None:
    """The first half of the month, to its 15th day, or the second."""
    whole = month_bounds(year, month)
    if whole is None:
        return None
    return (whole[0], whole[0].replace(day=15)) if half == 1 else (whole[0].replace(day=16), whole[1])


def season_bounds(year: int, season: int) -> Bounds | None:
    """Spring (1), summer, autumn or winter (4), which begins in the December of the year."""
    return month_bounds(year, _MONTHS_OF_SEASON[season - 1], 3)


def week_bounds(day: date, weeks: int = 0) -> Bounds | None:
    """Monday to Sunday of the week that lies so many weeks from the day's."""
    monday = shift(day, 7 * weeks - day.weekday())
    sunday = monday and shift(monday, 6)
    return (monday, sunday) if monday and sunday else None


def weekday_of_month(year: int, month: int, weekday: int, ordinal: int) -> Bounds | None:
    """The first to fourth, or the last (5), such weekday of the month."""
    whole = month_bounds(year, month)
    if whole is None:
        return None
    first, last = whole
    day = first.day + (weekday - first.weekday()) % 7 + 7 * (ordinal - 1)
    while day > last.day:
        day -= 7
    return day_bounds(year, month, day)


def shift(day: date, days: int) -> date | None:
    """The day so many days on; None outside the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def shift_months(day: date, months: int) -> date | None:
    """The same day so many months on, or the last of that month when it has no such day."""
    whole = month_bounds(day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1)
    return whole and whole[0].replace(day=min(day.day, whole[1].day))


def choose_year(bounds: YearBounds, anchor: date, past: bool | None, weekday: int | None = None) -> Bounds | None:
    """The bounds in the year that fits: last not after the anchor, next, or nearest, ahead when as near.

    A weekday that fits a year near the anchor decides before all else.
    """
    near = list(_candidates(bounds, anchor.year))
    if weekday is not None:
        fitting = [found for found in near if found[0].weekday() == weekday and abs(_distance(found, anchor)) <= 400]
        near = fitting or near
    if past is not None:
        right = [found for found in near if (found[0] <= anchor if past else found[1] >= anchor)]
        near = right or near
    return min(near, key=lambda found: (abs(_distance(found, anchor)), _distance(found, anchor) < 0), default=None)


def _candidates(bounds: YearBounds, year: int) -> Iterator[Bounds]:
    for candidate in range(max(year - _YEARS_AROUND, MINYEAR), min(year + _YEARS_AROUND, MAXYEAR) + 1):
        if (found := bounds(candidate)) is not None:
            yield found


def _distance(found: Bounds, anchor: date) -> int:
    """Days from the anchor to the period: 0 inside, negative when it is over."""
    if found[0] > anchor:
        return (found[0] - anchor).days
    return min((found[1] - anchor).days, 0)
