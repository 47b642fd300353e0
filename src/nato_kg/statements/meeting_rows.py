"""Meetings in a calendar: rows of a table, items of a list, lines without a verb."""

from __future__ import annotations

import regex

from nato_kg.clauses import Clause
from nato_kg.frames.rules import load_words
from nato_kg.statements.context import LetterContext, SentenceContext
from nato_kg.statements.grammar import load_grammar, lower
from nato_kg.statements.hosts import (
    Host,
    host_of_compound,
    host_of_mention,
    host_of_summit,
    slugify,
)
from nato_kg.statements.meetings import Naming, fires
from nato_kg.statements.phrases import Phrase, in_body, is_day, read_phrase
from nato_kg.statements.place_names import read_place

_LONGEST = 160  # characters of a row
_BETWEEN = regex.compile(r"[,|(]")
_ENDS = frozenset(".;:!?")  # what is a sentence ends so


def in_row(letter: LetterContext, sentence: SentenceContext) -> Naming | None:
    """The meeting that a row without verb gives with its day: "Informele Raad Defensie, Cork | 27 en 28 mei"."""
    text, clauses = lower(sentence.text), [clause for unit in sentence.units for clause in unit.clauses]
    days = [date for date in sentence.dates if is_day(date)]
    if not in_body(sentence) or len(text) > _LONGEST or len(days) != 1 or not clauses:
        return None
    if text.rstrip()[-1:] in _ENDS or ("|" not in text and _has_verb(clauses)):
        return None
    host = _host(letter, sentence, text)
    firing = fires(Clause(tuple(w for c in clauses for w in c.words), clauses[0].opener, None), "gat-named")
    if host is None or firing is None:
        return None
    phrase = Phrase(0, len(text), len(text), date=days[0], place=_place(sentence, text))
    return Naming(sentence, clauses[0], 0, len(text), host, days[0], phrase.place, phrase, firing, told=True)


def _has_verb(clauses: list[Clause]) -> bool:
    return any(clause.auxiliaries or clause.verbs for clause in clauses)


def _host(letter: LetterContext, sentence: SentenceContext, text: str) -> Host | None:
    """Who meets: a body or ministers that the row names, the organisation of a summit, or what a noun says."""
    words = load_words()
    if any(words[name].search(text) for name in ("house-meeting", "meal-meeting")):
        return None
    for body in (m for m in sentence.mentions if m.kind == "Body"):
        if any(words[name].search(lower(body.text)) for name in ("council-noun", "ministers")):
            return host_of_mention(letter.lexicon, body)
    for name in ("summit-noun", "meeting-noun"):
        match = words[name].search(text)
        if match is not None:
            phrase = read_phrase(sentence, *match.span())
            return (host_of_summit if name == "summit-noun" else _of_noun)(letter.lexicon, match.group(), phrase)
    council = load_grammar().patterns["row-council"].search(text)
    if council is None:
        return None
    name = sentence.text[council.start() : council.end()]
    return Host(slugify(name), name, "european-union", "MinisterialMeeting", linked=False)


def _of_noun(_: object, noun: str, phrase: Phrase) -> Host | None:
    return host_of_compound(noun, phrase)


def _place(sentence: SentenceContext, text: str) -> str | None:
    """The place of the row: a town, or a name in capitals after a comma, a bar or *in*."""
    towns = [m for m in sentence.mentions if m.kind == "Place"]
    if towns:
        return towns[0].thing or towns[0].text
    links = (*_BETWEEN.finditer(text), *load_grammar().patterns["place-link"].finditer(text))
    for start in sorted(match.end() + (text[match.end() : match.end() + 1] == " ") for match in links):
        place = read_place(sentence, start)
        if place is not None and not any(d.start <= start < d.end for d in sentence.dates):
            return place[0]
    return None
