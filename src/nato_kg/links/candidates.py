"""Which later letter may keep a promise without saying so: proposals with a score and reasons, for a person to judge.

Only letters near a promise are looked at (``nearby``), so that the work grows with what is shared and not with promises
times letters. Letters are then gone through one by one, each with the promises that it is near to: a letter is read
once, and a sentence of it that fits another promise better counts less for this one.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from nato_kg.links.meaning import Reader
from nato_kg.links.model import Candidate, Corpus, Iri, Promise
from nato_kg.links.nearby import Index
from nato_kg.links.reasons import explain
from nato_kg.links.scoring import Sight, score, signs_of
from nato_kg.links.sheets import Sheet
from nato_kg.links.subjects import Weights
from nato_kg.links.wanted import Asker, Wanted

_WORTH_TELLING = 0.02  # the least score of a proposal: below it, nobody would look


@dataclass(frozen=True, slots=True)
class _Fit:
    score: float
    signs: Mapping[str, float]
    sight: Sight


@contextmanager
def _no_collector() -> Iterator[None]:
    """Without the garbage collector, which would walk millions of small things again and again and free none."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


class CandidateFinder:
    """Proposes letters for promises of which no letter says what became of them."""

    def __init__(self, corpus: Corpus, weights: Weights) -> None:
        self._corpus = corpus
        self._reader = Reader(weights)
        with _no_collector():
            self._index = Index(corpus, self._reader)
        self._asker = Asker(self._reader, weights, self._index.rarity)

    def find(self, promises: Iterable[Promise], most: int = 3) -> Iterator[Candidate]:
        """The best candidates of each promise, at most ``most`` and the best first."""
        ordered = list(promises)
        with _no_collector():
            found = self._best(ordered, most)
        for promise in ordered:
            for fit in found[promise.iri]:
                reasons = explain(fit.signs, self._shared(fit.sight), fit.sight.paper)
                yield Candidate(promise, fit.sight.paper.iri, round(fit.score, 3), reasons)

    def _best(self, promises: Sequence[Promise], most: int) -> defaultdict[Iri, list[_Fit]]:
        near: defaultdict[Iri, list[Wanted]] = defaultdict(list)
        for promise in promises:
            wanted = self._asker.ask(promise, self._corpus.passages.get(promise.paper, ()))
            for iri in self._index.near(wanted):
                near[iri].append(wanted)
        found: defaultdict[Iri, list[_Fit]] = defaultdict(list)
        for iri in list(near):
            for fit in self._judge(iri, near.pop(iri)):
                if fit.score >= _WORTH_TELLING:
                    best = found[fit.sight.wanted.promise.iri]
                    best.append(fit)
                    best.sort(key=_order)
                    del best[most:]
        return found

    def _judge(self, iri: Iri, claimants: Sequence[Wanted]) -> Iterator[_Fit]:
        """The letter as a candidate for each promise that it is near to, by the sentence that fits best."""
        sheet = Sheet(self._corpus.passages[iri], claimants, self._reader)
        sights = [self._sights(iri, sheet, wanted) for wanted in claimants]
        alone = [{at: _fit(sight, signs_of(sight)) for at, sight in seen.items()} for seen in sights]
        claims: defaultdict[int, float] = defaultdict(float)
        for fits in alone:
            for at, fit in fits.items():
                claims[at] = max(claims[at], fit.score)
        for fits in alone:
            if fits:
                yield min((_beside(fit, claims[at]) for at, fit in fits.items()), key=_order)

    def _sights(self, iri: Iri, sheet: Sheet, wanted: Wanted) -> dict[int, Sight]:
        """The sentences of a letter that hold most of a promise's subject."""
        home, paper = self._corpus.papers[wanted.promise.paper], self._corpus.papers[iri]
        held = sheet.held(wanted)
        return {
            at: Sight(wanted, home, paper, sheet.passages[at], share, held.letter, held.words[at])
            for at, share in held.shares.items()
        }

    def _shared(self, sight: Sight) -> list[str]:
        """The words of the promise that the sentence meets, those that count most first."""
        features = self._reader.of_text(sight.passage.text)
        met = []
        for item in sight.wanted.items:
            share = max((credit * features.get(feature, 0.0) for feature, credit in item.met), default=0.0)
            if share:
                met.append((-item.worth * share, item.written))
        return list(dict.fromkeys(word for _, word in sorted(met)))


def _fit(sight: Sight, signs: Mapping[str, float]) -> _Fit:
    return _Fit(score(signs), signs, sight)


def _beside(fit: _Fit, best: float) -> _Fit:
    """How well a sentence fits a promise where it fits some promise as well as ``best``."""
    return _fit(fit.sight, {**fit.signs, "claimed": best - fit.score}) if best > fit.score else fit


def _order(fit: _Fit) -> tuple[float, date, Iri, int]:
    return -fit.score, fit.sight.paper.issued, fit.sight.paper.iri, fit.sight.passage.number
