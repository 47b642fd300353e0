"""Which thing a name of several things stands for, by what the letter named before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from nato_kg.lexicon import Name, Thing
from nato_kg.mentions.candidates import Candidate
from nato_kg.mentions.heads import Heads
from nato_kg.mentions.words import Words
from nato_kg.model import Certainty

_NEVER = 0


class Readings:
    """What was named, in order; call `read` for every candidate in the order of the letter."""

    def __init__(self, implies: Mapping[str, tuple[Thing, ...]], addressee: Sequence[Thing]) -> None:
        self._implies = implies
        self._addressee = frozenset(addressee)
        self._clock = 0
        self._named: dict[str, int] = {}
        self._owned: dict[str, int] = {}

    def note(self, candidates: Iterable[Candidate]) -> None:
        """Take notice of what is named outside the sentences, such as the subject."""
        for candidate in candidates:
            self._note(candidate)

    def read(self, candidate: Candidate) -> tuple[tuple[Thing, ...], Certainty] | None:
        """The things that it can stand for, nearest first; None when it stands for none of them here."""
        things, certainty = candidate.things, candidate.certainty
        if candidate.rule is not None and (len(things) > 1 or candidate.rule.reading):
            chosen = self._choose(candidate.rule)
            if chosen is None:
                return None
            things, certainty = chosen
        if len(things) == 1 and certainty is not Certainty.UNKNOWN:
            self._note(candidate, things[0])
        return things, certainty

    def _note(self, candidate: Candidate, thing: Thing | None = None) -> None:
        self._clock += 1
        for named in (thing,) if thing else candidate.things[:1]:
            self._named[named.key] = self._clock
            if named.of:
                self._owned[named.of] = self._clock
            for implied in self._implies.get(named.key, ()):
                self._named[implied.key] = self._clock

    def _choose(self, name: Name) -> tuple[tuple[Thing, ...], Certainty] | None:
        reading = name.reading
        if reading and reading.by_addressee:
            addressed = [thing for thing in name.things if thing in self._addressee]
            return (addressed[0] if addressed else name.things[0],), Certainty.CERTAIN
        named = {thing.key: self._last(thing) for thing in name.things}
        beside = {thing.key: self._owner(thing) for thing in name.things}
        ranked = tuple(sorted(name.things, key=lambda t: (-named[t.key], -beside[t.key])))
        count = sum(1 for when in named.values() if when)
        near = sum(1 for when in beside.values() if when)
        if reading and reading.only and not (count or (reading.beside and near)):
            return None
        if count > 1 or (count == 0 and near != 1 and len(ranked) > 1):
            return tuple(t for t in ranked if named[t.key]) or ranked, Certainty.AMBIGUOUS
        return ranked[:1], Certainty.LIKELY

    def _last(self, thing: Thing) -> int:
        """When the thing, or a part of it, was named last."""
        return max(self._named.get(thing.key, _NEVER), self._owned.get(thing.slug, _NEVER))

    def _owner(self, thing: Thing) -> int:
        """When the organisation of the thing, or another part of it, was named last."""
        return max(self._named.get(f"Organisation/{thing.of}", _NEVER), self._owned.get(thing.of, _NEVER))


def stands_alone(candidate: Candidate, words: Words, heads: Heads) -> bool:
    """Whether a name that must stand alone does: no word before or after belongs to it (see `names.yaml`)."""
    reading = candidate.rule.reading if candidate.rule else None
    if candidate.rule is None or reading is None or not (reading.alone or reading.closed):
        return True
    proper = candidate.rule.text[0].isupper()
    if not _ends(candidate, words, heads, "after" if proper or reading.closed else "after_noun", closed=reading.closed):
        return False
    first = words.index_of(candidate.start)
    if reading.closed and candidate.start - 1 in words.demonym_to:
        return False
    if reading.closed or not words.joined(first):
        return True
    before = words.tokens[first - 1]
    if not proper:
        return before.folded in heads.sets["definite"]
    return before.folded not in heads.sets["belongs"] and (words.opens(first - 1) or not before.capital)


def _ends(candidate: Candidate, words: Words, heads: Heads, belonging: str, *, closed: bool) -> bool:
    """Whether the name ends there: no hyphen on either side, no capital or preposition of its own after it."""
    if "-" in (
        words.text[candidate.end : candidate.end + 1],
        words.text[max(candidate.start - 1, 0) : candidate.start],
    ):
        return False
    last = words.index_of(candidate.end)
    if not words.joined(last):
        return True
    after = words.tokens[last]
    if after.capital:
        return False
    return after.folded not in heads.sets[belonging] or _goes_on(words, heads, last, closed=closed)


def _goes_on(words: Words, heads: Heads, index: int, *, closed: bool) -> bool:
    """Whether the preposition begins something else: de Raad van 3 mei, de ministers van gedachten."""
    after = index + 1
    if closed and words.joined(after) and words.tokens[after].folded in heads.sets["articles"]:
        after += 1
    if not words.joined(after):
        return True
    if words.tokens[after].folded in heads.sets["months"]:
        return True
    return words.tokens[after].text[0].isdigit() or (closed and not words.tokens[after].text[0].isupper())
