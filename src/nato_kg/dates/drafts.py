"""From a match to drafts: what its words say, before the year is chosen that they leave out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial

import regex

from nato_kg.dates import bounds as b
from nato_kg.dates.bounds import Bounds, YearBounds
from nato_kg.dates.patterns import surroundings
from nato_kg.dates.words import fold, index_of, words
from nato_kg.patterns import Match

_NUMBER = regex.compile(r"\d{1,4}")
_THIS, _LAST, _NEXT = 0, -1, 1


@dataclass(frozen=True, slots=True)
class Context:
    """The sentence that is searched, as printed and folded, and the letter's day."""

    text: str
    folded: str
    anchor: date | None

    def before(self, start: int, length: int = 40) -> str:
        """The folded words just before a place."""
        return self.folded[max(start - length, 0) : start]


@dataclass(frozen=True, slots=True)
class Draft:
    """A date expression at [start, end): `fixed`, or the `bounds` that it has in a year.

    `year` is the year when the words tell; `past` says which way to look when they tell that at least.
    """

    start: int
    end: int
    precision: str
    bounds: YearBounds | None = None
    year: int | None = None
    past: bool | None = None
    weekday: int | None = None
    fixed: Bounds | None = None


Maker = Callable[[Match, Context], Iterator[Draft]]


@cache
def months() -> dict[str, int]:
    """The number of each name of a month."""
    return index_of(words()["months"])


@cache
def weekdays() -> dict[str, int]:
    """The number of each name of a weekday, Monday 0."""
    return {fold(name): number for number, name in enumerate(words()["weekdays"])}


@cache
def near_steps() -> dict[str, int]:
    """How far each shifting word shifts."""
    tables = words()["shifts"]
    steps = {"this": _THIS, "last": _LAST, "next": _NEXT}
    return {"het": _THIS} | {fold(word): step for name, step in steps.items() for word in tables[name]}


@cache
def _part(name: str) -> dict[str, int]:
    """The number of each word for a part of a year."""
    parts = words()["parts"]
    if name == "thirds":
        return index_of((parts["thirds_begin"], parts["thirds_middle"], parts["thirds_end"]))
    if name == "seasons":
        return index_of((parts["spring"], parts["summer"], parts["autumn"], parts["winter"]))
    return index_of(parts[name])


def year_of(match: Match, n: int, anchor: date | None) -> int | None:
    """The year that tail `n` names, in figures or by its distance from the anchor's."""
    if figures := match[f"y{n}"]:
        return int(figures)
    near = match[f"s{n}"]
    return anchor.year + near_steps()[near] if near and anchor else None


def mark_of(match: Match, n: int) -> bool | None:
    """True for "jl.", False for "a.s.", None without."""
    mark = match[f"k{n}"]
    return None if mark is None else mark in {fold(word) for word in words()["last_marks"]}


def numeric(match: Match, context: Context) -> Iterator[Draft]:  # noqa: ARG001
    """2022-10-12 and 12-10-2022."""
    parts = match.group("iy", "im", "id") if match["iy"] else match.group("ny", "nm", "nd")
    year, month, day = map(int, parts)
    if 1900 <= year <= 2100 and (found := b.day_bounds(year, month, day)):
        yield Draft(*match.span(), "day", fixed=found)


def years(match: Match, context: Context) -> Iterator[Draft]:
    """In 2023, 2020 en 2021, 2014 tot en met 2023, 2021-2027."""
    offset, text = match.start("years"), match["years"]
    before = context.before(offset, 25)
    noun = surroundings()["year noun"].search(before)
    if not (noun or surroundings()["year"].search(before) or _is_cell(context.folded, *match.span())):
        return
    lead = len(before) - noun.start(1) if noun else 0
    found = list(_NUMBER.finditer(text))
    ranges = any(f" {word} " in text for word in words()["between"]["range"])
    ranges = ranges or text[4:5] == "-" or text[4:6] == " -" or before.endswith("tussen ")
    first, last = int(found[0][0]), int(found[-1][0])
    if len(found) == 2 and ranges and first < last:
        fixed = (date(first, 1, 1), date(last, 12, 31))
        yield Draft(offset - lead, offset + len(text), "range", fixed=fixed)
        return
    for number in found:
        start = offset + number.start() - (lead if number is found[0] else 0)
        yield Draft(start, offset + number.end(), "year", fixed=b.year_bounds(int(number[0])))


def _is_cell(folded: str, start: int, end: int) -> bool:
    """Whether the words fill a cell of a table."""
    return folded[max(start - 2, 0) : start] in ("", "| ") and folded[end : end + 2] in ("", " |") and "|" in folded


def parts(match: Match, context: Context) -> Iterator[Draft]:
    """Begin 2023, eind van dit jaar, medio november, eind deze maand."""
    third = _part("thirds")[match["third"]]
    if match["month"]:
        if anchor := context.anchor:
            month = anchor.year * 12 + anchor.month - 1 + near_steps().get(match["month"], _THIS)
            fixed = b.month_third_bounds(month // 12, month % 12 + 1, third)
            yield Draft(*match.span(), "relative", fixed=fixed)
    elif match["m1"]:
        bounds = partial(b.month_third_bounds, month=months()[match["m1"]], third=third)
        yield Draft(*match.span(), "range", bounds, year_of(match, 2, context.anchor), mark_of(match, 2))
    else:
        bounds = partial(b.third_bounds, third=third)
        yield Draft(*match.span(), "part-of-year", bounds, year_of(match, 1, context.anchor))


def quarters(match: Match, context: Context) -> Iterator[Draft]:
    """Tweede kwartaal van 2026, Q1 2026, tweede helft van 2023."""
    span = match.span()
    if half := _part("halves").get(match["h"] or ""):
        if match["m1"]:
            bounds = partial(b.month_half_bounds, month=months()[match["m1"]], half=half)
            yield Draft(*span, "range", bounds, year_of(match, 6, context.anchor), mark_of(match, 6))
        elif not match["whole"] or match["y5"] or match["s5"]:
            yield Draft(*span, "part-of-year", partial(b.half_bounds, half=half), year_of(match, 5, context.anchor))
        return
    quarter = _part("quarters").get(match["q"] or "") or int(match["qk"] or match["qn"] or match["qy"])
    year = int(match["y4"]) if match["y4"] else None
    for n in (1, 2, 3):
        year = year if year is not None else year_of(match, n, context.anchor)
    first = _part("quarters").get(match["q0"] or "", quarter)
    if first < quarter:
        bounds = partial(b.month_bounds, month=3 * first - 2, months=3 * (quarter - first + 1))
        yield Draft(*span, "part-of-year", bounds, year)
    else:
        yield Draft(*span, "quarter", partial(b.quarter_bounds, quarter=quarter), year)


def seasons(match: Match, context: Context) -> Iterator[Draft]:
    """Voorjaar 2024, de zomer van dit jaar, dit najaar, in het najaar, winter 2024/2025."""
    season = _part("seasons")[match["season"]]
    bounds = partial(b.season_bounds, season=season)
    start = match.start("near") if match["near"] else match.start("season")
    draft = Draft(start, match.end(), "part-of-year", bounds)
    year = int(match["winter"]) if match["winter"] else year_of(match, 1, context.anchor)
    if year is not None:
        yield replace(draft, year=year)
    elif match["near"] and context.anchor:
        yield replace(draft, fixed=_near_season(bounds, season, context.anchor, near_steps()[match["near"]]))
    elif match["in"]:
        yield draft


def _near_season(bounds: YearBounds, season: int, anchor: date, step: int) -> Bounds | None:
    if step == _THIS:
        return bounds(anchor.year - (season == 4 and anchor.month <= 4))
    found = [near for year in range(anchor.year - 2, anchor.year + 3) if 0 < year < 9999 and (near := bounds(year))]
    if step == _LAST:
        return max((near for near in found if near[1] < anchor), default=None)
    return min((near for near in found if near[0] > anchor), default=None)


def named(match: Match, context: Context) -> Iterator[Draft]:
    """Tweede kerstdag, vandaag, de derde woensdag van mei 2027."""
    if match["shift"]:
        day = b.shift(context.anchor, words()["day_shifts"][match["shift"]]) if context.anchor else None
        yield Draft(*match.span(), "day", fixed=(day, day) if day else None)
    elif match["day"]:
        month, number = words()["days"][match["day"]]
        bounds = partial(b.day_bounds, month=month, day=number)
        yield Draft(*match.span(), "day", bounds, year_of(match, 1, context.anchor))
    else:
        ordinal = 5 if match["n"] in words()["parts"]["last"] else _part("quarters")[match["n"]]
        month, number = months()[match["m1"]], weekdays()[match["wd"]]
        bounds = partial(b.weekday_of_month, month=month, weekday=number, ordinal=ordinal)
        yield Draft(*match.span(), "day", bounds, year_of(match, 2, context.anchor), mark_of(match, 2))
