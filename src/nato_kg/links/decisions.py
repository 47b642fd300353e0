"""Decisions through time: what a letter had under investigation, expected or announced, and a later one took.

Certain only where the later letter cites the earlier one and no two decisions can be meant: beside the citation, the
one open decision on the same thing; elsewhere, the one open decision of the same decider on the same mission, of which
the letter tells one, and in words that the two share.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from nato_kg.links.model import Corpus, Decided, Iri, Turn
from nato_kg.links.subjects import stems

_OPEN = frozenset({"under-investigation", "expected", "announced", "desired"})
_CLOSED = frozenset({"taken", "rejected"})


def find_turns(corpus: Corpus) -> tuple[Turn, ...]:
    """The decisions of earlier letters that later ones tell as taken or rejected, in order of time."""
    pending: defaultdict[Iri, list[Decided]] = defaultdict(list)
    closed: defaultdict[Iri, list[Decided]] = defaultdict(list)
    for decided in corpus.decisions:
        if decided.status in _OPEN | _CLOSED:
            (pending if decided.status in _OPEN else closed)[decided.paper].append(decided)
    turns: dict[Iri, Turn] = {}
    for later in sorted(corpus.decisions, key=lambda d: (corpus.papers[d.paper].issued, d.iri)):
        for earlier in _meant(later, corpus, pending, closed) if later.status in _CLOSED else ():
            turn = Turn(
                earlier.iri, later.status, later.paper, corpus.papers[later.paper].issued, later.iri, later.evidence
            )
            turns.setdefault(earlier.iri, turn)
    return tuple(turns.values())


def _meant(
    later: Decided, corpus: Corpus, pending: dict[Iri, list[Decided]], closed: dict[Iri, list[Decided]]
) -> Iterator[Decided]:
    """The one open decision that is meant of each earlier letter that the later decision's letter cites."""
    issued, citations = corpus.papers[later.paper].issued, corpus.citations.get(later.paper, ())
    beside = {paper for sentence, paper in citations if sentence in later.sentences}
    for paper in sorted({paper for _, paper in citations}):
        if paper in corpus.papers and corpus.papers[paper].issued < issued:
            open_there = pending.get(paper, ())
            if paper in beside:
                same = [earlier for earlier in open_there if earlier.about & later.about]
            else:
                same = [earlier for earlier in open_there if _alike(earlier, later)]
                told = sum(any(_alike(e, d) for e in same) for d in closed[later.paper])
                same = same if told == 1 else []
            if len(same) == 1:
                yield same[0]


def _alike(earlier: Decided, later: Decided) -> bool:
    """Whether two decisions are of one decider on one mission, and share a word beyond the names of missions."""
    missions = earlier.missions & later.missions
    if not missions or earlier.by != later.by or not earlier.by:
        return False
    names = frozenset().union(*(stems(mission.rsplit("/", 1)[-1].replace("-", " ")) for mission in missions))
    return bool(stems(earlier.text) & stems(later.text) - names)
