"""Answers as HTML for notebooks: tables, and a drawing of a network that can be explored without a network connection.

The drawing is one page in a frame of its own: SVG with a script of ours (``display.html``), which loads nothing.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Final

from nato_kg.errors import UsageError
from nato_kg.network import Network
from nato_kg.network.model import in_edtf
from nato_kg.places import DISTANCE, place_by_force, size_of

#: More nodes than this make a drawing that nobody can read and no browser likes.
MOST_NODES: Final = 1_000
_MOST_ROWS: Final = 100
_PAGE: Final = Path(__file__).with_name("display.html")


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], title: str = "") -> str:
    """Rows as an HTML table with every text escaped; at most 100 rows, and how many more there are."""
    every = list(rows)
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    body = "".join(f"<tr>{''.join(f'<td>{_cell(value)}</td>' for value in row)}</tr>" for row in every[:_MOST_ROWS])
    more = f"<p>… {len(every) - _MOST_ROWS} more rows</p>" if len(every) > _MOST_ROWS else ""
    caption = f"<caption>{escape(title)}</caption>" if title else ""
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _cell(value: object) -> str:
    if value is None:
        return ""
    return escape(", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value))


class Drawing:
    """A network as an interactive drawing; the last line of a notebook's cell shows it."""

    def __init__(self, network: Network, height: int = 560) -> None:
        if len(network.nodes) > MOST_NODES:
            raise UsageError(
                f"{len(network.nodes)} nodes are too many to draw", hint="draw a view, or what lies about one thing"
            )
        self._network = network
        self._height = height

    def page(self) -> str:
        """The whole page, to be shown or saved; it loads nothing."""
        data = json.dumps(self._data(), ensure_ascii=False).replace("<", "\\u003c")
        return _PAGE.read_text(encoding="utf-8").replace("DATA", data, 1)

    def save(self, path: Path | str) -> None:
        """Write the page to a file."""
        Path(path).write_text(self.page(), encoding="utf-8")

    def _repr_html_(self) -> str:
        frame = f'style="width:100%;height:{self._height}px;border:1px solid #ccc" sandbox="allow-scripts"'
        return f'<iframe {frame} srcdoc="{escape(self.page())}"></iframe>'

    def _data(self) -> dict[str, object]:
        network = self._network
        numbers = {iri: number for number, iri in enumerate(network.nodes)}
        ends = [(numbers[edge.source], numbers[edge.target]) for edge in network.edges]
        places, degrees = place_by_force(len(numbers), ends), Counter(end for pair in ends for end in pair)
        nodes = [
            {
                "label": n.label,
                "short": n.label[:28],
                "kind": n.kind,
                "colour": network.style.colour(n.kind),
                "x": round(x, 1),
                "y": round(y, 1),
                "size": round(size_of(degrees[numbers[n.iri]]), 1),
                "told": " · ".join(filter(None, (n.label, n.kind, n.id, in_edtf(n.spells)))),
            }
            for n, (x, y) in zip(network.nodes.values(), places, strict=True)
        ]
        edges = [
            {"source": s, "target": t, "label": network.style.label(edge.kind)}
            for edge, (s, t) in zip(network.edges, ends, strict=True)
        ]
        return {"nodes": nodes, "edges": edges, "box": _box(places)}


def _box(places: Sequence[tuple[float, float]]) -> list[float]:
    xs, ys = [x for x, _ in places] or [0.0], [y for _, y in places] or [0.0]
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    return [min(xs) - DISTANCE, min(ys) - DISTANCE, width + 2 * DISTANCE, height + 2 * DISTANCE]
