"""Links that letters state themselves: a promise kept, kept in part, dropped, repeated or moved to another day.

Certain are only those of which the later letter names where the promise stands (a paper, or the day of a letter) and
of which one promise there, and no other, fits what it says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from nato_kg.links.model import Corpus, Due, FollowUp, Iri, Promise, Reference, Step
from nato_kg.links.rounds import next_round
from nato_kg.links.subjects import Weights, stems

_CLEAR = 1.3  # how many times better the best promise must fit than the second
_LEAST = 0.08  # what must be shared at least, where the letter holds several promises
_SHARED_THING = 0.25  # what a thing that both name adds to the words that they share


class StatedLinks:
    """Joins what letters say of earlier promises to those promises.

    ``steps`` are in order of time; ``repeats`` maps each promise that repeats another to the first one; ``unresolved``
    are follow-ups whose promise is not among the promises, or not told from others.
    """

    def __init__(self, corpus: Corpus, weights: Weights) -> None:
        self._corpus = corpus
        self._weights = weights
        self._by_paper: defaultdict[Iri, list[Promise]] = defaultdict(list)
        for promise in corpus.promises:
            self._by_paper[promise.paper].append(promise)
        self._by_day: defaultdict[date, list[Iri]] = defaultdict(list)
        for paper in corpus.papers.values():
            self._by_day[paper.issued].append(paper.iri)
        self._first: dict[Iri, Promise] = {}
        repeated = self._repeat()
        told, self.unresolved = self._tell()
        self.repeats = {iri: first.iri for iri, first in self._first.items()}
        self.steps = self._with_rounds(sorted([*repeated, *told], key=lambda s: (s.on, s.promise.iri, s.outcome)))

    def _repeat(self) -> list[Step]:
        """Later promises that say where the same was promised before, the earliest first, so that chains join."""
        steps = []
        for later in sorted(self._corpus.promises, key=lambda p: (self._day(p.paper), p.iri)):
            pool = self._pool(self._papers(later.paper, later.earlier), before=later.paper)
            first = self._pick(later.text, later.about, pool)
            if first is not None:
                self._first[later.iri] = first
                moved = later.due if later.due[1] is not None and later.due != first.due else None
                outcome = "postponed" if moved else "restated"
                day = self._day(later.paper)
                steps.append(Step(first, outcome, later.paper, day, later.iri, later.evidence, moved, told=False))
        return steps

    def _tell(self) -> tuple[list[Step], tuple[FollowUp, ...]]:
        steps: dict[tuple[Iri, Iri, str], Step] = {}
        unresolved = []
        for told in self._corpus.follow_ups:
            promises = self._meant(told)
            if not promises:
                unresolved.append(told)
            for promise in promises:
                due = told.due if told.due[1] is not None else None
                day = self._day(told.paper)
                step = Step(promise, told.outcome, told.paper, day, told.iri, told.evidence, due)
                steps.setdefault((promise.iri, told.paper, told.outcome), step)
        return list(steps.values()), tuple(unresolved)

    def _meant(self, told: FollowUp) -> list[Promise]:
        """One promise for each paper that the follow-up names, in the order of the papers' addresses."""
        found: dict[Iri, Promise] = {}
        for paper in sorted(self._papers(told.paper, told.promised)):
            promise = self._pick(told.text, told.about, self._pool({paper}, before=told.paper))
            if promise is not None:
                found.setdefault(promise.iri, promise)
        return list(found.values())

    def _with_rounds(self, steps: Sequence[Step]) -> tuple[Step, ...]:
        """The steps; one that keeps a round of what recurs leads to the term of the next."""
        terms: dict[Iri, Due] = {}
        found = []
        for step in steps:
            promise, due = step.promise, step.due
            if promise.recurrence and step.outcome == "fulfilled":
                before = terms.get(promise.iri, promise.due)
                due = next_round(before, promise.recurrence, step.on)
            if due is not None:
                terms[promise.iri] = due
            found.append(replace(step, due=due))
        return tuple(found)

    # ------------------------------------------------------------ which papers, which promise

    def _papers(self, citing: Iri, reference: Reference) -> set[Iri]:
        """The papers meant: those cited, and for a day the letters of it that share a dossier or a sender."""
        own = self._corpus.papers[citing]
        found = {paper for paper in reference.papers if paper in self._corpus.papers}
        for iri in (iri for day in reference.days for iri in self._by_day[day]):
            paper = self._corpus.papers[iri]
            if paper.dossiers & own.dossiers or paper.senders & own.senders:
                found.add(iri)
        return found - {citing}

    def _pool(self, papers: Iterable[Iri], *, before: Iri) -> list[Promise]:
        """The promises of papers, each as first made, that are earlier than the paper which speaks of them."""
        pool = {first.iri: first for paper in papers for p in self._by_paper[paper] for first in [self._root(p)]}
        return [p for p in pool.values() if self._day(p.paper) < self._day(before)]

    def _root(self, promise: Promise) -> Promise:
        return self._first.get(promise.iri, promise)

    def _pick(self, text: str, about: frozenset[Iri], pool: Sequence[Promise]) -> Promise | None:
        """The one promise that is spoken of; ``None`` where none fits, or two fit alike."""
        if not pool:
            return None
        fits = sorted(((self._fit(text, about, p), p.iri, p) for p in pool), reverse=True)
        best, second = fits[0][0], fits[1][0] if len(fits) > 1 else 0.0
        if len(pool) == 1:
            return fits[0][2] if best > 0 or not stems(text) else None
        return fits[0][2] if best >= _LEAST and best >= _CLEAR * second else None

    def _fit(self, text: str, about: frozenset[Iri], promise: Promise) -> float:
        words = self._weights.expand(stems(text))
        shared = self._weights.overlap(self._weights.expand(stems(promise.text)), words)
        return shared + (_SHARED_THING if about & promise.about else 0.0)

    def _day(self, paper: Iri) -> date:
        return self._corpus.papers[paper].issued
