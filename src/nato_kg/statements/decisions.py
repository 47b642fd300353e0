"""Decisions: of bodies, governments and ministers, with the status that tense and modality give them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from nato_kg.clauses import Clause
from nato_kg.clauses import load_words as load_known
from nato_kg.frames import Firing, Unit, fire, frames_of
from nato_kg.frames.match import AgentOf
from nato_kg.frames.rules import Frame, load_words
from nato_kg.statements.agent_model import OWN_FORCES
from nato_kg.statements.agents import (
    OWN_GOVERNMENT,
    Agent,
    antecedent,
    find_agent,
    find_host,
    find_others,
    name_agents,
)
from nato_kg.statements.context import LetterContext, Record, SentenceContext
from nato_kg.statements.decision_checks import holds
from nato_kg.statements.decision_days import aim_after, aim_beside, dates_in, days_of, due_of
from nato_kg.statements.decision_meetings import at_the_meeting, those_who_meet
from nato_kg.statements.promisers import by_section
from nato_kg.statements.topics import about
from nato_kg.verbs import VerbHit

_CABINET = "dutch-cabinet"
_WHICH = ("welke", "welk", "hetwelk")  # of what was named: "aan welke Raad de minister zal deelnemen"
_ASKED = ("of", "hoe", "welke", "dat")  # open what is looked into, where somebody else may act


def build_decisions(letter: LetterContext) -> list[Record]:
    """The decisions that a letter speaks of, at most one a clause."""
    records: list[Record] = []
    for here, sentence in by_section(letter):
        number = sentence.sentence.number
        if sentence.text.rstrip().endswith("?") or any(number in earlier.sentences for earlier in records[-1:]):
            continue  # a question, or part of what was said before
        for found in _in_sentence(here, sentence):
            record = at_the_meeting(letter, found)
            if _repeats(letter, record, records) or _confirms(letter, record, records):
                records[-1] = _joined(records[-1], record)
            # "Nadat de ministers het plan hebben vastgesteld" speaks again of what the paragraph announced.
            elif not (record.rule.startswith("dec-after") and _told_before(letter, record, records)):
                records.append(record)
    return records


def _in_sentence(letter: LetterContext, sentence: SentenceContext) -> Iterator[Record]:
    frames = frames_of("Decision")

    def agent_of(clause: Clause, _verb: VerbHit | None) -> str:
        agent = _acting(letter, sentence, clause)
        if agent is None:
            return ""
        ours = agent.government or (agent.names and OWN_FORCES.issuperset(agent.names))
        return "government" if ours else "other"

    for unit in sentence.units:
        firings = _held(letter, sentence, unit, frames, agent_of)
        firings = [f for f in firings if not (_names_again(f, firings) or _is_content(f, firings))]
        firings = _without_asides(firings)
        for firing in firings:
            yield _record(letter, sentence, firing, firings)


def _held(
    letter: LetterContext, sentence: SentenceContext, unit: Unit, frames: Sequence[Frame], agent_of: AgentOf
) -> list[Firing]:
    """The firings that hold; where one does not, the frames after it have their turn."""
    firings: list[Firing] = []
    for firing in fire(unit, frames, agent_of):
        if holds(letter, sentence, firing):
            firings.append(firing)
        else:
            later = frames[frames.index(firing.frame) + 1 :]
            firings += [f for f in _held(letter, sentence, unit, later, agent_of) if f.clause is firing.clause][:1]
    return firings


def _acting(letter: LetterContext, sentence: SentenceContext, clause: Clause) -> Agent | None:
    """Who acts in the clause; after "en" the subject may stand in the clause before."""
    agent = find_agent(letter, sentence, clause)
    if agent is None and clause.before is not None and clause.lowers[0] in load_known().coordinators:
        agent = find_agent(letter, sentence, clause.before)
    if agent is None:  # cut at "en": "de staatshoofden | en regeringsleiders"
        across = [m for m in sentence.mentions if m.kind == "Body" and m.start < clause.start < m.end]
        return name_agents(letter, across[:1]) if across else None
    return agent


def _without_asides(firings: list[Firing]) -> list[Firing]:
    """Without clauses that only say who told or took what the main clause says: ", zo besloten de ministers"."""
    asides = [f for f in firings if f.clause.opener in load_known().remarks]
    rest = [f for f in firings if f not in asides]
    if not asides or not rest:
        return firings
    if all(f.frame.sets["status"] != "taken" for f in asides):
        return rest
    return [
        replace(f, frame=replace(f.frame, sets={**f.frame.sets, "status": "taken"}))
        if f.frame.sets["status"] == "announced"
        else f
        for f in rest
    ]


def _is_content(firing: Firing, firings: list[Firing]) -> bool:
    """Whether it is what another clause says was decided: "heeft besloten dat de ambassade wordt gesloten"."""
    if firing.clause.opener != "dat" or firing.frame.sets["status"] not in {"announced", "expected"}:
        return False
    before = [f for f in firings if f.clause.end <= firing.clause.start and f.frame.sets["status"] != "expected"]
    return any(f.verb is not None and f.verb.is_a("decide", "announce", "find") for f in before[-1:])


def _names_again(firing: Firing, firings: list[Firing]) -> bool:
    """Whether a noun is the object of a verb that says the same: "nam het besluit om …"."""
    status, before = firing.frame.sets["status"], firing.clause.before
    same = [f for f in firings if f.clause is before and f.frame.sets["status"] == status]
    return "noun" in firing.frame.sets and any(f.verb is None or f.clause.end < firing.clause.start for f in same)


def _record(letter: LetterContext, sentence: SentenceContext, firing: Firing, firings: list[Firing]) -> Record:
    status = firing.frame.sets["status"]
    whole = len(firings) == 1 and firing.clause.opener not in load_known().relative
    start, end = _extent(firing) if whole else _own_extent(firing, firings)
    start = 0 if firing.frame.sets.get("when") == "diary" else start
    agent = _decider(letter, sentence, firing, status)
    spans, dates = sentence.spans(start, end), dates_in(sentence, start, end)
    aim = aim_after(letter, sentence) if status == "under-investigation" else None
    later = aim_beside(sentence, firing) if status == "under-investigation" else None
    numbers = (sentence.sentence.number, *((aim.sentence.number,) if aim else ()))
    if aim is not None:
        spans, dates = (*spans, *aim.spans(0, len(aim.text))), list(aim.dates)
    if later is not None:
        spans = (*spans, *sentence.spans(later.start, later.end))
        dates = dates_in(sentence, later.start, later.end)
    due = due_of(letter, sentence, firing, status)
    fields: dict[str, Any] = {
        "status": status,
        "by": agent.value if agent else None,
        "concerns": about(letter, sentence, firing.unit.start, firing.unit.end),
        **days_of(letter, aim or sentence, dates, status),
        **due,
    }
    if due and fields.get("aimTo") == due["due"]:
        fields["aimFrom"] = fields["aimTo"] = None
    if agent and agent.implied:
        fields["byIsImplied"] = True
    return Record(
        "Decision",
        spans,
        {name: value for name, value in fields.items() if value not in (None, [], "")},
        firing.frame.rule,
        firing.why,
        order=(sentence.sentence.number, start),
        sentences=numbers,
    )


def _extent(firing: Firing) -> tuple[int, int]:
    """From the first to the last clause of the unit that is part of what is stated: reasons and contrasts are not."""
    stated = [c for c in firing.unit.clauses if c is firing.clause or not c.reason]
    return min(c.start for c in stated), max(c.end for c in stated)


def _own_extent(firing: Firing, firings: list[Firing]) -> tuple[int, int]:
    """The clause, without a noun that another record is about ("na het besluit van de Raad om …, besloot …")."""
    clause = firing.clause
    if firing.frame.sets.get("noun") == "before" and clause.before is not None:
        return min(clause.start, clause.before.start), clause.end
    nouns = [f.clause.end for f in firings if f.frame.sets.get("noun") == "before" and f.clause.before is clause]
    rest = [word.start for word in clause.words if word.start > max(nouns, default=0)]
    return (rest[0] if rest else clause.start), clause.end


def _decider(letter: LetterContext, sentence: SentenceContext, firing: Firing, status: str) -> Agent | None:
    """Who decides: of a wish, the one of whom it is wished; else who acts in the clause, or in another of the unit."""
    if status == "desired":
        others_found = find_others(letter, sentence, firing.unit.clauses)
        return others_found or those_who_meet(letter, firing.clause) or antecedent(letter, sentence)
    content = [*load_known().relative, *_WHICH, *(_ASKED if status == "under-investigation" else ())]
    others = (c for c in firing.unit.clauses if c is not firing.clause and c.opener not in content)
    clauses = [firing.clause, *others]
    if firing.frame.sets.get("noun") == "before" and firing.clause.before is not None:
        clauses = [firing.clause.before]
    finders = (find_host, _acting) if "noun" in firing.frame.sets else (_acting, find_host)
    for find in finders:
        for clause in clauses:
            agent = find(letter, sentence, clause)
            if agent is not None:
                return agent
    meeting = those_who_meet(letter, firing.clause)
    if meeting is not None:
        return meeting
    if status in {"taken", "rejected"}:
        some = load_words()["dec-members-part"].search(firing.clause.text) is not None
        own = not some and load_words()["dec-own-matter"].search(firing.unit.text) is not None
        unknown = load_words()["dec-group"].search(firing.clause.text) is not None
        group = None if own or unknown else antecedent(letter, sentence)
        return OWN_GOVERNMENT if own else replace(group, implied=True) if group else None
    ours = status == "announced" and load_words()["dec-own-dutch"].search(firing.clause.text) is not None
    return OWN_GOVERNMENT if ours or status == "under-investigation" else None


def _repeats(letter: LetterContext, record: Record, records: list[Record]) -> bool:
    """Whether a clause only says again what the one before it said: "…; dat heeft het kabinet uitgesloten", "…: …"."""
    if not records or records[-1].sentences[:1] != record.sentences[:1] or records[-1].order == record.order:
        return False
    text, start = letter.by_number[record.sentences[0]].text, record.order[1]
    again = load_words()["dec-again"].match(text[start:].lower()) or text[:start].rstrip().endswith(":")
    return records[-1].fields["status"] == record.fields["status"] and bool(again)


def _confirms(letter: LetterContext, record: Record, records: list[Record]) -> bool:
    """Whether the government only says who agreed to what it told just before: "De ministerraad stemde daarmee in"."""
    if not records or record.sentences[0] - records[-1].sentences[-1] != 1:
        return False
    same = all(r.fields["status"] == "taken" and r.fields.get("by") == _CABINET for r in (record, records[-1]))
    text = letter.by_number[record.sentences[0]].text.lower()
    return same and load_words()["dec-agreed-there"].search(text) is not None


def _joined(first: Record, second: Record) -> Record:
    """Two records of one decision as one."""
    return replace(first, evidence=(*first.evidence, *second.evidence), fields={**second.fields, **first.fields})


def _told_before(letter: LetterContext, record: Record, records: list[Record]) -> bool:
    """Whether a decision just before is on the same thing: "nadat zij het plan hebben vastgesteld"."""
    number, start = record.order
    said = letter.by_number[number].text[start:].lower().split(",")[0].split()
    known = load_known().determiners
    things = {b for a, b in pairwise(said) if a in known and not load_words()["dec-body"].fullmatch(f"de {b}")}
    near = [letter.by_number[e.sentences[0]].text.lower() for e in records if 0 <= number - e.sentences[0] <= 3]
    return any(word.strip(".,;:").endswith(tuple(things)) for text in near for word in text.split())
