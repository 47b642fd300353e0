"""Which later letter may keep a promise without saying so: proposals with a score and reasons, for a person to judge.

Only letters near a promise are looked at (``nearby``), so that the work grows with what is shared and not with promises
times letters. Letters are then gone through one by one, each with the promises that it is near to: a letter is read once,
and a sentence of it that fits another promise better counts less for this one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from nato_kg.links.meaning import Reader
from nato_kg.links.model import Candidate, Corpus, Iri, Promise
from nato_kg.links.nearby import Index
from nato_kg.links.reasons import explain
from nato_kg.links.scoring import Sight, score, signs_of
from nato_kg.links.sheets import Sheet
from nato_kg.links.subjects import Weights
from nato_kg.links.wanted import Asker, Wanted

_TRIED = 4  # sentences of a letter that are weighed for a promise, those that hold most of its subject


class CandidateFinder:
    """Proposes letters for promises of which no letter says what became of them."""

    def __init__(self, corpus: Corpus, weights: Weights) -> None:
        self._corpus = corpus
        self._reader = Reader(weights)
        self._index = Index(corpus, self._reader)
        self._asker = Asker(self._reader, weights, self._index.rarity)

    def find(self, promises: Iterable[Promise], most: int = 3) -> Iterator[Candidate]:
        """The best candidates of each promise, at most ``most`` and the best first."""
        ordered = list(promises)
        near: defaultdict[Iri, list[Wanted]] = defaultdict(list)
        for promise in ordered:
            wanted = self._asker.ask(promise, self._corpus.passages.get(promise.paper, ()))
            for iri in self._index.near(wanted):
                near[iri].append(wanted)
        found: defaultdict[Iri, list[Candidate]] = defaultdict(list)
        for iri, claimants in near.items():
            for candidate in self._judge(iri, claimants):
                found[candidate.promise.iri].append(candidate)
        for promise in ordered:
            yield from sorted(found[promise.iri], key=self._order)[:most]

    def _order(self, candidate: Candidate) -> tuple[float, object, Iri]:
        return -candidate.score, self._corpus.papers[candidate.paper].issued, candidate.paper

    def _judge(self, iri: Iri, claimants: Sequence[Wanted]) -> Iterator[Candidate]:
        """The letter as a candidate for each promise that it is near to, by the sentence that fits best."""
        sheet = Sheet(self._corpus.passages[iri], self._reader)
        sights = [dict(self._sights(iri, sheet, wanted)) for wanted in claimants]
        first = [{at: score(signs_of(sight)) for at, sight in seen.items()} for seen in sights]
        claims: defaultdict[int, list[float]] = defaultdict(list)
        for scores in first:
            for at, value in scores.items():
                claims[at].append(value)
        for wanted, seen, scores in zip(claimants, sights, first, strict=True):
            signs = {at: signs_of(sight, max(claims[at]) - scores[at]) for at, sight in seen.items()}
            if signs:
                at = max(signs, key=lambda at: (score(signs[at]), -at))
                reasons = explain(signs[at], sheet.shared(wanted, at), seen[at].paper)
                yield Candidate(wanted.promise, iri, round(score(signs[at]), 3), reasons)

    def _sights(self, iri: Iri, sheet: Sheet, wanted: Wanted) -> Iterator[tuple[int, Sight]]:
        """The sentences of a letter that hold most of a promise's subject."""
        home, paper = self._corpus.papers[wanted.promise.paper], self._corpus.papers[iri]
        held = sheet.held(wanted)
        for at in sorted(held.shares, key=lambda at: (-held.shares[at], at))[:_TRIED]:
            yield at, Sight(wanted, home, paper, sheet.passages[at], held.shares[at], held.letter, held.words[at])
