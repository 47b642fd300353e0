"""What a promise asks of a later letter: the words of its subject, what each is worth, and by what else each is met."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import regex

from nato_kg import resources
from nato_kg.links.meaning import Features, Reader, named
from nato_kg.links.model import Promise
from nato_kg.links.subjects import Weights, commonplaces, function_words, stem, words_of
from nato_kg.model import Passage

_FORM = 0.5  # what a word counts that names the paper promised (evaluatie, notitie), little of its subject
_COMMONPLACE = 0.4  # what a word of any letter counts
_NAME = 1.3  # what a name or a number counts: few other letters hold it by chance
_CONTEXT, _POINTED = 0.35, 0.45  # what a word beside the promise counts; where the promise points at it (dit, deze)
_MET = {"~": 0.85, "^": 0.45, "@": 1.0}  # how well something else than the word meets it, by the kind of feature
_LEAST = 0.2  # what meets a word less well than this is left out: it costs time and says little
_PART = 0.6  # how well a part of a word meets it
_WHOLE = 0.6  # what a compound and each of its parts count: together a little more than a word
_IN_NAME = 0.3  # what a word of a name counts, beside the name
_MOST = 32  # words of a promise that are compared, those worth most: long paragraphs cost time and say little more


@dataclass(frozen=True, slots=True)
class Item:
    """A word that is wanted: what it is worth, what meets it and how well, and whether the promise itself holds it.

    ``root`` is the stem of the word that stands there (``written``), of which this may be a part.
    """

    word: str
    written: str
    root: str
    worth: float
    met: tuple[tuple[str, float], ...]
    own: bool


@dataclass(frozen=True, slots=True)
class Deliverable:
    """A kind of thing promised, and the signs of a sentence that fit it; ``only``: nothing else keeps it."""

    name: str
    words: regex.Pattern[str]
    fits: frozenset[str]
    only: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """Everything that is wanted of a promise; ``by_feature`` says which items (by number) a feature meets, how well."""

    promise: Promise
    items: tuple[Item, ...]
    total: float
    deliverable: Deliverable | None
    by_feature: Mapping[str, tuple[tuple[int, float], ...]]

    def worth_of(self, features: frozenset[str]) -> float:
        """The worth of what is wanted that a letter with these features holds somewhere."""
        best: dict[int, float] = {}
        for feature in self.by_feature.keys() & features:
            for number, credit in self.by_feature[feature]:
                if credit > best.get(number, 0.0):
                    best[number] = credit
        return sum(self.items[number].worth * credit for number, credit in best.items())


class Asker:
    """Tells what promises want."""

    def __init__(self, reader: Reader, weights: Weights, rarity: Callable[[str], float]) -> None:
        self._reader = reader
        self._weights = weights
        self._rarity = rarity

    def ask(self, promise: Promise, passages: Sequence[Passage]) -> Wanted:
        """What the promise wants, by its own words and, for less, those of its paragraph and heading."""
        places = {(p.heading, p.paragraph) for p in passages if p.number in promise.sentences}
        stating = [p.text for p in passages if p.number in promise.sentences and p.text not in promise.text]
        beside = [p.text for p in passages if (p.heading, p.paragraph) in places and p.number not in promise.sentences]
        headings = sorted({heading for heading, _ in places})
        own = list(self._items(words_of(promise.text), 1.0, own=True))
        near = _POINTED if _points().search(promise.text.lower()) else _CONTEXT
        around = words_of(" ".join([*stating, *headings, *beside]))
        rest = list(self._items(around, near, own=False))
        items = _joined([*own, *rest])
        kept = tuple(sorted(items, key=lambda item: (-item.worth, item.word))[:_MOST])
        total = sum(item.worth for item in kept)
        return Wanted(promise, kept, total, deliverable(promise.text), _by_feature(kept))

    def _items(self, words: tuple[str, ...], share: float, *, own: bool) -> Iterator[Item]:
        within: set[int] = set()
        for places, concepts in named(words):
            thing, written = next(iter(concepts)), " ".join(words[at] for at in places)
            within.update(places)
            worth = _NAME * share * self._rarity(thing)
            yield Item(thing, written, thing, worth, tuple(concepts.items()), own)
        for at, word in enumerate(words):
            low = word.lower()
            if len(low) > 1 and low not in function_words():
                name = low[0].isdigit() or (at > 0 and word[0].isupper())
                yield from self._of_word(word, share * (_IN_NAME if at in within else _NAME if name else 1.0), own)

    def _of_word(self, word: str, share: float, own: bool) -> Iterator[Item]:
        """A word as it is, and the parts of a compound."""
        low = word.lower()
        share *= _FORM if low in _forms() else _COMMONPLACE if low in commonplaces() else 1.0
        root, parts = stem(low), self._weights.parts(low) - {stem(low)}
        worth = share * self._rarity(root) * (_WHOLE if parts else 1.0)
        yield Item(root, word, root, worth, self._met(self._reader.of_word(word), root), own)
        for part in parts:
            least = _FORM if part in _form_stems() else 1.0
            worth = least * share * _WHOLE * self._rarity(part)
            yield Item(part, word, root, worth, self._met(self._reader.of_word(part), part), own)

    def _met(self, features: Features, own: str) -> tuple[tuple[str, float], ...]:
        """What meets a word: itself wholly, else the less the commoner what it shares with others is."""
        rare = self._rarity(own)
        found = [(own, 1.0)]
        for feature, credit in features.items():
            likeness = credit * self._likeness(feature, rare)
            if feature != own and likeness >= _LEAST:
                found.append((feature, likeness))
        return tuple(found)

    def _likeness(self, feature: str, rare: float) -> float:
        return _MET.get(feature[0], _PART) * min(1.0, self._rarity(feature) / rare)


def _by_feature(items: Sequence[Item]) -> Mapping[str, tuple[tuple[int, float], ...]]:
    found: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, item in enumerate(items):
        for feature, credit in item.met:
            found[feature].append((number, credit))
    return {feature: tuple(numbers) for feature, numbers in found.items()}


def _joined(items: Iterable[Item]) -> list[Item]:
    """One item for each word, the one that is worth most."""
    found: dict[str, Item] = {}
    for item in items:
        if item.word not in found or item.worth > found[item.word].worth:
            found[item.word] = item
    return list(found.values())


def deliverable(text: str) -> Deliverable | None:
    """What kind of thing is promised, the first of the list whose words stand in the promise."""
    low = text.lower()
    return next((d for d in _deliverables() if d.words.search(low)), None)


@cache
def _deliverables() -> tuple[Deliverable, ...]:
    rows = resources.load_yaml("data", "language", "keeping-nl.yaml")["deliverables"]
    return tuple(
        Deliverable(name, regex.compile(rf"\b(?:{row['words']})\b"), frozenset(row["fits"]), row.get("only", False))
        for name, row in rows.items()
    )


@cache
def _forms() -> frozenset[str]:
    return frozenset(resources.load_yaml("data", "language", "keeping-nl.yaml")["forms"])


@cache
def _form_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in _forms())


@cache
def _points() -> regex.Pattern[str]:
    """Words by which a promise points at what was said before it."""
    words = resources.load_yaml("data", "language", "keeping-nl.yaml")["points"]
    return regex.compile(rf"\b(?:{'|'.join(words)})\b")
