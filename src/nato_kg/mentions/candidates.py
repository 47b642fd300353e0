"""What may be a mention, and which of those that overlap are: the longest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from nato_kg.lexicon import Name, Thing
from nato_kg.model import Certainty


class Source(IntEnum):
    """Where a candidate comes from; of two over the same words the lower goes first."""

    LETTER = 0
    PEOPLE = 1
    NAMES = 2
    SHAPE = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words [start, end) of a sentence that may stand for one of `things`, or for a new thing called `name`.

    `rule` is the lexicon's name that was found, if one was; `new` things have no `things`.
    """

    start: int
    end: int
    kind: str
    source: Source
    things: tuple[Thing, ...] = ()
    name: str = ""
    rule: Name | None = None
    certainty: Certainty = Certainty.UNKNOWN

    @property
    def demonym(self) -> bool:
        """Whether the words are an adjective or the name of a people."""
        return self.rule is not None and self.rule.demonym


def _rank(candidate: Candidate) -> tuple[int, bool, bool, Source, int]:
    """Long before short, then the letter's own names, then known things."""
    own = candidate.source is Source.LETTER
    return candidate.start - candidate.end, not own, not candidate.things, candidate.source, candidate.start


def longest(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Those that remain when a longer one drops those that overlap it, in order."""
    ranked = sorted(candidates, key=_rank)
    taken = bytearray(max((c.end for c in ranked), default=0))
    chosen: list[Candidate] = []
    for candidate in ranked:
        if not (taken[candidate.start] or taken[candidate.end - 1]):
            taken[candidate.start : candidate.end] = b"\x01" * (candidate.end - candidate.start)
            chosen.append(candidate)
    return sorted(chosen, key=lambda c: c.start)
