"""What is known of a thing in order of time: letter by letter, and what other sources say in between."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Final

from pyoxigraph import NamedNode

from nato_kg.namespaces import nkg, short_id
from nato_kg.queries import ask
from nato_kg.server.pages.described import Described, describe
from nato_kg.server.pages.intervals import Through
from nato_kg.server.pages.view import View
from nato_kg.terms import value_of

_MENTIONS: Final = """
SELECT DISTINCT ?record ?letter ?day WHERE {{
  ?record nkg:mentions {thing} ; nkg:statedIn ?letter ; nkg:knownFrom ?day .
}}
"""
#: So many alike in a row are folded into one line.
_FOLDED: Final = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement, with the status that it gives (a code's id and its label)."""

    day: date
    thing: Described
    letter: str | None
    status: str | None = None
    status_label: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """What one letter says on its day; without a letter, what another source says."""

    day: date
    letter: Described | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Blocks in a row, folded where they are many of one kind and no letter's."""

    year: int
    blocks: tuple[Block, ...]
    folded: bool


@dataclass(frozen=True, slots=True)
class Chronicle:
    """The stretches; of everything told, of every kind: how many of each (id, label, count), and the addresses."""

    stretches: tuple[Stretch, ...]
    kinds: tuple[tuple[str, str, int], ...]
    told: frozenset[str]

    def __len__(self) -> int:
        return sum(count for _, _, count in self.kinds)


def read_chronicle(view: View, iri: str, through: Iterable[Through], kind: str | None = None) -> Chronicle:
    """What is said of a thing up to the reader's day; of one kind where ``kind`` (its id) is given.

    ``through`` is what :func:`~nato_kg.server.pages.intervals.read_intervals` gives for the thing.
    """
    entries = [*_statements(view, iri), *_mentions(view, iri), *_beginnings(view, through)]
    kinds = Counter((entry.thing.kind, entry.thing.kind_label) for entry in entries)
    chosen = [entry for entry in entries if kind in {None, entry.thing.kind}]
    title = describe(view, [iri])[iri].title
    blocks = _blocks(view, [replace(entry, thing=_beside(entry.thing, title)) for entry in chosen])
    counted = tuple((*names, number) for names, number in sorted(kinds.items(), key=lambda item: item[0][1]))
    return Chronicle(tuple(_stretches(blocks)), counted, frozenset(entry.thing.iri for entry in entries))


def _beside(thing: Described, title: str) -> Described:
    """A record titled by whom and what it concerns, without the thing whose page it is."""
    others = [part for part in thing.title.split(" · ") if part != title]
    return replace(thing, title=" · ".join(others)) if others else thing


def _statements(view: View, iri: str) -> list[Entry]:
    answer = ask(view.graph.store, "timeline", {"thing": iri, "as_of": view.as_of}, language=view.language)
    records = [row["record"][0] for row in answer.addresses]
    named = describe(view, records)
    return [
        Entry(
            date.fromisoformat(str(row["day"])),
            named[record],
            next(iter(address["letter"]), None),
            None if row["status"] is None else str(row["status"]),
            None if row["status"] is None else str(row["statusLabel"]),
        )
        for row, address, record in zip(answer.rows, answer.addresses, records, strict=True)
        if record != iri
    ]


def _mentions(view: View, iri: str) -> list[Entry]:
    rows = list(view.graph.store.select(_MENTIONS.format(thing=NamedNode(iri))))
    named = describe(view, {value_of(row["record"]) for row in rows})
    entries = [
        Entry(date.fromisoformat(value_of(row["day"])), named[value_of(row["record"])], value_of(row["letter"]))
        for row in rows
    ]
    return [entry for entry in entries if entry.day <= view.as_of]


def _beginnings(view: View, through: Iterable[Through]) -> list[Entry]:
    """What begins on a day and stands in no letter, such as a mandate of the Security Council."""
    found = [
        (interval.first, interval.record)
        for group in through
        for interval in group.intervals
        if interval.first and interval.first <= view.as_of and not interval.letters
    ]
    named = describe(view, [record for _, record in found])
    return [Entry(first, named[record], None) for first, record in found]


def _blocks(view: View, entries: Iterable[Entry]) -> list[Block]:
    together: defaultdict[tuple[date, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        together[entry.day, entry.letter or f" {entry.thing.iri}"].append(entry)
    letters = describe(view, {letter for _, letter in together if not letter.startswith(" ")})
    return [
        Block(day, letters.get(letter), tuple(sorted(found, key=_mentions_last)))
        for (day, letter), found in sorted(together.items())
    ]


def _mentions_last(entry: Entry) -> tuple[bool, str, str]:
    return entry.thing.kind == short_id(nkg("Mention")), entry.thing.kind_label, entry.thing.iri


def _stretches(blocks: Sequence[Block]) -> list[Stretch]:
    """Years, but for long runs of one kind that no letter states: those are one stretch over the years."""
    stretches: list[Stretch] = []
    for sort, run in groupby(blocks, key=_sort):
        found = tuple(run)
        if sort is not None and len(found) > _FOLDED:
            stretches.append(Stretch(found[0].day.year, found, folded=True))
        else:
            years = groupby(found, key=lambda block: block.day.year)
            stretches += [Stretch(year, tuple(inside), folded=False) for year, inside in years]
    return _joined(stretches)


def _joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Neighbours of one year that are not folded, as one."""
    joined: list[Stretch] = []
    for stretch in stretches:
        last = joined[-1] if joined else None
        if last and not last.folded and not stretch.folded and last.year == stretch.year:
            joined[-1] = Stretch(last.year, last.blocks + stretch.blocks, folded=False)
        else:
            joined.append(stretch)
    return joined


def _sort(block: Block) -> str | None:
    kinds = {entry.thing.kind for entry in block.entries}
    return next(iter(kinds)) if block.letter is None and len(kinds) == 1 else None
