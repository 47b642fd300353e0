"""Mandates that renew one another, and contributions of a state to a mission that follow one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby, pairwise

from nato_kg.links.model import Corpus, Iri, Term

_ONE_TERM = timedelta(days=31)  # letters give the last day of one mandate a day or so apart


def find_successions(corpus: Corpus) -> tuple[tuple[Iri, Iri], ...]:
    """Pairs of a mandate or contribution and the one that came before it."""
    return (*_renewals(corpus), *_successive(corpus))


def _renewals(corpus: Corpus) -> Iterator[tuple[Iri, Iri]]:
    """Each mandate with the one of the same mission that ended before it; several records of one term are alike."""
    for mandates in _by_what(corpus.mandates).values():
        dated = sorted(((m.end, _said(m, corpus), m.iri) for m in mandates if m.end), key=lambda m: (m[0], *m[1:]))
        terms: list[list[tuple[date, tuple[date, str], Iri]]] = []
        for mandate in dated:
            if terms and mandate[0] - terms[-1][0][0] <= _ONE_TERM:
                terms[-1].append(mandate)
            else:
                terms.append([mandate])
        for before, after in pairwise(terms):
            first = min(before, key=lambda m: m[1])[-1]
            yield from ((iri, first) for _, _, iri in after)


def _successive(corpus: Corpus) -> Iterator[tuple[Iri, Iri]]:
    """Each contribution with the one of the same state and mission that the paper before tells, if it tells one.

    One with the same days and troops is the same contribution, said again.
    """
    for told in _by_what(corpus.contributions).values():
        papers = groupby(sorted(told, key=lambda t: _said(t, corpus)), key=lambda t: t.paper)
        before: list[Term] = []
        for _, group in papers:
            new = [t for t in group if not any(_terms(t) == _terms(b) for b in before)]
            if len(before) == 1:
                yield from ((term.iri, before[0].iri) for term in new)
            before = new or before


def _by_what(terms: Iterable[Term]) -> dict[tuple[Iri, ...], list[Term]]:
    found: defaultdict[tuple[Iri, ...], list[Term]] = defaultdict(list)
    for term in terms:
        if all(term.of):
            found[term.of].append(term)
    return dict(sorted(found.items()))


def _said(term: Term, corpus: Corpus) -> tuple[date, str]:
    """When it was said, reference data first, for an order that is the same at every build."""
    paper = corpus.papers.get(term.paper)
    return paper.issued if paper else date.min, term.iri


def _terms(term: Term) -> tuple[date | None, date | None, int | None]:
    return term.start, term.end, term.troops
