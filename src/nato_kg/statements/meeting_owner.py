"""Who gathers at what a phrase names: a body, groups of people or states, those whom a host receives; and its scene."""

from __future__ import annotations

from nato_kg.clauses import Clause
from nato_kg.frames.rules import load_words
from nato_kg.model import Mention
from nato_kg.statements.context import LetterContext, SentenceContext
from nato_kg.statements.grammar import load_grammar, lower
from nato_kg.statements.hosts import (
    Host,
    host_of_compound,
    host_of_mention,
    host_of_name,
    host_of_named,
    host_of_states,
    host_of_summit,
    host_of_words,
)
from nato_kg.statements.meetings import fires, host_of, people_of
from nato_kg.statements.phrases import GROUP_KINDS, Phrase
from nato_kg.statements.subjects import subject_of


def owner_of(
    letter: LetterContext, sentence: SentenceContext, clause: Clause, head: tuple[Phrase, str, Mention | None]
) -> tuple[Host | None, tuple[Mention | str, ...]]:
    """Who gathers at what a head names, and which groups of people or states."""
    phrase, noun, mention = head
    groups = [m for m in phrase.groups if m.kind in GROUP_KINDS]
    people = [m for m in groups if host_of_mention(letter.lexicon, m).people]
    takers: tuple[Mention | str, ...] = tuple(m for m in groups if m in people or (people and m.kind != "Body"))
    hosted = fires(clause, "gat-hosted")
    holds = load_words()["holds"].search(lower(sentence.text), clause.start, clause.end) if hosted else None
    subject = subject_of(sentence, clause, None, (*GROUP_KINDS, "Post"), hint=holds.start()) if holds else None
    received = None if groups else _received(letter, sentence, clause, phrase)
    if mention is not None or received is not None:
        return host_of_mention(letter.lexicon, mention or received or groups[0]), takers or _only(received)
    if phrase.is_("possessive"):
        owners = sentence.mentions_in(0, phrase.start, "Body", "Organisation")
        subject = subject or (owners[-1] if owners else None)
    takers = takers or tuple(t for t in people_of(letter, subject) if isinstance(t, str) or t.kind != "State")
    if load_words()["summit-noun"].fullmatch(noun):
        owner = host_of_summit(letter.lexicon, noun, phrase)
        own = host_of(letter, subject) if subject and not owner.organiser else None
        return own if own and own.kind == "Summit" else owner, takers
    name = _own_name(sentence, phrase)
    if name and not load_words()["ministerial"].search(noun):
        return host_of_name(name), ()
    if groups:
        states = groups[0].kind == "State"
        return (host_of_states(noun, groups) if states else host_of_mention(letter.lexicon, groups[0])), takers
    compound = host_of_named(letter.lexicon, noun) or host_of_compound(noun, phrase)
    if compound is not None or subject is not None:
        return compound or host_of(letter, subject or ""), takers
    return (host_of_words(phrase.owner), people_of(letter, phrase.owner)) if phrase.owner else (None, ())


def _only(mention: Mention | None) -> tuple[Mention, ...]:
    return (mention,) if mention else ()


def _received(letter: LetterContext, sentence: SentenceContext, clause: Clause, phrase: Phrase) -> Mention | None:
    """Those whom a host receives for it: "ontvangt Letland de EU-ministers voor een bijeenkomst"."""
    if fires(clause, "gat-receives") is None:
        return None
    bodies = sentence.mentions_in(clause.start, phrase.start, "Body")
    return next((m for m in reversed(bodies) if host_of_mention(letter.lexicon, m).people), None)


def scene_of(sentence: SentenceContext, clause: Clause, phrase: Phrase) -> str | None:
    """The town that is its scene: "was Tirana het toneel van de top"."""
    if not load_grammar().ends(lower(sentence.text[: phrase.start]), "guest-for"):
        return None
    towns = sentence.mentions_in(clause.start, phrase.start, "Place")
    if towns:
        return towns[0].thing or towns[0].text
    named = [w for w in clause.words[1:] if w.end < phrase.start and w.text[:1].isupper()]
    known = {word for m in sentence.mentions for word in m.text.split()}
    return next((w.text for w in named if w.text not in known), None)


def _own_name(sentence: SentenceContext, phrase: Phrase) -> str:
    """The name of a conference that has one, in capitals: "de Munich Security Conference"."""
    words = sentence.text[: phrase.head_end].split()
    name: list[str] = []
    while words and words[-1][:1].isupper():
        name.insert(0, words.pop())
    return " ".join(name) if len(name) > 1 else ""
