"""A clause of a sentence, and what its verbs say."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from nato_kg.clauses.predicate import Mood, Predicate, read_predicate
from nato_kg.clauses.words import Word, load_words
from nato_kg.verbs import VerbHit

#: Opener of a condition that has no conjunction: "Leidt het onderzoek tot …, dan …".
VERB_FIRST = "(verb first)"


@dataclass(frozen=True, eq=False)
class Clause:
    """A clause: its words in order (which may skip other clauses), the word that opens it if it is subordinate.

    ``before`` is the clause that it depends on or follows, if any.
    """

    words: tuple[Word, ...]
    opener: str
    before: Clause | None

    @property
    def subordinate(self) -> bool:
        """Whether it depends on another clause."""
        return bool(self.opener)

    @property
    def start(self) -> int:
        """Where its first word begins."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where its last word ends."""
        return self.words[-1].end

    @cached_property
    def lowers(self) -> tuple[str, ...]:
        """The words in lower case."""
        return tuple(word.lower for word in self.words)

    @cached_property
    def text(self) -> str:
        """The words in lower case, joined by spaces."""
        return " ".join(self.lowers)

    @cached_property
    def predicate(self) -> Predicate:
        """Its verbs with their auxiliaries."""
        return read_predicate(self.lowers)

    @property
    def verbs(self) -> tuple[VerbHit, ...]:
        """The known verbs in it."""
        return self.predicate.verbs

    @property
    def verb_classes(self) -> frozenset[str]:
        """The classes of all its verbs."""
        return self.predicate.verb_classes

    @property
    def auxiliaries(self) -> frozenset[str]:
        """The kinds of auxiliary in it, such as have, be and become."""
        return self.predicate.auxiliaries

    @property
    def negated(self) -> bool:
        """Whether something in it is denied."""
        return not load_words().negations.isdisjoint(self.lowers)

    @property
    def reason(self) -> bool:
        """Whether it gives a reason or a contrast."""
        return self.opener in load_words().reasons

    @property
    def conditional(self) -> bool:
        """Whether it says under which condition, or when."""
        return bool(self.lowers) and (self.opener == VERB_FIRST or self.lowers[0] in load_words().conditional)

    def mood(self, hit: VerbHit) -> Mood:
        """How the verb is meant here."""
        return self.predicate.mood(hit)
