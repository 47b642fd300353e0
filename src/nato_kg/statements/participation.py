"""Who takes part in which gathering: who meets, who talks in a session, guests, invitees, speakers, the writer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from nato_kg.clauses import Clause
from nato_kg.frames import Firing, Frame, alone, fire, load_frames
from nato_kg.frames.rules import load_words
from nato_kg.statements.behalf import instead_of, on_behalf, represented
from nato_kg.statements.context import LetterContext, Record, SentenceContext
from nato_kg.statements.gathered import Meeting, Passage
from nato_kg.statements.gatherings import given, order_of, sentences_of, spans_of
from nato_kg.statements.grammar import load_grammar, lower
from nato_kg.statements.meetings import Naming
from nato_kg.statements.named_after import after_named, companions
from nato_kg.statements.named_takers import antecedent, joined_clauses
from nato_kg.statements.occasions import Occasion, Occasions
from nato_kg.statements.parts import Part, named_in_english
from nato_kg.statements.phrases import in_body
from nato_kg.statements.programme import Programme, read_programme
from nato_kg.statements.session_model import Session
from nato_kg.statements.taker_model import Taker
from nato_kg.statements.takers import (
    after_of,
    groups_of,
    speakers_of,
    subjects_of,
    with_writer,
    writers_of,
)
from nato_kg.statements.talkers import talkers_after, talkers_of

_OPENING = 6  # sentences in which a letter tells of its meeting
_AFTER = 40  # how much of what is said belongs to the evidence that someone spoke
_ROLES = ("participant", "guest", "invitee")  # the later says more


def build_participation(letter: LetterContext) -> list[Record]:
    """One record an agent and gathering, and another where the agent also speaks there."""
    programme = read_programme(letter)
    if programme.meetings.main is None:
        return []
    merged: dict[tuple[str, str, bool], Part] = {}
    for part in named_in_english(letter, programme, _parts(letter, programme)):
        key = (part.taker.name, part.event, part.role == "speaker")
        known = merged.setdefault(key, part)
        if known is not part and part.role != "participant" and known.rule != "par-gathers@1":
            known.passages += part.passages
            known.role = max(known.role, part.role, key=lambda r: _ROLES.index(r) if r in _ROLES else -1)
    return sorted((_record(part) for part in merged.values()), key=lambda record: record.order)


def _parts(letter: LetterContext, programme: Programme) -> Iterator[Part]:
    main = programme.meetings.main
    assert main is not None
    for meeting in programme.meetings.all:
        yield from _of_meeting(letter, meeting, main)
    for session in programme.sessions.all:
        yield from _of_session(letter, programme, session, session.meeting or main)
    events = Occasions(programme)
    for sentence in letter.sentences:
        if in_body(sentence) and _speaks_of_people(sentence):
            for clause in joined_clauses(sentence):
                yield from _of_clause(letter, events, sentence, clause)


def _speaks_of_people(sentence: SentenceContext) -> bool:
    return load_grammar().touches(lower(sentence.text), "stems-people")


# ---------------------------------------------------------------- those who meet, and who talk in a session


def _of_meeting(letter: LetterContext, meeting: Meeting, main: Meeting) -> Iterator[Part]:
    """Groups of people or states that are said to meet."""
    for naming in meeting.namings:
        if naming.takers and _told_in_passing(meeting, naming, main):
            continue
        for taker in groups_of(letter, naming.takers, main):
            passage = (naming.sentence, naming.start, naming.end)
            if not (naming.told and not naming.noun) and taker.start is not None and taker.end is not None:
                passage = (
                    naming.sentence,
                    min(naming.phrase.start, taker.start),
                    max(naming.phrase.head_end, taker.end),
                )
            yield Part(taker, meeting.id, "participant", "par-gathers@1", naming.firing.why, [passage])


def _told_in_passing(meeting: Meeting, naming: Naming, main: Meeting) -> bool:
    """Whether the letter names an earlier or later meeting, or its only one without telling of it."""
    words = load_words()["repeated-meeting"]
    if meeting is not main:
        later = naming.sentence.sentence.number > _OPENING
        passing = later and not meeting.beside and bool(naming.noun) and not naming.told
        return passing or words.search(lower(naming.sentence.text), naming.start, naming.end) is not None
    if naming.told or naming.phrase.relative or naming.phrase.is_("possessive"):
        return False
    return naming.sentence.sentence.number > _OPENING


def _of_session(letter: LetterContext, programme: Programme, session: Session, main: Meeting) -> Iterator[Part]:
    """The ministers or allies who talk in a session, and whom it is held with."""
    talking = False
    for naming in session.namings:
        clause, phrase = naming.clause, naming.phrase
        if not talking and naming.topical and not clause.subordinate:
            for taker, passage in talkers_of(letter, naming, main):
                talking = True
                yield Part(taker, session.id, "participant", "par-talks@1", clause.text, [passage])
        for taker, start in after_of(letter, naming.sentence, clause, phrase):
            begun = phrase.start if start - phrase.head_end <= 2 else start
            yield Part(
                taker,
                session.id,
                "guest",
                "par-with@1",
                clause.text,
                [(naming.sentence, begun, taker.end or phrase.end)],
            )
    if not talking and not session.implied:
        for taker, passage in talkers_after(letter, programme, session, main):
            yield Part(taker, session.id, "participant", "par-talks@1", "", [passage])
    if session.implied:
        sentence, start, end = session.evidence[0]
        for clause in (c for unit in sentence.units for c in unit.clauses if start <= c.start < end):
            for taker in speakers_of(letter, sentence, clause, main):
                words = [w for w in clause.words if w.end <= (taker.start or 0)][-2:]
                passage = (sentence, words[0].start if words else start, taker.end or end)
                yield Part(taker, session.id, "participant", "par-talks@1", clause.text, [passage])


# ---------------------------------------------------------------- clauses


@cache
def _frames() -> tuple[Frame, ...]:
    return tuple(
        f for f in load_frames() if f.kind == "Participation" and f.id not in {"par-gathers", "par-talks", "par-with"}
    )


def _of_clause(letter: LetterContext, events: Occasions, sentence: SentenceContext, clause: Clause) -> Iterator[Part]:
    """Who attends, is invited, is a guest, speaks or represents another in a clause."""
    apart = [n for n, word in enumerate(clause.words) if n and load_grammar().patterns["but"].fullmatch(word.lower)]
    if apart:
        for words in (clause.words[: apart[0]], clause.words[apart[0] + 1 :]):
            if words:
                yield from _of_clause(letter, events, sentence, Clause(words, clause.opener, clause.before))
        return
    firing = _fires(clause)
    if firing is None:
        return
    takers = list(_takers(letter, sentence, clause, firing))
    event = _event(events, sentence, clause, firing, takers)
    if event is None or _elsewhere(sentence, clause, firing, event):
        return
    text = lower(sentence.text)
    for taker in takers:
        yield Part(
            taker,
            event.id,
            _role(firing, taker, event),
            firing.frame.rule,
            firing.why,
            [_passage(sentence, clause, (firing, taker, event))],
            event.alternative,
            _behalf(letter, sentence, clause, (firing, taker)),
            load_grammar().patterns["first-time"].search(text, clause.start, clause.end) is not None,
            event.taken_up,
        )


def _fires(clause: Clause) -> Firing | None:
    """The frame that holds; of a clause on one who is absent, that another stands in for him."""
    unit = alone(clause)
    firing = next(iter(fire(unit, _frames(), lambda *_: "")), None)
    if firing is None or firing.frame.sets["role"] != "none":
        return firing
    return next(iter(fire(unit, [f for f in _frames() if f.id == "par-stands-in"], lambda *_: "")), None)


def _event(
    events: Occasions, sentence: SentenceContext, clause: Clause, firing: Firing, takers: list[Taker]
) -> Occasion | None:
    event, role = events.of_clause(sentence, clause) or events.of_place(sentence, clause), firing.frame.sets["role"]
    if event is None and firing.frame.id in {"par-represents", "par-stands-in"}:
        event = events.at_opening(sentence)
    if event is None and role in {"guest", "speaker", "invitee"}:
        event = events.current(sentence)
    there = any(load_words()[name].search(clause.text) for name in ("was-there", "the-first-time"))
    if event is None and (role != "participant" or there or all(t.person for t in takers)):
        event = events.just_before(sentence, clause) or events.at_opening(sentence)
    return event


def _takers(letter: LetterContext, sentence: SentenceContext, clause: Clause, firing: Firing) -> Iterable[Taker]:
    """Who takes part: those of whose speech or presence the clause speaks, else its subject."""
    named = list(after_named(letter, sentence, clause))
    if named:
        return named
    if clause.opener == "om" and load_words()["first-person"].search(lower(sentence.text), 0, clause.start):
        return [Taker(role, role, person=True, home=True, linked=True) for role in letter.header.roles[:1]]
    speaks = firing.frame.sets["role"] == "speaker"
    writers = writers_of(letter, clause)
    if writers:
        writers = [*with_writer(sentence, clause), *writers, *companions(letter, sentence, clause)]
        return writers if not speaks or load_words()["speech"].search(clause.text) else []
    again = antecedent(letter, sentence, clause)
    subjects = [Taker.of(again)] if again else subjects_of(letter, sentence, clause, firing)
    if any(taker.home for taker in subjects):
        subjects = [*subjects, *companions(letter, sentence, clause)]
    if speaks:
        states = clause.subordinate and load_grammar().patterns["on-behalf"].search(clause.text) is not None
        speakers = [
            t for t in subjects if (t.person or states) and not load_words()["no-speaker"].match(lower(t.words))
        ]
        return [t for t in speakers if t.linked or " " in t.words]
    return subjects


def _elsewhere(sentence: SentenceContext, clause: Clause, firing: Firing, event: Occasion) -> bool:
    """Whether people take part in a mission, a programme or a vote, though a gathering was named before."""
    if event.start is not None or firing.frame.sets["role"] != "participant":
        return False
    return bool(sentence.mentions_in(clause.start, clause.end, "Mission", "Unit", "PolicyDocument"))


def _role(firing: Firing, taker: Taker, event: Occasion) -> str:
    """A guest at a meal is one, even if invited; so is another's minister who just takes part in a session."""
    role = firing.frame.sets["role"]
    joins = firing.frame.id == "par-attends" and event.session and taker.person and not taker.home
    return "guest" if joins else role


def _passage(sentence: SentenceContext, clause: Clause, found: tuple[Firing, Taker, Occasion]) -> Passage:
    """The clause; of a speech no more than that it was held; of "mijn deelname" only those words."""
    firing, taker, event = found
    text = lower(sentence.text)
    own = load_grammar().patterns["own-part"].search(text, clause.start, clause.end)
    if own is not None:
        return sentence, own.start(), max(own.end(), event.start or 0)
    if taker.phrase and firing.frame.id != "par-represents" and firing.frame.sets["role"] != "speaker":
        return sentence, taker.start or clause.start, taker.end or clause.end
    if firing.frame.sets["role"] == "speaker":
        said = max(
            (m.end() for m in load_words()["speaks"].finditer(text, clause.start, clause.end)), default=clause.end
        )
        comma = text.rfind(", ", clause.start, taker.start) if taker.phrase and taker.start else -1
        start = comma + 2 if comma >= 0 else clause.start  # ", daartoe ingeleid door de voorzitter"
        return sentence, start, max(w.end for w in clause.words if w.start <= said + _AFTER)
    return sentence, clause.start, clause.end


def _behalf(letter: LetterContext, sentence: SentenceContext, clause: Clause, found: tuple[Firing, Taker]) -> list[str]:
    """On whose behalf: those named after *namens*, or whom someone represents."""
    firing, taker = found
    grammar, text = load_grammar(), lower(sentence.text)
    named = list(on_behalf(letter, sentence, clause))
    if named:
        return named
    if other := instead_of(letter, sentence, clause, taker.phrase):
        return [other]
    if firing.frame.sets.get("behalf") == "object":
        return represented(letter, sentence, clause, stands_in=taker.phrase)
    dutch = grammar.patterns["dutch-side"].search(text, clause.start, clause.end)
    return ["netherlands"] if dutch and taker.home else []


def _record(part: Part) -> Record:
    fields = {
        "agent": part.taker.name,
        "event": part.event,
        "role": part.role,
        "onBehalfOf": part.behalf[0] if len(part.behalf) == 1 else part.behalf,
        "alternativeEvent": part.alternative,
        "ambiguous": part.alternative is not None,
        "first": part.first,
    }
    unsure = {"coreference": part.taken_up, "ambiguous": part.alternative, "unlinked": not part.taker.linked}
    doubts = {name for name, holds in unsure.items() if holds}
    passages = part.passages
    return Record(
        "Participation",
        spans_of(passages),
        given(fields),
        part.rule,
        part.why,
        frozenset(doubts),
        order_of(passages),
        sentences_of(passages),
    )
