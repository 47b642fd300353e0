"""A letter as promises are held against it: for every feature the sentences that have it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nato_kg.links.meaning import Reader
from nato_kg.links.wanted import Item, Wanted
from nato_kg.model import Passage

_CONTEXT = 0.6  # what a word counts that stands in the paragraph of a sentence, not in it
_HEADING = 0.5  # … in the heading above it
_NOWHERE: Mapping[int, float] = {}


@dataclass(frozen=True, slots=True)
class Held:
    """What a letter holds of what a promise wants: shares by sentence, in how many words, and of the whole letter."""

    shares: Mapping[int, float]
    words: Mapping[int, float]
    letter: float


class Sheet:
    """The sentences of a letter that can keep a promise: what is promised again is not brought."""

    def __init__(self, passages: Sequence[Passage], reader: Reader) -> None:
        self.passages = [p for p in passages if not p.promises]
        self._where: defaultdict[str, dict[int, float]] = defaultdict(dict)
        beside: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
        for at, passage in enumerate(self.passages):
            beside[passage.heading, passage.paragraph].append(at)
        read = [reader.of_text(p.text) for p in passages]
        index = {passage.number: at for at, passage in enumerate(self.passages)}
        for features, passage in zip(read, passages, strict=True):
            own = index.get(passage.number)
            for other in beside.get((passage.heading, passage.paragraph), ()):
                share = 1.0 if other == own else _CONTEXT
                self._add(other, features, share)
        for (heading, _), places in beside.items():
            features = reader.of_text(heading) if heading else {}
            for at in places:
                self._add(at, features, _HEADING)

    def _add(self, at: int, features: dict[str, float], share: float) -> None:
        for feature, credit in features.items():
            where = self._where[feature]
            if share * credit > where.get(at, 0.0):
                where[at] = share * credit

    def held(self, wanted: Wanted) -> Held:
        """What part of what is wanted, by worth, each sentence and the whole letter hold."""
        sums: defaultdict[int, float] = defaultdict(float)
        roots: defaultdict[int, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
        letter = 0.0
        for item in wanted.items:
            best = self._best(item)
            if best:
                letter += item.worth * max(best.values())
                for at, share in best.items():
                    sums[at] += item.worth * share
                    roots[at][item.root] += item.worth * share
        total = wanted.total or 1.0
        return Held(
            {at: value / total for at, value in sums.items() if value},
            {at: value * value / sum(v * v for v in roots[at].values()) for at, value in sums.items() if value},
            letter / total,
        )

    def _best(self, item: Item) -> dict[int, float]:
        """How well each sentence meets a word, by the feature that meets it best."""
        best: dict[int, float] = {}
        for feature, credit in item.met:
            for at, share in self._where.get(feature, _NOWHERE).items():
                if credit * share > best.get(at, 0.0):
                    best[at] = credit * share
        return best

    def shared(self, wanted: Wanted, at: int) -> list[str]:
        """The words of the promise that a sentence meets, those that count most first."""
        met = ((item.worth * self._best(item).get(at, 0.0), item.word) for item in wanted.items)
        return [word for worth, word in sorted(met, key=lambda m: (-m[0], m[1])) if worth]
