"""What a statement is about: the missions, documents and other things that it names, or the paragraph's last ones."""

from __future__ import annotations

from nato_kg.model import Mention
from nato_kg.statements.context import LetterContext, SentenceContext

_THINGS = ("Mission", "PolicyDocument", "PlanningProcess", "Region", "Event")


def about(letter: LetterContext, sentence: SentenceContext, start: int, end: int) -> list[str]:
    """The things named between two positions of a sentence, else the mission named last in the paragraph."""
    named = sentence.mentions_in(start, end, *_THINGS)
    if not named:
        earlier = [s.mentions_in(0, len(s.text), "Mission") for s in letter.before(sentence, 4)]
        named = next(([missions[-1]] for missions in earlier if missions), [])
    return list(dict.fromkeys(_name(m) for m in named))


def _name(mention: Mention) -> str:
    return mention.thing or mention.text
