"""On whose behalf someone takes part: "namens Nederland en Denemarken", "naast Nederland ook Luxemburg"."""

from __future__ import annotations

from collections.abc import Iterator

from nato_kg.clauses import Clause
from nato_kg.model import Mention
from nato_kg.statements.context import LetterContext, SentenceContext
from nato_kg.statements.grammar import load_grammar, lower
from nato_kg.statements.subjects import preposition_before

_KINDS = ("State", "Organisation", "Post")
_NEAR = 24  # characters between the word and the first name
_FIRST = 4  # characters before the name of a subject that opens a clause


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


def instead_of(letter: LetterContext, sentence: SentenceContext, clause: Clause, replaced: bool) -> str:
    """Another's place: "in zijn plaats" the state of who was named before; "liet zich vervangen door" who lets so."""
    text, grammar = lower(sentence.text), load_grammar()
    if grammar.patterns["his-place"].search(text, clause.start, clause.end):
        places = [(sentence, clause.start), *((s, len(s.text)) for s in letter.before(sentence, 1))]
        before = [m for s, end in places for m in s.mentions_in(0, end, "State", "Post")]
        return _state_of(letter, before[0]) if before else ""
    itself = grammar.patterns["itself"].search(text, clause.start, clause.end)
    if not replaced or itself is None:
        return ""
    posts = [m for m in sentence.mentions_in(0, clause.end, "Post", "State") if m.start < itself.start() + 60]
    return (posts[0].thing or posts[0].text) if posts else ""


def _state_of(letter: LetterContext, mention: Mention) -> str:
    """The state that a mention is, or whose post it is by the adjective that it begins with."""
    if mention.kind == "State":
        return mention.thing or mention.text
    found = [thing for word in mention.text.split() for thing in letter.lexicon.find(word, "State")]
    return found[0].slug if found else mention.thing or mention.text


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


def represented(letter: LetterContext, sentence: SentenceContext, clause: Clause, *, stands_in: bool) -> list[str]:
    """Whom someone represents: the Netherlands, the state or organisation that is subject, or the writer."""
    if load_grammar().patterns["nl"].search(lower(sentence.text), clause.start, clause.end):
        return ["netherlands"]
    if not stands_in:
        return []
    named = sentence.mentions_in(clause.start, clause.end, "State", "Organisation")
    own = [m for m in named if not preposition_before(sentence, clause, m.start) and m.start - clause.start <= _FIRST]
    return [own[0].thing or own[0].text] if own else list(letter.header.roles[:1])
