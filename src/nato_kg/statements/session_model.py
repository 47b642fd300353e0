"""A session of a meeting, and the places that name it."""

from __future__ import annotations

from dataclasses import dataclass, field

from nato_kg.clauses import Clause
from nato_kg.model import Section
from nato_kg.statements.context import SentenceContext
from nato_kg.statements.gathered import Meeting, Passage
from nato_kg.statements.phrases import Phrase

_MOST = 110  # characters


@dataclass(frozen=True, slots=True)
class SessionNaming:
    """A place that names a session. ``key`` tells sessions apart; none where the words only take one up again."""

    sentence: SentenceContext
    clause: Clause
    phrase: Phrase
    key: str | None
    order: int | None
    meal: bool
    topical: bool  # whether the clause is about the session, or says what it speaks of
    listed: bool = False  # one of several that a sentence announces together

    @property
    def passage(self) -> Passage:
        """The clause, or of a long one, which another may interrupt, as much as tells that there is a session."""
        start, units = self.clause.start, self.sentence.units
        every = [c for u in units if u.start <= start < u.end for c in u.clauses if c.start >= start]
        bare = not self.clause.verbs and not self.clause.auxiliaries
        clauses = [self.clause, *(c for c in every if bare or c.start < self.clause.end)]  # another interrupts it
        start, reach = min(self.clause.start, self.phrase.start), max(self.phrase.head_end, self.clause.start + _MOST)
        ends = [word.end for clause in clauses for word in clause.words if word.end <= reach]
        return self.sentence, start, max([*ends, self.phrase.head_end])

    @property
    def words(self) -> Passage:
        """The phrase alone."""
        return self.sentence, self.phrase.start, self.phrase.end


@dataclass(slots=True)
class Session:
    """A session in the making."""

    id: str
    meal: bool
    order: int | None
    evidence: list[Passage] = field(default_factory=list)
    namings: list[SessionNaming] = field(default_factory=list)
    heading: Section | None = None
    implied: bool = False
    rule: str = "ses-named@1"
    meeting: Meeting | None = None  # whose it is, if not of the letter's main meeting

    @property
    def first(self) -> tuple[int, int]:
        """Where it stands in the text."""
        sentence, start, _ = self.evidence[0]
        return sentence.sentence.number, start
