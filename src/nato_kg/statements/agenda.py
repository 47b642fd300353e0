"""What a gathering speaks of: to be spoken of in an agenda, spoken of in a report. It says nothing of an outcome."""

from __future__ import annotations

from collections.abc import Iterator

from nato_kg.clauses import Clause
from nato_kg.frames import Firing, alone, fire, frames_of
from nato_kg.frames.rules import load_words
from nato_kg.patterns import Match
from nato_kg.statements.context import LetterContext, Record, SentenceContext
from nato_kg.statements.gatherings import given
from nato_kg.statements.grammar import load_grammar, lower
from nato_kg.statements.occasions import Occasion, Occasions
from nato_kg.statements.phrases import in_body
from nato_kg.statements.programme import read_programme
from nato_kg.statements.topics import about

_OPENING = 3  # in how many sentences a letter opens with its meeting


def build_agenda(letter: LetterContext) -> list[Record]:
    """One record for each thing that a clause says is or was spoken of."""
    programme = read_programme(letter)
    main = programme.meetings.main
    if main is None:
        return []
    own = main.first.sentence.sentence.number <= _OPENING
    events = Occasions(programme)
    records: list[Record] = []
    for sentence in letter.sentences:
        if in_body(sentence) and load_grammar().touches(lower(sentence.text), "stems-talks"):
            for clause in (clause for unit in sentence.units for clause in unit.clauses):
                firing = _fires(clause)
                event = _event(events, sentence, clause, main.id if own else None)
                if firing is not None and event is not None:
                    records += [
                        _record(letter, (sentence, clause, firing), event, part) for part in _topics(sentence, clause)
                    ]
    return records


def _fires(clause: Clause) -> Firing | None:
    """The frame that holds in a clause, unless what it says is that nobody spoke of it."""
    unit = alone(clause)
    firing = next(iter(fire(unit, frames_of("AgendaItem"), lambda *_: "")), None)
    return firing if firing is not None and firing.frame.sets["item"] == "yes" else None


def _event(events: Occasions, sentence: SentenceContext, clause: Clause, main: str | None) -> Occasion | None:
    """The gathering that the clause names, the session that the passage is about, or the letter's own meeting."""
    event = events.of_clause(sentence, clause)
    if event is not None:
        return event
    current = events.current(sentence)
    if current is not None and current.session:
        return current
    if not _by_members(clause) and not (current and load_words()["on-topic"].search(clause.text)):
        return None
    return current or (Occasion(main, session=False, taken_up=True) if main else None)


def _by_members(clause: Clause) -> bool:
    """Whether ministers, leaders or a council speak, or nobody is named."""
    return any(load_words()[name].search(clause.text) for name in ("people", "council-noun", "on-agenda"))


def _topics(sentence: SentenceContext, clause: Clause) -> Iterator[tuple[int, int, str]]:
    """What is spoken of: where it stands, and its words. Topics joined by "en over" are apart."""
    text, grammar = lower(sentence.text), load_grammar()
    talk = _talk(text, clause)
    begun = talk.start() if talk else clause.start
    links = [m for m in grammar.patterns["topic-link"].finditer(text, begun, clause.end) if m.group() == "over"]
    links = links[:1] + [m for m in links[1:] if text[: m.start()].endswith((" en ", ", "))]
    if len(links) > 1:
        for number, link in enumerate(links):
            end = links[number + 1].start() - 4 if number + 1 < len(links) else clause.end
            yield link.end() + 1, end, _words(sentence, link.end() + 1, end)
        return
    first = links[0] if links else grammar.patterns["topic-link"].search(text, begun, clause.end)
    start = first.end() + 1 if first else begun
    direct = first is not None and talk is not None and (bool(links) or first.start() - talk.end() <= 1)
    said, end = (begun, clause.end) if direct else (clause.start, _said_before(text, clause))
    yield said, end, _words(sentence, start, end)


def _said_before(text: str, clause: Clause) -> int:
    """Where a clause ends that has its topic before "aan de orde": before what a comma sets off behind that."""
    closed = load_grammar().patterns["topic-closed"].search(text, clause.start, clause.end)
    return closed.start() if closed else clause.end


def _talk(text: str, clause: Clause) -> Match | None:
    """The words that say that something is spoken of."""
    found = (load_words()[name].search(text, clause.start, clause.end) for name in ("talks", "on-topic"))
    return min((match for match in found if match), key=lambda match: match.start(), default=None)


def _words(sentence: SentenceContext, start: int, end: int) -> str:
    """The words of a topic, without what follows it in its clause."""
    stop = load_grammar().patterns["topic-end"].search(lower(sentence.text), start + 1, end)
    return sentence.text[start : stop.start() if stop else end].strip(" ,.;:")


def _record(
    letter: LetterContext, found: tuple[SentenceContext, Clause, Firing], event: Occasion, part: tuple[int, int, str]
) -> Record:
    sentence, clause, firing = found
    start, end, topic = part
    fields = {
        "session": event.id if event.session else None,
        "event": None if event.session else event.id,
        "sessionIsImplied": event.taken_up and event.session,
        "topic": topic,
        "about": about(letter, sentence, clause.start, clause.end),
    }
    return Record(
        "AgendaItem",
        sentence.spans(start, end),
        given(fields),
        firing.frame.rule,
        firing.why,
        frozenset({"coreference"}) if event.taken_up else frozenset(),
        (sentence.sentence.number, start),
        (sentence.sentence.number,),
    )
