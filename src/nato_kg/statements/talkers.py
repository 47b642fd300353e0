"""Those who talk in a session: the ministers or leaders who are the subject of a clause after its name."""

from __future__ import annotations

from collections.abc import Iterator

from nato_kg.frames.rules import load_words
from nato_kg.statements.context import LetterContext, SentenceContext
from nato_kg.statements.gathered import Meeting, Passage
from nato_kg.statements.grammar import load_grammar, lower
from nato_kg.statements.phrases import in_body
from nato_kg.statements.programme import Programme
from nato_kg.statements.session_model import Session, SessionNaming
from nato_kg.statements.taker_model import Taker
from nato_kg.statements.takers import speakers_of

_AFTER = 50  # how much of what is said of them belongs to the evidence


def talkers_after(
    letter: LetterContext, programme: Programme, session: Session, main: Meeting
) -> Iterator[tuple[Taker, Passage]]:
    """The first clause of the session's passage of which the ministers are the subject."""
    for sentence in letter.sentences:
        number = sentence.sentence.number
        if programme.sessions.current.get(number) is not session or not in_body(sentence):
            continue
        for clause in (c for unit in sentence.units for c in unit.clauses):
            talk = all(load_words()[name].search(clause.text) for name in ("ministers-act", "deliberates"))
            if clause.subordinate or not talk or load_words()["utters"].search(clause.text):
                continue
            for taker in speakers_of(letter, sentence, clause, main):
                if load_words()["generic-people"].fullmatch(lower(taker.words)):
                    yield taker, (sentence, clause.start, clause.end)
                    return


def talkers_of(letter: LetterContext, naming: SessionNaming, main: Meeting) -> Iterator[tuple[Taker, Passage]]:
    """Who talks in the clause that names a session, or in a clause on it: "waarin de ministers onder elkaar waren"."""
    sentence, phrase = naming.sentence, naming.phrase
    for taker in speakers_of(letter, sentence, naming.clause, main):
        start, end = min(phrase.start, taker.start or 0), max(phrase.head_end, taker.end or 0)
        yield taker, (sentence, _with_preposition(sentence, start), end)
        return
    for clause in (
        c for unit in sentence.units for c in unit.clauses if c.subordinate and 0 < c.start - phrase.head_end <= 3
    ):
        if load_grammar().patterns["relative-there"].fullmatch(clause.opener):
            for taker in speakers_of(letter, sentence, clause, main):
                end = max(w.end for w in clause.words if w.start < (taker.end or clause.end) + _AFTER)
                yield taker, (sentence, clause.start, end)
                return


def _with_preposition(sentence: SentenceContext, start: int) -> int:
    """Where a phrase begins with the preposition before it."""
    before = sentence.text[:start].rstrip()
    word = before.rsplit(" ", 1)[-1]
    return len(before) - len(word) if load_grammar().patterns["session-topic"].fullmatch(lower(word)) else start
