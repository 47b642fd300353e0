"""A sentence on its way through the rules: its text, words, emphasis, and what is known in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nato_kg.mentions.candidates import Candidate, longest
from nato_kg.mentions.tokens import Token, tokenise

_ENDS = frozenset(".:;!?\"“”'‘(|")

_QUOTES = frozenset("\"“”'‘„«")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, and where known names begin and end; `capitals` are the words of names."""

    text: str
    tokens: Sequence[Token]
    starts: Sequence[int]
    emphasis: Sequence[tuple[int, int]]
    set_off: frozenset[int]
    known: Sequence[Candidate]
    known_at: Mapping[int, Candidate]
    demonym_to: Mapping[int, Candidate]
    mission_to: frozenset[int]
    capitals: Sequence[int]

    @classmethod
    def of(cls, text: str, emphasis: Sequence[tuple[int, int]], found: Sequence[Candidate]) -> Words:
        """The text with what a matcher found in it."""
        tokens, known = tokenise(text), longest(found)
        return cls(
            text,
            tokens,
            [token.start for token in tokens],
            emphasis,
            frozenset(start for start, _ in emphasis),
            known,
            {c.start: c for c in known},
            {c.end: c for c in known if c.demonym},
            frozenset(c.end for c in known if c.kind == "Mission"),
            [index for index, token in enumerate(tokens) if token.capital],
        )

    def joined(self, index: int) -> bool:
        """Whether only a space stands between the word before and this one."""
        return 0 < index < len(self.tokens) and self.gap(index) == " "

    def gap(self, index: int) -> str:
        """What stands between the word before and this one."""
        return self.text[self.tokens[index - 1].end : self.tokens[index].start]

    def quoted(self, index: int) -> bool:
        """Whether the word opens a quotation right after the word before."""
        return 0 < index < len(self.tokens) and len(gap := self.gap(index)) == 2 and gap[0] == " " and gap[1] in _QUOTES

    def in_parentheses(self, index: int) -> bool:
        """Whether the word stands alone in parentheses, right after the word before."""
        return index > 0 and self.gap(index) == " (" and self.text.startswith(")", self.tokens[index].end)

    def opens(self, index: int) -> bool:
        """Whether the word begins a sentence or a part of one, so that its capital says nothing."""
        return index == 0 or any(character in _ENDS for character in self.gap(index))

    def index_of(self, offset: int) -> int:
        """The first word that starts at or after the offset."""
        return bisect_left(self.starts, offset)

    def kind_at(self, offset: int) -> str:
        """The kind of the known name that begins at the offset, else the empty string."""
        known = self.known_at.get(offset)
        return known.kind if known else ""
