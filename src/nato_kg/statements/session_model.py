"""A session of a meeting, and the places that name it."""

from __future__ import annotations

from dataclasses import dataclass, field

from nato_kg.clauses import Clause
from nato_kg.model import Section
from nato_kg.statements.context import SentenceContext
from nato_kg.statements.gathered import Passage
from nato_kg.statements.phrases import Phrase


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
        """The clause."""
        return self.sentence, min(self.clause.start, self.phrase.start), self.clause.end

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

    @property
    def first(self) -> tuple[int, int]:
        """Where it stands in the text."""
        sentence, start, _ = self.evidence[0]
        return sentence.sentence.number, start
