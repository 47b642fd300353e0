"""Positions: who supports, rejects, urges, advocates, aims at or desires what; and declarations of bodies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from nato_kg.clauses import Clause
from nato_kg.clauses import load_words as load_clause_words
from nato_kg.frames import Firing, Unit, fire, frames_of
from nato_kg.frames.match import AgentOf
from nato_kg.frames.rules import Frame, load_words
from nato_kg.statements.agents import is_government
from nato_kg.statements.context import LetterContext, Record, SentenceContext
from nato_kg.statements.holders import HOLDERS, can_act, find_holder, find_subjects, name_of
from nato_kg.statements.topics import about
from nato_kg.statements.triggers import units_with
from nato_kg.verbs import Form, VerbHit

_VERBS = ("support", "oppose", "condemn", "urge", "advocate", "aim", "desire")


def build_positions(letter: LetterContext) -> list[Record]:
    """The positions of a letter, at most one a clause; none where nobody holds it."""
    frames = frames_of("Position")
    records: list[Record] = []
    declared = frames_of("Declaration")
    for sentence in letter.sentences:
        units = units_with(sentence, "position-trigger", *_VERBS)
        if not units:
            continue
        agent_of = _agent_of(letter, sentence)
        if units_with(sentence, "declaration-trigger") and any(
            fire(unit, declared, agent_of) for unit in sentence.units
        ):
            continue  # what a declaration says is no position of its own
        for unit in units:
            firings = _meant(unit, frames, agent_of, sentence.text.lower())
            for firing in firings:
                holder = find_holder(letter, sentence, firing)
                if holder is not None:
                    records.append(_position(letter, sentence, firing, holder, alone=len(firings) == 1))
    return records


def build_declarations(letter: LetterContext) -> list[Record]:
    """The declarations that a letter speaks of; a sentence that goes on about one adds its place."""
    frames = frames_of("Declaration")
    records: list[Record] = []
    for sentence in letter.sentences:
        for unit in sentence.units if units_with(sentence, "declaration-trigger") else ():
            firings = fire(unit, frames, _agent_of(letter, sentence))
            if not firings:
                continue
            if records and _goes_on(sentence, firings[0], records[-1]):
                records[-1] = _longer(records[-1], sentence, unit)
            else:
                records.append(_declaration(letter, sentence, firings[0]))
    return records


def _agent_of(letter: LetterContext, sentence: SentenceContext) -> AgentOf:
    def agent_of(clause: Clause, _: VerbHit | None) -> str:
        subjects = find_subjects(sentence, clause, letter.lexicon)
        if subjects:
            return "government" if all(is_government(m) for m in subjects) else "other"
        return ""

    return agent_of


def _meant(unit: Unit, frames: Sequence[Frame], agent_of: AgentOf, said: str) -> list[Firing]:
    """The firings that are meant so; where one is not, the frames after it have their turn."""
    firings: list[Firing] = []
    for firing in fire(unit, frames, agent_of):
        demanded = firing.frame.sets.get("said")  # words of the whole sentence, which may be cut at "en"
        if _is_meant(firing) and (not demanded or load_words()[demanded].search(said)):
            firings.append(firing)
        else:
            later = frames[frames.index(firing.frame) + 1 :]
            firings += [f for f in _meant(unit, later, agent_of, said) if f.clause is firing.clause][:1]
    return firings


def _is_meant(firing: Firing) -> bool:
    """Whether the verb is no noun (*steun*) and no infinitive after *te*, and nothing is only supposed or asked."""
    clause, verb = firing.clause, firing.verb
    if clause.before is not None and clause.before.conditional and clause.lowers[0] == "dan":
        return False
    if clause.subordinate and load_words()["pos-open-question"].fullmatch(clause.opener):
        return False
    if verb is None:
        return True
    return not _is_noun(clause, verb)


def _is_noun(clause: Clause, verb: VerbHit) -> bool:
    """Whether the form is a noun after all, or an infinitive: *dat verzoek*, *steun aan Oekraïne*, *te steunen*."""
    words, number = clause.lowers, verb.word
    before = words[number - 1] if number else ""
    if before == "te" or (before in load_clause_words().determiners and number > 1):
        return True
    if verb.form is not Form.PRESENT or words[number].endswith("t"):
        return False
    beside = words[max(number - 1, 0) : number + 2]
    return "ik" not in (words if clause.subordinate and number == len(words) - 1 else beside)


def _position(
    letter: LetterContext, sentence: SentenceContext, firing: Firing, holder: tuple[list[str], bool], *, alone: bool
) -> Record:
    names, implied = holder
    start, end = _extent(firing, alone=alone)
    stance = firing.frame.sets["stance"]
    fields: dict[str, Any] = {
        "holder": names[0] if len(names) == 1 else names,
        "stance": stance,
        "about": about(letter, sentence, start, end),
    }
    if implied:
        fields["holderIsImplied"] = True
    if stance == "urges":
        fields["addressee"] = _addressee(letter, sentence, firing, names)
    return _record("Position", sentence, firing, {k: v for k, v in fields.items() if v}, (start, end), implied=implied)


def _extent(firing: Firing, *, alone: bool) -> tuple[int, int]:
    """The clause; a main clause that alone holds takes what depends on it."""
    clause, unit = firing.clause, firing.unit
    if clause.subordinate or not alone:
        return clause.start, clause.end
    return clause.start, max(c.end for c in unit.clauses)


def _addressee(letter: LetterContext, sentence: SentenceContext, firing: Firing, names: list[str]) -> list[str]:
    clause = firing.clause
    others = [m for m in sentence.mentions_in(clause.start, clause.end, *HOLDERS) if can_act(m, clause, letter.lexicon)]
    return list(dict.fromkeys(name_of(m) for m in others if name_of(m) not in names))


def _declaration(letter: LetterContext, sentence: SentenceContext, firing: Firing) -> Record:
    unit, clause = firing.unit, firing.clause
    subjects = next((s for c in (clause, *unit.clauses) if (s := find_subjects(sentence, c, letter.lexicon))), [])
    if not subjects:
        subjects = sentence.mentions_in(clause.start, clause.end, *HOLDERS)[:1]
    days = [d for d in sentence.dates_in(unit.start, unit.end) if d.earliest and d.earliest == d.latest]
    named = [name_of(m) for m in subjects]
    fields: dict[str, Any] = {
        "by": named[0] if len(named) == 1 else named,
        "date": days[0].earliest.isoformat() if days and days[0].earliest else None,
        "about": about(letter, sentence, unit.start, unit.end),
    }
    doubts = frozenset({"inferred-year"}) if days and days[0].inferred else frozenset[str]()
    record = _record("Declaration", sentence, firing, {k: v for k, v in fields.items() if v}, (unit.start, unit.end))
    return replace(record, doubts=doubts)


def _goes_on(sentence: SentenceContext, firing: Firing, last: Record) -> bool:
    """Whether the clause tells more of the declaration told last: *in de verklaring*, in the same paragraph."""
    near = sentence.sentence.number - last.sentences[-1] in {0, 1}
    return near and bool(load_words()["declaration-again"].search(firing.clause.text))


def _longer(record: Record, sentence: SentenceContext, unit: Unit) -> Record:
    evidence = (*record.evidence, *sentence.spans(unit.start, unit.end))
    numbers = tuple(dict.fromkeys((*record.sentences, sentence.sentence.number)))
    return replace(record, evidence=evidence, sentences=numbers)


def _record(
    kind: str,
    sentence: SentenceContext,
    firing: Firing,
    fields: dict[str, Any],
    extent: tuple[int, int],
    *,
    implied: bool = False,
) -> Record:
    return Record(
        kind,
        sentence.spans(*extent),
        fields,
        firing.frame.rule,
        firing.why,
        frozenset({"coreference"}) if implied else frozenset(),
        (sentence.sentence.number, extent[0]),
        (sentence.sentence.number,),
    )
