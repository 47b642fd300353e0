"""Every date expression of a sentence, with the first and last day that it means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import islice

from nato_kg.dates import days, drafts, relative
from nato_kg.dates.bounds import Bounds, choose_year
from nato_kg.dates.drafts import Context, Draft, Maker
from nato_kg.dates.model import DateExpression
from nato_kg.dates.patterns import patterns, signs, surroundings
from nato_kg.dates.words import fold

_MAKERS: dict[str, Maker] = {
    "numeric": drafts.numeric,
    "named": drafts.named,
    "parts": drafts.parts,
    "quarters": drafts.quarters,
    "seasons": drafts.seasons,
    "relative": relative.relative,
    "months": days.days,
    "years": drafts.years,
}
_ORDER = {name: number for number, name in enumerate(_MAKERS)}
_LIMIT = 5000  # of one kind in one sentence: more is no language, and would take long
_GAPS = (", ", " en ", " of ", ", en ")


Tense = bool | None | Callable[[int], bool | None]


def find_dates(text: str, anchor: date | None, *, past: Tense = None) -> list[DateExpression]:
    """The date expressions of a sentence, in order, none inside another.

    `anchor` is the day from which relative words and years left out are counted, normally the letter's own;
    without it these have no bounds. `past` is the tense of the sentence, or a function that gives the tense at a
    place in it: True for the last such day not after the anchor, False for the next, None for the nearest. Words
    next to a date ("jl.", "uiterlijk", "sinds") and a weekday that fits decide before it.
    """
    context = Context(text, fold(text), anchor)
    found = _without_overlaps(_drafts(context))
    expressions: list[DateExpression] = []
    following: Draft | None = None
    following_year: int | None = None
    for draft in reversed(found):
        shared = following_year if following and context.folded[draft.end : following.start] in _GAPS else None
        tense = past(draft.start) if callable(past) else past
        expression = _resolve(draft, context, shared, past=tense)
        if expression is not None:
            expressions.append(expression)
        following = draft
        following_year = draft.year if draft.year is not None else shared
    return expressions[::-1]


def _drafts(context: Context) -> Iterator[Draft]:
    made = patterns()
    for name in sorted(signs().find(context.folded), key=_ORDER.__getitem__):
        matches = made[name].finditer(context.folded)
        yield from islice((draft for match in matches for draft in _MAKERS[name](match, context)), _LIMIT)


def _without_overlaps(found: Iterable[Draft]) -> list[Draft]:
    """The drafts from left to right, the longest of those that begin together, none inside another."""
    kept: list[Draft] = []
    for draft in sorted(found, key=lambda draft: (draft.start, -draft.end)):
        if not kept or draft.start >= kept[-1].end:
            kept.append(draft)
    return kept


def _resolve(draft: Draft, context: Context, shared: int | None, *, past: bool | None) -> DateExpression | None:
    """The expression with its days; None when there is no such day."""
    found, inferred = draft.fixed, False
    before, anchor = context.before(draft.start), context.anchor
    if draft.bounds is not None and found is None:
        year = draft.year if draft.year is not None else shared
        if year is not None:
            found = draft.bounds(year) if 0 < year <= 9998 else None
        elif anchor is not None:
            inferred = draft.past is None
            found = choose_year(draft.bounds, anchor, _direction(draft, before, past), draft.weekday)
        else:
            return _expression(draft, context, None, draft.precision)
    elif found is None and anchor is None:
        return _expression(draft, context, None, draft.precision)
    if found is None:
        return None
    ends = context.folded.startswith("het ein", draft.start) and surroundings()["until"].search(before)
    if ends:  # "voor het einde van het jaar": the last day
        return _expression(draft, context, (found[1], found[1]), "day", inferred=inferred)
    return _expression(draft, context, found, draft.precision, inferred=inferred)


def _expression(
    draft: Draft, context: Context, found: Bounds | None, precision: str, *, inferred: bool = True
) -> DateExpression:
    earliest, latest = found or (None, None)
    words = context.text[draft.start : draft.end]
    return DateExpression(draft.start, draft.end, words, earliest, latest, precision, inferred)


def _direction(draft: Draft, before: str, past: bool | None) -> bool | None:
    """Which way to look: by the words of the date, those before it, and then the tense."""
    if draft.past is not None:
        return draft.past
    known = surroundings()
    if known["past"].search(before):
        return True
    if known["either"].search(before):
        return None
    return False if known["future"].search(before) else past
