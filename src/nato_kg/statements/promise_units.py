"""The units of a sentence as promises are read: each with the condition it waits for, none torn apart.

Clauses are told apart by their verbs, so a promise can lie in two units: its condition behind a semicolon counts with
what stands before it, and a modal verb may be parted from its infinitive.
"""

from __future__ import annotations

from collections.abc import Sequence

from nato_kg.clauses import Clause, Word
from nato_kg.clauses import load_words as load_known
from nato_kg.frames import Unit
from nato_kg.frames.rules import load_words

_HARD = ";:"
_HELPERS = frozenset({"shall", "can"})


def promise_units(text: str, units: Sequence[Unit], *, scheduled: bool = False) -> list[Unit]:
    """The units of a sentence's logical text, mended; one unit of an entry of a planning."""
    if scheduled:
        words = sorted((word for unit in units for clause in unit.clauses for word in clause.words), key=_start)
        return [_unit([Clause(tuple(words), "", None)])]
    mended: list[Unit] = []
    for unit in units:
        whole = _undisguised(unit)
        last = mended[-1] if mended else None
        if last is not None and _waits_for_rest(last, whole):
            mended[-1] = _joined(last, whole)
            continue
        condition = _condition_of_next(text, last, whole) if last is not None else None
        if last is not None and condition is not None:
            mended[-1] = _unit([clause for clause in last.clauses if clause is not condition])
            whole = _unit([condition, *whole.clauses])
        mended.append(whole)
    return mended


def _start(word: Word) -> int:
    return word.start


def halves(unit: Unit, clause: Clause) -> tuple[Unit, Unit]:
    """What comes before a clause in a unit, and that clause with the rest."""
    place = unit.clauses.index(clause)
    return _unit(unit.clauses[:place]), _unit(unit.clauses[place:])


def _unit(clauses: Sequence[Clause]) -> Unit:
    return Unit(tuple(clauses), min(c.start for c in clauses), max(c.end for c in clauses))


def _condition_of_next(text: str, last: Unit, unit: Unit) -> Clause | None:
    """The condition at the end of a unit, behind a semicolon, that the next unit begins with: "…; zodra …, meld ik"."""
    condition = last.clauses[-1]
    if len(last.clauses) == 1 or not (condition.subordinate and condition.conditional):
        return None
    before = text[last.clauses[-2].end : condition.start]
    adjacent = text[condition.end : unit.start].strip() in {",", ""}
    return condition if adjacent and any(mark in before for mark in _HARD) else None


def _waits_for_rest(last: Unit, unit: Unit) -> bool:
    """Whether a unit has a modal verb alone, and the next no finite verb: "ik zal u, …, een overzicht sturen"."""
    clause, rest = last.clauses[0], unit.clauses[0]
    if clause.subordinate or clause.verbs or not (clause.auxiliaries & _HELPERS):
        return False
    return bool(rest.verbs) and not rest.subordinate and not (rest.auxiliaries - {"become", "go"})


def _joined(last: Unit, unit: Unit) -> Unit:
    first, rest = last.clauses[0], unit.clauses[0]
    clause = Clause((*first.words, *rest.words), "", first.before)
    return _unit([clause, *last.clauses[1:], *unit.clauses[1:]])


def _undisguised(unit: Unit) -> Unit:
    """A unit where *dat* only points, or *of* joins two terms, and opens no clause: "over dat depot kom ik"."""
    for place, clause in enumerate(unit.clauses[1:], 1):
        before = unit.clauses[place - 1]
        points = before.lowers[-1] in load_known().prepositions and not before.subordinate
        points = points and load_words()["com-main-in-disguise"].search(clause.text) is not None
        if points or _is_either(before, clause):
            whole = Clause((*before.words, *clause.words), before.opener, before.before)
            return _unit([*unit.clauses[: place - 1], whole, *unit.clauses[place + 1 :]])
    return unit


def _is_either(before: Clause, clause: Clause) -> bool:
    """Whether *of* stands between two terms: "verwachten wij in april of mei en zenden wij door"."""
    words = load_words()
    named = not before.subordinate and words["fol-month"].fullmatch(before.lowers[-1]) is not None
    return named and words["com-or-month"].search(clause.text) is not None
