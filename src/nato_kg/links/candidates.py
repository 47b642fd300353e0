"""Which later letter may keep a promise without saying so: proposals with a score and reasons, for a person to judge.

Only letters that share a rare word with the promise are looked at (an index from words to letters), so that the work
grows with what is shared and not with promises times letters.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from nato_kg.links.model import Candidate, Corpus, Iri, Paper, Passage, Promise
from nato_kg.links.reasons import explain
from nato_kg.links.subjects import Weights, stems

#: What each sign adds to the score; together 1. Chosen on the fictional letters of tests/ledger.
SUBJECT, BRINGS, DOSSIER, SENDER, TIME = 0.65, 0.10, 0.15, 0.05, 0.05
_CONTEXT = 0.4  # what a word counts that stands only around the promise, or around the sentence compared with it
_ALIKE, _LETTERS = 0.4, 5  # what a word counts that only begins alike, and how many letters make that
_RARE = 12  # words of a promise that are looked up, the rarest first
_COMMON = 0.05  # share of the letters above which a word is too common to look up, in a large collection
_FEW = 50  # letters in which any word may stand
_CLOSE = 15  # letters looked at closely for a promise
_GRACE = 180  # days after the last of a term in which a letter still comes at a likely time


@dataclass(frozen=True, slots=True)
class _Stretch:
    words: Mapping[str, float]
    beginnings: frozenset[str]
    passage: Passage


class CandidateFinder:
    """Proposes letters for promises of which no letter says what became of them."""

    def __init__(self, corpus: Corpus, weights: Weights) -> None:
        self._corpus = corpus
        self._weights = weights
        self._letters: defaultdict[str, list[Iri]] = defaultdict(list)
        for iri, passages in corpus.passages.items():
            for word in weights.expand(frozenset().union(*(stems(p.text) for p in passages))):
                self._letters[word].append(iri)
        self._stretches: dict[Iri, list[_Stretch]] = {}

    def find(self, promises: Iterable[Promise], most: int = 3) -> Iterator[Candidate]:
        """The best candidates of each promise, at most ``most`` and the best first."""
        for promise in promises:
            wanted = self._wanted(promise)
            found = [c for paper in self._near(promise, wanted) for c in self._judge(promise, wanted, paper)]
            yield from sorted(found, key=lambda c: (-c.score, self._paper(c.paper).issued, c.paper))[:most]

    def _wanted(self, promise: Promise) -> dict[str, float]:
        """What each stem of the promise is worth; those that stand only around it less."""
        around = [p for p in self._corpus.passages.get(promise.paper, ()) if p.number in promise.sentences]
        own = self._weights.expand(stems(promise.text))
        near = self._weights.expand(frozenset().union(*(stems(f"{p.text} {p.context}") for p in around))) - own
        worth = {word: self._weights.weight(word) for word in own}
        return worth | {word: _CONTEXT * self._weights.weight(word) for word in near}

    def _near(self, promise: Promise, wanted: Mapping[str, float]) -> list[Iri]:
        """The later letters that share the most weight of rare words with the promise."""
        issued, dossiers = self._paper(promise.paper).issued, self._paper(promise.paper).dossiers
        most = max(_FEW, int(_COMMON * len(self._corpus.papers)))
        rare = sorted((w for w in wanted if len(self._letters[w]) <= most), key=lambda w: (-wanted[w], w))
        shared: defaultdict[Iri, float] = defaultdict(float)
        for word in rare[:_RARE]:
            for iri in self._letters[word]:
                paper = self._paper(iri)
                if paper.issued > issued:
                    shared[iri] += wanted[word] * (1.5 if paper.dossiers & dossiers else 1.0)
        return heapq.nlargest(_CLOSE, shared, key=lambda iri: (shared[iri], iri))

    def _judge(self, promise: Promise, wanted: Mapping[str, float], iri: Iri) -> Iterator[Candidate]:
        """The paper as a candidate, by the sentence in it that fits best."""
        best: tuple[float, dict[str, float], _Stretch] | None = None
        for stretch in self._read(iri):
            if not stretch.passage.promises:  # what is promised again is not brought
                signs = self._signs(promise, wanted, stretch, self._paper(iri))
                score = sum(signs.values())
                if best is None or score > best[0]:
                    best = (score, signs, stretch)
        if best is not None and best[1]["subject"] > 0:
            shared = [word for word in wanted if word in best[2].words]
            shared.sort(key=lambda word: (-wanted[word], word))
            yield Candidate(promise, iri, round(best[0], 3), explain(best[1], shared, self._paper(iri)))

    def _read(self, iri: Iri) -> list[_Stretch]:
        """The paper's sentences as bags of stems; made once, when first asked for."""
        if iri not in self._stretches:
            self._stretches[iri] = [self._stretch(p) for p in self._corpus.passages[iri]]
        return self._stretches[iri]

    def _stretch(self, passage: Passage) -> _Stretch:
        own = self._weights.expand(stems(passage.text))
        near = self._weights.expand(stems(passage.context)) - own
        words = dict.fromkeys(near, _CONTEXT) | dict.fromkeys(own, 1.0)
        return _Stretch(words, frozenset(w[:_LETTERS] for w in own if len(w) >= _LETTERS), passage)

    def _signs(
        self, promise: Promise, wanted: Mapping[str, float], stretch: _Stretch, paper: Paper
    ) -> dict[str, float]:
        own = self._paper(promise.paper)
        return {
            "subject": SUBJECT * min(1.0, 2 * _share(wanted, stretch)),
            "brings": BRINGS if stretch.passage.brings else 0.0,
            "dossier": DOSSIER if own.dossiers & paper.dossiers else 0.0,
            "sender": SENDER if own.senders & paper.senders else 0.0,
            "time": TIME if _in_time(promise, paper) else 0.0,
        }

    def _paper(self, iri: Iri) -> Paper:
        return self._corpus.papers[iri]


def _share(wanted: Mapping[str, float], stretch: _Stretch) -> float:
    """The share of what is wanted, by worth, that a sentence holds; a word that begins alike counts in part."""
    total = sum(wanted.values())
    if not total:
        return 0.0
    held = 0.0
    for word, worth in wanted.items():
        credit = stretch.words.get(word, 0.0)
        if not credit and len(word) >= _LETTERS and word[:_LETTERS] in stretch.beginnings:
            credit = _ALIKE
        held += worth * credit
    return held / total


def _in_time(promise: Promise, paper: Paper) -> bool:
    first, last = promise.due
    return (first is None or paper.issued >= first) and (last is None or (paper.issued - last).days <= _GRACE)
