"""CSV of nodes and edges, for spreadsheets and for Gephi's importer (columns Id, Label, Source, Target, Weight)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence

from nato_kg.network import Network

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def nodes_to_csv(network: Network) -> str:
    """One row a node: Id, Label, Kind, then every attribute that any node has."""
    names = sorted({name for node in network.nodes.values() for name in node.attributes})
    rows = ([n.id, n.label, n.kind, *(n.attributes.get(name) for name in names)] for n in network.nodes.values())
    return rows_to_csv(["Id", "Label", "Kind", *names], rows)


def edges_to_csv(network: Network) -> str:
    """One row an edge: Source, Target, Type, Kind, Weight, Sources."""
    rows = (
        [network.nodes[e.source].id, network.nodes[e.target].id, "Directed", e.kind, e.weight, " ".join(e.sources)]
        for e in network.edges
    )
    return rows_to_csv(["Source", "Target", "Type", "Kind", "Weight", "Sources"], rows)


def rows_to_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV with a line of column names, safe to open in a spreadsheet."""
    lines = _Lines()
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_neutralise(value) for value in row] for row in rows)
    return "".join(lines)


class _Lines(list[str]):
    """Lines that end in a line feed alone. The csv module quotes a carriage return only where it ends lines too."""

    def write(self, line: str) -> None:
        self.append(line.removesuffix("\r\n") + "\n")


def _neutralise(value: object) -> object:
    """Text that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV injection)."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value
