"""Who leads a mission and where it is, as the letter says it.

The reference data only helps to see that a country which the letter names is where the mission is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import regex

from nato_kg import resources
from nato_kg.frames.rules import load_words
from nato_kg.model import Mention
from nato_kg.namespaces import nkg, short_id
from nato_kg.statements.context import LetterContext, SentenceContext
from nato_kg.statements.mission_names import MissionNames, NamedMission
from nato_kg.terms import value_of
from nato_kg.turtle import read_turtle

_LEADERS = ("Organisation", "State", "Body")
_LEAD_CLASS = "lead-"
_LINKS = (", ", " en ", ", en ")
_WINDOW = 60  # characters beside a name in which an apposition stands
_MOST_PLACES = 40  # of one mission that are looked at
_PARENTHESIS = regex.compile(r"(?: [IVX]{1,4}(?=[,( ]))?(?:\s?\([^()]{1,60}\))?")


class MissionFacts:
    """What the letter says of its missions outside their names, found once for all of them."""

    def __init__(self, letter: LetterContext, names: MissionNames) -> None:
        self._letter = letter
        self._names = names
        states = (m.thing for s in letter.sentences for m in s.mentions_in(0, len(s.text), "State"))
        self._states = tuple(dict.fromkeys(state for state in states if state))
        unnamed = [s for s in letter.sentences if not s.mentions_in(0, len(s.text), "Mission")]
        self._led = dict(self._led_elsewhere(unnamed))
        self._located = dict(self._located_elsewhere(unnamed))

    def leads(self, mission: NamedMission) -> Iterator[str]:
        """Who leads it: in its name, in the noun before it or beside it, or said in so many words; the surest first."""
        for sentence, mention in mission.places[:_MOST_PLACES]:
            yield from self._owner_in(mention.text)
            yield from self._owner_after(mention.text)
            yield from self._owner_inside(mention.text)
            before = sentence.text[max(mention.start - _WINDOW, 0) : mention.start]
            yield from self._owner_in(before.split(" ")[-2] if before.endswith(" ") and " " in before[:-1] else "")
            yield from self._owner_in(f"{before.split(' ')[-1]}x" if before.endswith("-") else "")
            yield from _class_leads(before, at_end=True)
            yield from self._beside(sentence, mention)
            if noun := load_words()["mission-noun"].search(before.lower()):
                yield from self._owner_in(before[noun.start() :].split(" ")[0])
        if mission.id in self._led:
            yield self._led[mission.id]

    def countries(self, mission: NamedMission) -> list[str]:
        """The states where it is: in or after its name, or elsewhere in the letter if the reference data agrees."""
        known = self._known_countries(mission.id)
        found = [state for state in self._states if state in known]
        for sentence, mention in mission.places[:_MOST_PLACES]:
            named = self._states_in(mention.text)
            found += named if not known else [state for state in named if state in known]
            found += _states_after(sentence, mention)
        found += self._located.get(mission.id, ())
        return list(dict.fromkeys(found))

    def state_names(self, names: Sequence[str]) -> frozenset[str]:
        """What follows the first word of a name, where it is a state: *EUTM Mali*."""
        rests = (name.partition(" ")[2] for name in names)
        return frozenset(rest for rest in rests if rest and self._letter.lexicon.find(rest, "State"))

    def _owner_in(self, name: str) -> Iterator[str]:
        """The organisation with which a name begins: *NATO Mission Iraq*, *EU-missie*."""
        words = name.replace("-", " ").split()
        for count in (2, 1):
            found = self._letter.lexicon.find(" ".join(words[:count]), "Organisation")
            if found and (len(words) > count or "-" in name):
                yield found[0].slug
                return

    def _owner_after(self, name: str) -> Iterator[str]:
        """The organisation with which a description ends: *adviesmissie van de NAVO*."""
        words = name.split()
        for count in (2, 1):
            last = " ".join(words[-count:])
            found = self._letter.lexicon.find(last, "Organisation") if len(words) > count + 1 else ()
            if found:
                yield found[0].slug
                return

    def _owner_inside(self, name: str) -> Iterator[str]:
        """The organisation whose it is, within a description: *missie van de EU in Niger*."""
        found = load_words()["mission-of-whom"].search(name.lower())
        if found:
            rest = name[found.end() :].split()
            for count in (2, 1):
                things = self._letter.lexicon.find(" ".join(rest[:count]), "Organisation")
                if things:
                    yield things[0].slug
                    return

    def _beside(self, sentence: SentenceContext, mention: Mention) -> Iterator[str]:
        """An apposition after the name (*, de EU-missie in Bosnië*), *van de NAVO*, or *onder leiding van*."""
        words, text = load_words(), sentence.text
        after = text[_after_parenthesis(text, mention.end) :][: 2 * _WINDOW]
        found = words["mission-apposition"].match(after.lower().lstrip(", "))
        if after.startswith(",") and found:
            for noun in after.lstrip(", ")[: found.end()].split():
                yield from self._owner_in(noun) if "-" in noun else ()
            yield from _class_leads(found.group(), at_end=False)
            yield from self._owner_after(after.lstrip(", ")[: found.end()])
        for agent in sentence.mentions_in(mention.start, mention.end + 3 * _WINDOW, *_LEADERS):
            between, behind = text[mention.start : agent.start].lower(), text[agent.end : agent.end + _WINDOW].lower()
            led = words["mission-led-by"].search(between[-_WINDOW:])
            if led or (words["mission-led-with"].search(between) and words["mission-leading"].match(behind.lstrip())):
                yield agent.thing or agent.text
        for agent in sentence.mentions_in(max(mention.start - 2 * _WINDOW, 0), mention.start, *_LEADERS):
            before, between = text[: agent.start].lower(), text[agent.end : mention.start].lower()
            if words["mission-led-with"].search(before) and words["mission-leading-it"].fullmatch(between.strip()):
                yield agent.thing or agent.text

    def _led_elsewhere(self, unnamed: Sequence[SentenceContext]) -> Iterator[tuple[str, str]]:
        """*Die civiele missie van de Europese Unie*, in a sentence that does not name it; or *de VN-missie* in any."""
        for sentence in self._letter.sentences:
            for found in load_words()["mission-owned"].finditer(sentence.text.lower()):
                owners = list(self._owner_in(sentence.text[found.start() : found.end()].split()[-1]))
                named = sentence.text[found.end() + 1 : found.end() + 2].isupper()
                mission, _ = self._names.meant_at(sentence, found.start(), found.end()) if owners else (None, True)
                if mission and owners and not named:
                    yield mission, owners[0]
        for sentence in unnamed:
            found_of = load_words()["mission-of"].search(sentence.text.lower())
            owners_of = (
                sentence.mentions_in(found_of.end(), found_of.end() + _WINDOW, "Organisation") if found_of else []
            )
            mission, _ = self._names.meant_at(sentence, 0, len(sentence.text)) if owners_of else (None, True)
            if found_of and mission and owners_of[0].start <= found_of.end() + 1 and owners_of[0].thing:
                yield mission, owners_of[0].thing

    def _located_elsewhere(self, unnamed: Sequence[SentenceContext]) -> Iterator[tuple[str, list[str]]]:
        """*de trainingsmissie in Niger*, where the sentences around name one mission and no other."""
        for sentence in unnamed:
            states = _located_in(sentence)
            if not states:
                continue
            number, paragraph = sentence.sentence.number, sentence.sentence.paragraph
            near = [self._letter.by_number.get(n) for n in range(number - 3, number + 4)]
            around = [s for s in near if s is not None and s.sentence.paragraph == paragraph]
            ids = {self._names.id_of(m) for s in around for m in s.mentions_in(0, len(s.text), "Mission")}
            if len(ids) == 1:
                yield ids.pop(), [m.thing or m.text for m in states]

    def _states_in(self, name: str) -> list[str]:
        words = load_words()["region-name"].sub("", name.lower()).split()
        parts = [" ".join(words[n : n + size]) for size in (3, 2, 1) for n in range(len(words) - size + 1)]
        written = {part.casefold(): part for part in _stretches(name.split())}
        named = [written[part] for part in parts if part in written]
        return [thing.slug for part in named for thing in self._letter.lexicon.find(part, "State")][:2]

    def _known_countries(self, id_: str) -> frozenset[str]:
        thing = self._letter.lexicon.things.get(f"Mission/{id_}")
        return _reference().get(id_, frozenset()) | frozenset(thing.countries if thing else ())


def _class_leads(text: str, *, at_end: bool) -> Iterator[str]:
    """An adjective or owner that says who leads it (``lead-european-union`` in words.yaml)."""
    end = len(text.rstrip())
    for name in _lead_classes():
        if any(not at_end or m.end() >= end for m in load_words()[name].finditer(text.lower())):
            yield name.removeprefix(_LEAD_CLASS)


@cache
def _lead_classes() -> tuple[str, ...]:
    return tuple(name for name in load_words() if name.startswith(_LEAD_CLASS))


def _after_parenthesis(text: str, end: int) -> int:
    found = _PARENTHESIS.match(text, pos=end)
    return found.end() if found else end


def _stretches(words: Sequence[str]) -> list[str]:
    return [" ".join(words[n : n + size]) for size in (3, 2, 1) for n in range(len(words) - size + 1)]


def _located_in(sentence: SentenceContext) -> list[Mention]:
    """The states of *missie in X en Y*, and of *de missie traint agenten in X en Y*."""
    words, states = load_words(), sentence.mentions_in(0, len(sentence.text), "State")
    ends = [f.end() + 1 for f in words["mission-in"].finditer(sentence.text)]
    works = words["mission-works"].match(sentence.text.lower())
    for number, state in enumerate(states):
        before = sentence.text[: state.start].lower()
        if state.start in ends or (works and words["just-in"].search(before)):
            return _coordinated(sentence, states[number:])
    return []


def _coordinated(sentence: SentenceContext, states: Sequence[Mention]) -> list[Mention]:
    """The first, and those that go on from it: *Estland, Letland en Litouwen*."""
    taken = list(states[:1])
    for state in states[1:]:
        if sentence.text[taken[-1].end : state.start] not in _LINKS:
            break
        taken.append(state)
    return taken


def _states_after(sentence: SentenceContext, mention: Mention) -> list[str]:
    """*MINUSMA in Mali*, *EUAM Fictië, de adviesmissie van de EU*."""
    end = _after_parenthesis(sentence.text, mention.end)
    states = sentence.mentions_in(end, end + 4 * _WINDOW, "State")
    fits = load_words()["mission-where"]
    for number, state in enumerate(states):
        between = sentence.text[end : state.start].lower().strip(", ")
        acts = load_words()["mission-who"].fullmatch(between) and load_words()["mission-there"].match(
            sentence.text[state.end :].lower()
        )
        if state.start - end <= 3 * _WINDOW and (acts or fits.fullmatch(between)):
            return [m.thing or m.text for m in _coordinated(sentence, states[number:])]
    return []


@cache
def _reference() -> dict[str, frozenset[str]]:
    """Where the missions of the reference data are."""
    triples = read_turtle(resources.path("data", "reference", "missions.ttl")).triples
    places = [t for t in triples if t.predicate.value == nkg("inCountry")]
    pairs = [(short_id(value_of(t.subject)), short_id(value_of(t.object))) for t in places]
    return {mission: frozenset(state for m, state in pairs if m == mission) for mission, _ in pairs}
