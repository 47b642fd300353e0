"""What became of earlier promises that this letter does not keep: put off, said again, dropped, or their condition met.

A record says only what the words say; whether the paper really holds such a promise is told when letters are joined.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from nato_kg.dates import DateExpression, DueTerm
from nato_kg.frames import Firing, Unit, fire, frames_of
from nato_kg.frames.rules import load_words
from nato_kg.statements.agents import is_government
from nato_kg.statements.context import LetterContext, Record, SentenceContext
from nato_kg.statements.earlier import (
    STRANGERS,
    coming_terms,
    find_earlier,
    is_strange,
    stands_in,
    units_of,
    with_sentence_before,
)
from nato_kg.statements.fulfilments import is_kept
from nato_kg.statements.holders import find_subjects
from nato_kg.statements.promise_terms import due_fields
from nato_kg.statements.topics import about
from nato_kg.statements.triggers import units_with

_NEAR = 12  # characters before a term in which *nu* makes it the new one
_NEW_TERM = frozenset({"postponed", "restated", "changed"})


def build_follow_ups(letter: LetterContext) -> list[Record]:
    """What a letter says of promises made before, at most one record for a main clause with what depends on it."""
    return [record for sentence in letter.sentences for record in _in_sentence(letter, sentence)]


def _in_sentence(letter: LetterContext, sentence: SentenceContext) -> list[Record]:
    placed = sentence.citations or any(day.precision == "day" for day in sentence.dates)
    if not (placed or units_with(sentence, "fol-trigger")) or sentence.text.rstrip().endswith("?"):
        return _pointing_back(letter, sentence)
    found: list[Firing] = []
    for unit in units_of(sentence):
        inside = [f for f in found if unit.start <= f.unit.start and f.unit.end <= unit.end]
        firing = None if inside else _first(letter, sentence, unit)
        found += [firing] if firing else []
    if found and found[0].unit not in sentence.units and is_kept(letter, sentence):
        return []  # the sentence says of the rest that it is still to come
    return [_record(letter, sentence, f) for f in found] or _pointing_back(letter, sentence)


def _firings(unit: Unit) -> list[Firing]:
    """What fires in a unit, in the order of the frames."""
    frames = frames_of("FollowUp")
    return sorted(fire(unit, frames, lambda _, __: ""), key=lambda firing: frames.index(firing.frame))


def _first(letter: LetterContext, sentence: SentenceContext, unit: Unit) -> Firing | None:
    """The first frame, in their order, that holds in a unit where the government speaks of its own promise."""
    return next((f for f in _firings(unit) if _is_ours(letter, sentence, f) and _has_term(sentence, f)), None)


def _is_ours(letter: LetterContext, sentence: SentenceContext, firing: Firing) -> bool:
    """Whether it is no other state or organisation that acts, and no promise of theirs."""
    words, clause = load_words(), firing.clause.text
    if words["own-promise"].search(clause) or is_strange(sentence, firing.unit.start, firing.unit.end):
        return False
    if words["government"].search(clause) or words["house-strict"].search(clause):
        return True
    actors = find_subjects(sentence, firing.clause, letter.lexicon)
    return not any(m.kind in STRANGERS and not is_government(m) for m in actors)


def _has_term(sentence: SentenceContext, firing: Firing) -> bool:
    """Whether a new term stands there, where the frame's words say nothing of a promise without one."""
    return firing.frame.sets.get("needs") != "term" or _new_term(sentence, firing) is not None


def _pointing_back(letter: LetterContext, sentence: SentenceContext) -> list[Record]:
    """*Dat haal ik niet; het wordt mei*, after a sentence that says what was promised where."""
    joined = with_sentence_before(letter, sentence)
    if joined is None:
        return []
    before, unit, cut = joined
    kept = next((f for f in _firings(unit) if f.clause.start >= cut), None)
    return [_record(letter, sentence, kept, before)] if kept else []


def _record(
    letter: LetterContext, sentence: SentenceContext, firing: Firing, before: SentenceContext | None = None
) -> Record:
    place = before or sentence
    start, end = (0, len(place.text)) if before else (firing.unit.start, firing.unit.end)
    earlier = find_earlier(letter, place, start, end)
    if not (earlier.papers or earlier.days):
        earlier = find_earlier(letter, place, 0, len(place.text))
    outcome = firing.frame.sets["outcome"]
    term = None
    if outcome in _NEW_TERM:
        term = _last(sentence, coming_terms(sentence)) if before else _new_term(sentence, firing)
        term = term or _term_after(letter, sentence, outcome)
    fields: dict[str, Any] = {
        "outcome": outcome,
        **earlier.fields("commitmentOf", "alsoOf"),
        "about": about(letter, place, start, end),
        **{
            name: value
            for name, value in due_fields([term] if term else [], letter.issued).items()
            if name != "dueTerm"
        },
    }
    spans = [*place.spans(start, end), *(sentence.spans(0, len(sentence.text)) if before else ())]
    return Record(
        "FollowUp",
        tuple(spans),
        {name: value for name, value in fields.items() if value},
        firing.frame.rule,
        firing.why,
        frozenset({"coreference"}) if before else frozenset(),
        (sentence.sentence.number, 0 if before else firing.unit.start),
        tuple(s.sentence.number for s in (before, sentence) if s),
    )


def _term_after(letter: LetterContext, sentence: SentenceContext, outcome: str) -> DueTerm | None:
    """The new term where only the next sentence says it: *Dat lukt niet. Het vierde kwartaal lijkt haalbaar*."""
    after = letter.by_number.get(sentence.sentence.number + 1)
    if outcome != "postponed" or after is None or after.sentence.paragraph != sentence.sentence.paragraph:
        return None
    if not load_words()["fol-new-term"].search(after.text.lower()):
        return None
    return _last(after, coming_terms(after))


def _new_term(sentence: SentenceContext, firing: Firing) -> DueTerm | None:
    """The term that holds from now on: in the clause that tells so, else the last one of the sentence.

    A clause that denies names the old one, unless it goes on: *niet in mei, maar in juni*.
    """
    words, clause = load_words(), firing.clause
    denied = words["fol-not-then"].search(clause.text) and not words["fol-then"].search(clause.text)
    coming = coming_terms(sentence)
    if firing.frame.sets["outcome"] == "restated":
        coming = coming or coming_terms(sentence, told=True)
    inside = [t for t in coming if stands_in(t, clause)]
    if denied:
        inside = [t for t in coming if t not in inside or words["fol-now"].search(_before(sentence, t))]
        return _last(sentence, inside)
    return _last(sentence, inside or coming)


def _last(sentence: SentenceContext, terms: list[DueTerm]) -> DueTerm | None:
    """The last term, with the one before it where either is meant: *oktober of november*."""
    if not terms:
        return None
    last, either = terms[-1], load_words()["fol-either"]
    places: list[DueTerm | DateExpression] = [*terms, *sentence.dates]
    places = [p for p in places if p.end <= last.start]
    before = next((p for p in places if either.fullmatch(sentence.text[p.end : last.start].strip().lower())), None)
    if before is None:
        return last
    return replace(last, start=before.start, text=sentence.text[before.start : last.end], earliest=before.earliest)


def _before(sentence: SentenceContext, term: DueTerm) -> str:
    return f"{sentence.text[max(term.start - _NEAR, 0) : term.start].lower().rstrip()} #"
