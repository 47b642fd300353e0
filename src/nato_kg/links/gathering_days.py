"""Gatherings that letters name by other days and are the same: one body, days that overlap.

One letter says *29 en 30 juni*, another *28 tot en met 30 juni*, a third only *in juni*. The address of a gathering is
made of its body and first day, so these are three things until they are made one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

import regex

from nato_kg.graph.curated import LetterGraph
from nato_kg.links.merging import Merge, web_address
from nato_kg.namespaces import ID
from nato_kg.periods import PERIOD_PREFIX, parse_period
from nato_kg.terms import value_of

_DATED = regex.compile(r"(?P<body>.{1,200}?)-(?P<day>\d{4}-\d\d(?:-\d\d)?)")
_MEETING = f"{ID}meeting/"
_DAYS = 7  # a gathering that is told to last longer is one told by its month


@dataclass(frozen=True, slots=True)
class _Dated:
    iri: str
    first: date
    last: date
    letter: str

    @property
    def exact(self) -> bool:
        return (self.last - self.first).days < _DAYS


def find_gathering_merges(
    letters: Iterable[LetterGraph], known: Collection[str], apart: Collection[frozenset[str]]
) -> list[Merge]:
    """The gatherings of letters that are one.

    ``known`` are addresses that curated data gives, which are kept as they are; ``apart`` are pairs of addresses that
    a person judged not to be one.
    """
    bodies: defaultdict[str, dict[str, _Dated]] = defaultdict(dict)
    for dated in _dated(letters):
        found = _DATED.fullmatch(dated.iri.removeprefix(_MEETING))
        if found:
            same = bodies[found["body"]].get(dated.iri)
            bodies[found["body"]][dated.iri] = _wider(same, dated) if same else dated
    return [merge for of_body in bodies.values() for merge in _merge(list(of_body.values()), known, apart)]


def _dated(letters: Iterable[LetterGraph]) -> Iterator[_Dated]:
    """The gatherings of each letter with the days that it gives."""
    for letter in letters:
        periods: defaultdict[str, list[str]] = defaultdict(list)
        for triple in letter.triples:
            subject, value = value_of(triple.subject), value_of(triple.object)
            if subject.startswith(_MEETING) and value.startswith(PERIOD_PREFIX):
                periods[subject].append(value.removeprefix(PERIOD_PREFIX))
        for iri, slugs in sorted(periods.items()):
            days = [d for slug in slugs for p in [parse_period(slug)] for d in (p.earliest, p.latest) if d]
            if days:
                yield _Dated(iri, min(days), max(days), letter.letter_id)


def _wider(one: _Dated, other: _Dated) -> _Dated:
    return replace(one, first=min(one.first, other.first), last=max(one.last, other.last))


def _merge(of_body: list[_Dated], known: Collection[str], apart: Collection[frozenset[str]]) -> Iterator[Merge]:
    """Each gathering into the first exact one that its days overlap, if it is the only one."""
    exact = sorted((d for d in of_body if d.exact), key=lambda d: (d.iri not in known, d.first, d.iri))
    kept: list[_Dated] = []
    for dated in [*exact, *sorted((d for d in of_body if not d.exact), key=lambda d: d.iri)]:
        meant = [k for k in kept if k.first <= dated.last and dated.first <= k.last]
        if len(meant) == 1 and dated.iri not in known and frozenset({meant[0].iri, dated.iri}) not in apart:
            yield Merge(meant[0].iri, dated.iri, _reasons(meant[0], dated), web_address(dated.letter))
        elif dated.exact:
            kept.append(dated)


def _reasons(kept: _Dated, merged: _Dated) -> dict[str, str]:
    days = f"{merged.first}/{merged.last}", f"{kept.first}/{kept.last}"
    return {
        "en": f"the same body; {days[0]} overlaps {days[1]}",
        "nl": f"hetzelfde orgaan; {days[0]} overlapt {days[1]}",
    }
