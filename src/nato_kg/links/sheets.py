"""A letter as promises are held against it: for every feature that one of them wants, the sentences that have it."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from nato_kg.links.meaning import Reader, named
from nato_kg.links.subjects import words_of
from nato_kg.links.wanted import Wanted
from nato_kg.model import Passage

_TRIED = 3  # sentences of a letter that are weighed for a promise, those that hold most of its subject
_CONTEXT = 0.6  # what a word counts that stands in the paragraph of a sentence, or the heading above it


@dataclass(frozen=True, slots=True)
class Held:
    """What a letter holds of what a promise wants: shares by sentence (the best few), in how many words, and of all."""

    shares: Mapping[int, float]
    words: Mapping[int, float]
    letter: float


class Sheet:
    """The sentences of a letter that can keep a promise: what is promised again is not brought.

    Only features that ``claimants`` want are kept; most words of a letter are nobody's.
    """

    def __init__(self, passages: Sequence[Passage], claimants: Iterable[Wanted], reader: Reader) -> None:
        self.passages = [p for p in passages if not p.promises]
        self._members: defaultdict[int, list[int]] = defaultdict(list)
        self._where: defaultdict[str, dict[int, float]] = defaultdict(dict)
        self._around: defaultdict[str, dict[int, float]] = defaultdict(dict)
        asked = frozenset().union(*(wanted.by_feature for wanted in claimants))
        paragraphs: dict[tuple[str, int], int] = {}
        index = {passage.number: at for at, passage in enumerate(self.passages)}
        for passage in passages:
            place = (passage.heading, passage.paragraph)
            if place not in paragraphs:
                paragraphs[place] = len(paragraphs)
                self._read(words_of(passage.heading), None, paragraphs[place], asked, reader)
            at = index.get(passage.number)
            if at is not None:
                self._members[paragraphs[place]].append(at)
            self._read(words_of(passage.text), at, paragraphs[place], asked, reader)

    def _read(
        self, words: tuple[str, ...], at: int | None, paragraph: int, asked: frozenset[str], reader: Reader
    ) -> None:
        """Note the features of a sentence (``at``) or of what stands only around others, and of their paragraph."""
        found = [reader.of_word(word) for word in words]
        found += [concepts for _, concepts in named(words)]
        for features in found:
            for feature in asked.intersection(features):
                credit = features[feature]
                if at is not None and credit > self._where[feature].get(at, 0.0):
                    self._where[feature][at] = credit
                if credit > self._around[feature].get(paragraph, 0.0):
                    self._around[feature][paragraph] = credit

    def held(self, wanted: Wanted) -> Held:
        """What part of what is wanted, by worth, each sentence and the whole letter hold."""
        roots: defaultdict[int, dict[str, float]] = defaultdict(dict)
        letter = 0.0
        for number, best in self._met(wanted).items():
            worth, root = wanted.items[number].worth, wanted.items[number].root
            letter += worth * max(best.values(), default=0.0)
            for at, share in best.items():
                held = roots[at]
                held[root] = held.get(root, 0.0) + worth * share
        total = wanted.total or 1.0
        sums = {at: sum(held.values()) for at, held in roots.items()}
        most = heapq.nsmallest(_TRIED, sums, key=lambda at: (-sums[at], at))
        return Held(
            {at: sums[at] / total for at in most},
            {at: sums[at] ** 2 / sum(value * value for value in roots[at].values()) for at in most},
            letter / total,
        )

    def _met(self, wanted: Wanted) -> dict[int, dict[int, float]]:
        """How well each sentence meets each item, by the feature that meets it best; by the number of the item."""
        near: defaultdict[int, dict[int, float]] = defaultdict(dict)
        met: defaultdict[int, dict[int, float]] = defaultdict(dict)
        for feature in wanted.by_feature.keys() & self._around.keys():
            for number, credit in wanted.by_feature[feature]:
                own, around = met[number], near[number]
                for at, share in self._where.get(feature, _NOWHERE).items():
                    if credit * share > own.get(at, 0.0):
                        own[at] = credit * share
                for paragraph, share in self._around[feature].items():
                    if credit * share > around.get(paragraph, 0.0):
                        around[paragraph] = credit * share
        for number, paragraphs in near.items():
            own = met[number]
            for paragraph, share in paragraphs.items():
                for at in self._members[paragraph]:
                    if _CONTEXT * share > own.get(at, 0.0):
                        own[at] = _CONTEXT * share
        return met


_NOWHERE: Mapping[int, float] = {}
