"""Decisions through time: what a letter had under investigation, expected or announced, and a later one tells as taken.

Certain only where the later letter cites the earlier one beside the decision, both are on one thing, and no other open
decision of the earlier letter is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from nato_kg.links.model import Corpus, Decided, Iri, Turn

_OPEN = frozenset({"under-investigation", "expected", "announced", "desired"})
_CLOSED = frozenset({"taken", "rejected"})


def find_turns(corpus: Corpus) -> tuple[Turn, ...]:
    """The decisions of earlier letters that later ones tell as taken or rejected, in order of time."""
    pending: defaultdict[Iri, list[Decided]] = defaultdict(list)
    for decided in corpus.decisions:
        if decided.status in _OPEN:
            pending[decided.paper].append(decided)
    turns: dict[Iri, Turn] = {}
    for later in sorted(corpus.decisions, key=lambda d: (corpus.papers[d.paper].issued, d.iri)):
        for earlier in _meant(later, corpus, pending) if later.status in _CLOSED else ():
            turn = Turn(
                earlier.iri, later.status, later.paper, corpus.papers[later.paper].issued, later.iri, later.evidence
            )
            turns.setdefault(earlier.iri, turn)
    return tuple(turns.values())


def _meant(later: Decided, corpus: Corpus, pending: dict[Iri, list[Decided]]) -> Iterator[Decided]:
    """The one open decision on the same thing in each earlier letter that is cited beside the later decision."""
    issued = corpus.papers[later.paper].issued
    cited = {paper for sentence, paper in corpus.citations.get(later.paper, ()) if sentence in later.sentences}
    for paper in sorted(cited):
        if paper in corpus.papers and corpus.papers[paper].issued < issued:
            same = [earlier for earlier in pending.get(paper, ()) if earlier.about & later.about]
            if len(same) == 1:
                yield same[0]
