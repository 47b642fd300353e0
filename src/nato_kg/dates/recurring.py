"""What is done again and again, and for the first time on a day: one term with the bounds of that first time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import regex

from nato_kg.dates.bounds import shift, shift_months, weekday_of_month
from nato_kg.dates.model import DueTerm
from nato_kg.dates.words import any_of, words

#: The months that a recurrence, and a period as a term, take.
_MONTHS = {"monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": 12}
_EITHER = ("month", "quarter", "part-of-year")
_PERIODS = {"month": 1, "quarter": 3}


def join_first_times(terms: list[DueTerm], folded: str) -> list[DueTerm]:
    """Terms in order, those of a recurrence joined with the first time beside them: "elk jaar, te beginnen in mei"."""
    joined: list[DueTerm] = []
    for term in terms:
        last = joined[-1] if joined else None
        if last is not None and _between().fullmatch(folded[last.end : term.start]) and _is_pair(last, term):
            joined[-1] = _join(last, term)
        else:
            joined.append(term)
    return joined


def join_either(terms: list[DueTerm], folded: str) -> list[DueTerm]:
    """Terms in order, two periods of a kind of which either is meant as one: "in april of mei"."""
    joined: list[DueTerm] = []
    for term in terms:
        last = joined[-1] if joined else None
        if last is not None and last.latest and term.latest and last.earliest and _is_either(last, term, folded):
            joined[-1] = replace(last, end=term.end, latest=max(last.latest, term.latest))
        else:
            joined.append(term)
    return joined


def _is_either(first: DueTerm, second: DueTerm, folded: str) -> bool:
    alike = first.code == second.code and first.code in _EITHER and not (first.recurrence or second.recurrence)
    return alike and folded[first.end : second.start].strip() in words()["due"]["either"]


def first_time(terms: list[DueTerm]) -> DueTerm | None:
    """The term of a recurring promise that says when it is kept first."""
    dated = [term for term in terms if term.earliest is not None or (term.recurrence and term.latest is not None)]
    return next((term for term in dated if term.recurrence), None) or next(iter(dated), None)


def _is_pair(first: DueTerm, second: DueTerm) -> bool:
    recurring, dated = (first, second) if first.recurrence else (second, first)
    known = dated.earliest is not None or dated.latest is not None
    return bool(recurring.recurrence) and not dated.recurrence and known


def _join(first: DueTerm, second: DueTerm) -> DueTerm:
    recurring, dated = (first, second) if first.recurrence else (second, first)
    latest = dated.latest or _period_end(dated, _MONTHS.get(recurring.recurrence or "", 0))
    joined = replace(
        dated, start=first.start, end=second.end, code=recurring.code, latest=latest, recurrence=recurring.recurrence
    )
    if recurring.latest is not None and dated.code == "year" and dated.earliest is not None:
        moved = _same_weekday if recurring.code == "budget-moment" else _in_year
        days = [moved(day, dated.earliest.year) for day in (recurring.earliest, recurring.latest)]
        joined = replace(joined, earliest=days[0], latest=days[1])
    return joined


def _in_year(day: date | None, year: int) -> date | None:
    """The same day of another year: of "elk jaar op 1 juni, voor het eerst in 2032"."""
    return day and shift_months(day, 12 * (year - day.year))


def _same_weekday(day: date | None, year: int) -> date | None:
    """The third Tuesday of a month in another year, for the third Tuesday of it."""
    found = day and weekday_of_month(year, day.month, day.weekday(), (day.day - 1) // 7 + 1)
    return found[0] if found else None


def _period_end(dated: DueTerm, interval: int) -> date | None:
    """The last day of the first time that "with effect from" a period leaves, no longer than the time between two."""
    length = _PERIODS.get(dated.code)
    if dated.earliest is None or length is None or length > interval:
        return None
    after = shift_months(dated.earliest, length)
    return after and shift(after, -1)


@cache
def _between() -> regex.Pattern[str]:
    return regex.compile(rf"(?:{any_of(words()['due']['first_between'])})? ?")
