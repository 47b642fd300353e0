"""Meetings, and the sessions and meals of the one that the letter is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from nato_kg.frames.rules import load_words
from nato_kg.logical import Span
from nato_kg.model import Mention
from nato_kg.statements.context import LetterContext, Record
from nato_kg.statements.gathered import Meeting, Passage, is_held
from nato_kg.statements.grammar import load_grammar, lower
from nato_kg.statements.occasions import Occasions
from nato_kg.statements.phrases import in_body
from nato_kg.statements.programme import Programme, read_programme
from nato_kg.statements.session_model import Session
from nato_kg.statements.subjects import subject_of


def build_gatherings(letter: LetterContext) -> list[Record]:
    """One record a meeting and one a session, with the places that say it."""
    programme = read_programme(letter)
    main = programme.meetings.main
    absent = _absent(letter, programme)
    records = [_meeting_record(letter, meeting, main, absent.get(meeting.id, [])) for meeting in programme.meetings.all]
    if main is not None:
        records += [_session_record(session, main) for session in programme.sessions.all]
    return sorted(records, key=lambda record: record.order)


def spans_of(passages: Iterable[Passage]) -> tuple[Span, ...]:
    """The places of the rendition, each once."""
    spans = [span for sentence, start, end in passages for span in sentence.spans(start, end)]
    return tuple(sorted(set(spans)))


def order_of(passages: Iterable[Passage]) -> tuple[int, int]:
    """Where the first passage begins."""
    return min((sentence.sentence.number, start) for sentence, start, _ in passages)


def sentences_of(passages: Iterable[Passage]) -> tuple[int, ...]:
    """The numbers of the sentences in which passages stand."""
    return tuple(sorted({sentence.sentence.number for sentence, _, _ in passages}))


def given(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that have a value."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], False)}


def _meeting_record(letter: LetterContext, meeting: Meeting, main: Meeting | None, absent: list[str]) -> Record:
    passages = list(meeting.evidence)
    states, counted = _many_states(letter, meeting)
    passages += counted
    host = meeting.host
    beside = meeting is not main and main is not None and meeting.beside
    fields = {
        "id": meeting.id,
        "label": _label(meeting),
        "start": _day(meeting.start, meeting.month and meeting.month[0]),
        "end": _day(meeting.end, None if meeting.start else meeting.month and meeting.month[1]),
        "place": meeting.place,
        "organiser": host.organiser if host else None,
        "body": host.name if host and f"State/{host.name}" not in letter.lexicon.things else None,
        "alongside": main.id if beside and main and meeting.kind != "Summit" else None,
        "precedes": main.id if main and meeting is not main and _leads_up(meeting, main) else None,
        "ordinal": meeting.ordinal,
        "minimumStates": states,
        "excludes": list(dict.fromkeys([*_excluded(meeting), *absent])),
        "held": any(is_held(naming) for naming in meeting.namings),
    }
    doubts = {"inferred-year"} if meeting.inferred else set()
    doubts |= set() if host and host.linked else {"unlinked"}
    return Record(
        "SideMeeting" if beside and meeting.kind != "Summit" else meeting.kind,
        spans_of(passages),
        given(fields),
        meeting.first.firing.frame.rule,
        meeting.first.firing.why,
        frozenset(doubts),
        order_of(passages),
        sentences_of(passages),
    )


def _day(day: date | None, other: date | None) -> str | None:
    """A day, or else another one."""
    chosen = day or other
    return chosen.isoformat() if chosen else None


def _label(meeting: Meeting) -> str | None:
    """The words that name it, without article, date and place."""
    for naming in meeting.namings:
        phrase = naming.phrase
        if naming.noun and (naming.host or phrase.groups):
            start = phrase.start + (len(phrase.determiner) + 1 if phrase.determiner else 0)
            end = max([phrase.head_end, *(m.end for m in phrase.groups)])
            return naming.sentence.text[start:end] + (f" van {phrase.owner}" if phrase.owner else "")
    return None


def _leads_up(meeting: Meeting, main: Meeting) -> bool:
    """Whether the letter says that the main meeting comes after it: "de eerste bijeenkomst na de NAVO-top"."""
    if meeting.start is None or main.start is None or meeting.start >= main.start:
        return False
    before = lower(meeting.first.sentence.text[: meeting.first.start]).split()[-2:]
    return any(load_grammar().patterns["follows"].fullmatch(word) for word in before)


def _excluded(meeting: Meeting) -> list[str]:
    """Who is said not to be there: "zonder hun Finse collega's"."""
    pattern = load_grammar().patterns["without"]
    for naming in meeting.namings:
        match = pattern.search(lower(naming.sentence.text), naming.start, naming.end)
        if match is not None:
            states = naming.sentence.mentions_in(match.end(), min(match.end() + 80, naming.end), "State")
            return list(dict.fromkeys(m.thing or m.text for m in states))
    return []


def _absent(letter: LetterContext, programme: Programme) -> dict[str, list[str]]:
    """Which states are said to stay away from which meeting: "Frankrijk neemt niet deel aan de NPG"."""
    found: dict[str, list[str]] = {}
    if programme.meetings.main is None:
        return found
    events = Occasions(programme)
    for sentence in letter.sentences:
        if not in_body(sentence) or not load_words()["not-there"].search(lower(sentence.text)):
            continue
        for clause in (clause for unit in sentence.units for clause in unit.clauses):
            match = load_words()["not-there"].search(lower(sentence.text), clause.start, clause.end)
            event = events.of_clause(sentence, clause) if match else None
            subject = subject_of(sentence, clause, None, ("State",), hint=match.start()) if match else None
            if event is not None and isinstance(subject, Mention):
                found.setdefault(event.id, []).append(subject.thing or subject.text)
    return found


def _many_states(letter: LetterContext, meeting: Meeting) -> tuple[int | None, list[Passage]]:
    """How many states take part at least, and where that stands: in the same sentence or in the next on the group."""
    grammar = load_grammar()
    for naming in [naming for naming in meeting.namings if naming.told][:3]:
        here = naming.sentence
        following = letter.by_number.get(here.sentence.number + 1)
        for sentence in (here, following):
            if sentence is None or (
                sentence is not here and not grammar.patterns["this-group"].match(lower(sentence.text))
            ):
                continue
            match = grammar.patterns["many-states"].search(lower(sentence.text))
            number = grammar.number(match.group(2)) if match else None
            if match and number and number > 9:
                more = match.group(1) and grammar.patterns["more-than"].fullmatch(match.group(1))
                return number + (1 if more else 0), [] if sentence is here else [(sentence, 0, match.end())]
    return None, []


def _session_spans(session: Session) -> tuple[Span, ...]:
    """The heading that names it, and what is said of it."""
    told = spans_of(session.evidence)
    heading = session.heading.heading_span if session.heading is not None else None
    return tuple(sorted({*told, heading})) if heading is not None else told


def _session_record(session: Session, main: Meeting) -> Record:
    fields = {
        "id": session.id,
        "partOf": (session.meeting or main).id,
        "order": session.order,
        "orderIsImplied": session.implied,
    }
    return Record(
        "Dinner" if session.meal else "WorkingSession",
        _session_spans(session),
        given(fields),
        session.rule,
        session.id,
        frozenset({"coreference"}) if session.implied else frozenset(),
        order_of(session.evidence),
        sentences_of(session.evidence),
    )
