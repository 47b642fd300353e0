"""Links that letters state themselves: a promise kept, kept in part, dropped, repeated or moved to another day.

Certain are only those of which the later letter names where the promise stands (a paper, or the day of a letter) and
of which one promise there, and no other, fits what it says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from nato_kg.links.model import Corpus, Due, FollowUp, Iri, Promise, Reference, Step
from nato_kg.links.rounds import next_round
from nato_kg.links.subjects import Weights, stems

_CLEAR = 1.15  # how many times better the best promise must fit than the second
_LEAST = 0.08  # what must be shared at least, where the letter holds several promises
_AGAIN = frozenset({"postponed", "restated", "changed"})
_CLOSING = frozenset({"fulfilled", "withdrawn"})
_BACKWARD = 0.5  # what the share of the follow-up's words that the promise holds counts beside the other way round
_BACK = 2  # sentences back that may hold the subject of one that points back
_SHARED_THING = 0.1  # what a thing that both name adds to the words that they share


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
        self._steps: dict[tuple[Iri, Iri, str], Step] = {}
        self._merge_doubles()
        unresolved = [told for told in self._in_order() if not self._join(told)]
        self.unresolved = tuple(told for told in unresolved if isinstance(told, FollowUp))
        self.repeats = {iri: first.iri for iri, first in self._first.items()}
        self.steps = self._with_rounds(sorted(self._counting(), key=lambda s: (s.on, s.promise.iri, s.outcome)))

    def _merge_doubles(self) -> None:
        """One promise in two clauses of a sentence, with the same term and subject, is one promise."""
        seen: dict[tuple[object, ...], Promise] = {}
        for promise in sorted(self._corpus.promises, key=lambda p: p.iri):
            same = (promise.paper, promise.text, promise.about, promise.due, promise.recurrence)
            first = seen.setdefault(same, promise)
            if first is not promise and promise.sentences == first.sentences != frozenset():
                self._first[promise.iri] = first

    def _in_order(self) -> list[FollowUp | Promise]:
        """What speaks of earlier promises, the earliest first: a letter that repeats one is then known for it."""
        again = (promise for promise in self._corpus.promises if promise.earlier)
        speaking: list[FollowUp | Promise] = [*self._corpus.follow_ups, *again]
        return sorted(speaking, key=lambda told: (self._day(told.paper), isinstance(told, Promise), told.iri))

    def _join(self, told: FollowUp | Promise) -> bool:
        """Join what is told to the promises that are meant; whether any is."""
        meant = self._meant(told)
        for promise in meant:
            if isinstance(told, Promise):
                self._repeat(told, promise)
            else:
                self._tell(told, promise)
        return bool(meant)

    def _meant(self, told: FollowUp | Promise) -> list[Promise]:
        """One promise for each paper that is named, in the order of the papers' addresses."""
        reference = told.earlier if isinstance(told, Promise) else told.promised
        found: dict[Iri, Promise] = {}
        for paper in sorted(self._papers(told.paper, reference)):
            promise = self._pick(told, self._pool(paper, before=told.paper))
            if promise is not None:
                found.setdefault(promise.iri, promise)
        return list(found.values())

    def _repeat(self, later: Promise, first: Promise) -> None:
        """A later promise is the first one again, with another term perhaps."""
        self._first[later.iri] = first
        due = later.due if later.due not in {(None, None), first.due} else None
        outcome = "postponed" if due else "restated"
        if not any((first.iri, later.paper, told) in self._steps for told in ("postponed", "restated")):
            self._add(
                Step(first, outcome, later.paper, self._day(later.paper), later.iri, later.evidence, due, told=False)
            )

    def _tell(self, told: FollowUp, promise: Promise) -> None:
        due = told.due if told.outcome != "restated" and told.due != (None, None) else None
        self._add(Step(promise, told.outcome, told.paper, self._day(told.paper), told.iri, told.evidence, due))
        if told.outcome in _AGAIN:  # the same sentence may also read as a promise: it is this one
            for other in self._by_paper[told.paper]:
                if other.paper == told.paper and other.sentences & told.sentences:
                    self._first.setdefault(other.iri, promise)

    def _add(self, step: Step) -> None:
        """Keep a step, the first of its kind in a letter; the letter is from now on one that speaks of the promise."""
        self._steps.setdefault((step.promise.iri, step.paper, step.outcome), step)
        self._by_paper[step.paper].append(step.promise)

    def _counting(self) -> Iterator[Step]:
        """The steps that say something: a letter that keeps a promise whole does not repeat or move it as well."""
        told: defaultdict[tuple[Iri, Iri], set[str]] = defaultdict(set)
        for iri, paper, outcome in self._steps:
            told[iri, paper].add(outcome)
        for step in self._steps.values():
            here = told[step.promise.iri, step.paper]
            again = step.outcome == "restated"
            if here == {"restated"} if again else step.told or "fulfilled" not in here:
                yield step

    def _with_rounds(self, steps: Sequence[Step]) -> tuple[Step, ...]:
        """The steps; one that keeps a round of what recurs leads to the term of the next."""
        terms: dict[Iri, Due] = {}
        closed: set[Iri] = set()
        found = []
        for step in steps:
            promise, due = step.promise, step.due
            if promise.recurrence and step.outcome == "fulfilled":
                before = terms.get(promise.iri, promise.due)
                due = next_round(before, promise.recurrence, step.on)
            if due is not None:
                terms[promise.iri] = due
            found.append(replace(step, due=due, closes=promise.iri not in closed))
            if step.outcome in _CLOSING and not promise.recurrence:
                closed.add(promise.iri)
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

    def _pool(self, paper: Iri, *, before: Iri) -> list[Promise]:
        """The promises that a paper makes or speaks of, each as first made, and earlier than the one that names it."""
        pool = {first.iri: first for p in self._by_paper[paper] for first in [self._root(p)]}
        return [p for p in pool.values() if self._day(p.paper) < self._day(before)]

    def _root(self, promise: Promise) -> Promise:
        return self._first.get(promise.iri, promise)

    def _pick(self, told: FollowUp | Promise, pool: Sequence[Promise]) -> Promise | None:
        """The one promise that is spoken of; ``None`` where none fits, or two fit alike.

        Where the sentence itself tells no subject (*dit plan schuift op*), what stands around it does.
        """
        if not pool:
            return None
        chosen, clear = self._best(told.text, told.about, pool)
        if chosen is None or not clear:
            around = self._around(told)
            wider, clear_wider = self._best(f"{told.text} {around}", told.about, pool) if around else (None, False)
            chosen, clear = (wider, True) if clear_wider else (chosen, clear)
        if len(pool) == 1 and not stems(told.text):
            return pool[0]
        return chosen if clear else None

    def _best(self, text: str, about: frozenset[Iri], pool: Sequence[Promise]) -> tuple[Promise | None, bool]:
        """The promise that fits best, and whether it fits clearly better than any other."""
        fits = sorted(((self._fit(text, about, p), p.iri, p) for p in pool), key=lambda fit: (-fit[0], fit[1]))
        best, _, chosen = fits[0]
        # Two promises of one sentence are told apart by nothing: the first stands for both.
        rivals = [fit for fit, _, p in fits[1:] if not (p.paper == chosen.paper and p.sentences & chosen.sentences)]
        least = _LEAST if rivals else 0.0
        return chosen, best > least and best >= _CLEAR * max(rivals, default=0.0)

    def _around(self, told: FollowUp | Promise) -> str:
        """The sentences before it in its paragraph, the nearest two, and the heading."""
        passages = self._corpus.passages.get(told.paper, ())
        here = [p for p in passages if p.number in told.sentences]
        if not here:
            return ""
        first = here[0]
        before = [p.text for p in passages if p.paragraph == first.paragraph and 0 < first.number - p.number <= _BACK]
        return " ".join([first.heading, *before])

    def _fit(self, text: str, about: frozenset[Iri], promise: Promise) -> float:
        """How well a text fits a promise: how much of the promise it holds, and of it the promise."""
        words, wanted = self._weights.expand(stems(text)), self._weights.expand(stems(promise.text))
        held = self._weights.overlap(wanted, words) + _BACKWARD * self._weights.overlap(words, wanted)
        return held + (_SHARED_THING if about & promise.about and held else 0.0)

    def _day(self, paper: Iri) -> date:
        return self._corpus.papers[paper].issued
