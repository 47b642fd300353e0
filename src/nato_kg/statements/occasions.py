"""Which gathering a clause speaks of: named in it, named before it, or taken up by *daar* and *deze bijeenkomst*."""

from __future__ import annotations

from dataclasses import dataclass

from nato_kg.clauses import Clause
from nato_kg.statements.context import SentenceContext
from nato_kg.statements.gathered import Meeting
from nato_kg.statements.grammar import load_grammar, lower
from nato_kg.statements.programme import Programme

_REACH = 3  # sentences back to which "daar" reaches
_OPENING = 8  # sentences in which a letter says who goes
_FAR = 12  # and "deze bijeenkomst"


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A place that speaks of a gathering: sentence number and positions, its id and whether it is a session."""

    sentence: int
    start: int
    end: int
    id: str
    session: bool
    section: int = 0


@dataclass(frozen=True, slots=True)
class Occasion:
    """A gathering that a clause speaks of; ``alternative`` is a second reading; ``taken_up``: by words that refer."""

    id: str
    session: bool
    alternative: str | None = None
    taken_up: bool = False
    start: int | None = None  # where the clause names it


class Occasions:
    """The gatherings of a letter in the order in which it speaks of them."""

    def __init__(self, programme: Programme) -> None:
        self._programme = programme
        meetings = (
            Mentioned(
                n.sentence.sentence.number,
                n.phrase.start if n.noun or not n.told else n.end - 1,
                n.phrase.end,
                m.id,
                session=False,
                section=n.sentence.sentence.section,
            )
            for m in programme.meetings.all
            for n in m.namings
        )
        sessions = (
            Mentioned(
                n.sentence.sentence.number,
                n.phrase.start,
                n.phrase.end,
                s.id,
                session=True,
                section=n.sentence.sentence.section,
            )
            for s in programme.sessions.all
            for n in s.namings
        )
        self._in_sentence: dict[int, list[Mentioned]] = {}
        for mentioned in sorted([*meetings, *sessions], key=lambda m: (m.sentence, m.start)):
            self._in_sentence.setdefault(mentioned.sentence, []).append(mentioned)

    def of_clause(self, sentence: SentenceContext, clause: Clause) -> Occasion | None:
        """The gathering that the clause speaks of, if it says so."""
        named = self._named(sentence, clause)
        if named is not None and named.session:
            return named
        return (
            self._taken_up(sentence, clause) or named or self._before(sentence, clause) or self._there(sentence, clause)
        )

    def just_before(self, sentence: SentenceContext, clause: Clause) -> Occasion | None:
        """What the sentences right before speak of, for a clause that does not say in what someone takes part."""
        number = sentence.sentence.number
        if load_grammar().patterns["in-what"].search(clause.text):
            return None
        here = [m for m in self._of(sentence) if m.end <= clause.start]
        section = sentence.sentence.section
        before = here or self._between(number - 2, number)
        other = self._programme.others.get(section)
        if other is not None and not any(m.section == section for m in before):
            return Occasion(other.id, session=False, taken_up=True)  # a section of its own begins
        before = before or self._only_one(sentence)
        return Occasion(before[-1].id, before[-1].session, taken_up=True) if before else None

    def _only_one(self, sentence: SentenceContext) -> list[Mentioned]:
        """What the section speaks of, if that is one gathering alone."""
        number = sentence.sentence.number
        here = [m for m in self._between(number - _FAR, number) if m.section == sentence.sentence.section]
        return here if len({m.id for m in here}) == 1 else []

    def of_place(self, sentence: SentenceContext, clause: Clause) -> Occasion | None:
        """The meeting that is held at the place that a clause names: "tekenden present op Ramstein"."""
        places = {m.thing or m.text for m in sentence.mentions_in(clause.start, clause.end, "Place")}
        meetings = [m for m in self._programme.meetings.all if m.place is not None and m.place in places]
        meetings = [m for m in meetings if not m.beside] or meetings
        return Occasion(meetings[0].id, session=False, taken_up=True) if len(meetings) == 1 else None

    def at_opening(self, sentence: SentenceContext) -> Occasion | None:
        """The letter's own meeting, for what its opening says of who goes."""
        main = self._programme.meetings.main
        if main is None or self.own() is None:
            return None
        near = sentence.sentence.number - main.first.sentence.sentence.number <= _OPENING
        return self.own() if near and sentence.sentence.section <= main.first.sentence.sentence.section + 1 else None

    def own(self) -> Occasion | None:
        """The meeting that the letter is about, if it opens with it."""
        main = self._programme.meetings.main
        opens = main is not None and main.first.sentence.sentence.number <= _REACH
        return Occasion(main.id, session=False, taken_up=True) if main and opens else None

    def current(self, sentence: SentenceContext) -> Occasion | None:
        """The session that the passage is about, or the meeting that its section is about."""
        session = self._programme.session_of(sentence)
        if session is None:
            meeting = self._programme.others.get(sentence.sentence.section)
            return Occasion(meeting.id, session=False, taken_up=True) if meeting else None
        return Occasion(session.id, session=True, taken_up=True)

    def _named(self, sentence: SentenceContext, clause: Clause) -> Occasion | None:
        """The gathering named in the clause itself; a session before its meeting."""
        here = [m for m in self._of(sentence) if any(word.start <= m.start < word.end for word in clause.words)]
        here.sort(key=lambda m: not m.session)
        return Occasion(here[0].id, here[0].session, start=here[0].start) if here else None

    def _before(self, sentence: SentenceContext, clause: Clause) -> Occasion | None:
        """The gathering named last before a clause that depends on what precedes it, with no mission between."""
        if not clause.subordinate:
            return None
        here = [m for m in self._of(sentence) if m.start < clause.start]
        if not here:
            return None
        between = sentence.mentions_in(here[-1].end, clause.start, "Mission", "PolicyDocument", "PlanningProcess")
        return None if between else Occasion(here[-1].id, here[-1].session)

    def _of(self, sentence: SentenceContext) -> list[Mentioned]:
        return self._in_sentence.get(sentence.sentence.number, [])

    def _between(self, first: int, end: int) -> list[Mentioned]:
        """What the sentences numbered [first, end) speak of, in order."""
        return [mentioned for number in range(first, end) for mentioned in self._in_sentence.get(number, ())]

    def _taken_up(self, sentence: SentenceContext, clause: Clause) -> Occasion | None:
        """What "deze bijeenkomst" means: the last that it can be, and the letter's own meeting if that is another."""
        grammar, text = load_grammar(), lower(sentence.text)
        match = grammar.patterns["taken-up"].search(text, clause.start, clause.end)
        if match is None:
            return self._meal(sentence, clause)
        number, main = sentence.sentence.number, self._programme.meetings.main
        fits = {m.id for m in self._programme.meetings.all if _fits(m, match.group(1))}
        here = [m for m in self._of(sentence) if m.start < match.start()]
        told = [m.id for m in (*self._between(number - _FAR, number), *here) if m.id in fits]
        own = main.id if main and main.id in fits and main.first.sentence.sentence.number <= number else None
        same = [m.id for m in here if m.id in fits]
        if same:
            return Occasion(same[-1], session=False, taken_up=True, start=match.start())
        if own is not None and (not told or grammar.patterns["this"].match(match.group()) is None):
            return Occasion(own, session=False, taken_up=True, start=match.start())
        if not told:
            return None
        other = own if own != told[-1] and own in told else None
        return Occasion(told[-1], session=False, alternative=other, taken_up=True, start=match.start())

    def _meal(self, sentence: SentenceContext, clause: Clause) -> Occasion | None:
        """What "dit ontbijt" means, if it is no session: the gathering told of last."""
        match = load_grammar().patterns["taken-up-meal"].search(lower(sentence.text), clause.start, clause.end)
        number = sentence.sentence.number
        if match is None:
            return None
        before = self._between(number - _REACH, number)
        told = [*before, *(m for m in self._of(sentence) if m.start < match.start())]
        if not told:
            return None
        return Occasion(told[-1].id, told[-1].session, taken_up=True, start=match.start())

    def _there(self, sentence: SentenceContext, clause: Clause) -> Occasion | None:
        """ "Daar", "daarbij", "voor dit onderdeel": what the sentences before speak of."""
        match = load_grammar().patterns["there"].search(clause.text)
        if match is None:
            return None
        if match.group().split()[0] in {"voor", "bij"}:
            return self.current(sentence)
        number = sentence.sentence.number
        here = [m for m in self._of(sentence) if m.end <= clause.start]
        here = [m for m in here if m.session] or here
        before = here or self._between(number - _REACH, number)
        return Occasion(before[-1].id, before[-1].session, taken_up=True) if before else self.current(sentence)


def _fits(meeting: Meeting, noun: str) -> bool:
    """Whether a noun can take a meeting up again."""
    grammar = load_grammar()
    if grammar.patterns["council"].fullmatch(noun):
        return meeting.host is not None and "council" in meeting.host.slug
    return (meeting.kind == "Summit") == (grammar.patterns["summit"].fullmatch(noun) is not None)
