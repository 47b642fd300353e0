"""Nodes, edges, the days on which they are there, and how they look."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Final, Protocol

from nato_kg.namespaces import ID

Attribute = str | int | float | bool
GREY: Final = "#BBBBBB"


@dataclass(frozen=True, slots=True)
class Spell:
    """Days on which something is there, both ends included; ``None`` is an open end."""

    start: date | None
    end: date | None

    def meets(self, first: date | None, last: date | None) -> bool:
        """Whether a day of it lies between two days, both included; ``None`` is no bound."""
        return not ((last and self.start and self.start > last) or (first and self.end and self.end < first))

    def __str__(self) -> str:
        return f"{self.start or '..'}/{self.end or '..'}"


@dataclass(frozen=True, slots=True)
class Node:
    """A thing or record: short id, address, label, kind, its own data (codes and days as text), and when it is there.

    Without spells it is always there.
    """

    id: str
    iri: str
    label: str
    kind: str
    attributes: Mapping[str, Attribute]
    spells: tuple[Spell, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """One relation between two things, given by their addresses.

    ``kind`` is the property's name, ``sources`` the graphs that state it, ``times`` how many records say it where
    records became edges.
    """

    source: str
    target: str
    kind: str
    sources: tuple[str, ...]
    times: int = 0
    spells: tuple[Spell, ...] = ()

    @property
    def weight(self) -> int:
        """How many records say it, else how many graphs state it."""
        return self.times or len(self.sources)


@dataclass(frozen=True, slots=True)
class Style:
    """How a network looks: a title, colours (``#rrggbb``) by kind of node, labels by kind of edge."""

    title: str = ""
    colours: Mapping[str, str] = field(default_factory=dict)
    edge_labels: Mapping[str, str] = field(default_factory=dict)

    def colour(self, kind: str) -> str:
        """The colour of a kind of node."""
        return self.colours.get(kind, GREY)

    def label(self, kind: str) -> str:
        """The words for a kind of edge; its name where it has none."""
        return self.edge_labels.get(kind, kind)


class NetworkStream(Protocol):
    """A network that is read as it goes by, as often as needed, and never held as a whole."""

    @property
    def style(self) -> Style:
        """How it looks."""

    def entries(self) -> Iterator[Node | Edge]:
        """Nodes and edges in a fixed order, each once. An edge counts only when both its ends are among the nodes."""


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes by address, and edges between them, both in a fixed order."""

    nodes: Mapping[str, Node]
    edges: tuple[Edge, ...]
    style: Style = field(default_factory=Style)

    def entries(self) -> Iterator[Node | Edge]:
        """The nodes, then the edges."""
        yield from self.nodes.values()
        yield from self.edges


def collect(stream: NetworkStream) -> Network:
    """The whole of a stream in memory, nodes by address and edges by their ends and kind."""
    nodes: dict[str, Node] = {}
    edges: list[Edge] = []
    for entry in stream.entries():
        if isinstance(entry, Node):
            nodes[entry.iri] = entry
        else:
            edges.append(entry)
    kept = (edge for edge in edges if edge.source in nodes and edge.target in nodes)
    ordered = tuple(sorted(kept, key=lambda edge: (edge.source, edge.kind, edge.target)))
    return Network(dict(sorted(nodes.items())), ordered, stream.style)


def node_id(iri: str) -> str:
    """The path below ``id/``: unlike the last segment, it is unique."""
    return iri.removeprefix(ID)


def in_edtf(spells: Iterable[Spell]) -> str:
    """Spells as text: ``2022-10-12/2022-10-13``, an open end as two dots, several with a semicolon between them."""
    return "; ".join(map(str, spells))


def plain(value: object) -> Attribute | None:
    """A value as formats can hold it: several as one text, a day as ISO 8601, nothing as ``None``."""
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, Decimal):
        return math.nan if value.is_nan() else float(value)  # a signalling NaN cannot be converted
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Iterable):
        return one_value([v for item in value if (v := plain(item)) is not None])
    return str(value)


def one_value(values: Sequence[Attribute]) -> Attribute | None:
    """The value of an attribute; several become one text, in a fixed order."""
    distinct = list(dict.fromkeys(values))
    if len(distinct) < 2:
        return distinct[0] if distinct else None
    return " | ".join(sorted(map(str, distinct)))


def merge_spells(spells: Iterable[Spell]) -> tuple[Spell, ...]:
    """The spells in order of time, those that overlap as one: Gephi refuses intervals that overlap.

    A spell that ends before it starts is no time at all and is left out.
    """
    possible = {s for s in spells if not (s.start and s.end and s.end < s.start)}
    if len(possible) < 2:
        return tuple(possible)
    merged: list[Spell] = []
    for spell in sorted(possible, key=lambda s: (s.start or date.min, s.end or date.max)):
        last = merged[-1] if merged else None
        if last and (last.end is None or spell.start is None or spell.start <= last.end):
            end = None if last.end is None or spell.end is None else max(last.end, spell.end)
            merged[-1] = Spell(last.start, end)
        else:
            merged.append(spell)
    return tuple(merged)
