"""The days of a decision: when it was taken or announced, for when it is wanted or expected, and when it is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from nato_kg.clauses import load_words as load_known
from nato_kg.dates import DateExpression
from nato_kg.frames import Firing, Unit
from nato_kg.frames.rules import load_words
from nato_kg.statements.context import LetterContext, SentenceContext

_TO_COME = frozenset({"desired", "expected"})
_DONE = frozenset({"taken", "announced", "rejected"})


def dates_in(sentence: SentenceContext, start: int, end: int) -> list[DateExpression]:
    """The dates between two positions; "2 november jl." ends behind the last word."""
    return [d for d in sentence.dates if start <= d.start and d.end <= end + 1]


def days_of(
    letter: LetterContext, sentence: SentenceContext, dates: list[DateExpression], status: str
) -> dict[str, str]:
    """The day that goes with the status: when it was taken or announced, or for when it is wanted or expected."""
    known = [d for d in dates if d.earliest is not None]
    if status in _TO_COME:
        known = [_next_one(letter, d) for d in known]
    ahead = [d for d in known if letter.issued is not None and d.earliest is not None and d.earliest > letter.issued]
    before = [d for d in ahead if _is_before(sentence, d)]
    begins = [d for d in ahead if d not in before and not is_end(sentence, d)]
    if status not in _DONE:
        return _aim_before(before[0]) if before and not begins else _aim((begins or known)[:1])
    done = [d for d in known if d not in ahead]
    return {**_day(done[:1]), **_aim(begins[:1])}


def _next_one(letter: LetterContext, date: DateExpression) -> DateExpression:
    """A period whose year was only inferred, as the one after the letter: what is wished for is still to come."""
    if not date.inferred or letter.issued is None or not (date.earliest and date.latest):
        return date
    if date.latest >= letter.issued or date.earliest.day != 1:
        return date
    end = date.latest + timedelta(days=1)
    later = date.earliest.replace(year=date.earliest.year + 1)
    return replace(date, earliest=later, latest=end.replace(year=end.year + 1) - timedelta(days=1))


def is_end(sentence: SentenceContext, date: DateExpression) -> bool:
    """Whether a day is said to be the last: "tot 1 mei", "uiterlijk 1 mei"."""
    before = sentence.text[: date.start].lower().rstrip()[-12:]
    words = sentence.text[date.start : date.end].lower()
    until = load_words()["dec-until"]
    return until.match(words) is not None or load_words()["dec-until-before"].search(before) is not None


def _is_before(sentence: SentenceContext, date: DateExpression) -> bool:
    """Whether something is to be before a day: "vóór 1 maart", not "de begroting voor 2030"."""
    day = date.earliest == date.latest and date.text[:1].isdecimal()
    return day and load_words()["dec-before-day"].search(sentence.text[: date.start].lower().rstrip()[-6:]) is not None


def _aim_before(date: DateExpression) -> dict[str, str]:
    """The day before: "vóór 1 maart" ends on 28 February."""
    return {"aimTo": (date.earliest - timedelta(days=1)).isoformat()} if date.earliest else {}


def _day(dates: list[DateExpression]) -> dict[str, str]:
    for date in dates:
        if date.earliest is not None:
            day = date.earliest.isoformat()
            return {"date": day if date.earliest == date.latest else day[:7]}
    return {}


def _aim(dates: list[DateExpression]) -> dict[str, str]:
    for date in dates:
        if date.earliest is not None:
            found = {"aimFrom": date.earliest.isoformat()}
            return {**found, "aimTo": date.latest.isoformat()} if date.latest else found
    return {}


def due_of(letter: LetterContext, sentence: SentenceContext, firing: Firing, status: str) -> dict[str, str]:
    """The day before which it is wanted, on which the mandate ends, or by which what was chosen must be there."""
    for clause in firing.unit.clauses:
        last = [d for d in dates_in(sentence, clause.start, clause.end) if d.latest is not None]
        must = clause is not firing.clause and clause.subordinate and load_words()["dec-must-by"].search(clause.text)
        must = must or (status == "taken" and load_words()["dec-to-do-by"].search(clause.text))
        if must and len(last) == 1 and last[0].latest:
            return {"due": last[0].latest.isoformat()}
    if status not in {"desired", "expected"}:
        return {}
    for clause in firing.unit.clauses:
        dates = [d for d in dates_in(sentence, clause.start, clause.end) if d.latest is not None]
        if dates and clause.opener in load_known().relative and load_words()["mandate-ends"].search(clause.text):
            return {"due": dates[0].latest.isoformat()} if dates[0].latest else {}
    return _end_told_before(letter, sentence, firing) if status == "desired" else {}


def _end_told_before(letter: LetterContext, sentence: SentenceContext, firing: Firing) -> dict[str, str]:
    """The end of the mandate where the text before tells it: "Het mandaat loopt af op … Wij willen dat het …"."""
    words = load_words()
    if not words["dec-that-mandate"].search(firing.unit.text):
        return {}
    for place in (sentence, *letter.before(sentence, 2)):
        for clause in (c for unit in place.units for c in unit.clauses if unit is not firing.unit):
            dates = [d for d in dates_in(place, clause.start, clause.end) if d.latest is not None]
            if len(dates) == 1 and dates[0].latest and words["mandate-ends"].search(clause.text):
                return {"due": dates[0].latest.isoformat()}
    return {}


def aim_after(letter: LetterContext, sentence: SentenceContext) -> SentenceContext | None:
    """The next sentence, where it says when those who look into it aim to know more."""
    following = letter.by_number.get(sentence.sentence.number + 1)
    if following is None or following.sentence.paragraph != sentence.sentence.paragraph or not following.dates:
        return None
    words = load_words()
    said = ("aim-for-clarity", "dec-hopes-to-decide")
    aims = any(words[name].search(unit.text) for unit in following.units for name in said)
    return following if aims else None


def aim_beside(sentence: SentenceContext, firing: Firing) -> Unit | None:
    """What follows in the same sentence, where it says so: "…; het streven is dat in mei af te ronden"."""
    words = load_words()
    later = (u for u in sentence.units if u.start > firing.clause.start and u is not firing.unit)
    dated = (u for u in later if dates_in(sentence, u.start, u.end))
    return next((u for u in dated if words["aim-for-clarity"].search(u.text)), None)
