"""Every term of a sentence: the words that say when a promise is due, or how often."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import islice

import regex

from nato_kg.dates import due
from nato_kg.dates.bounds import day_bounds, shift, shift_months, weekday_of_month
from nato_kg.dates.events import clause_end, name_end, noun_end, says_completed
from nato_kg.dates.find import find_dates
from nato_kg.dates.model import DateExpression, DueTerm
from nato_kg.dates.recurring import join_either, join_first_times
from nato_kg.dates.words import fold, words
from nato_kg.patterns import Match

_FRIDAY = 4
_LIMIT = 5000  # of one kind in one sentence
_BEFORE = 60
_CODES = {"day": "day", "month": "month", "quarter": "quarter", "year": "year", "relative": "relative"}
_MARKS = ("each", "ending")  # groups of the words before a date that are no kinds of term
_MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def find_terms(text: str, anchor: date | None) -> list[DueTerm]:
    """The terms of a sentence, in order, none inside another; days are counted from `anchor`.

    Dates that were over on that day, or that belong to a noun ("de brief van 3 mei"), are no terms.
    """
    folded = fold(text)
    dates = find_dates(text, anchor, past=False)
    makers = (
        _fixed(folded),
        _recesses(folded, anchor),
        _dated(dates, folded, anchor),
        _durations(folded, anchor, dates),
        _budgets(folded, anchor),
        _clauses(folded),
        _phrases(text, folded, dates),
        _reports(folded),
    )
    found = [term for maker in makers for term in islice(maker, _LIMIT)]
    return [_printed(term, text) for term in join_first_times(join_either(_longest(found), folded), folded)]


def _printed(term: DueTerm, text: str) -> DueTerm:
    return DueTerm(
        term.start, term.end, text[term.start : term.end], term.code, term.earliest, term.latest, term.recurrence
    )


def _longest(found: Iterable[DueTerm]) -> list[DueTerm]:
    """Those that lie in none longer; of two as long the one found first."""
    kept: list[tuple[int, int, DueTerm]] = []
    for term in sorted(found, key=lambda term: term.start - term.end):
        place = bisect(kept, term.start, key=lambda known: known[0])
        free_left = place == 0 or kept[place - 1][1] <= term.start
        if free_left and (place == len(kept) or term.end <= kept[place][0]):
            kept.insert(place, (term.start, term.end, term))
    return [term for _, _, term in kept]


def _fixed(folded: str) -> Iterator[DueTerm]:
    for (code, recurrence), pattern in due.fixed().items():
        for match in pattern.finditer(folded):
            yield DueTerm(*match.span(), "", code, recurrence=recurrence)


def _dated(dates: list[DateExpression], folded: str, anchor: date | None) -> Iterator[DueTerm]:
    for found in dates:
        if anchor and found.latest and found.latest < anchor:
            continue
        offset = max(found.start - _BEFORE, 0)
        before = folded[offset : found.start]
        match = due.before_date().search(before)
        if match is None or (match.lastgroup is None and due.no_term().search(before)):
            continue
        kinds = [kind for kind, words_found in match.groupdict().items() if words_found and kind not in _MARKS]
        if not kinds and found.precision == "day":
            continue
        start = found.start if match["planned"] else offset + match.start()
        kind = kinds[0] if kinds else "on"
        if kind == "on" and due.at_latest().match(folded, found.end):
            kind = "by"
        earliest, latest = _limits("by" if kind == "before" and match["ending"] else kind, found, folded)
        code, recurrence = ("recurring", "yearly") if match["each"] else (_code(found), None)
        yield DueTerm(start, found.end, "", code, earliest, latest, recurrence)


def _code(found: DateExpression) -> str:
    """The kind of term that a date makes."""
    if found.precision != "range" or found.earliest is None or found.latest is None:
        return _CODES.get(found.precision, "part-of-year")
    if (found.latest - found.earliest).days > 31:
        return "part-of-year"
    return "day" if found.text[:1].isdigit() else "month"


def _limits(kind: str, found: DateExpression, folded: str) -> tuple[date | None, date | None]:
    """The first and last day that the word before a date leaves: "voor 1 mei" is at the latest 30 April."""
    earliest, latest = found.earliest, found.latest
    if earliest is None or latest is None or kind == "about":
        return None, None
    if kind == "by":
        return None, latest
    if kind == "before":
        included = folded.startswith(tuple(words()["due"]["including"]), found.start)
        return None, latest if included else shift(earliest, -1)
    if kind == "after":
        return shift(latest, 1), None
    return earliest, None if kind == "from" else latest


def _durations(folded: str, anchor: date | None, dates: list[DateExpression]) -> Iterator[DueTerm]:
    days = {found.start: found for found in dates if found.precision == "day"}
    for match in due.durations().finditer(folded):
        linked = match["link"]
        if not (match["within"] or match["after"] or (linked and match["number"])):
            continue
        start, end = match.span()
        if linked and (counted := _counted(folded, match, anchor, days)):
            yield counted
            continue
        if linked:
            opening = folded[end : end + 1] == " "
            clause = linked in ("nadat", "voordat")
            if opening:
                end = clause_end(folded, start, end) if clause else max(noun_end(folded, end + 1, bare=True), end)
            yield DueTerm(start, end, "", "relative")
            continue
        latest = _after(anchor, _number(match), words()["durations"]["units"][match["unit"]]) if anchor else None
        yield DueTerm(start, end, "", "relative", latest if match["after"] else None, latest)


def _counted(folded: str, match: Match, anchor: date | None, days: Mapping[int, DateExpression]) -> DueTerm | None:
    """A length of time after a day, or after the letter itself: "binnen drie weken na 22 maart", "na heden"."""
    start, end = match.span()
    unit = words()["durations"]["units"][match["unit"]]
    if match["link"] != "na":
        return None
    day = days.get(end + 1)
    if day is not None and day.earliest is not None:
        latest = _after(day.earliest, _number(match), unit)
        earliest = day.earliest if match["within"] else latest
        return DueTerm(start, day.end, "", "relative", earliest, latest)
    now = due.from_now().match(folded, end)
    if now is None:
        return None
    latest = _after(anchor, _number(match), unit) if anchor else None
    at_most = match["within"] or match[0].startswith(tuple(words()["durations"]["most"]))
    return DueTerm(start, now.end(), "", "relative", None if at_most else latest, latest)


def _number(match: Match) -> str | None:
    """How many units, at most: "zes tot acht weken", "een halfjaar"; None for "enkele weken"."""
    number: str | None = match["upper"] or match["number"]
    words_before = match[0][: match.start("unit") - match.start()].split()
    return number or next((word for word in words_before[-1:] if word in words()["durations"]["numbers"]), None)


def _after(anchor: date, number: str | None, unit: str) -> date | None:
    """The day so long after the anchor; None for "enkele weken"."""
    if number is None:
        return None
    known = {fold(word): count for word, count in words()["durations"]["numbers"].items()}
    count = float(number) if number.isdecimal() else float(known.get(number, 1.5))
    if unit in _MONTHS_IN:
        return shift_months(anchor, int(count * _MONTHS_IN[unit]))
    if unit == "workday":
        return _after_workdays(anchor, int(count))
    return shift(anchor, int(count * (7 if unit == "week" else 1)))


def _after_workdays(day: date, count: int) -> date | None:
    if day > date.max - timedelta(days=2 * count + 7):
        return None
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def _recesses(folded: str, anchor: date | None) -> Iterator[DueTerm]:
    for match in due.recesses().finditer(folded):
        code = "before-recess" if match["before"] and match["recess"] else "event"
        if match["recess"]:
            yield DueTerm(*match.span(), "", code, _first_after(match, anchor), _last_before(match, anchor))
        elif not match["year"]:
            yield DueTerm(*match.span(), "", "part-of-year")


def _last_before(match: Match, anchor: date | None) -> date | None:
    """The last day that "before the recess" leaves: the Friday on which it begins, or the day before a season."""
    name = match["name"]
    recess, season = words()["recess_begins"].get(name), words()["season_begins"].get(name)
    if anchor is None or not match["before"] or not (recess or season):
        return None
    month, day = recess or season
    shifted = {None: 0, "volgend jaar": 1}[match["next"]]
    year = int(match["year"] or anchor.year + shifted)
    for candidate in (year, year + 1):
        begin = day_bounds(candidate, month, day)
        last = begin and shift(begin[0], (_FRIDAY - begin[0].weekday()) % 7 if recess else -1)
        if last is not None and (match["year"] or last >= anchor):
            return last
    return None


def _first_after(match: Match, anchor: date | None) -> date | None:
    """The first day that "after the summer" leaves, which is when the House is back."""
    back = words()["recess_over"].get(match["name"])
    if anchor is None or not match["over"] or not back:
        return None
    year = int(match["year"]) if match["year"] else anchor.year + (1 if match["next"] else 0)
    for candidate in (year, year + 1):
        first = day_bounds(candidate, *back)
        if first is not None and (match["year"] or first[0] >= anchor):
            return first[0]
    return None


def _budgets(folded: str, anchor: date | None) -> Iterator[DueTerm]:
    for match in due.budgets().finditer(folded):
        earliest, latest = _budget_day(match, anchor)
        yield DueTerm(*match.span(), "", "budget-moment", earliest, latest, "yearly" if match["each"] else None)


def _budget_day(match: Match, anchor: date | None) -> tuple[date | None, date | None]:
    """The bounds by a day of the budget year, such as Prinsjesdag; none of its other moments."""
    if anchor is None or not match["day"]:
        return None, None
    named = regex.search(r"\d{4}", match["tail"])
    years = [int(named[0])] if named else [anchor.year, anchor.year + 1]
    month, weekday, ordinal = words()["budget_days"][match["day"]]
    days = [found[0] for year in years if (found := weekday_of_month(year, month, weekday, ordinal))]
    day = next((day for day in days if named or day >= anchor), None)
    if day is None:
        return None, None
    if match["lead"] in words()["budget_day_before"]["before"]:
        return None, shift(day, -1)
    before = match["lead"].split()[0]
    if before in words()["due"]["after"]:
        return shift(day, 1), None
    if before in words()["due"]["about"]:
        return None, None
    return (None if before in words()["due"]["by"] else day), day


def _clauses(folded: str) -> Iterator[DueTerm]:
    for match in due.clauses().finditer(folded):
        start = match.start()
        if match[0] == "wanneer " and due.questions().search(folded[max(start - 20, 0) : start]):
            continue
        end = clause_end(folded, start, match.end() - 1)
        if end <= match.end() or (match["conditional"] and not says_completed(folded, match.end(), end)):
            continue
        yield DueTerm(start, end, "", "event")


def _phrases(text: str, folded: str, dates: list[DateExpression]) -> Iterator[DueTerm]:
    ends = {found.start: found.end for found in dates}
    for match in due.phrases().finditer(folded):
        end = noun_end(folded, match.end(), bare=match[0].endswith("van "))
        if end == match.end():
            continue
        end = name_end(text, end)
        for link in (" van ", " op "):
            if folded.startswith(link, end):
                end = ends.get(end + len(link), end)
        yield DueTerm(match.start(), end, "", "event")


def _reports(folded: str) -> Iterator[DueTerm]:
    for match in due.reports().finditer(folded):
        end = match.end()
        if match["about"]:
            end = noun_end(folded, end)
            end = end if end > match.end() else match.start("about")
        recurrence = due.recurrence_of_adjective()[match["adjective"] or match["compound"]]
        yield DueTerm(match.start(), end, "", "recurring", recurrence=recurrence)
    for match in due.after_each().finditer(folded):
        recurrence = words()["recurrence_reports"]["periods"][match["period"]]
        yield DueTerm(*match.span(), "", "recurring", recurrence=recurrence)
