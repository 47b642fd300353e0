"""Who stands as subject of a clause that says that people gather, take part or speak."""

from __future__ import annotations

import re

from nato_kg.clauses import Clause, Word
from nato_kg.clauses import load_words as load_clause_words
from nato_kg.frames.rules import load_words
from nato_kg.model import Mention
from nato_kg.statements.context import SentenceContext
from nato_kg.statements.grammar import load_grammar, lower
from nato_kg.statements.phrases import read_owner
from nato_kg.verbs import VerbHit, load_verbs

_WORDS = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+){0,4}")


def preposition_before(sentence: SentenceContext, clause: Clause, position: int) -> str:
    """The preposition on which what stands at a position hangs; determiners and adjectives between are skipped."""
    prepositions, skipped = load_clause_words().prepositions, load_clause_words().determiners
    begun = any(w.start == position and w.lower in skipped for w in clause.words)  # a determiner opens the phrase
    for word in reversed([w for w in clause.words if w.end <= position]):
        if any(d.start <= word.start < d.end for d in sentence.dates):
            return ""
        if word.lower in prepositions:
            return word.lower
        if word.lower not in skipped and (begun or not word.lower.endswith("e")):
            return ""
        begun = begun or word.lower in skipped
    return ""


def subject_of(
    sentence: SentenceContext, clause: Clause, verb: VerbHit | None, kinds: tuple[str, ...], hint: int | None = None
) -> Mention | str | None:
    """The subject: a mention of one of the kinds, or words that name nothing known; nothing where it cannot be told.

    ``hint`` is where words stand that hold the finite verb, if the verb is not known.
    """
    first, second = _regions(clause, verb, hint)
    return _subject_in(sentence, clause, kinds, first) or (
        _subject_in(sentence, clause, kinds, second) if second else None
    )


def _subject_in(
    sentence: SentenceContext, clause: Clause, kinds: tuple[str, ...], region: tuple[int, int]
) -> Mention | str | None:
    start, end = region
    mentions = [m for m in sentence.mentions_in(start, end, *kinds) if _inside(m.start, clause)]
    mentions = [
        m for m in mentions if sentence.text[m.start - 1 : m.start] != "(" and sentence.text[m.end : m.end + 1] != "-"
    ]
    words = _WORDS.findall(lower(sentence.text[start : mentions[0].start])) if mentions else []
    if (
        mentions
        and len(words) <= 4
        and "van" in words
        and preposition_before(sentence, clause, mentions[0].start) == "van"
    ):
        named = [w for w in words if w not in load_clause_words().determiners and w != "van"]
        title = len(named) == 1 and load_grammar().patterns["titled"].match(f"{named[0]} van ") is not None
        if len(named) == 1 and not title and not load_words()["people"].fullmatch(named[0]):
            return mentions[0]  # "het bestuur van het agentschap"
    oblique = -1  # where the last mention that hangs on a preposition ends, with those coordinated with it
    for mention in mentions:
        between = sentence.text[oblique : mention.start].strip(" ,") if oblique >= 0 else "-"
        joined = between in {"", *load_grammar().lists["between"]}
        if not joined and not preposition_before(sentence, clause, mention.start):
            return _titled_before(sentence, clause, start, mention.start) or mention
        oblique = mention.end
    return _words_of(sentence, clause, start, end)


def _titled_before(sentence: SentenceContext, clause: Clause, start: int, end: int) -> str | None:
    """People or someone by a title who stand before the first mention: "spreken de EU-ministers over Libanon"."""
    words = _words_of(sentence, clause, start, end)
    if words is None:
        return None
    people = load_words()["generic-people"].fullmatch(lower(words)) is not None
    hyphened = "-" in words and load_grammar().patterns["titled"].match(lower(words)) is not None
    return words if people or hyphened else None


def _regions(clause: Clause, verb: VerbHit | None, hint: int | None) -> tuple[tuple[int, int], tuple[int, int] | None]:
    """Where the subject stands: before the finite verb unless something else opens the clause, else after it."""
    if clause.subordinate:
        return (clause.words[0].end, clause.end), None
    finite = finite_verb(clause, verb, hint)
    if finite is None or finite is clause.words[0]:
        return (clause.start if finite is None else finite.end, clause.end), None
    first = clause.words[0].lower
    opened = (
        first in load_clause_words().prepositions or first in load_grammar().lists["openers"] or first[0].isdecimal()
    )
    opened = opened or load_words()["beside"].match(clause.text) is not None
    after = (finite.end, clause.end)
    second = clause.words[1]
    if first in load_grammar().lists["openers"] and second is not finite:
        return (second.start, finite.start), after  # "Ook Noorwegen is te gast"
    return (after, None) if opened else ((clause.start, finite.start), after)


def finite_verb(clause: Clause, verb: VerbHit | None, hint: int | None = None) -> Word | None:
    """The finite verb of a main clause: the first auxiliary, or the verb itself."""
    verbs = load_verbs()
    for number, word in enumerate(clause.words):
        if word.lower in verbs.auxiliaries or (verb is not None and number == verb.word) or word.start == hint:
            return word
    known = (w for w in clause.words if w.lower in verbs.joined or w.lower in verbs.apart)
    return next(known, None)


def _inside(position: int, clause: Clause) -> bool:
    return any(word.start <= position < word.end for word in clause.words)


def _words_of(sentence: SentenceContext, clause: Clause, start: int, end: int) -> str | None:
    """The words of a subject with a definite article, without it; or with a title or group noun and no article."""
    text, grammar = lower(sentence.text), load_grammar()
    skipped = start + len(text[start:end]) - len(text[start:end].lstrip(" ,"))
    named = grammar.patterns["named-so"].match(text, skipped, end)
    if named is not None:
        return _name_at(sentence, named.span(), end)
    for article in grammar.patterns["article"].finditer(text, start, end):
        dated = any(d.start <= article.start() < d.end for d in sentence.dates)
        if not dated and not preposition_before(sentence, clause, article.start()):
            named = grammar.patterns["named-so"].match(text, article.end() + 1, end)
            if named is not None and load_words()["people"].fullmatch(named.group()):
                return _name_at(sentence, named.span(), end)
            return read_owner(sentence, article.end() + 1, end) or None
    return None


def _name_at(sentence: SentenceContext, place: tuple[int, int], end: int) -> str | None:
    """The name that begins with a noun for people or a title: the noun alone unless *van* or a name follows."""
    first, last = place
    following = sentence.text[last + 1 : last + 6]
    people = load_words()["people"].fullmatch(lower(sentence.text[first:last]))
    if people and not following.startswith(("van ", "uit ", "rond ")):
        return sentence.text[first:last]
    return read_owner(sentence, first, end) or None
