"""Which later letters are worth a close look for a promise, found without looking at all of them."""

from __future__ import annotations

import heapq
import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from nato_kg.links.meaning import BEGINNING, Reader, named
from nato_kg.links.model import Corpus, Iri, Paper
from nato_kg.links.subjects import words_of
from nato_kg.links.wanted import Wanted
from nato_kg.model import Passage

_DAMPED = 0.75  # so that one rare word, which a letter may use in passing, weighs less against several
_RARE = 20  # things that a promise wants that are looked up, those worth most first
_COMMON = 0.01  # share of the letters above which a thing is too common to look up, in a large collection
_WELL = 0.4  # how well a thing must meet a word to be looked up
_FEW = 60  # letters in which anything may stand, in a small one
_KIN = 12  # later letters of the same dossier that are tried even if they share nothing rare: the nearest in time
_KINSHIP = 1.5  # what the same dossier makes of what a letter shares
_CLOSE = 6  # letters looked at closely


class Index:
    """From features to the letters that have them."""

    def __init__(self, corpus: Corpus, reader: Reader) -> None:
        self._papers = corpus.papers
        self._letters: defaultdict[str, list[Iri]] = defaultdict(list)
        self._features: dict[Iri, frozenset[str]] = {}
        self._rarities: dict[str, float] = {}
        read = (paper for iri, paper in corpus.papers.items() if iri in corpus.passages)
        ordered = sorted(read, key=lambda paper: (paper.issued, paper.iri))
        self._dossiers: defaultdict[Iri, list[Paper]] = defaultdict(list)
        for paper in ordered:
            features = _features(corpus.passages[paper.iri], reader)
            for feature in features:
                if feature[0] != BEGINNING:  # too many words begin alike to tell letters apart
                    self._letters[feature].append(paper.iri)
            self._features[paper.iri] = features
            for dossier in paper.dossiers:
                self._dossiers[dossier].append(paper)
        self._most = max(_FEW, int(_COMMON * len(ordered)))
        self._total = max(1, len(ordered))

    def rarity(self, feature: str) -> float:
        """The weight of a feature: ``ln(1 + n / letters that have it)``, damped."""
        known = self._rarities.get(feature)
        if known is None:
            holders = len(self._letters.get(feature, ())) or 0.5
            known = self._rarities[feature] = math.log(1 + self._total / holders) ** _DAMPED
        return known

    def near(self, wanted: Wanted) -> list[Iri]:
        """The later letters that share the most of what is wanted, the best first."""
        home = self._papers[wanted.promise.paper]
        shared: defaultdict[Iri, float] = defaultdict(float)
        for item in wanted.items[:_RARE]:
            for iri, share in self._holders(item.met, home.issued).items():
                shared[iri] += item.worth * share
        for iri in self._kin(home):
            if iri not in shared:
                shared[iri] = wanted.worth_of(self._features[iri])
        for iri in shared:
            if self._papers[iri].dossiers & home.dossiers:
                shared[iri] *= _KINSHIP
        sharing = (iri for iri, worth in shared.items() if worth)
        return heapq.nlargest(_CLOSE, sharing, key=lambda iri: (shared[iri], iri))

    def _holders(self, met: Iterable[tuple[str, float]], after: date) -> Mapping[Iri, float]:
        """The later letters that hold what meets a word, and how well."""
        found: dict[Iri, float] = {}
        for feature, credit in met:
            letters = self._letters.get(feature, ())
            if credit >= _WELL and len(letters) <= self._most:
                for iri in letters:
                    if credit > found.get(iri, 0.0) and self._papers[iri].issued > after:
                        found[iri] = credit
        return found

    def _kin(self, home: Paper) -> list[Iri]:
        """The next letters of its dossiers."""
        found: list[Iri] = []
        for dossier in sorted(home.dossiers):
            letters = self._dossiers.get(dossier, [])
            start = bisect_right(letters, home.issued, key=lambda paper: paper.issued)
            found += [paper.iri for paper in letters[start : start + _KIN]]
        return found


def _features(passages: Iterable[Passage], reader: Reader) -> frozenset[str]:
    texts = [p.text for p in passages] + sorted({p.heading for p in passages})
    words = words_of("\n".join(texts))
    found = frozenset().union(*(reader.of_word(word) for word in set(words)))
    return found.union(*(concepts for _, concepts in named(words)))
