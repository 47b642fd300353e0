"""Things that letters name in several ways and are one: by their days, their names, a definition, or a judgement.

Nothing that is only near is made one: what joins two names is certain, is recorded with its reason, and can be undone
by a judgement; and a person may make one what is not certain.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from pyoxigraph import NamedNode, Triple

from nato_kg.graph.curated import LetterGraph
from nato_kg.judgements import Judgement
from nato_kg.links.acronyms import find_acronym_merges
from nato_kg.links.gathering_days import find_gathering_merges
from nato_kg.links.merging import Merge, resolve_merges
from nato_kg.links.persons import find_person_merges
from nato_kg.namespaces import ID, RDFS_LABEL, is_shared
from nato_kg.terms import value_of


def find_merges(
    letters: Collection[LetterGraph], written: Collection[Collection[Triple]], judgements: Collection[Judgement] = ()
) -> tuple[Merge, ...]:
    """The things of ``letters`` that are one with another.

    ``written`` are the graphs that people wrote, whose addresses are kept as they are; ``judgements`` those that count.
    """
    known = _described(written)
    apart = frozenset(_pair(j) for j in judgements if not j.accepts)
    named = frozenset(
        value_of(t.subject) for letter in letters for t in letter.triples if t.predicate.value == RDFS_LABEL
    )
    return resolve_merges(
        [
            *_judged(judgements, named - known, named | known),
            *find_gathering_merges(letters, known, apart),
            *find_person_merges(letters, written, apart),
            *find_acronym_merges(letters, known, apart),
        ]
    )


def _judged(judgements: Iterable[Judgement], mergeable: Collection[str], things: Collection[str]) -> Iterator[Merge]:
    """The merges that people made: of what letters name, into what is named first in the judgement if that can be."""
    for judgement in judgements:
        pair = [f"{ID}{judgement.about}", f"{ID}{judgement.other}"]
        kept, merged = pair if pair[1] in mergeable else pair[::-1]
        alike = is_shared(kept) and kept.rsplit("/", 1)[0] == merged.rsplit("/", 1)[0]
        if judgement.accepts and alike and merged in mergeable and kept in things:
            by = f"{judgement.by}, {judgement.when[:10]}" + (f": {judgement.note}" if judgement.note else "")
            yield Merge(kept, merged, {"en": f"judged by {by}", "nl": f"geoordeeld door {by}"}, kept)


def _described(graphs: Iterable[Collection[Triple]]) -> frozenset[str]:
    """The addresses of what curated data describes."""
    return frozenset(t.subject.value for graph in graphs for t in graph if isinstance(t.subject, NamedNode))


def _pair(judgement: Judgement) -> frozenset[str]:
    return frozenset({f"{ID}{judgement.about}", f"{ID}{judgement.other}"})
