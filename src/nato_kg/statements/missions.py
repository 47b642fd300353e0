"""Missions: one record a mission of the letter, with every place that names it, and what the text says of it.

Its leader, its countries and the end of its mandate come only from what the letter says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import regex

from nato_kg.clauses import Clause
from nato_kg.dates import DateExpression
from nato_kg.frames.rules import load_words
from nato_kg.logical import Span
from nato_kg.mentions.definitions import is_short
from nato_kg.model import Mention
from nato_kg.statements.context import LetterContext, Record, SentenceContext
from nato_kg.statements.contributions import build_contributions
from nato_kg.statements.mission_facts import MissionFacts
from nato_kg.statements.mission_names import MissionNames, NamedMission

_NUMBER = regex.compile(r" (?:II|III|IV|V)(?![\w-])")

__all__ = ["build_contributions", "build_missions"]


def build_missions(letter: LetterContext) -> list[Record]:
    """The missions of a letter, in the order in which they are first named."""
    names = MissionNames(letter)
    facts = MissionFacts(letter, names)
    expiries = dict(_expiries(letter, names))
    return [_record(facts, mission, expiries) for mission in names.missions.values()]


def _record(
    facts: MissionFacts,
    mission: NamedMission,
    expiries: dict[str, tuple[date, tuple[Span, ...], bool]],
) -> Record:
    texts = [m.text for _, m in mission.places]
    day, day_spans, inferred = expiries.get(mission.id, (None, (), False))
    fields: dict[str, Any] = {
        "id": mission.id,
        "label": mission.label,
        "acronym": _numbered(mission)
        or next((text for text in texts if is_short(text)), None)
        or _in_parentheses(mission, facts.state_names(texts)),
        "leadOrganisation": next(facts.leads(mission), None),
        "countries": facts.countries(mission),
        "mandateExpires": day.isoformat() if day else None,
    }
    doubts = {"unlinked"} if not mission.known else set()
    first = mission.places[0]
    spans = [*first[0].spans(*_introduced(*first))]
    spans += [span for sentence, m in mission.places[1:] for span in sentence.spans(m.start, m.end)]
    return Record(
        "Mission",
        tuple(sorted({*spans, *day_spans})),
        {name: value for name, value in fields.items() if value},
        "mission-name@1",
        f"named {', '.join(dict.fromkeys(texts))}",
        frozenset({*doubts, *({"inferred-year"} if inferred else ())}),
        (first[0].sentence.number, first[1].start),
        tuple(dict.fromkeys(sentence.sentence.number for sentence, _ in mission.places)),
    )


def _introduced(sentence: SentenceContext, mention: Mention) -> tuple[int, int]:
    """A name with the words beside it that say what and whose it is: *de VN-missie ABC*, *ABC, de NAVO-missie*."""
    words, text = load_words(), sentence.text.lower()
    before = words["mission-lead-in"].search(text[: mention.start].rstrip())
    after = words["mission-trailing"].match(text[mention.end :])
    return before.start() if before else mention.start, mention.end + (after.end() if after else 0)


def _in_parentheses(mission: NamedMission, countries: frozenset[str]) -> str | None:
    """An abbreviation with a name (*EUTM Mali*): in parentheses after the full one, all capitals, or with a state."""
    for sentence, mention in mission.places:
        around = sentence.text[max(mention.start - 1, 0) : mention.end + 1]
        first, _, rest = mention.text.partition(" ")
        whole = mention.text.isupper() or (around[:1] == "(" and around[-1:] == ")") or rest in countries
        if is_short(first) and whole:
            return mention.text
    return None


def _numbered(mission: NamedMission) -> str | None:
    """An abbreviation with the number that makes it another mission's: *UNIFIL II*."""
    for sentence, mention in mission.places:
        number = _NUMBER.match(sentence.text, mention.end)
        if is_short(mention.text) and number is not None:
            return mention.text + number.group()
    return None


def _expiries(letter: LetterContext, names: MissionNames) -> Iterator[tuple[str, tuple[date, tuple[Span, ...], bool]]]:
    """When mandates end, by mission; what is said last wins, an extension only where it has been decided."""
    for sentence in letter.sentences:
        for unit in sentence.units if sentence.dates else ():
            if "mandate" not in unit.found or "mandate-own" in unit.found:
                continue
            found = _expiry(sentence, unit.clauses)
            mission, _ = names.meant_at(sentence, unit.start, unit.end)
            if found and mission:
                day = found[0]
                spans = (
                    ()
                    if sentence.mentions_in(0, len(sentence.text), "Mission")
                    else sentence.spans(unit.start, unit.end)
                )
                yield mission, (day, spans, found[1].inferred)


def _expiry(sentence: SentenceContext, clauses: Iterable[Clause]) -> tuple[date, DateExpression] | None:
    """The day after *tot*, or that of a clause which says that it ends."""
    words = load_words()
    for clause in clauses:
        if words["mandate-unsure"].search(clause.text):
            continue
        dates = [d for d in sentence.dates_in(clause.start, clause.end) if d.latest]
        until = [d for d in dates if words["until"].search(sentence.text[: d.start].lower()[-16:] + " #")]
        until = until or [d for d in dates if words["until"].match(d.text.lower())]
        if words["mandate-ends"].search(clause.text) or (until and words["mandate-until"].search(clause.text)):
            for found in until or (dates if words["mandate-ends"].search(clause.text) else ()):
                assert found.latest is not None
                return found.latest, found
    return None
