"""Drafts of days and months: 12 en 13 oktober 2022, 28 juni tot en met 1 juli, april tot en met september."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import pairwise

import regex

from nato_kg.dates import bounds as b
from nato_kg.dates.bounds import Bounds, YearBounds
from nato_kg.dates.drafts import Context, Draft, mark_of, months, weekdays, year_of
from nato_kg.dates.patterns import surroundings
from nato_kg.dates.words import words
from nato_kg.patterns import Match

_NUMBER = regex.compile(r"\d{1,2}")
_BEFORE = 60
_ANY_LEAP_YEAR = 2024
_TWO_MONTHS = 62  # days


def days(match: Match, context: Context) -> Iterator[Draft]:
    """The day or days before the month, or the month itself, and with it the second date of a range."""
    before = surroundings()["days"].search(context.before(match.start("m1"), _BEFORE))
    start_year, gap = _span_of_years(match, context)
    stop = _stop(match) if match["m2"] else match.end()
    first = Draft(match.start(), stop, "month", _month(match["m1"]), start_year, mark_of(match, 1))
    drafts = list(_days(before, first, match["m1"])) if before else [first]
    if not match["m2"]:
        if before or not _is_name(match, context):
            yield from drafts
        return
    second = _second(match, start_year, gap)
    if len(drafts) == 1 and (joined := _joined(match, context, drafts[0], second, gap)):
        yield joined
    else:
        yield from [*drafts, second]


def _is_name(match: Match, context: Context) -> bool:
    """Whether a month stands without a year and is an abbreviation, or has a capital inside the sentence."""
    if match["y1"] or match["s1"]:
        return False
    full = {names[0] for names in words()["months"]}
    return match["m1"] not in full or (match.start() > 0 and context.text[match.start("m1")].isupper())


def _span_of_years(match: Match, context: Context) -> tuple[int | None, int]:
    """The year of the first month, told or taken from the second, and how many years later the second is."""
    year, end_year = year_of(match, 1, context.anchor), None
    if not match["m2"]:
        return year, 0
    end_year = year_of(match, 2, context.anchor)
    over = int(months()[match["m2"]] < months()[match["m1"]])
    if year is not None:
        return year, over if end_year is None else end_year - year
    return (None if end_year is None else end_year - over), over


def _stop(match: Match) -> int:
    """Where the first of two dates ends."""
    return match.start("link") - 1 if match["link"] else match.start("dash")


def _month(name: str) -> YearBounds:
    return partial(b.month_bounds, month=months()[name])


def _days(before: Match, month: Draft, name: str) -> Iterator[Draft]:
    """One draft for one day or days that follow on, else one for each day."""
    offset = month.start - len(before.string)
    found = list(_NUMBER.finditer(before["days"]))
    numbers = [int(number[0]) for number in found]
    weekday = weekdays().get(before["wd"] or "")
    each = [partial(b.day_bounds, month=months()[name], day=number) for number in numbers]
    whole = replace(month, start=offset + before.start(), precision="day", bounds=each[0], weekday=weekday)
    if len(numbers) == 1:
        yield whole
    elif _follow_on(before["days"], numbers, between=before.string[: before.start()].endswith("tussen ")):
        yield replace(whole, precision="range", bounds=partial(join, each[0], each[-1]))
    else:
        start = offset + before.start("days")
        for number, bounds in zip(found, each, strict=True):
            end = month.end if number is found[-1] else start + number.end()
            yield replace(whole, start=start + number.start(), end=end, bounds=bounds, weekday=None)


def _follow_on(text: str, numbers: list[int], *, between: bool) -> bool:
    """Whether the days are one period: a range in words, or each the day after the one before."""
    in_row = all(after - before == 1 for before, after in pairwise(numbers))
    ranges = between or any(f" {word} " in text for word in words()["between"]["range"]) or "-" in text
    return numbers[0] < numbers[-1] and (in_row or (ranges and len(numbers) == 2))


def _second(match: Match, start_year: int | None, gap: int) -> Draft:
    year = None if start_year is None else start_year + gap
    month, day = months()[match["m2"]], match["e"] and _NUMBER.match(match["e"])
    if not day:
        return Draft(match.start("m2"), match.end(), "month", _month(match["m2"]), year, mark_of(match, 2))
    bounds = partial(b.day_bounds, month=month, day=int(day[0]))
    return Draft(match.start("e"), match.end(), "day", bounds, year, mark_of(match, 2))


def _joined(match: Match, context: Context, first: Draft, second: Draft, gap: int) -> Draft | None:
    """The two as one period; None when they are two days or months that do not follow on, or of two kinds."""
    if "month" in (first.precision, second.precision) and first.precision != second.precision:
        return None
    assert first.bounds is not None
    assert second.bounds is not None
    bounds = partial(join, first.bounds, second.bounds, gap=gap)
    known = words()["between"]
    if match["link"] in known["pair"] or match["link"] in known["night"]:
        found = bounds(first.year or _ANY_LEAP_YEAR)
        between = surroundings()["between"].search(context.before(first.start))
        if not between and not (found and _are_one(match, second.precision, found)):
            return None
    past = second.past if first.past is None else first.past
    return replace(first, end=second.end, precision="range", bounds=bounds, past=past)


def _are_one(match: Match, precision: str, found: Bounds) -> bool:
    """Whether two days or months that "en" joins follow on: 30 juni en 1 juli, april en mei."""
    if precision == "day":
        return (found[1] - found[0]).days == 1
    return match["link"] in words()["between"]["pair"][:1] and (found[1] - found[0]).days <= _TWO_MONTHS


def join(first: YearBounds, last: YearBounds, year: int, gap: int = 0) -> Bounds | None:
    """From the first day of one period to the last of another; None when they are the wrong way round."""
    start, end = first(year), last(year + gap)
    return (start[0], end[1]) if start and end and start[0] <= end[1] else None
