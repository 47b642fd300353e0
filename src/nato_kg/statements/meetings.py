"""Where a letter speaks of a meeting: by a clause that says that it is held, or by a phrase that names it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from nato_kg.clauses import Clause
from nato_kg.dates import DateExpression
from nato_kg.frames import Firing, Frame, alone, fire, load_frames
from nato_kg.frames.rules import load_words
from nato_kg.model import Mention
from nato_kg.statements.context import LetterContext, SentenceContext
from nato_kg.statements.grammar import load_grammar, lower
from nato_kg.statements.hosts import Host, host_of_mention, host_of_words
from nato_kg.statements.phrases import GROUP_KINDS, Phrase, in_body, is_day, read_owner, when_and_where
from nato_kg.statements.subjects import subject_of
from nato_kg.verbs import load_verbs


@dataclass(frozen=True, slots=True)
class Naming:
    """A place where the letter speaks of a meeting, and what it says of it there.

    ``told``: a clause says that it is held, foreseen or done. ``noun`` is the word for it, in lower case, where there
    is one. ``takers`` are groups of people or states who are said to meet.
    """

    sentence: SentenceContext
    clause: Clause
    start: int
    end: int
    host: Host | None
    date: DateExpression | None
    place: str | None
    phrase: Phrase
    firing: Firing
    noun: str = ""
    told: bool = False
    beside: bool = False
    ordinal: int | None = None
    takers: tuple[Mention | str, ...] = ()

    @property
    def reference(self) -> bool:
        """Whether it can only take up a meeting that the letter tells of elsewhere."""
        if self.date is not None:
            return False
        if self.host is None:
            return not (self.told and self.beside and self.phrase.is_("indefinite"))
        if self.host.generic or self.phrase.is_("repeated"):
            return True
        if self.host.people and not self.host.linked and not self.beside and not self.noun and self.place is None:
            return True
        if self.place is not None or (self.beside and self.phrase.is_("indefinite")):
            return False
        return not self.told or self.phrase.is_("demonstrative")


@cache
def _frames() -> dict[str, Frame]:
    return {frame.id: frame for frame in load_frames() if frame.id.startswith("gat-")}


def fires(clause: Clause, *ids: str) -> Firing | None:
    """The first of the frames that holds in a clause."""
    unit = alone(clause)
    return next(iter(fire(unit, [_frames()[id_] for id_ in ids], lambda *_: "")), None)


def speaks_of_meetings(sentence: SentenceContext) -> bool:
    """Whether a word for a meeting stands in a sentence of the body."""
    return in_body(sentence) and load_grammar().touches(lower(sentence.text), "stems-meetings")


def clauses_of(sentence: SentenceContext) -> list[Clause]:
    """The clauses of a sentence; "voor de zesde keer", "en 8 juli plaats" belong to what precedes them."""
    clauses: list[Clause] = []
    for clause in (clause for unit in sentence.units for clause in unit.clauses):
        rest = any(load_grammar().patterns[name].match(clause.text) for name in ("times", "date-rest"))
        if clauses and not clause.subordinate and rest:
            before = clauses.pop()
            clauses.append(Clause((*before.words, *clause.words), before.opener, before.before))
        else:
            clauses.append(clause)
    return clauses


def by_verb(letter: LetterContext, sentence: SentenceContext, clause: Clause, firing: Firing) -> Naming | None:
    """A clause in which people or a body come together."""
    confers = firing.frame.id == "gat-confers"
    subject = _each_other(sentence, clause) or subject_of(
        sentence, clause, firing.verb, GROUP_KINDS if confers else (*GROUP_KINDS, "Post")
    )
    if isinstance(subject, Mention) and load_words()["participants-of"].match(lower(sentence.text), subject.start):
        subject = _with_owner(sentence, clause, subject)
    elif isinstance(subject, Mention) and _qualified(clause, subject):
        subject = _with_adjectives(sentence, clause, subject)
    elif isinstance(subject, str):
        subject = _with_relative(sentence, clause, subject)
    inside = within(sentence, clause)
    host = host_of_mention(letter.lexicon, inside) if inside else host_of(letter, subject) if subject else None
    date, place = when_and_where(sentence, clause.start, clause.end)
    beside = load_words()["beside"].search(clause.text, 0, 60) is not None
    if host is None or not (host.linked or host.people or date or place or beside):
        return None
    phrase = Phrase(clause.start, clause.end, clause.start)
    return Naming(
        sentence,
        clause,
        clause.start,
        clause.end,
        host,
        date if date and (is_day(date) or place) else None,
        place,
        phrase,
        firing,
        told=True,
        beside=beside,
        ordinal=times_of(clause.text),
        takers=people_of(letter, subject),
    )


def _qualified(clause: Clause, subject: Mention) -> bool:
    """Whether an adjective makes others of them: "de noordelijke defensieministers"."""
    before = [word.lower for word in clause.words if word.end <= subject.start][-1:]
    if not load_words()["ministers"].fullmatch(lower(subject.text)):
        return False
    return any(w.endswith("e") and not load_grammar().patterns["definite"].fullmatch(w) for w in before)


def _with_owner(sentence: SentenceContext, clause: Clause, subject: Mention) -> Mention | str:
    """The words of a group with those of whose it is: "de deelnemende landen aan de Joint Expeditionary Force"."""
    link = load_words()["participants-of"].match(lower(sentence.text), subject.start)
    begun = link.end() + 1 if link else subject.end
    body = next((m for m in sentence.mentions_in(begun, clause.end, *GROUP_KINDS) if m.start == begun), None)
    owner = sentence.text[begun : body.end] if body else read_owner(sentence, begun, clause.end)
    return sentence.text[subject.start : begun + len(owner)] if owner else subject


def _with_relative(sentence: SentenceContext, clause: Clause, subject: str) -> str:
    """The words of a group with the clause that says which: "de landen die deelnemen aan de fregattenpool"."""
    start = sentence.text.find(subject, clause.start, clause.end)
    link = load_grammar().patterns["owner-relative"].match(lower(sentence.text), start + len(subject) + 1)
    owner = read_owner(sentence, link.end() + 1, clause.end) if link and start >= 0 else ""
    return sentence.text[start : link.end() + 1 + len(owner)] if link and owner else subject


def _with_adjectives(sentence: SentenceContext, clause: Clause, subject: Mention) -> Mention | str:
    """The words of a group that adjectives set apart: "de Noordse en Baltische ministers"."""
    start = subject.start
    for word in reversed([w for w in clause.words if w.end <= subject.start]):
        joins = load_grammar().patterns["and"].fullmatch(word.lower) is not None
        if not (joins or word.lower.endswith("e")) or load_grammar().patterns["definite"].fullmatch(word.lower):
            break
        start = word.start
    words = sentence.text[start : subject.end]
    return subject if load_words()["generic-people"].fullmatch(lower(words)) else words


def _each_other(sentence: SentenceContext, clause: Clause) -> Mention | None:
    """Those who stand right before *elkaar*: "als de EU-ministers van Defensie elkaar in Cork treffen"."""
    for word in clause.words:
        if load_words()["each-other"].fullmatch(word.lower):
            near = [m for m in sentence.mentions_in(clause.start, word.start, *GROUP_KINDS) if word.start - m.end <= 1]
            return near[-1] if near else None
    return None


def by_act(letter: LetterContext, sentence: SentenceContext, clause: Clause, firing: Firing) -> Iterator[Naming]:
    """Ministers or leaders who do something on a day in a place: they met there."""
    date, place = when_and_where(sentence, clause.start, clause.end)
    subject = subject_of(sentence, clause, None, ("Body", "Organisation"))
    if date is None or not is_day(date) or place is None or not isinstance(subject, Mention):
        return
    if not load_words()["ministers"].search(lower(subject.text)):
        return
    if _qualified(clause, subject):
        return
    ends = {subject.end, date.end, *(word.end for word in clause.words if word.lower in load_verbs().auxiliaries)}
    text, grammar = lower(sentence.text), load_grammar()
    if not any(m.start() - 1 in ends for m in grammar.patterns["place-link"].finditer(text, clause.start, clause.end)):
        return  # the place is not theirs: "besloten de missie in Bamako te beëindigen"
    begun = text.rfind(" ", 0, max(subject.start - 1, 0)) + 1
    start = begun if grammar.patterns["article"].fullmatch(text[begun : subject.start].strip()) else subject.start
    start, end = min(start, date.start), min(max([subject.end, date.end]) + 25, clause.end)
    end = max(word.end for word in clause.words if word.start < end)
    phrase = Phrase(start, end, subject.end, date=date, place=place)
    host = host_of_mention(letter.lexicon, subject)
    yield Naming(sentence, clause, start, end, host, date, place, phrase, firing, told=True, takers=(subject,))


def host_of(letter: LetterContext, subject: Mention | str) -> Host:
    """The host that a subject is."""
    return host_of_words(subject) if isinstance(subject, str) else host_of_mention(letter.lexicon, subject)


def people_of(letter: LetterContext, subject: Mention | str | None) -> tuple[Mention | str, ...]:
    """The subject if it is a group of people or states."""
    return (subject,) if subject and host_of(letter, subject).people else ()


def times_of(text: str) -> int | None:
    """For the how-manieth time: "voor de zesde keer"."""
    grammar = load_grammar()
    times = grammar.patterns["times"].search(text)
    return grammar.number(times.group(1)) if times else None


def within(sentence: SentenceContext, clause: Clause) -> Mention | None:
    """The body in which people come together: "bijeen in de Nuclear Planning Group"."""
    for mention in sentence.mentions_in(clause.start, clause.end, "Body"):
        before = [word.lower for word in clause.words if word.end <= mention.start][-2:]
        inside = any(load_grammar().patterns["inside"].fullmatch(word) for word in before)
        if inside and load_words()["council-noun"].search(lower(mention.text)):
            return mention
    return None
