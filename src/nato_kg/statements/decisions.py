"""Decisions: of bodies, governments and ministers, with the status that tense and modality give them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

from nato_kg.clauses import Clause, Mood
from nato_kg.clauses import load_words as load_known
from nato_kg.dates import DateExpression
from nato_kg.frames import Firing, fire, frames_of
from nato_kg.frames.rules import load_words
from nato_kg.statements.agents import (
    OWN_GOVERNMENT,
    Agent,
    antecedent,
    find_agent,
    find_host,
    find_others,
)
from nato_kg.statements.context import LetterContext, Record, SentenceContext
from nato_kg.statements.hosts import organiser_of
from nato_kg.statements.programme import read_programme
from nato_kg.statements.promisers import by_section
from nato_kg.statements.topics import about
from nato_kg.verbs import VerbHit

_DONE = frozenset({"taken", "announced", "rejected"})
_VERB_ENDS = ("t", "en", "de", "den", "te", "ten")


def build_decisions(letter: LetterContext) -> list[Record]:
    """The decisions that a letter speaks of, at most one a clause."""
    records: list[Record] = []
    for here, sentence in by_section(letter):
        number = sentence.sentence.number
        if sentence.text.rstrip().endswith("?") or any(number in earlier.sentences for earlier in records[-1:]):
            continue  # a question, or part of what was said before
        for found in _in_sentence(here, sentence):
            record = _at_the_meeting(letter, sentence, found)
            if _repeats(letter, record, records):
                records[-1] = _joined(records[-1], record)
            # "Nadat de ministers het plan hebben vastgesteld" speaks again of what the paragraph announced.
            elif not (record.rule.startswith("dec-after") and _told_before(letter, record, records)):
                records.append(record)
    return records


def _in_sentence(letter: LetterContext, sentence: SentenceContext) -> Iterator[Record]:
    frames = frames_of("Decision")

    def agent_of(clause: Clause, _verb: VerbHit | None) -> str:
        agent = _acting(letter, sentence, clause)
        return "" if agent is None else "government" if agent.government else "other"

    for unit in sentence.units:
        firings = [f for f in fire(unit, frames, agent_of) if _holds(letter, sentence, f)]
        firings = _without_asides([f for f in firings if not _names_again(f, firings)])
        for firing in firings:
            yield _record(letter, sentence, firing, firings)


def _acting(letter: LetterContext, sentence: SentenceContext, clause: Clause) -> Agent | None:
    """Who acts in the clause; after "en" the subject may stand in the clause before."""
    agent = find_agent(letter, sentence, clause)
    if agent is None and clause.before is not None and clause.lowers[0] in load_known().coordinators:
        return find_agent(letter, sentence, clause.before)
    return agent


def _holds(letter: LetterContext, sentence: SentenceContext, firing: Firing) -> bool:
    """Whether somebody is named of whom something is wished, where the frame asks for that; and its verb is no noun."""
    if _is_noun(firing) or _nobody_chooses(letter, sentence, firing):
        return False
    return firing.frame.sets.get("of") != "named" or find_others(letter, sentence, [firing.clause]) is not None


def _nobody_chooses(letter: LetterContext, sentence: SentenceContext, firing: Firing) -> bool:
    """Whether only care is wished for, and of nobody: "wil dat daaraan aandacht wordt besteed"."""
    hit, clause = firing.verb, firing.clause
    if hit is None or firing.frame.sets["status"] != "desired" or clause.mood(hit) is not Mood.PASSIVE_PRESENT:
        return False
    thing = hit.is_a("decide") or load_words()["dec-object"].search(clause.text)
    return not thing and find_others(letter, sentence, [clause]) is None


def _is_noun(firing: Firing) -> bool:
    """Whether the verb's form is a noun or describes one: "een verlengde overgang", "heldere afspraken"."""
    hit, clause, known = firing.verb, firing.clause, load_known()
    if hit is None or hit.word < 2:
        return False
    mood, before = clause.mood(hit), clause.lowers[hit.word - 1]
    if mood is Mood.PRESENT:  # "gaan wij in op de aanschaf"; "dat hij het onderzoekt" ends otherwise
        return before in known.determiners and not clause.lowers[hit.word].endswith(_VERB_ENDS)
    if mood is not Mood.PAST or hit.word == len(clause.words) - 1:
        return False
    after = clause.lowers[hit.word + 1]
    if before in known.determiners and after not in known.determiners | known.prepositions:
        return True
    done = any(verb.word < hit.word and clause.mood(verb) is Mood.PERFECT for verb in clause.verbs)
    return done and "have" in clause.auxiliaries and after in known.prepositions


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


def _names_again(firing: Firing, firings: list[Firing]) -> bool:
    """Whether a noun is the object of a verb that says the same: "nam het besluit om …"."""
    status, before = firing.frame.sets["status"], firing.clause.before
    same = [f for f in firings if f.clause is before and f.frame.sets["status"] == status]
    return "noun" in firing.frame.sets and any(f.verb is None or f.clause.end < firing.clause.start for f in same)


def _record(letter: LetterContext, sentence: SentenceContext, firing: Firing, firings: list[Firing]) -> Record:
    status = firing.frame.sets["status"]
    start, end = _extent(firing) if len(firings) == 1 else _own_extent(firing, firings)
    agent = _decider(letter, sentence, firing, status)
    spans, dates = sentence.spans(start, end), sentence.dates_in(start, end)
    aim = _aim_after(letter, sentence) if status == "under-investigation" else None
    numbers = (sentence.sentence.number, *((aim.sentence.number,) if aim else ()))
    if aim is not None:
        spans, dates = (*spans, *aim.spans(0, len(aim.text))), list(aim.dates)
    due = _due(letter, sentence, firing, status)
    fields: dict[str, Any] = {
        "status": status,
        "by": agent.value if agent else None,
        "concerns": about(letter, sentence, firing.unit.start, firing.unit.end),
        **_days(letter, dates, status),
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
        return find_others(letter, sentence, firing.unit.clauses) or antecedent(letter, sentence)
    others = (c for c in firing.unit.clauses if c is not firing.clause and c.opener not in load_known().relative)
    clauses = [firing.clause, *others]
    if firing.frame.sets.get("noun") == "before" and firing.clause.before is not None:
        clauses = [firing.clause.before]
    finders = (find_host, _acting) if "noun" in firing.frame.sets else (_acting, find_host)
    for find in finders:
        for clause in clauses:
            agent = find(letter, sentence, clause)
            if agent is not None:
                return agent
    if status in {"taken", "rejected"}:
        own = load_words()["dec-own-matter"].search(firing.unit.text) is not None
        group = None if own else antecedent(letter, sentence)
        return OWN_GOVERNMENT if own else replace(group, implied=True) if group else None
    return OWN_GOVERNMENT if status == "under-investigation" else None


def _at_the_meeting(letter: LetterContext, sentence: SentenceContext, record: Record) -> Record:
    """A bare "de Raad" is the formation in which the letter's council meets, and "de ministers" are those who meet."""
    main, by = read_programme(letter).meetings.main, record.fields.get("by")
    host = main.host if main is not None else None
    if host is None or not isinstance(by, str) or host.kind != "MinisterialMeeting" or not host.linked:
        return record
    bare = load_words()["dec-bare-ministers" if host.people else "dec-bare-council"].search(sentence.text.lower())
    thing = letter.lexicon.things.get(f"Body/{host.slug}")
    if bare is None or thing is None:
        return record
    same = organiser_of(letter.lexicon, "Body", by) == host.organiser if host.people else thing.of == by
    return replace(record, fields={**record.fields, "by": host.slug}) if same else record


def _days(letter: LetterContext, dates: list[DateExpression], status: str) -> dict[str, str]:
    """The day that goes with the status: when it was taken or announced, or for when it is wanted or expected."""
    first = next((d for d in dates if d.earliest is not None), None)
    if first is None or first.earliest is None:
        return {}
    ahead = letter.issued is not None and first.earliest > letter.issued
    if status in _DONE and not ahead:
        same = first.earliest == first.latest
        return {"date": first.earliest.isoformat() if same else first.earliest.isoformat()[:7]}
    if status in _DONE - {"announced"}:
        return {}
    found = {"aimFrom": first.earliest.isoformat()}
    return {**found, "aimTo": first.latest.isoformat()} if first.latest else found


def _due(letter: LetterContext, sentence: SentenceContext, firing: Firing, status: str) -> dict[str, str]:
    """The day before which it is wanted, on which the mandate ends, or by which what was chosen must be there."""
    for clause in firing.unit.clauses:
        last = [d for d in sentence.dates_in(clause.start, clause.end) if d.latest is not None]
        must = clause is not firing.clause and clause.subordinate and load_words()["dec-must-by"].search(clause.text)
        if must and len(last) == 1 and last[0].latest:
            return {"due": last[0].latest.isoformat()}
    if status != "desired":
        return {}
    for clause in firing.unit.clauses:
        dates = [d for d in sentence.dates_in(clause.start, clause.end) if d.latest is not None]
        if dates and clause.opener in load_known().relative and load_words()["mandate-ends"].search(clause.text):
            return {"due": dates[0].latest.isoformat()} if dates[0].latest else {}
    return _end_told_before(letter, sentence, firing)


def _end_told_before(letter: LetterContext, sentence: SentenceContext, firing: Firing) -> dict[str, str]:
    """The end of the mandate where the text before tells it: "Het mandaat loopt af op … Wij willen dat het …"."""
    words = load_words()
    if not words["dec-that-mandate"].search(firing.unit.text):
        return {}
    for place in (sentence, *letter.before(sentence, 2)):
        for clause in (c for unit in place.units for c in unit.clauses if unit is not firing.unit):
            dates = [d for d in place.dates_in(clause.start, clause.end) if d.latest is not None]
            if len(dates) == 1 and dates[0].latest and words["mandate-ends"].search(clause.text):
                return {"due": dates[0].latest.isoformat()}
    return {}


def _aim_after(letter: LetterContext, sentence: SentenceContext) -> SentenceContext | None:
    """The next sentence, where it says when those who look into it aim to know more."""
    following = letter.by_number.get(sentence.sentence.number + 1)
    if following is None or following.sentence.paragraph != sentence.sentence.paragraph or not following.dates:
        return None
    words = load_words()
    aims = any(words["aim-for-clarity"].search(unit.text) for unit in following.units)
    return following if aims else None


def _repeats(letter: LetterContext, record: Record, records: list[Record]) -> bool:
    """Whether a clause only says again what the one before it said: "…; dat heeft het kabinet uitgesloten"."""
    if not records or records[-1].sentences[:1] != record.sentences[:1] or records[-1].order == record.order:
        return False
    words = letter.by_number[record.sentences[0]].text[record.order[1] :].lower()
    return records[-1].fields["status"] == record.fields["status"] and bool(load_words()["dec-again"].match(words))


def _joined(first: Record, second: Record) -> Record:
    """Two records of one decision as one."""
    return replace(first, evidence=(*first.evidence, *second.evidence), fields={**second.fields, **first.fields})


def _told_before(letter: LetterContext, record: Record, records: list[Record]) -> bool:
    """Whether a decision just before is on the same thing: "nadat zij het plan hebben vastgesteld"."""
    number, start = record.order
    said = letter.by_number[number].text[start:].lower().split(",")[0].split()
    things = {after for before, after in pairwise(said) if before in {"het", "dit", "deze", "dat"}}
    near = [letter.by_number[e.sentences[0]].text.lower() for e in records if 0 <= number - e.sentences[0] <= 3]
    return any(word.strip(".,;:").endswith(tuple(things)) for text in near for word in text.split())
