"""Who is named after words that say that someone takes part: "met deelname van", "samen met"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from nato_kg.clauses import Clause
from nato_kg.statements.context import LetterContext, SentenceContext
from nato_kg.statements.grammar import load_grammar, lower
from nato_kg.statements.named_takers import posts_of_states
from nato_kg.statements.taker_model import Taker
from nato_kg.statements.takers import taker_after


def companions(letter: LetterContext, sentence: SentenceContext, clause: Clause) -> Iterator[Taker]:
    """Who goes with the writer: "samen met de minister-president"."""
    for match in load_grammar().patterns["companion"].finditer(lower(sentence.text), clause.start, clause.end):
        taker = taker_after(letter, sentence, clause, match.end())
        if taker is not None and taker.person and taker.home:
            yield taker


def after_named(letter: LetterContext, sentence: SentenceContext, clause: Clause) -> Iterator[Taker]:
    """Whose speech, presence or representing it is: "met deelname van de Hoge Vertegenwoordiger"."""
    for match in load_grammar().patterns["of-whom"].finditer(lower(sentence.text), clause.start, clause.end):
        if load_grammar().patterns["me"].match(lower(sentence.text), match.end() + 1):
            yield from (Taker(role, role, person=True, home=True, linked=True) for role in letter.header.roles[:1])
            continue
        several = [named for named in posts_of_states(sentence, clause) if 0 <= named[1] - match.end() <= 4]
        if several:
            for words, start, end in several:
                yield Taker(words, words, person=True, home=False, linked=False, start=start, end=end, phrase=True)
            continue
        taker = taker_after(letter, sentence, clause, match.end())
        if taker is not None:
            yield replace(taker, start=match.start(), phrase=True)
            yield from (replace(more, start=match.start(), phrase=True) for more in _joined(sentence, clause, taker))
            if load_grammar().patterns["and-me"].match(lower(sentence.text), (taker.end or 0) + 1):
                yield from (Taker(role, role, person=True, home=True, linked=True) for role in letter.header.roles[:1])


def _joined(sentence: SentenceContext, clause: Clause, taker: Taker) -> Iterator[Taker]:
    """Those coordinated with a state or person: "met de partners Japan en Australië als genodigden"."""
    kinds = ("Post", "Person") if taker.person else ("State",)
    end = taker.end or clause.end
    for mention in sentence.mentions_in(end, clause.end, *kinds):
        between = lower(sentence.text[end : mention.start]).strip()
        if between not in load_grammar().lists["between"]:
            return
        yield Taker.of(mention)
        end = mention.end
