"""When a promise is due: the terms of its clause or of those around it, and the one of them that says most."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from nato_kg.dates import DueTerm
from nato_kg.dates.recurring import first_time
from nato_kg.frames import Firing
from nato_kg.frames.rules import load_words
from nato_kg.statements.context import SentenceContext
from nato_kg.statements.earlier import coming_terms

ENTRY = "com-entry"
_VAGUE = frozenset({"soon", "as-soon-as-possible"})
_LEAD = 24  # characters before a term in which "de eerste" stands
_BEHIND = 30  # characters behind a term that say it is an old one


def entry_terms(sentence: SentenceContext) -> list[DueTerm]:
    """The coming term or date that an entry of a planning begins with, before its colon or dash."""
    mark = load_words()["com-entry-mark"].search(sentence.text)
    return [t for t in coming_terms(sentence) if t.end < mark.end()] if mark else []


def promise_terms(sentence: SentenceContext, firing: Firing) -> list[DueTerm]:
    """The terms of the promise; without any, the one that *dan* points to, or the condition that comes first."""
    if firing.frame.id == ENTRY:
        return entry_terms(sentence)
    terms = _terms(sentence, firing)
    if all(term.code in _VAGUE for term in terms):  # "… in mei klaar en wordt u dan meteen gestuurd"
        return _pointed(sentence, firing) or terms or _once_ready(sentence, firing)
    return terms


def _pointed(sentence: SentenceContext, firing: Firing) -> list[DueTerm]:
    """*Het is in mei klaar en komt dan naar u*: the last term before a clause that says *dan*."""
    unit = firing.unit
    if not unit.start or not load_words()["com-then"].search(firing.clause.text):
        return []
    return [t for t in sentence.terms_in(0, unit.start) if t.latest and not _is_old(sentence, t)][-1:]


def _once_ready(sentence: SentenceContext, firing: Firing) -> list[DueTerm]:
    """*Is het onderzoek klaar, dan hoort u dat*: a condition that says when."""
    start = firing.unit.start
    opened = load_words()["com-so"].match(firing.clause.text) is not None
    before = [c for u in sentence.units if opened and u.end <= start <= u.end + 2 for c in u.clauses[-1:]]
    for clause in (*before, *(c for c in firing.unit.clauses if c.conditional)):
        if clause is not firing.clause and load_words()["com-once-ready"].search(clause.text):
            return [DueTerm(clause.start, clause.end, sentence.text[clause.start : clause.end], "event")]
    return []


def _terms(sentence: SentenceContext, firing: Firing) -> list[DueTerm]:
    """The terms of the clause, or of the unit; a day in a relative clause says more: "een rapport, dat in mei komt"."""
    unit, clause = firing.unit, firing.clause
    asides = [c for c in unit.clauses if c is not clause and load_words()["com-aside"].search(c.text)]
    around = [
        t
        for t in sentence.terms_in(unit.start, unit.end)
        if not any(c.start <= t.start and t.end <= c.end for c in asides)
    ]
    behind = [t for t in sentence.terms_in(unit.end, len(sentence.text)) if t.start <= unit.end + 2]
    own = sentence.terms_in(clause.start, clause.end)
    terms = [t for t in own if not _is_old(sentence, t)] or own or around or behind[:1]
    if any(term.recurrence for term in terms):
        named = [t for t in (*around, *behind) if t.earliest and _is_of_the_first(sentence, t)]
        if named:
            return [replace(named[0], recurrence=next(t.recurrence for t in terms if t.recurrence))]
        if followed := _followed(sentence, [*around, *behind]):
            return [followed]
        other = [t for t in (*around, *behind) if t not in terms]
        return [*terms, *(t for t in other if load_words()["com-first-time"].fullmatch(t.text.lower()))]
    if any(term.latest for term in terms):
        return terms
    if terms and all(term.code in _VAGUE for term in terms):
        terms = [t for t in around if t.code == "event"] or terms
    relatives = [c for c in unit.clauses if c.subordinate and load_words()["com-relative"].search(c.text)]
    return [t for c in relatives for t in around if t.latest and c.start <= t.start and t.end <= c.end] or terms


def _followed(sentence: SentenceContext, terms: list[DueTerm]) -> DueTerm | None:
    """The first of many, where the rest comes after it: *uiterlijk in mei, en nadien elk kwartaal*."""
    for term in terms:
        before = f"{sentence.text[max(term.start - _LEAD, 0) : term.start].lower().rstrip()} #"
        if term.recurrence and load_words()["com-from-then"].search(before):
            dated = [t for t in terms if t.latest and t.end <= term.start and not t.recurrence]
            return replace(dated[-1], recurrence=term.recurrence) if dated else None
    return None


def _is_old(sentence: SentenceContext, term: DueTerm) -> bool:
    """Whether it is the term of an earlier promise: *de voor mei toegezegde brief*."""
    after = f"# {sentence.text[term.end : term.end + _BEHIND].lower().lstrip()}"
    return load_words()["com-old-term"].search(after) is not None


def _is_of_the_first(sentence: SentenceContext, term: DueTerm) -> bool:
    """Whether a term is that of the first of many: "elk jaar een brief, de eerste in mei"."""
    before = sentence.text[max(term.start - _LEAD, 0) : term.start].lower().rstrip()
    own = term.text.lower().split(" in ")[0]
    return any(load_words()["com-the-first"].search(f"{said} #") for said in (before, own))


def due_fields(terms: list[DueTerm], issued: date | None) -> dict[str, Any]:
    """The due term that says most: one with days before one without, the narrowest, the first of equals.

    Of a promise that is kept again and again, the words that say so, or the moment of the budget year.
    """
    if not terms:
        return {}
    recurring = next((t.recurrence for t in terms if t.recurrence), None)
    first = first_time(terms) if recurring else None
    if first is not None:
        term = min(terms, key=lambda t: (not (t.recurrence or t is first), t.start))
    elif recurring:
        term = max(terms, key=lambda t: (t.code == "budget-moment", t.recurrence is not None, -t.start))
    else:
        term = max(terms, key=lambda t: (t.latest is not None, t.earliest is not None, -_width(t), -t.start))
    found: dict[str, Any] = {"dueExpression": term.text, "dueTerm": term.code}
    dated = first or term
    if dated.earliest is not None and dated.earliest != issued:
        found["dueFrom"] = dated.earliest.isoformat()
    if dated.latest is not None:
        found["dueTo"] = dated.latest.isoformat()
    return {**found, "recurrence": recurring} if recurring else found


def _width(term: DueTerm) -> int:
    """How many days a term leaves open between its first and its last."""
    return (term.latest - term.earliest).days if term.latest and term.earliest else 0
