"""On whose behalf someone takes part: "namens Nederland en Denemarken", "naast Nederland ook Luxemburg"."""

from __future__ import annotations

from collections.abc import Iterator

from nato_kg.clauses import Clause
from nato_kg.statements.context import LetterContext, SentenceContext
from nato_kg.statements.grammar import load_grammar, lower

_KINDS = ("State", "Organisation", "Post")
_NEAR = 24  # characters between the word and the first name


def on_behalf(letter: LetterContext, sentence: SentenceContext, clause: Clause) -> Iterator[str]:
    """Those named after a word such as *namens* in a clause, each once."""
    text, grammar = lower(sentence.text), load_grammar()
    found: dict[str, None] = {}
    for match in grammar.patterns["on-behalf"].finditer(text, clause.start, clause.end):
        own = grammar.patterns["on-behalf-home"].match(text, match.end() + 1)
        if own is not None:
            found["netherlands"] = None
        elif grammar.patterns["on-behalf-me"].match(text, match.end() + 1):
            found |= dict.fromkeys(letter.header.roles[:1])
        end = own.end() if own else match.end()
        found |= dict.fromkeys(_named(letter, sentence, end, clause.end))
    yield from found


def _named(letter: LetterContext, sentence: SentenceContext, start: int, end: int) -> Iterator[str]:
    """The names coordinated from a position on."""
    text, grammar = lower(sentence.text), load_grammar()
    last = start
    for mention in sentence.mentions:
        between = text[last : mention.start]
        if mention.start < last or mention.end > end or mention.kind not in _KINDS:
            continue
        if len(between) > _NEAR or not grammar.patterns["between-behalf"].fullmatch(between.strip(" ,") or "en"):
            break
        yield mention.thing or mention.text
        last = mention.end
    if last == start:
        bare = grammar.patterns["bare-minister"].match(text, start + 1)
        yield from (role for role in letter.header.roles if bare and role.lower().startswith(bare.group(1)))
