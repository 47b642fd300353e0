"""CSV of nodes and edges, for spreadsheets and for Gephi's importer (Id, Label, Source, Target, Kind, Weight)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from nato_kg.export.spool import Written
from nato_kg.network import Edge, NetworkStream, Node, Spell, node_id
from nato_kg.network.model import plain

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_csv(stream: NetworkStream, nodes: IO[bytes], edges: IO[bytes]) -> Written:
    """Write a network as two tables in UTF-8, and how many rows each has.

    One row a node: Id, Label, Kind, Interval, then every attribute that any node has. One row an edge: Source, Target,
    Type, Kind, Label, Weight, Interval, Sources. The stream is read twice: which columns there are comes first.
    """
    known: set[str] = set()
    names: set[str] = set()
    for entry in stream.entries():
        if isinstance(entry, Node):
            known.add(entry.iri)
            names.update(entry.attributes)
    columns = sorted(names)
    node_table = _Table(nodes, ["Id", "Label", "Kind", "Interval", *columns])
    edge_table = _Table(edges, ["Source", "Target", "Type", "Kind", "Label", "Weight", "Interval", "Sources"])
    for entry in stream.entries():
        if isinstance(entry, Node):
            values = (plain(entry.attributes.get(name)) for name in columns)
            node_table.add([entry.id, entry.label, entry.kind, interval(entry.spells), *values])
        elif entry.source in known and entry.target in known:
            edge_table.add(_edge_row(entry, stream.style.label(entry.kind)))
    return Written(node_table.rows, edge_table.rows)


def _edge_row(edge: Edge, label: str) -> list[object]:
    ends = (node_id(edge.source), node_id(edge.target))
    return [*ends, "Directed", edge.kind, label, edge.weight, interval(edge.spells), " ".join(edge.sources)]


def interval(spells: Sequence[Spell]) -> str:
    """Spells as Gephi writes a set of intervals: ``<[2022-10-12, 2022-10-13]>``; nothing for what is always there."""
    told = (f"[{spell.start or '-Infinity'}, {spell.end or 'Infinity'}]" for spell in spells)
    return f"<{'; '.join(told)}>" if spells else ""


def rows_to_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV with a line of column names, safe to open in a spreadsheet."""
    return "".join(_csv_lines(columns, rows))


class _Table:
    """A file of rows."""

    def __init__(self, out: IO[bytes], columns: Sequence[str]) -> None:
        self._out = out
        self._lines = _Lines()
        self._writer = csv.writer(self._lines, lineterminator="\r\n")
        self._writer.writerow(columns)
        self.rows = 0

    def add(self, row: Sequence[object]) -> None:
        """Write a row."""
        self._writer.writerow([_neutralise(value) for value in row])
        self._out.write("".join(self._lines).encode("utf-8", "replace"))
        self._lines.clear()
        self.rows += 1


def _csv_lines(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    lines = _Lines()
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_neutralise(value) for value in row] for row in rows)
    return iter(lines)


class _Lines(list[str]):
    """Lines that end in a line feed alone. The csv module quotes a carriage return only where it ends lines too."""

    def write(self, line: str) -> None:
        self.append(line.removesuffix("\r\n") + "\n")


def _neutralise(value: object) -> object:
    """Text that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV injection)."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value
