"""Nodes and edges as lines that wait on disk until what stands before them in a file is known.

A file of a network opens with its attributes and their types, and a node has its degree, so everything is read once
before the first line is written. In memory stay ids, kinds and degrees.
"""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import IO, Final, Protocol

from nato_kg.export.xml import Text
from nato_kg.network import Edge, NetworkStream, Node
from nato_kg.places import MOST_BY_FORCE, Place, place_by_force, place_by_kind

_BUFFER: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Written:
    """What a file of a network holds, and how many characters that XML forbids became U+FFFD in it."""

    nodes: int
    edges: int
    replaced: int = 0


class Spool(ExitStack):
    """The lines of a network's nodes and edges, each made once by a function of the format.

    ``nodes`` and ``edges`` are how many there are; edges are those whose ends are both nodes.
    """

    def __init__(
        self, stream: NetworkStream, node_line: Callable[[Node], str], edge_line: Callable[[Edge], str]
    ) -> None:
        super().__init__()
        self._node_lines = self.enter_context(_lines_on_disk())
        self._edge_lines = self.enter_context(_lines_on_disk())
        self._kinds: list[str] = []
        self._order = array("l")  # of the nodes, by number
        self.edges = 0
        with ExitStack() as on_failure:
            on_failure.push(self)
            self._index(self._fill(stream, node_line, edge_line))
            on_failure.pop_all()

    def _index(self, count: int) -> None:
        """Where each of ``count`` numbered things is among the nodes (-1: it is none), and the nodes' degrees."""
        self._positions = array("l", [-1]) * count
        for position, number in enumerate(self._order):
            self._positions[number] = position
        self._degrees = array("l", [0]) * len(self._order)
        for source, target, _ in self._joined():
            self._degrees[source] += 1
            self._degrees[target] += 1
            self.edges += 1

    @property
    def nodes(self) -> int:
        """How many nodes there are."""
        return len(self._order)

    def _fill(self, stream: NetworkStream, node_line: Callable[[Node], str], edge_line: Callable[[Edge], str]) -> int:
        """Write the lines, an edge's with the numbers of its ends before it. Returns how many things have a number."""
        numbers: dict[str, int] = {}
        write_node, write_edge, number = self._node_lines.write, self._edge_lines.write, numbers.setdefault
        for entry in stream.entries():
            if isinstance(entry, Edge):
                source, target = number(entry.source, len(numbers)), number(entry.target, len(numbers))
                write_edge(f"{source} {target} {edge_line(entry)}\n")
            else:
                self._order.append(number(entry.iri, len(numbers)))
                self._kinds.append(entry.kind)
                write_node(node_line(entry) + "\n")
        return len(numbers)

    def node_lines(self) -> Iterator[tuple[str, int]]:
        """Each node's line and degree."""
        self._node_lines.seek(0)
        return ((line[:-1], degree) for line, degree in zip(self._node_lines, self._degrees, strict=True))

    def edge_lines(self) -> Iterator[str]:
        """The lines of the edges, with their line feed."""
        return (line for _, _, line in self._joined())

    def places(self) -> Iterator[Place]:
        """Where each node stands."""
        if self.nodes > MOST_BY_FORCE:
            return place_by_kind(self._kinds)
        return iter(place_by_force(self.nodes, ((source, target) for source, target, _ in self._joined())))

    def _joined(self) -> Iterator[tuple[int, int, str]]:
        """Edges whose ends are both nodes: the ends' places in the order of nodes, and the line."""
        self._edge_lines.seek(0)
        positions = self._positions
        for text in self._edge_lines:
            source, target, line = text.split(" ", 2)
            ends = positions[int(source)], positions[int(target)]
            if min(ends) >= 0:
                yield *ends, line


def _lines_on_disk() -> IO[str]:
    return tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n", buffering=_BUFFER)


class Lines(Protocol):
    """How a format writes a network: nodes and edges as a line each, the texts in them, and the file around them."""

    text: Text

    def node(self, node: Node) -> str:
        """A node, whole but for what is only known when all nodes are."""

    def edge(self, edge: Edge) -> str:
        """A whole edge."""

    def file(self, spool: Spool) -> Iterable[str]:
        """The texts of the file, once all lines are there."""


def write_spooled(stream: NetworkStream, out: IO[bytes], lines: Lines) -> Written:
    """Write a network in a format, in UTF-8."""
    with Spool(stream, lines.node, lines.edge) as spool:
        for text in lines.file(spool):
            out.write(text.encode())
        return Written(spool.nodes, spool.edges, lines.text.replaced)
