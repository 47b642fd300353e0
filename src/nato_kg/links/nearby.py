"""Which later letters are worth a close look for a promise, found without looking at all of them."""

from __future__ import annotations

import heapq
import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from nato_kg.links.meaning import Reader, named
from nato_kg.links.model import Corpus, Iri, Paper
from nato_kg.links.subjects import words_of
from nato_kg.links.wanted import Wanted
from nato_kg.model import Passage

_DAMPED = 0.75  # so that one rare word, which a letter may use in passing, weighs less against several
_RARE = 24  # things that a promise wants that are looked up, those worth most first
_COMMON = 0.02  # share of the letters above which a thing is too common to look up, in a large collection
_FEW = 60  # letters in which anything may stand, in a small one
_KIN = 25  # later letters of the same dossier that are tried even if they share nothing rare: the nearest in time
_KINSHIP = 1.5  # what the same dossier makes of what a letter shares
_CLOSE = 10  # letters looked at closely


class Index:
    """From features to the letters that have them."""

    def __init__(self, corpus: Corpus, reader: Reader) -> None:
        self._papers = corpus.papers
        self._letters: defaultdict[str, list[Iri]] = defaultdict(list)
        self._features: dict[Iri, frozenset[str]] = {}
        ordered = sorted(
            (p for p in corpus.papers.values() if p.iri in corpus.passages), key=lambda p: (p.issued, p.iri)
        )
        self._dossiers: defaultdict[Iri, list[Paper]] = defaultdict(list)
        for paper in ordered:
            features = _features(corpus.passages[paper.iri], reader)
            for feature in features:
                self._letters[feature].append(paper.iri)
            self._features[paper.iri] = features
            for dossier in paper.dossiers:
                self._dossiers[dossier].append(paper)
        self._most = max(_FEW, int(_COMMON * len(ordered)))
        self._total = max(1, len(ordered))

    def rarity(self, feature: str) -> float:
        """The weight of a feature: ``ln(1 + n / letters that have it)``, damped."""
        return math.log(1 + self._total / (len(self._letters.get(feature, ())) or 0.5)) ** _DAMPED

    def near(self, wanted: Wanted) -> list[Iri]:
        """The later letters that share the most of what is wanted, the best first."""
        home = self._papers[wanted.promise.paper]
        shared: defaultdict[Iri, float] = defaultdict(float)
        for item in wanted.items[:_RARE]:
            for iri, share in self._holders(item.met, home.issued).items():
                shared[iri] += item.worth * share
        for iri in self._kin(home):
            if iri not in shared:
                features = self._features[iri]
                shared[iri] = sum(
                    item.worth * max((credit for f, credit in item.met if f in features), default=0.0)
                    for item in wanted.items[:_RARE]
                )
        for iri in shared:
            if self._papers[iri].dossiers & home.dossiers:
                shared[iri] *= _KINSHIP
        return heapq.nlargest(
            _CLOSE, (iri for iri, worth in shared.items() if worth), key=lambda iri: (shared[iri], iri)
        )

    def _holders(self, met: Iterable[tuple[str, float]], after: date) -> Mapping[Iri, float]:
        """The later letters that hold what meets a word, and how well."""
        found: dict[Iri, float] = {}
        for feature, credit in met:
            letters = self._letters.get(feature, ())
            if len(letters) <= self._most:
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
    found = set(reader.of_words(set(words)))
    for _, concepts in named(words):
        found.update(concepts)
    return frozenset(found)
