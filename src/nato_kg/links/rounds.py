"""When the next round of a promise that recurs is due."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

#: Months between two rounds, by the code of the recurrence (list ``recurrence``).
MONTHS: Final = {"yearly": 12, "half-yearly": 6, "quarterly": 3, "monthly": 1}
_HALF_A_MONTH = timedelta(days=15)


def next_round(
    due: tuple[date | None, date | None], recurrence: str, kept: date
) -> tuple[date | None, date | None] | None:
    """The bounds of the next round after one was kept; ``None`` where no days follow (*regelmatig*, no term).

    A round kept within its term, or a little early (within half a period before its last day), counts for that round;
    after one that came late, the next is the first whose last day lies after it.
    """
    months, (first, last) = MONTHS.get(recurrence), due
    if months is None or last is None:
        return None
    if kept <= last - months * _HALF_A_MONTH and (first is None or kept < first):
        return due  # the round before was kept already; this letter tells more of it
    step = months
    while _later(last, step) <= kept:
        step += months
    return (_later(first, step) if first else None, _later(last, step))


def _later(day: date, months: int) -> date:
    """The same day some months on; the last of the month where that has no such day."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    length = monthrange(year, month)[1]
    end_of_month = day.day == monthrange(day.year, day.month)[1]
    return date(year, month, length if end_of_month else min(day.day, length))
