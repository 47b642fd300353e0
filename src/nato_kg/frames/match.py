"""Find the clauses of a sentence in which frames hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import attrgetter

from nato_kg.clauses import Clause, split_clauses
from nato_kg.frames.classes import Found
from nato_kg.frames.rules import Frame, load_words
from nato_kg.verbs import VerbHit

_KEPT = 1024  # clauses: those of a letter of 10,000 words

#: Says who acts in a clause with such a verb: "government", "other", or "" where nobody is named.
AgentOf = Callable[[Clause, VerbHit | None], str]


@dataclass(frozen=True, eq=False)
class Unit:
    """A main clause with the clauses that depend on it: what one statement takes up of a sentence.

    ``start`` and ``end`` are positions in the sentence's logical text.
    """

    clauses: tuple[Clause, ...]
    start: int
    end: int

    @cached_property
    def text(self) -> str:
        """All its words in lower case, in the order of the sentence."""
        if len(self.clauses) == 1:
            return self.clauses[0].text
        words = sorted((word for clause in self.clauses for word in clause.words), key=attrgetter("start"))
        return " ".join(map(attrgetter("lower"), words))

    @cached_property
    def words(self) -> frozenset[str]:
        """The different words, in lower case."""
        return frozenset().union(*(clause.lowers for clause in self.clauses))

    @cached_property
    def found(self) -> Found:
        """The word classes in all its words."""
        return load_words().find(self.text)

    @cached_property
    def found_in(self) -> tuple[Found, ...]:
        """The word classes in each of its clauses."""
        return tuple(load_words().find(clause.text) for clause in self.clauses)

    @cached_property
    def maybe(self) -> frozenset[str]:
        """The word classes that may stand in one of its clauses."""
        return _union(found.maybe for found in self.found_in)

    @cached_property
    def verb_classes(self) -> frozenset[str]:
        """The classes of all its verbs."""
        return _union(clause.verb_classes for clause in self.clauses)


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    """All members; of one set (most units are one clause) the set itself."""
    several = tuple(sets)
    return several[0] if len(several) == 1 else frozenset().union(*several)


@dataclass(frozen=True, slots=True)
class Firing:
    """A frame that holds: in which clause of which unit, by which verb (if it asks for one)."""

    frame: Frame
    unit: Unit
    clause: Clause
    verb: VerbHit | None

    @property
    def why(self) -> str:
        """The reason, for `nato-kg extract --explain`."""
        verb = f", verb '{self.verb.verb.name}' {self.clause.mood(self.verb).value}" if self.verb else ""
        return f"{self.frame.rule}{verb}, clause '{self.clause.text}'"


@lru_cache(maxsize=_KEPT)
def alone(clause: Clause) -> Unit:
    """A clause as a unit of its own; made once, since builders ask several things of one clause."""
    return Unit((clause,), clause.start, clause.end)


def split_units(text: str) -> tuple[Unit, ...]:
    """The units of a sentence's logical text."""
    groups: list[list[Clause]] = []
    pending: list[Clause] = []
    for clause in split_clauses(text):
        if clause.subordinate:
            (groups[-1] if groups else pending).append(clause)
        else:
            groups.append([*pending, clause])
            pending = []
    if pending:
        groups.append(pending)
    return tuple(Unit(tuple(group), min(c.start for c in group), max(c.end for c in group)) for group in groups)


def fire(unit: Unit, frames: Sequence[Frame], agent_of: AgentOf) -> list[Firing]:
    """The frames that hold in a unit, at most one a kind and clause: the first in order."""
    found: dict[tuple[str, int], Firing] = {}
    for frame in _index(tuple(frames)).candidates(unit):
        for number in range(len(unit.clauses)):
            if (frame.kind, number) not in found:
                firing = _try(frame, unit, number, agent_of)
                if firing is not None:
                    found[frame.kind, number] = firing
    return [found[key] for key in sorted(found)]


def fire_each(unit: Unit, frames: Sequence[Frame]) -> Iterator[Firing]:
    """Wherever a frame holds in a unit, whoever acts: frame by frame, also where another of its kind holds."""
    for frame in _index(tuple(frames)).candidates(unit):
        for number in range(len(unit.clauses)):
            firing = _try(frame, unit, number, lambda _, __: "")
            if firing is not None:
                yield firing


class _FrameIndex:
    """Frames by what they cannot do without: a verb of their classes, else a word of one."""

    def __init__(self, frames: Sequence[Frame]) -> None:
        self._frames = frames
        by_verb: defaultdict[str, set[int]] = defaultdict(set)
        by_word: defaultdict[str, set[int]] = defaultdict(set)
        self._always = frozenset(n for n, f in enumerate(frames) if not (f.verb or f.has or f.any))
        for number, frame in enumerate(frames):
            for name in frame.verb:
                by_verb[name].add(number)
            for name in () if frame.verb else frame.has[:1] or frame.any:
                by_word[name].add(number)
        self._by_verb, self._verbs = by_verb, frozenset(by_verb)
        self._by_word, self._words = by_word, frozenset(by_word)

    def candidates(self, unit: Unit) -> Iterator[Frame]:
        """The frames that can hold in the unit by its verbs and words, in their order."""
        verbs, words = unit.verb_classes & self._verbs, unit.maybe & self._words
        if not (verbs or words or self._always):
            return
        numbers = self._always.union(*map(self._by_verb.__getitem__, verbs), *map(self._by_word.__getitem__, words))
        for number in sorted(numbers):
            frame = self._frames[number]
            if not unit.maybe.issuperset(frame.has) or (frame.any and unit.maybe.isdisjoint(frame.any)):
                continue
            if not (frame.near or frame.unless_near) or _surrounded(frame, unit.found):
                yield frame


_index = lru_cache(maxsize=256)(_FrameIndex)


def _try(frame: Frame, unit: Unit, number: int, agent_of: AgentOf) -> Firing | None:
    clause = unit.clauses[number]
    if frame.scope != "any" and (frame.scope == "subordinate") != clause.subordinate:
        return None
    if frame.conditional is not None and frame.conditional != clause.conditional:
        return None
    hits = _verbs(frame, clause)
    if not hits or not _words_hold(frame, clause, unit.found_in[number]):
        return None
    for hit in hits:
        if frame.agent == "any" or _agent_fits(frame.agent, agent_of(clause, hit)):
            return Firing(frame, unit, clause, hit)
    return None


def _surrounded(frame: Frame, found: Found) -> bool:
    return _all(frame.near, found) and not _some(frame.unless_near, found)


def _words_hold(frame: Frame, clause: Clause, found: Found) -> bool:
    if frame.negated is not None and frame.negated != clause.negated:
        return False
    if frame.any and not _some(frame.any, found):
        return False
    return _all(frame.has, found) and not _some(frame.unless, found)


def _verbs(frame: Frame, clause: Clause) -> Sequence[VerbHit | None]:
    if not frame.verb:
        return [None]
    return [hit for hit in clause.verbs if hit.is_a(*frame.verb) and (not frame.mood or clause.mood(hit) in frame.mood)]


def _agent_fits(wanted: str, agent: str) -> bool:
    return bool(agent) if wanted == "named" else agent in {wanted, ""}


def _all(names: Iterable[str], found: Found) -> bool:
    return all(name in found for name in names)


def _some(names: Iterable[str], found: Found) -> bool:
    return any(name in found for name in names)
