"""Who takes part in a gathering: one agent, and the agents that words name which stand for nothing known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nato_kg.model import Mention
from nato_kg.statements.context import LetterContext
from nato_kg.statements.grammar import load_grammar, lower

PERSONS = ("Post", "Person")


@dataclass(frozen=True, slots=True)
class Taker:
    """Who takes part.

    ``phrase``: named in a phrase of its own ("met deelname van …"); ``home``: of the Dutch government.
    """

    name: str
    words: str
    person: bool
    home: bool
    linked: bool
    start: int | None = None
    end: int | None = None
    phrase: bool = False

    @classmethod
    def of(cls, mention: Mention) -> Taker:
        """The taker that a mention is."""
        home = (mention.kind == "Post" and (mention.thing or "").endswith("-nl")) or mention.thing == "netherlands"
        return cls(
            mention.thing or mention.text,
            mention.text,
            mention.kind in PERSONS,
            home,
            mention.thing is not None,
            mention.start,
            mention.end,
        )


def taker_of_words(letter: LetterContext, words: str) -> list[Taker]:
    """The taker that words name: "de Minister" who writes, someone by a title, a group."""
    grammar, text, roles = load_grammar(), lower(words), letter.header.roles
    own = next((role for role in roles if role.lower().startswith(text)), None)
    if grammar.patterns["home-post"].fullmatch(text) and own is not None:
        return [Taker(own, words, person=True, home=True, linked=True)]
    if grammar.patterns["home-representative"].fullmatch(text):
        return [Taker(words, words, person=True, home=True, linked=False)]
    if grammar.patterns["home-secretary"].match(text) or grammar.patterns["home-post"].fullmatch(text):
        return [_of_own_ministry(words, roles)]
    if grammar.patterns["titled"].match(text):
        return [Taker(words, words, person=True, home=False, linked=False)]
    if grammar.patterns["group"].fullmatch(text):
        return [Taker(words, words, person=False, home=False, linked=False)]
    return []


def _of_own_ministry(words: str, roles: Sequence[str]) -> Taker:
    """A minister or state secretary who does not write: of the ministry of those who do, where they are of one."""
    portfolios = {role.partition(" ")[2] for role in roles}
    whole = " " not in words and len(portfolios) == 1 and "" not in portfolios
    name = f"{words[:1].upper()}{words[1:]} {portfolios.pop()}" if whole else words
    return Taker(name, words, person=True, home=True, linked=whole)
