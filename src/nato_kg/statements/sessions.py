"""The sessions and meals of a meeting, in order: by what a sentence calls them, or by a heading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import regex

from nato_kg.clauses import Clause
from nato_kg.clauses import load_words as load_clause_words
from nato_kg.frames.rules import load_words
from nato_kg.model import Section
from nato_kg.statements.context import LetterContext, SentenceContext
from nato_kg.statements.gathered import Meetings
from nato_kg.statements.grammar import load_grammar, lower
from nato_kg.statements.meeting_phrases import side_meal
from nato_kg.statements.phrases import Phrase, in_body, read_phrase
from nato_kg.statements.session_evidence import by_ministers, first_of_all, give_evidence, give_order
from nato_kg.statements.session_model import Session, SessionNaming
from nato_kg.statements.session_scopes import section_meetings

_PART = regex.compile(r"deel|gedeelte|blok|programmaonderdeel|onderdeel|\w{0,10}ronde")
_NUMBER_AFTER = regex.compile(r" ([1-9]|i{1,3}|iv|\p{L}{3,5})(?![\w-])")


@dataclass(frozen=True, slots=True)
class Sessions:
    """The sessions of a letter, and which one each sentence is about."""

    all: tuple[Session, ...]
    current: dict[int, Session]


def gather_sessions(letter: LetterContext, meetings: Meetings) -> Sessions:
    """All sessions of a letter: of its main meeting, and of others to which sections are given."""
    groups: dict[str, dict[str, Session]] = {"": {}}
    current: dict[int, Session] = {}
    sections = {section.number: section for section in letter.document.sections}
    others = section_meetings(letter, meetings)
    numbered = _numbered(letter)
    section, last, recent, found = 0, None, None, groups[""]
    for sentence in letter.sentences:
        if not in_body(sentence):
            continue
        if sentence.sentence.section != section:
            section = sentence.sentence.section
            found = groups.setdefault(others[section].id if section in others else "", {})
            last = recent = _by_heading(found, sections.get(section))
        for naming in _in_sentence(sentence, last, frozenset(found), numbered=numbered):
            session = recent = _take(found, naming, recent or last)
            last = session if session is not None and naming.topical else last
        if last is not None:
            current[sentence.sentence.number] = last
    first_of_all(letter, groups[""], current)
    for id_, group in groups.items():
        give_order(group)
        give_evidence(letter, group)
        for session in group.values():
            session.meeting = next((m for m in meetings.all if m.id == id_), None)
            session.id = f"{id_}-{session.id}" if id_ else session.id
    told = [s for group in groups.values() for s in group.values() if s.evidence]
    return Sessions(tuple(sorted(told, key=lambda s: s.first)), current)


def _take(found: dict[str, Session], naming: SessionNaming, last: Session | None) -> Session | None:
    if naming.key is None:
        if last is not None and not last.meal:
            last.namings.append(naming)
        return last
    session = found.setdefault(naming.key, Session(naming.key, naming.meal, naming.order))
    session.namings.append(naming)
    return session


def _by_heading(found: dict[str, Session], section: Section | None) -> Session | None:
    """The session that a heading names."""
    if section is None or not section.heading:
        return None
    text = lower(section.heading)
    match = load_words()["session-noun"].search(text)
    if match is None:
        return None
    before = tuple(word.strip("(),.:;–-") for word in text[: match.start()].split())
    key, order, meal = _key(text, match.start(), match.end(), before)
    if key is None:
        return None
    session = found.setdefault(key, Session(key, meal, order))
    session.heading = section
    return session


def _numbered(letter: LetterContext) -> bool:
    """Whether the letter counts its sessions: "de tweede werksessie"."""
    texts = [*(s.text for s in letter.sentences if in_body(s)), *(s.heading for s in letter.document.sections)]
    return any(load_grammar().patterns["numbered-session"].search(lower(text)) for text in texts)


def _in_sentence(
    sentence: SentenceContext, last: Session | None, known: frozenset[str], *, numbered: bool
) -> Iterator[SessionNaming]:
    text, words, keys = lower(sentence.text), load_words(), set(known)
    if not load_grammar().touches(text, "stems-sessions"):
        return
    vetoed = [match.span() for match in words["house-meeting"].finditer(text)]
    listed = _is_list(text)
    for clause in (clause for unit in sentence.units for clause in unit.clauses):
        named = False
        for head in _heads(text, clause):
            if not any(s < head[1] and head[0] < e for s, e in vetoed):
                naming = _naming(sentence, clause, head, last, keys)
                if naming is not None and naming.key == "session1" and not naming.order:
                    naming = replace(naming, key="plenary-session") if numbered else replace(naming, order=1)
                if naming is not None and listed and (not naming.order or not numbered):
                    naming = replace(naming, topical=False, listed=True)
                if naming is not None:
                    named, keys = True, keys | ({naming.key} if naming.key else set())
                    yield naming
        yield from _elliptic(sentence, clause, last)
        first = None if named else words["first-talk"].search(text, clause.start, clause.end)
        if first and last is None and "session1" not in known and by_ministers(clause):
            phrase = Phrase(*first.span(), first.end())
            yield SessionNaming(sentence, clause, phrase, "session1", 1, meal=False, topical=True)


def _is_list(text: str) -> bool:
    """Whether a sentence announces several sessions together: "Het programma omvat een diner en twee werksessies"."""
    heads = [m.start() for m in load_words()["session-noun"].finditer(text)]
    plural = load_grammar().patterns["sessions"].search(text) is not None
    return len(heads) + plural > 1 and load_grammar().patterns["programme"].search(text) is not None


def _elliptic(sentence: SentenceContext, clause: Clause, last: Session | None) -> Iterator[SessionNaming]:
    """A session by its number alone, after another: "De tweede is gewijd aan …"."""
    match = load_grammar().patterns["elliptic"].match(clause.text)
    order = _ordinal(match.group(1)) if match and last is not None and last.order else None
    if order is not None and last is not None and last.order is not None and order > last.order:
        phrase = Phrase(clause.start, clause.words[1].end, clause.words[1].end)
        yield SessionNaming(sentence, clause, phrase, f"session{order}", order, meal=False, topical=True)


def _heads(text: str, clause: Clause) -> list[tuple[int, int]]:
    heads = [
        match.span()
        for name in ("session-noun", "agenda-point")
        for match in load_words()[name].finditer(text, clause.start, clause.end)
    ]
    return [head for head in sorted(set(heads)) if any(word.start <= head[0] < word.end for word in clause.words)]


def _naming(
    sentence: SentenceContext, clause: Clause, head: tuple[int, int], last: Session | None, known: set[str]
) -> SessionNaming | None:
    start, end = head
    text, grammar, phrase = lower(sentence.text), load_grammar(), read_phrase(sentence, start, end)
    meal = text[start:end].removeprefix("werk") in grammar.maps["meals"]
    if meal and side_meal(sentence, clause, phrase):
        return None
    preposition = _preposition(clause, phrase)
    topical = _is_topical(text, clause, phrase, preposition)
    if load_words()["agenda-point"].fullmatch(text[start:end]):
        return _point(sentence, clause, phrase, topical=topical and bool(preposition))
    if grammar.patterns["of-a-body"].fullmatch(text[start:end]) and any(m.kind == "Body" for m in phrase.groups):
        return None  # "de zitting van de Algemene Vergadering"
    key, order, meal = _key(text, start, end, phrase.modifiers)
    if phrase.is_("demonstrative") and key is not None and order is None and key not in known:
        return None  # a meal that is no session of this meeting
    if key is None:
        plenary = grammar.patterns["plenary"].match(text, start) is not None and not _late(last)
        key, order = _only_or_first(clause, last, only=phrase.is_("enige") or plenary) or (key, order)
    if key is None and phrase.is_("indefinite") and grammar.patterns["count"].search(clause.text):
        order = 1 + sum(k.removeprefix("session").isdecimal() for k in known)
        key = f"session{order}"
    elif key is None and phrase.determiner and phrase.is_("indefinite") and _others(known):
        key = f"other-session-{sum(k.startswith('other-session') for k in known) + 1}"
    elif key is None and _opens(phrase, known):
        key = "session1"
    elif (
        key is None
        and last is not None
        and last.order
        and (phrase.is_("next") or grammar.patterns["after-it"].match(text, end + 1))
    ):
        key, order = f"session{last.order + 1}", last.order + 1
    elif key is None and phrase.is_("next"):
        key = f"next-session-{sum(k.startswith('next-session') for k in known) + 1}"
    if _PART.fullmatch(text[start:end]) and not (topical and is_talk(clause)):
        return None  # "het eerste deel van de motie"
    return SessionNaming(sentence, clause, phrase, key, order, meal, topical)


def _preposition(clause: Clause, phrase: Phrase) -> str:
    """The preposition right before a phrase."""
    before = [word.lower for word in clause.words if word.end <= phrase.start]
    return before[-1] if before and before[-1] in load_clause_words().prepositions | {"als"} else ""


def _is_topical(text: str, clause: Clause, phrase: Phrase, preposition: str) -> bool:
    """Whether the clause is about the session, or says what it speaks of, and not only who is there."""
    grammar = load_grammar()
    topical = not preposition or grammar.patterns["session-topic"].fullmatch(preposition) is not None
    topical = topical or grammar.ends(text[: phrase.start], "agenda-of")
    topical = topical or (preposition == "bij" and load_words()["talks"].search(clause.text) is not None)
    attended = is_attended(clause) and phrase.start > clause.start
    return topical and not attended and not grammar.patterns["count"].search(clause.text)


def _others(known: set[str]) -> set[str]:
    """The sessions that are no meals."""
    return known - set(load_grammar().maps["meals"].values())


def _opens(phrase: Phrase, known: set[str]) -> bool:
    """Whether a session without number is the first: nothing but meals is known."""
    if phrase.is_("indefinite") and phrase.determiner:
        return True
    return not known and not phrase.is_("demonstrative")


def is_talk(clause: Clause) -> bool:
    """Whether a clause says what was spoken of."""
    return any(load_words()[name].search(clause.text) for name in ("talks", "on-topic"))


def is_attended(clause: Clause) -> bool:
    """Whether a clause only says who is there: "zal de eerste sessie via een videoverbinding bijwonen"."""
    words = load_words()
    there = any(words[name].search(clause.text) for name in ("attends", "as-guest"))
    return there and not any(words[name].search(clause.text) for name in ("talks", "gathers"))


def _only_or_first(clause: Clause, last: Session | None, *, only: bool) -> tuple[str, int | None] | None:
    """The session that a meeting opens with, the only one, or that of a heading which no sentence has named yet."""
    if only:
        return "session1", None
    if load_words()["opens-with"].search(clause.text):
        return "session1", 1
    headed = last is not None and last.heading and not last.namings and not last.meal
    return (last.id, last.order) if last is not None and headed else None


def _late(last: Session | None) -> bool:
    """Whether a session with a number precedes."""
    return last is not None and (last.order or 0) > 1


def _point(sentence: SentenceContext, clause: Clause, phrase: Phrase, *, topical: bool) -> SessionNaming | None:
    """A numbered point of the agenda that is discussed: "onder het tweede agendapunt", "Agendapunt 1 betreft …"."""
    number = _NUMBER_AFTER.match(lower(sentence.text), phrase.head_end)
    if number is not None and phrase.start == clause.start:
        order = load_grammar().number(number.group(1))
    else:
        order = phrase.ordinal if topical else None
    of_session = load_words()["session-noun"].search(lower(sentence.text), phrase.head_end, phrase.head_end + 40)
    if order is None or of_session or not load_words()["talks"].search(clause.text):
        return None
    return SessionNaming(sentence, clause, phrase, f"session{order}", order, meal=False, topical=True)


def _key(text: str, start: int, end: int, modifiers: tuple[str, ...]) -> tuple[str | None, int | None, bool]:
    """What a name of a session tells: its key, its order, and whether it is a meal."""
    grammar, noun = load_grammar(), text[start:end]
    meal = next((key for part, key in grammar.maps["meals"].items() if noun.endswith(part)), None)
    if meal is not None:
        return meal, None, meal == "dinner"
    number = _NUMBER_AFTER.match(text, end)
    order = grammar.number(number.group(1)) if number else None
    order = order or next((n for w in modifiers if (n := _ordinal(w))), None)
    if order is not None:
        return f"session{order}", order, False
    part = next((key for part, key in grammar.maps["parts"].items() if noun.startswith(part)), None)
    if part is None and any(grammar.patterns["last"].fullmatch(word) for word in modifiers):
        part = "closing-session"
    return part, 1 if part == "session1" else None, False


def _ordinal(word: str) -> int | None:
    grammar = load_grammar()
    if word[:1].isdecimal():
        return grammar.number(word)
    found = grammar.maps["ordinals"].get(word)
    return int(found) if found else None
