"""Drafts of periods named by their distance from the letter's day: vorig jaar, komende maand, deze week."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from nato_kg.dates import bounds as b
from nato_kg.dates.bounds import Bounds
from nato_kg.dates.drafts import Context, Draft, months, near_steps, weekdays
from nato_kg.patterns import Match

_MONTHS_IN = {"maand": 1, "kwartaal": 3, "halfjaar": 6, "jaar": 12}


def relative(match: Match, context: Context) -> Iterator[Draft]:
    """The period that the words name; nothing for a half year, which no calendar fixes."""
    step = near_steps()[match["near"]]
    start, anchor = match.start("near"), context.anchor
    if anchor is None:
        yield Draft(start, match.end(), "relative")
    elif match["wd"]:
        yield Draft(start, match.end(), "day", fixed=_weekday(anchor, weekdays()[match["wd"]], step))
    elif match["mm"]:
        yield _month(match, anchor, step)
    elif match["m"]:
        bounds = b.month_bounds(anchor.year + step, months()[match["m"]])
        yield Draft(start, match.end(), "month", fixed=bounds)
    else:
        precision = {"jaar": "year", "maand": "month", "kwartaal": "quarter"}.get(match["unit"], "relative")
        rolling = _is_rolling(match, step)
        fixed = _rolling(anchor, match["unit"], step) if rolling else _calendar(anchor, match["unit"], step)
        yield Draft(start, match.end(), "relative" if rolling else precision, fixed=fixed)


def _is_rolling(match: Match, step: int) -> bool:
    """Whether the words mean a length of time from the letter's day: "het komende jaar", not "volgend jaar"."""
    if match["unit"] == "halfjaar":
        return step != 0
    return bool(match["article"]) and step != 0 and match["near"].startswith(("kom", "afg", "aank"))


def _rolling(anchor: date, unit: str, step: int) -> Bounds | None:
    if unit in ("week", "weekend"):
        other = b.shift(anchor, 7 * step)
    else:
        other = b.shift_months(anchor, _MONTHS_IN[unit] * step)
    return (min(anchor, other), max(anchor, other)) if other else None


def _calendar(anchor: date, unit: str, step: int) -> Bounds | None:
    if unit in ("week", "weekend"):
        week = b.week_bounds(anchor, step)
        friday = week and b.shift(week[0], 5)
        return (friday, week[1]) if week and friday and unit == "weekend" else week
    length = _MONTHS_IN[unit]
    first = (anchor.month - 1) // length * length + 1 + step * length
    return b.month_bounds(anchor.year + (first - 1) // 12, (first - 1) % 12 + 1, length)


def _weekday(anchor: date, weekday: int, step: int) -> Bounds | None:
    """The last such day before the anchor, the next after it, or the one of the same week."""
    offset = (weekday - anchor.weekday()) % 7
    if step == 0:
        offset = weekday - anchor.weekday()
    elif step < 0:
        offset -= 7
    elif offset == 0:
        offset = 7
    day = b.shift(anchor, offset)
    return (day, day) if day else None


def _month(match: Match, anchor: date, step: int) -> Draft:
    bounds = partial(b.month_bounds, month=months()[match["mm"]])
    year = anchor.year if step == 0 else None
    return Draft(match.start("near"), match.end(), "month", bounds, year, None if step == 0 else step < 0)
