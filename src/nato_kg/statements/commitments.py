"""Commitments to parliament: who promises what, about what, due when and on which condition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from nato_kg.clauses import Clause
from nato_kg.dates import DueTerm
from nato_kg.dates.recurring import first_time
from nato_kg.frames import Firing, fire, frames_of
from nato_kg.frames.rules import load_words
from nato_kg.statements.context import LetterContext, Record, SentenceContext
from nato_kg.statements.earlier import earlier_promise
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
_VAGUE = frozenset({"soon", "as-soon-as-possible"})
_INTRODUCED = 8  # sentences that a list may be behind what introduces it
_TELLING = ("inform", "return", "promise", "answer")
_SENDING = ("send", "receive", "arrive")


def build_commitments(letter: LetterContext) -> list[Record]:
    """The commitments of a letter, at most one for a main clause with what depends on it."""
    return [record for seen, sentence in by_section(letter) for record in _in_sentence(seen, sentence)]


def _in_sentence(letter: LetterContext, sentence: SentenceContext) -> Iterator[Record]:
    if sentence.text.rstrip().endswith("?") or _is_heading(sentence):
        return
    frames = frames_of("Commitment")

    def agent_of(clause: Clause, verb: VerbHit | None) -> str:
        agent = find_promiser(letter, sentence, clause, verb)
        return "" if agent is None else "government" if agent.government else "other"

    for unit in promise_units(sentence.text, sentence.units, scheduled=_is_scheduled(letter, sentence)):
        firings = [f for f in fire(unit, frames, agent_of) if not _is_european(sentence, f.clause)]
        for firing in _apart(firings):
            yield _record(letter, sentence, firing)


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
    text = sentence.text.strip(" -*•;.").lower()
    if load_words()["com-schedule"].fullmatch(text) is None:
        return False
    number = sentence.sentence.number
    earlier = [letter.by_number[n].text for n in range(max(number - _INTRODUCED, 0), number) if n in letter.by_number]
    return any(load_words()["com-planning-intro"].search(words.lower()) for words in (sentence.heading, *earlier))


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
        "deliverable": _deliverable(firing, sentence),
        "about": about(letter, sentence, unit.start, unit.end),
        **due_fields(_terms(sentence, firing), letter.issued),
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


def _deliverable(firing: Firing, sentence: SentenceContext) -> str:
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
    before = sentence.text[: firing.unit.start].lower() if load_words()["com-it"].search(clause.text) else ""
    named = _nouns(before, _SENT, free=True)
    if named:
        return named[0]
    heard = verb is not None and load_words()["com-heard"].search(verb.verb.name) is not None
    return "information" if telling or heard else "other"


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


def _terms(sentence: SentenceContext, firing: Firing) -> list[DueTerm]:
    """The terms of the clause, or of the unit; a day in a relative clause says more: "een rapport, dat in mei komt"."""
    unit, clause = firing.unit, firing.clause
    around = sentence.terms_in(unit.start, unit.end)
    behind = [t for t in sentence.terms_in(unit.end, len(sentence.text)) if t.start <= unit.end + 2]
    terms = sentence.terms_in(clause.start, clause.end) or around or behind[:1]
    if any(term.recurrence for term in terms):
        other = [t for t in (*around, *behind) if t not in terms]
        return [*terms, *(t for t in other if load_words()["com-first-time"].fullmatch(t.text.lower()))]
    if any(term.latest for term in terms):
        return terms
    if terms and all(term.code in _VAGUE for term in terms):
        terms = [t for t in around if t.code == "event"] or terms
    relatives = [c for c in unit.clauses if c.subordinate and load_words()["com-relative"].search(c.text)]
    return [t for c in relatives for t in around if t.latest and c.start <= t.start and t.end <= c.end] or terms


def due_fields(terms: list[DueTerm], issued: date | None) -> dict[str, Any]:
    """The due term that says most: one with days before one without, the narrowest, the first of equals.

    Of a promise that is kept again and again, the words that say so, or the moment of the budget year.
    """
    if not terms:
        return {}
    recurring = next((t.recurrence for t in terms if t.recurrence), None)
    first = first_time(terms) if recurring else None
    if first is not None:
        term = min(terms, key=lambda t: (not (t.recurrence or t is first), t.start))
    elif recurring:
        term = max(terms, key=lambda t: (t.code == "budget-moment", t.recurrence is not None, -t.start))
    else:
        term = max(terms, key=lambda t: (t.latest is not None, t.earliest is not None, -_width(t), -t.start))
    found: dict[str, Any] = {"dueExpression": term.text, "dueTerm": term.code}
    dated = first or term
    if dated.earliest is not None and dated.earliest != issued:
        found["dueFrom"] = dated.earliest.isoformat()
    if dated.latest is not None:
        found["dueTo"] = dated.latest.isoformat()
    return {**found, "recurrence": recurring} if recurring else found


def _width(term: DueTerm) -> int:
    """How many days a term leaves open between its first and its last."""
    return (term.latest - term.earliest).days if term.latest and term.earliest else 0


def _condition(firing: Firing, sentence: SentenceContext) -> dict[str, str]:
    """The words of a conditional clause, as the condition that the promise waits for."""
    for clause in firing.unit.clauses:
        if clause.conditional and clause is not firing.clause:
            return {"condition": sentence.text[clause.start : clause.end]}
    return {}
