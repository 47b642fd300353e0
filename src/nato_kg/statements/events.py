"""Events: what happened, goes on or is at hand in the world: attacks, elections, accidents, ceasefires, laws.

A clause may tell one by its verb (*werden elf zeelieden ontvoerd*), or name one by a noun (*de aanval op de haven*). A
name counts where it is definite and bound to a place, a day or a state: *elke aanval*, *hybride aanvallen* are none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from nato_kg.clauses import Clause
from nato_kg.clauses import load_words as load_clause_words
from nato_kg.frames import Firing, Unit, fire, frames_of
from nato_kg.frames.rules import load_words
from nato_kg.model import Mention
from nato_kg.statements.agents import is_government
from nato_kg.statements.context import LetterContext, Record, SentenceContext
from nato_kg.statements.event_names import find_names, is_event, with_day
from nato_kg.statements.holders import find_subjects
from nato_kg.statements.triggers import units_with
from nato_kg.verbs import Form, VerbHit, load_verbs

_PLACES = ("State", "Region", "Place")
_NOUN_RULE = "evt-noun"

#: What tells whether two places speak of the same event: its noun, and what it is bound to.
Key = tuple[str, frozenset[str]]


def build_events(letter: LetterContext) -> list[Record]:
    """The events of a letter, each once: where it is first told, not where it is only talked about."""
    records: list[Record] = []
    seen: set[Key] = set()
    for sentence in letter.sentences:
        for record, key in _in_sentence(letter, sentence):
            if not _is_told(key, seen):
                seen.add(key)
                records.append(record)
    return records


def _in_sentence(letter: LetterContext, sentence: SentenceContext) -> Iterator[tuple[Record, Key]]:
    def agent_of(clause: Clause, _: VerbHit | None) -> str:
        subjects = find_subjects(sentence, clause, letter.lexicon)
        return "" if not subjects else "government" if all(_is_ours(m) for m in subjects) else "other"

    for unit in units_with(sentence, "event-trigger", "happen", "step"):
        firings = fire(unit, frames_of("Event"), agent_of)
        if not firings or "event-discuss" in unit.found:
            continue
        told = [f for f in firings if f.frame.id != _NOUN_RULE and _is_bound(letter, sentence, f.clause)]
        told = [f for f in told if not _is_detail(sentence, f, firings) and not _is_adjective(f)]
        for firing in told:
            yield _by_verb(letter, sentence, firing)
        clauses = [f.clause for f in told]
        for firing in firings:
            if firing.clause not in clauses:
                yield from _by_noun(letter, sentence, unit, firing)


def _is_ours(mention: Mention) -> bool:
    """Whether who acts is the Dutch government: no head of another state, known by name or not."""
    return is_government(mention) and not load_words()["foreign-post"].search(mention.text.lower())


def _is_told(key: Key, seen: set[Key]) -> bool:
    """Whether the same noun, or one of which it is part, stood before, bound to the same or to more or less."""
    noun, bounds = key
    return bool(noun) and any(
        (earlier.endswith(noun) or noun.endswith(earlier)) and (bounds <= there or there <= bounds)
        for earlier, there in seen
        if earlier
    )


def _is_bound(letter: LetterContext, sentence: SentenceContext, clause: Clause) -> bool:
    """Whether a clause tells of a thing that happened: somewhere or some day, or done by a state that it names."""
    if sentence.dates or sentence.mentions_in(0, len(sentence.text), *_PLACES):
        return True
    if any(word.text[0].isupper() for word in clause.words[1:]) or _begins_with_name(clause):
        return True  # a name that is in no list
    return bool(find_subjects(sentence, clause, letter.lexicon)) or bool(load_words()["by-now"].search(clause.text))


def _begins_with_name(clause: Clause) -> bool:
    """Whether the first word may be a name: a verb follows it, and it is no word that opens clauses."""
    first, known = clause.words[0], load_clause_words()
    plain = known.subjects | known.determiners | known.coordinators | known.prepositions | known.subordinators
    after = clause.lowers[1] if len(clause.words) > 1 else ""
    return first.text[0].isupper() and first.lower not in plain and after in load_verbs().auxiliaries


def _is_detail(sentence: SentenceContext, firing: Firing, firings: Sequence[Firing]) -> bool:
    """Whether a clause only tells more of an event told before it: *de overval, waarbij een agent omkwam*."""
    told = [f for f in firings if f.clause.start < firing.clause.start]
    dated = any(d.earliest == d.latest for d in sentence.dates_in(firing.clause.start, firing.clause.end))
    if dated and all(f.frame.sets["status"] == "ongoing" for f in told):
        return False  # one day of what goes on
    elsewhere = _elsewhere(firing.clause) and bool(load_words()["event-thing"].search(firing.clause.text))
    return bool(told) and not elsewhere and bool(load_words()["event-detail"].fullmatch(firing.clause.opener))


def _elsewhere(clause: Clause) -> bool:
    """Whether a clause names a place of its own: *…, waarbij in Mostar ongeregeldheden uitbraken*."""
    known = load_clause_words().prepositions
    return any(word.text[0].isupper() and before.lower in known for before, word in pairwise(clause.words))


def _is_adjective(firing: Firing) -> bool:
    """Whether the verb stands before a noun as what was done to it: *de beschadigde kabel*."""
    verb, words = firing.verb, firing.clause.lowers
    if verb is None or not 0 < verb.word < len(words) - 1 or verb.form not in {Form.PAST, Form.PAST_OR_PARTICIPLE}:
        return False
    return bool(load_words()["event-article"].fullmatch(words[verb.word - 1]))


def _by_verb(letter: LetterContext, sentence: SentenceContext, firing: Firing) -> tuple[Record, Key]:
    clause = firing.clause
    agents = [m for m in find_subjects(sentence, clause, letter.lexicon) if not _is_ours(m)]
    places = _places(sentence, clause.start, clause.end)
    noun = load_words()["event-noun"].search(clause.text)
    record = _record(sentence, firing, (clause.start, clause.end), agents, places, firing.frame.sets["status"])
    return record, (noun.group() if noun else "", frozenset(places))


def _by_noun(
    letter: LetterContext, sentence: SentenceContext, unit: Unit, firing: Firing
) -> Iterator[tuple[Record, Key]]:
    clause = firing.clause
    for name in find_names(sentence, clause):
        if not is_event(sentence, clause, name):
            continue
        start, noun, end = clause.words[name.first].start, clause.words[name.head], clause.words[name.last - 1].end
        agents = sentence.mentions_in(start, noun.start, "State")
        places = _places(sentence, noun.end, end)
        end = with_day(sentence, end)
        status = _status(letter, sentence, unit, " ".join(clause.lowers[name.first : name.last]), (start, end))
        record = _record(sentence, firing, (start, end), agents, places, status)
        bounds = [*(places or [_called(m) for m in agents]), *filter(None, [record.fields.get("date")])]
        yield record, (noun.lower, frozenset(bounds or _places(sentence, clause.start, clause.end)))


def _status(letter: LetterContext, sentence: SentenceContext, unit: Unit, name: str, extent: tuple[int, int]) -> str:
    """Imminent where the words or the day say so, ongoing where something in the clause does, else past."""
    days = [d.earliest for d in sentence.dates_in(*extent) if d.earliest]
    if load_words()["event-imminent"].search(name) or (days and letter.issued and days[0] > letter.issued):
        return "imminent"
    return "ongoing" if load_words()["event-ongoing"].search(unit.text) else "past"


def _places(sentence: SentenceContext, start: int, end: int) -> list[str]:
    return list(dict.fromkeys(_called(m) for m in sentence.mentions_in(start, end, *_PLACES)))


def _called(mention: Mention) -> str:
    return mention.thing or mention.text


def _record(
    sentence: SentenceContext,
    firing: Firing,
    extent: tuple[int, int],
    agents: Sequence[Mention],
    places: Sequence[str],
    status: str,
) -> Record:
    start, end = extent
    day = next((d for d in sentence.dates_in(start, end) if d.earliest and d.earliest == d.latest), None)
    named = list(dict.fromkeys(_called(m) for m in agents))
    places = [place for place in places if place not in named]
    fields: dict[str, Any] = {
        "label": sentence.text[start:end],
        "agent": named[0] if len(named) == 1 else named,
        "place": places[0] if len(places) == 1 else "",
        "places": list(places) if len(places) > 1 else [],
        "date": day.earliest.isoformat() if day and day.earliest else None,
        "status": status,
    }
    return Record(
        "Event",
        sentence.spans(start, end),
        {name: value for name, value in fields.items() if value},
        firing.frame.rule,
        firing.why,
        frozenset({"inferred-year"}) if day and day.inferred else frozenset(),
        (sentence.sentence.number, start),
        (sentence.sentence.number,),
    )
