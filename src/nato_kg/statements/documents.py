"""Policy documents, planning processes with their cycles, and workstreams, as far as rules go.

Documents and processes are mentions; a cycle is a noun phrase beside a process (*de nieuwe cyclus van het NDPP*), a
workstream one of its own (*de werklijn over …*, *de herziening van de commandostructuur*).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import regex

from nato_kg.frames.rules import load_words
from nato_kg.mentions.definitions import is_short
from nato_kg.model import Mention
from nato_kg.statements.context import LetterContext, Record, SentenceContext
from nato_kg.statements.hosts import slugify

_DETERMINER = regex.compile(r"(?:[Dd]e|[Hh]et|[Ee]en)(?: [\p{Ll}-]{3,20}e)? $")
_OWNER = regex.compile(r"(?: \([^()]{2,40}\))?(?: van (?:de|het) \p{Lu}[\w-]{1,30}(?: \p{Lu}[\w-]{1,20})?)?")
_OPENS = regex.compile(r"[^().;:,]{0,30}\(")

Places = list[tuple[SentenceContext, Mention]]


def build_documents(letter: LetterContext) -> list[Record]:
    """The policy documents, processes, cycles and workstreams of a letter."""
    records = [_named("PolicyDocument", id_, places) for id_, places in _by_id(letter, "PolicyDocument").items()]
    processes = _by_id(letter, "PlanningProcess")
    records += [_named("PlanningProcess", id_, places) for id_, places in processes.items()]
    for sentence in letter.sentences:
        records += _cycles(sentence)
        records += _workstreams(sentence)
    return records


def _by_id(letter: LetterContext, kind: str) -> dict[str, Places]:
    """The mentions of a kind by what they name; an abbreviation in parentheses names what stands before it."""
    ids: dict[str, str] = {}
    found: dict[str, Places] = {}
    for sentence in letter.sentences:
        before: Mention | None = None
        for mention in sentence.mentions_in(0, len(sentence.text), kind):
            if mention.new and before is not None and _OPENS.fullmatch(sentence.text[before.end : mention.start]):
                ids.setdefault(mention.text, before.thing or ids.get(before.text, slugify(before.text)))
            id_ = mention.thing or ids.setdefault(mention.text, slugify(mention.text))
            found.setdefault(id_, []).append((sentence, mention))
            before = mention
    return found


def _named(kind: str, id_: str, places: Places) -> Record:
    texts = [m.text for _, m in places]
    fields: dict[str, Any] = {
        "id": id_,
        "label": max(texts, key=len),
        "acronym": next((text for text in texts if is_short(text)), None),
    }
    spans = [span for s, m in places for span in s.spans(*_extent(s, m))]
    sentence, mention = places[0]
    return Record(
        kind,
        tuple(sorted(set(spans))),
        {name: value for name, value in fields.items() if value},
        f"{'document' if kind == 'PolicyDocument' else 'process'}-name@1",
        f"named {', '.join(dict.fromkeys(texts))}",
        frozenset({"unlinked"}) if mention.new else frozenset(),
        (sentence.sentence.number, mention.start),
        tuple(dict.fromkeys(s.sentence.number for s, _ in places)),
    )


def _extent(sentence: SentenceContext, mention: Mention) -> tuple[int, int]:
    """The name with its determiner, its abbreviation and whose it is."""
    before = _DETERMINER.search(sentence.text[max(mention.start - 30, 0) : mention.start])
    after = _OWNER.match(sentence.text, pos=mention.end)
    start = mention.start - len(before.group()) if before else mention.start
    return start, after.end() if after else mention.end


def _cycles(sentence: SentenceContext) -> Iterator[Record]:
    """Cycles of planning: the current and the next one are two."""
    text = sentence.text.lower()
    for match in load_words()["planning-cycle"].finditer(text):
        process = next((m for m in sentence.mentions_in(0, len(text), "PlanningProcess")), None)
        if process is None and not load_words()["planning-word"].search(text):
            continue
        begins = load_words()["cycle-begins"].search(text)
        days = [d for d in sentence.dates if d.earliest] if begins else []
        fields: dict[str, Any] = {
            "label": sentence.text[match.start() : match.end()],
            "partOf": process.thing if process else None,
            "startFrom": days[0].earliest.isoformat() if days and days[0].earliest else None,
        }
        extent = _cycle_extent(sentence, match.start(), match.end(), whole=bool(begins))
        yield _phrase("PlanningCycle", "planning-cycle@1", sentence, extent, fields)
        return


def _cycle_extent(sentence: SentenceContext, start: int, end: int, *, whole: bool) -> tuple[int, int]:
    """The phrase with the process beside it; the clause where it says that the cycle begins."""
    if whole:
        unit = next((u for u in sentence.units if u.start <= start < u.end), None)
        return (unit.start, unit.end) if unit else (start, end)
    beside = [m.end for m in sentence.mentions_in(start, len(sentence.text), "PlanningProcess") if m.start - end < 60]
    return start, max([end, *beside])


def _workstreams(sentence: SentenceContext) -> Iterator[Record]:
    for match in load_words()["workstream"].finditer(sentence.text.lower()):
        fields = {"label": sentence.text[match.start() : match.end()]}
        yield _phrase("Workstream", "workstream@1", sentence, match.span(), fields)


def _phrase(kind: str, rule: str, sentence: SentenceContext, extent: Sequence[int], fields: dict[str, Any]) -> Record:
    start, end = extent
    return Record(
        kind,
        sentence.spans(start, end),
        {name: value for name, value in fields.items() if value},
        rule,
        sentence.text[start:end],
        order=(sentence.sentence.number, start),
        sentences=(sentence.sentence.number,),
    )
