"""The missions that a letter names, each with all its names; and which mission a place in the text is about."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import regex

from nato_kg.frames.rules import load_words
from nato_kg.model import Mention, ParagraphKind
from nato_kg.statements.context import LetterContext, SentenceContext
from nato_kg.statements.hosts import slugify

_OPENS = regex.compile(r"[^().;:]{0,60}\($")
_NEAR = 6  # sentences back in which a paragraph names its mission
_OPENING = 20  # characters at the start of a sentence in which its topic stands
_REACH = 6  # sentences back in the paragraph


@dataclass(frozen=True, slots=True)
class NamedMission:
    """A mission of the letter: its id (a slug), what it is called in full, and where it is named."""

    id: str
    label: str
    known: bool
    places: tuple[tuple[SentenceContext, Mention], ...]


class MissionNames:
    """The missions of a letter by id, and the one meant at a place."""

    def __init__(self, letter: LetterContext) -> None:
        self._letter = letter
        self._ids: dict[str, str] = {}  # name of a new mission -> id
        places: dict[str, list[tuple[SentenceContext, Mention]]] = {}
        for sentence in letter.sentences:
            self._pair(sentence)
        for sentence in letter.sentences:
            for mention in self._learn(sentence):
                places.setdefault(self.id_of(mention), []).append((sentence, mention))
        self.missions = {id_: self._mission(id_, found) for id_, found in places.items()}
        self._topics = self._topics_of(letter)
        self._headings = {heading: self._in_heading(heading) for heading in {s.heading for s in letter.sentences}}

    def id_of(self, mention: Mention) -> str:
        """The slug of a known mission; for a new one that of its first full name in the letter."""
        key = _key(mention.text)
        return mention.thing or self._ids.get(key, slugify(key))

    def meant_at(self, sentence: SentenceContext, start: int, end: int) -> tuple[str | None, bool]:
        """The mission that [start, end) of a sentence is about, and whether it is only understood from elsewhere."""
        here = sentence.mentions_in(0, len(sentence.text), "Mission")
        inside = [m for m in here if start <= m.start < end]
        before = [m for m in here if m.start < start]
        if inside or before:
            return self.id_of(inside[0] if inside else before[-1]), not inside
        for earlier in self._letter.before(sentence, _REACH):
            if named := self._topic(earlier):
                return named, True
        following = self._letter.by_number.get(sentence.sentence.number + 1)
        together = following is not None and following.sentence.paragraph == sentence.sentence.paragraph and not here
        if together and following and (named := self._topic(following)):
            return named, True
        if here and not load_words()["mission-word"].search(sentence.text[start:end].lower()):
            return self.id_of(here[0]), True
        return self._from_section(sentence), True

    def is_near(self, sentence: SentenceContext) -> bool:
        """Whether it, the one before it or one before in its paragraph names a mission, or it speaks of one."""
        own = [s for s in self._letter.before(sentence, _NEAR) if s.sentence.paragraph == sentence.sentence.paragraph]
        places = [sentence, *self._letter.before(sentence), *own]
        return any(s.mentions_in(0, len(s.text), "Mission") for s in places) or bool(
            load_words()["mission-word"].search(sentence.text.lower())
        )

    def _topic(self, sentence: SentenceContext) -> str | None:
        """The mission that a sentence speaks of: the one with which it begins, else the one named last."""
        named = sentence.mentions_in(0, len(sentence.text), "Mission")
        if not named:
            return None
        opening = " " not in sentence.text[: named[0].start].strip()[3:]
        return self.id_of(named[0] if opening or named[0].start < _OPENING else named[-1])

    def _from_section(self, sentence: SentenceContext) -> str | None:
        """That of the heading, of an earlier paragraph under it, the one of the letter, or the one before."""
        if found := self._headings.get(sentence.heading):
            return found
        topics = self._topics.get(sentence.sentence.section, [])
        index = bisect_left(topics, (sentence.sentence.number, ""))
        if index or self._foremost:
            return topics[index - 1][1] if index else self._foremost
        before = self._topics.get(sentence.sentence.section - 1, [])
        return before[-1][1] if before else None

    def _topics_of(self, letter: LetterContext) -> dict[int, list[tuple[int, str]]]:
        """By section: the sentences that name a mission, and which they speak of, in order."""
        topics: dict[int, list[tuple[int, str]]] = {}
        tables = [p for p in letter.document.paragraphs if p.kind is ParagraphKind.TABLE]
        rows = {sentence.number for table in tables for sentence in table.sentences}
        for sentence in letter.sentences:
            if sentence.sentence.number not in rows and (topic := self._topic(sentence)):
                topics.setdefault(sentence.sentence.section, []).append((sentence.sentence.number, topic))
        return {section: sorted(found) for section, found in topics.items()}

    @cached_property
    def _foremost(self) -> str | None:
        """The only mission of the letter, of its subject or its opening; else one named far more often than others."""
        if len(self.missions) < 2:
            return next(iter(self.missions), None)
        block = self._letter.document.title_block
        for text in (block.subject.text if block.subject else "", *(d.title.text for d in block.dossiers if d.title)):
            if found := self._in_heading(text):
                return found
        first = self._letter.sentences[0].sentence.section
        opening = {id_ for id_, m in self.missions.items() if m.places[0][0].sentence.section == first}
        if len(opening) == 1:
            return next(iter(opening))
        ranked = sorted(self.missions.values(), key=lambda m: -len(m.places))
        return ranked[0].id if len(ranked[0].places) > 2 * len(ranked[1].places) else None

    def _pair(self, sentence: SentenceContext) -> None:
        """What stands in parentheses after a new mission is another name of it, wherever that stands."""
        previous: Mention | None = None
        for mention in sentence.mentions_in(0, len(sentence.text), "Mission"):
            both = mention.new and previous is not None and previous.new
            if both and previous and _OPENS.fullmatch(sentence.text[previous.end : mention.start]):
                self._ids.setdefault(_key(mention.text), self.id_of(previous))
            previous = mention

    def _learn(self, sentence: SentenceContext) -> Iterator[Mention]:
        """The missions of a sentence."""
        for mention in sentence.mentions_in(0, len(sentence.text), "Mission"):
            if mention.new:
                self._ids.setdefault(_key(mention.text), slugify(_key(mention.text)))
            yield mention

    def _mission(self, id_: str, places: Sequence[tuple[SentenceContext, Mention]]) -> NamedMission:
        first = max(places, key=lambda place: len(place[1].text))[1]
        known = first.thing is not None
        thing = self._letter.lexicon.things.get(f"Mission/{id_}")
        return NamedMission(id_, thing.label if thing else first.text, known, tuple(places))

    def _in_heading(self, heading: str) -> str | None:
        named = [id_ for id_, mission in self.missions.items() if any(m.text in heading for _, m in mission.places)]
        return named[0] if len(named) == 1 else None


def _key(name: str) -> str:
    """A name without the noun before it: *operatie Baltic Lantern*, later *Baltic Lantern*."""
    found = load_words()["mission-head"].match(name.lower())
    return name[found.end() :].strip().casefold() if found else name.casefold()
