"""Promises that may be one promise made twice, where no letter says so: for a person to judge, nothing is merged.

Two promises are near where the letters share a dossier, one is later, and most of what each speaks of, by weight, the
other speaks of too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from itertools import combinations

from nato_kg.links.subjects import Weights, stems
from nato_kg.namespaces import ID
from nato_kg.store import EmbeddedStore
from nato_kg.terms import value_of

#: The least share of each promise's words, by weight, that the other holds.
LEAST = 0.6
_PROMISES = """
SELECT DISTINCT ?commitment ?words ?issued ?dossier WHERE {
  ?commitment a nkg:Commitment ; nkg:statedIn ?letter ; nkg:evidence/nkg:quotation ?words .
  ?letter nkg:issued ?issued ; nkg:inDossier ?dossier .
  FILTER NOT EXISTS { ?commitment nkg:restatementOf ?first }
}
"""


@dataclass(frozen=True, slots=True)
class NearDuplicate:
    """Two promises, as judgements name them (``kst-…/id``), the earlier first, and how alike they are (0 to 1)."""

    first: str
    second: str
    likeness: float
    first_words: str
    second_words: str


def read_near_duplicates(
    store: EmbeddedStore, judged: Collection[frozenset[str]] = frozenset()
) -> tuple[NearDuplicate, ...]:
    """The pairs (as judgements name them) that are not among the ``judged`` ones, the most alike first."""
    words, days = dict[str, str](), dict[str, str]()
    dossiers: defaultdict[str, list[str]] = defaultdict(list)
    for row in store.select(_PROMISES):
        iri = value_of(row["commitment"])
        words[iri], days[iri] = value_of(row["words"]), value_of(row["issued"])
        dossiers[value_of(row["dossier"])].append(iri)
    weights = Weights([text] for text in words.values())
    spoken = {iri: weights.expand(stems(text)) for iri, text in words.items()}
    pairs = {pair for iris in dossiers.values() for pair in combinations(sorted(set(iris)), 2)}
    found = []
    for one, other in pairs:
        first, second = sorted((one, other), key=lambda iri: (days[iri], iri))
        ids = first.removeprefix(ID), second.removeprefix(ID)
        if days[one] != days[other] and frozenset(ids) not in judged:
            likeness = _likeness(spoken[first], spoken[second], weights)
            if likeness >= LEAST:
                found.append(NearDuplicate(*ids, round(likeness, 3), words[first], words[second]))
    return tuple(sorted(found, key=lambda near: (-near.likeness, near.first, near.second)))


def _likeness(one: Collection[str], other: Collection[str], weights: Weights) -> float:
    """The lesser of the two shares that each text's stems hold of the other's."""
    return min(weights.overlap(one, other), weights.overlap(other, one))
