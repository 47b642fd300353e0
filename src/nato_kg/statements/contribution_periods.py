"""From when to when a contribution runs: what the words before the dates of its clause and those around it say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import takewhile

from nato_kg.clauses import load_words as load_clause_words
from nato_kg.dates import DateExpression
from nato_kg.frames import Firing, Unit
from nato_kg.frames.rules import load_words
from nato_kg.statements.context import LetterContext, SentenceContext
from nato_kg.statements.troops import find_troops

_WAS = frozenset({"was", "became"})


def in_its_time(letter: LetterContext, item: SentenceContext, intro: SentenceContext | None) -> SentenceContext:
    """A list item with its dates read as past where the sentence before the list is: *de grootste bijdragen waren:*."""
    clauses = [c for unit in intro.units for c in unit.clauses] if intro else []
    if letter.issued is None or not any(_WAS & clause.auxiliaries for clause in clauses):
        return item
    return replace(item, dates=tuple(_before(found, letter.issued) for found in item.dates))


def _before(found: DateExpression, day: date) -> DateExpression:
    """The same words a year earlier, where the year was only inferred and the period is not over on the day."""
    if not found.inferred or found.earliest is None or found.latest is None or found.latest <= day:
        return found
    return replace(found, earliest=_year_earlier(found.earliest), latest=_year_earlier(found.latest))


def _year_earlier(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)


def find_period(sentence: SentenceContext, firing: Firing) -> tuple[str | None, str | None, bool]:
    """From and to, as the words before the dates of the unit say; a whole range gives both."""
    unit, words = firing.unit, load_words()
    start = end = None
    inferred = False
    for found in _dates_around(sentence, unit):
        if found.earliest is None or found.latest is None or not _about_this(sentence, found, firing):
            continue
        before = sentence.text[max(found.start - 22, 0) : found.start].lower() + "#"
        own = found.text.lower() + " "
        if _is_whole(found, f"{before[:-1]}{own}{firing.clause.text}"):
            start, end = start or found.earliest.isoformat(), end or found.latest.isoformat()
        elif _is_end(sentence, found, before, own):
            end = end or found.latest.isoformat()
        elif any(words[name].search(said) for name, said in _froms(found, before, own)):
            start = start or found.earliest.isoformat()
        elif words["came-home"].search(firing.clause.text) and found.precision == "day":
            end = end or found.latest.isoformat()
        else:
            continue
        inferred = inferred or found.inferred
    return start, end, inferred


def _is_end(sentence: SentenceContext, found: DateExpression, before: str, own: str) -> bool:
    """Whether a contribution runs until a date: *tot 1 mei*, *die op 1 mei eindigt*."""
    words, after = load_words(), sentence.text[found.end : found.end + 24].lower()
    return any(words[n].search(said) for n, said in (("period-to", before), ("period-ends-after", after))) or (
        words["period-to-own"].match(own) is not None
    )


def _froms(found: DateExpression, before: str, own: str) -> tuple[tuple[str, str], ...]:
    """The classes that say that a contribution begins then, and the words in which to look for them."""
    season = (("period-season", f"{before[:-1]}{own}"),) if found.precision == "part-of-year" else ()
    return (("period-from", before), ("period-from-own", own.split(" ", maxsplit=1)[0]), *season)


def _is_whole(found: DateExpression, text: str) -> bool:
    """Whether a date gives both ends: a range, or a year that the text says is meant as a whole."""
    words = load_words()
    if found.precision in {"quarter", "part-of-year"}:
        return bool(words["period-within"].search(text))
    if found.precision == "year":
        return bool(words["period-whole"].search(text))
    return found.precision == "range" and bool(words["through"].search(f"{found.text.lower()} "))


def _dates_around(sentence: SentenceContext, unit: Unit) -> list[DateExpression]:
    """The dates of the unit and of those that go on after it; without any, those of the units before it.

    Only of units that give no number of their own: *van mei tot juli, met een schip en 60 man*.
    """
    after = list(takewhile(_goes_on, (u for u in sentence.units if u.start >= unit.end)))
    dates = [d for u in (unit, *after) for d in sentence.dates_in(u.start, u.end)]
    before = [u for u in sentence.units if u.end <= unit.start]
    if dates or any(find_troops(c.text) for u in before for c in u.clauses):
        return dates
    return [d for u in before for d in sentence.dates_in(u.start, u.end)]


def _goes_on(unit: Unit) -> bool:
    """Whether it is coordinated, or of the same people, and counts nobody: *en eindigt op 30 september*."""
    opens = unit.clauses[0].lowers[0] in load_clause_words().coordinators
    same = load_words()["contribution-goes-on"].match(unit.text)
    return (opens or bool(same)) and not any(find_troops(clause.text) for clause in unit.clauses)


def _about_this(sentence: SentenceContext, found: DateExpression, firing: Firing) -> bool:
    """Whether a date is of this clause, or of one of its unit that has no number of its own, and no paper's date."""
    if any(c.start <= found.start < c.end for c in sentence.citations):
        return False
    inside = [c for c in firing.unit.clauses if c.start <= found.start < c.end]
    return not inside or firing.clause in inside or not any(find_troops(c.text) for c in inside)
