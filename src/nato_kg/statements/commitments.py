"""Commitments to parliament: who promises what, about what, due when and on which condition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from nato_kg.clauses import Clause, Mood
from nato_kg.frames import Firing, fire, frames_of
from nato_kg.frames.rules import load_words
from nato_kg.statements.context import LetterContext, Record, SentenceContext
from nato_kg.statements.earlier import earlier_promise
from nato_kg.statements.fulfilments import is_kept
from nato_kg.statements.planning_tables import build_planning_tables
from nato_kg.statements.promise_lists import build_promise_lists
from nato_kg.statements.promise_terms import ENTRY, due_fields, entry_terms, promise_terms
from nato_kg.statements.promise_units import halves, promise_units
from nato_kg.statements.promisers import by_section, find_promiser, other_promiser, shares
from nato_kg.statements.topics import about
from nato_kg.verbs import VerbHit

_TOLD = (
    ("briefing", "com-sent-briefing"),
    ("proposals", "com-sent-proposals"),
    ("letter", "com-told-letter"),
    ("report", "com-told-report"),
)
_SENT = (
    ("briefing", "com-sent-briefing"),
    ("proposals", "com-sent-proposals"),
    ("report", "com-sent-report"),
    ("letter", "com-sent-letter"),
    ("information", "com-sent-information"),
    ("other", "com-sent-other"),
)
_UNNAMED = frozenset({"other", "information"})
_INTRODUCED = 8  # sentences that a list may be behind what introduces it
_NOW = frozenset({Mood.PRESENT, Mood.PASSIVE_PRESENT, Mood.POSSIBLE})
_STILL_TO_COME = frozenset({"dueExpression", "condition"})
_TELLING = ("inform", "return", "promise", "answer")
_SENDING = ("send", "receive", "arrive")


def build_commitments(letter: LetterContext) -> list[Record]:
    """The commitments of a letter, at most one for a main clause with what depends on it."""
    told = [record for seen, sentence in by_section(letter) for record in _in_sentence(seen, sentence)]
    planned = [*build_planning_tables(letter), *build_promise_lists(letter)]
    rows = {number for record in planned for number in record.sentences}
    return [record for record in told if not rows & set(record.sentences)] + planned


def _in_sentence(letter: LetterContext, sentence: SentenceContext) -> Iterator[Record]:
    if sentence.text.rstrip().endswith("?") or _is_heading(sentence) or _is_intro(sentence):
        return
    frames = frames_of("Commitment")

    def agent_of(clause: Clause, verb: VerbHit | None) -> str:
        agent = find_promiser(letter, sentence, clause, verb)
        return "" if agent is None else "government" if agent.government else "other"

    scheduled = _is_scheduled(letter, sentence)
    for unit in promise_units(sentence.text, sentence.units, scheduled=scheduled):
        firings = [f for f in fire(unit, frames, agent_of) if not _is_european(sentence, f.clause)]
        firings = [f for f in firings if scheduled or f.frame.id != ENTRY]
        for record, firing in ((_record(letter, sentence, f), f) for f in _apart(firings)):
            if not _is_kept_here(letter, sentence, firing, record):
                yield record


def _is_kept_here(letter: LetterContext, sentence: SentenceContext, firing: Firing, record: Record) -> bool:
    """Whether a present tense without a term only says that a promise is kept: "zoals toegezegd legt hij het over"."""
    if firing.verb is None or firing.clause.mood(firing.verb) not in _NOW or record.fields.keys() & _STILL_TO_COME:
        return False
    return is_kept(letter, sentence)


def _apart(firings: list[Firing]) -> Iterator[Firing]:
    """The first, and what will be done after it: "u ontvangt een evaluatie, waarna ik elk kwartaal rapporteer"."""
    after = next((f for f in firings[1:] if load_words()["com-thereafter"].search(f.clause.text)), None)
    if after is None or firings[0].clause.subordinate:
        yield from firings[:1]
        return
    first, second = halves(after.unit, after.clause)
    yield replace(firings[0], unit=first)
    yield replace(after, unit=second)


def _is_scheduled(letter: LetterContext, sentence: SentenceContext) -> bool:
    """Whether it is an entry of a planning: "Q3: brief over de vervanging van de tankers"."""
    words, text = load_words(), sentence.text.strip(" -*•;.").lower()
    entry = words["com-entry"].match(text)
    if entry is not None and words["com-entry-house"].search(text) and entry_terms(sentence):
        return True
    if words["com-schedule"].fullmatch(text) is None and not (entry and entry_terms(sentence)):
        return False
    number = sentence.sentence.number
    earlier = [letter.by_number[n].text for n in range(max(number - _INTRODUCED, 0), number) if n in letter.by_number]
    said = [text.lower() for text in (sentence.heading, *earlier)]
    return any(words["com-planning-intro"].search(text) and not words["com-planning-off"].search(text) for text in said)


def _is_intro(sentence: SentenceContext) -> bool:
    """Whether it only brings in a list of papers: "De volgende stukken gaan naar uw Kamer:"."""
    text = sentence.text.rstrip(" *")
    return text.endswith(":") and load_words()["com-list-intro"].search(text.lower()) is not None


def _is_heading(sentence: SentenceContext) -> bool:
    """Whether it is no sentence but a heading in the form of a question: "Wat u nog van ons krijgt"."""
    text = sentence.text.strip(" *#=").lower()
    marked = sentence.text.startswith(("=", "#"))
    return not text.endswith((".", ";")) and (marked or load_words()["com-heading"].fullmatch(text) is not None)


def _record(letter: LetterContext, sentence: SentenceContext, firing: Firing) -> Record:
    unit = firing.unit
    agent = find_promiser(letter, sentence, firing.clause, firing.verb) or other_promiser(letter, sentence, firing)
    fields: dict[str, Any] = {
        "by": agent.value,
        "to": "tweede-kamer",
        "deliverable": _deliverable(letter, firing, sentence),
        "about": about(letter, sentence, unit.start, unit.end),
        **due_fields(promise_terms(sentence, firing), letter.issued),
        **_condition(firing, sentence),
        **earlier_promise(letter, sentence, unit.start, unit.end),
    }
    if agent.implied:
        fields["byIsImplied"] = True
    return Record(
        "Commitment",
        sentence.spans(unit.start, unit.end),
        {name: value for name, value in fields.items() if value not in (None, [], "")},
        firing.frame.rule,
        firing.why,
        order=(sentence.sentence.number, unit.start),
        sentences=(sentence.sentence.number,),
    )


def _is_european(sentence: SentenceContext, clause: Clause) -> bool:
    """Whether the only House of the clause is *de Commissie*, which with a capital is that of the Union."""
    houses = {match.group() for match in load_words()["com-house"].finditer(clause.text)}
    return houses == {"de commissie"} and "Commissie" in sentence.text[clause.start : clause.end]


def _deliverable(letter: LetterContext, firing: Firing, sentence: SentenceContext) -> str:
    """What will reach the House; what is only called a reaction or an answer is a letter where it comes *per brief*."""
    found = _named_deliverable(letter, firing, sentence)
    by_letter = found in _UNNAMED and load_words()["com-by-letter"].search(firing.clause.text)
    return "letter" if by_letter else found


def _named_deliverable(letter: LetterContext, firing: Firing, sentence: SentenceContext) -> str:
    """What will reach the House, by the nouns of the clause; then by those of the clauses around it.

    A relative clause tells of the last noun before it; a paper that comes is named first. A pronoun
    stands for the paper named first in the sentence before its clause: "de brief vergt tijd; deze ontvangt u in mei".
    """
    clause = firing.clause
    verb = _fullest(clause, firing.verb)
    if firing.frame.sets.get("deliverable") == "briefing" or load_words()["com-in-briefing"].search(clause.text):
        return "briefing"
    if verb is not None and load_words()["com-writes"].search(verb.verb.name):
        return "letter"
    telling = firing.frame.sets.get("deliverable") == "information" or _is_telling(verb, firing)
    classes = _TOLD if telling else _SENT
    texts = [clause.text]
    if clause.before is not None and (clause.subordinate or shares(clause)):
        texts.append(clause.before.text)
    if not telling or (verb is not None and verb.is_a("promise")):
        texts += [other.text for other in firing.unit.clauses if other is not clause and not other.conditional]
    for free in (True, False):
        for number, text in enumerate(texts):
            nouns = _nouns(text, classes, free=free and not telling)
            if nouns:
                return nouns[-1 if number == 1 and clause.subordinate and not telling else 0]
    named = _nouns(_said_before(letter, firing, sentence), _SENT, free=True)
    if named:
        return named[0]
    parted = [] if telling else _nouns(_parted(firing, sentence), _SENT, free=True)
    if parted:
        return parted[0]
    heard = verb is not None and load_words()["com-heard"].search(verb.verb.name) is not None
    heard = heard or load_words()["com-to-hear"].search(clause.text) is not None
    return "information" if telling or heard else "other"


def _parted(firing: Firing, sentence: SentenceContext) -> str:
    """The subject that a relative clause parts from its verb: "terwijl een rapport, waarin …, wordt gezonden"."""
    clauses = [clause for unit in sentence.units for clause in unit.clauses if clause.end <= firing.clause.start]
    relative = bool(clauses) and load_words()["com-relative"].search(clauses[-1].text) is not None
    bare = [c for c in clauses[-2:-1] if relative and not (c.verbs or c.auxiliaries)]
    return bare[0].text if bare else ""


def _said_before(letter: LetterContext, firing: Firing, sentence: SentenceContext) -> str:
    """What stands before a clause with a pronoun for its paper: in the sentence, else the one before it."""
    if not load_words()["com-it"].search(firing.clause.text):
        return ""
    before = sentence.text[: firing.unit.start].lower()
    return before or next((s.text.lower() for s in letter.before(sentence)), "")


def _fullest(clause: Clause, verb: VerbHit | None) -> VerbHit | None:
    """The verb with its particle, where only a part of it was found: "meedelen", not "delen"."""
    if verb is None:
        return None
    longer = [hit for hit in clause.verbs if hit.word == verb.word and hit.verb.name.endswith(verb.verb.name)]
    return max(longer, key=lambda hit: len(hit.verb.name), default=verb)


def _is_telling(verb: VerbHit | None, firing: Firing) -> bool:
    """Whether the verb is of telling, which names no paper: not "presenteren", which is of sending too.

    Of a promise what is promised counts: "ik zeg toe dat het rapport wordt toegezonden".
    """
    if verb is None:
        return False
    if verb.is_a("promise") and any(
        hit.is_a(*_SENDING) and not hit.is_a(*_TELLING)
        for clause in firing.unit.clauses
        for hit in clause.verbs
        if not load_words()["com-heard"].search(hit.verb.name)
    ):
        return False
    return verb.is_a(*_TELLING) or (verb.is_a("address") and not verb.is_a("send"))


def _nouns(text: str, classes: tuple[tuple[str, str], ...], *, free: bool) -> list[str]:
    """The deliverables that a text names: in its order if no attributes count, else in the order of the classes."""
    words = load_words()
    maybe = words.find(text).maybe
    found = [
        (match.start(), name)
        for name, word_class in classes
        if word_class in maybe
        for match in words[word_class].finditer(text)
        if not free or not words["com-attribute"].search(text[: match.start()])
    ]
    return [name for _, name in (sorted(found) if free else found)]


def _condition(firing: Firing, sentence: SentenceContext) -> dict[str, str]:
    """The words of a conditional clause, as the condition that the promise waits for."""
    for clause in firing.unit.clauses:
        if clause.conditional and clause is not firing.clause:
            return {"condition": sentence.text[clause.start : clause.end]}
    return {}
