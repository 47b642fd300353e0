"""Pictures of the views, drawn from the GEXF files that `nato-kg export` writes, for docs/gephi.md.

    python -m benchmarks.pictures

Places, colours, sizes and labels are those in the files: this is what Gephi opens with.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from html import escape
from pathlib import Path
from textwrap import wrap

from lxml import etree

from nato_kg.build import Sources, build
from nato_kg.export import export_network
from nato_kg.network import load_view, stream_network, view_names
from nato_kg.store import open_store

DOCS = Path(__file__).parents[1] / "docs" / "images"
G, V = "{http://gexf.net/1.3}", "{http://gexf.net/1.3/viz}"
WIDTH, HEIGHT, LABELS = 1100, 760, 40


def number(element: etree._Element, path: str, name: str) -> float:
    found = element.find(path)
    assert found is not None
    return float(found.get(name) or 0)


def draw(file: Path) -> str:
    """A GEXF file as SVG."""
    root = etree.parse(file).getroot()
    nodes = {str(n.get("id")): n for n in root.iterfind(f".//{G}node")}
    places = {i: (number(n, f"{V}position", "x"), number(n, f"{V}position", "y")) for i, n in nodes.items()}
    xs, ys = [x for x, _ in places.values()], [y for _, y in places.values()]
    scale = min((WIDTH - 240) / (max(xs) - min(xs) or 1), (HEIGHT - 110) / (max(ys) - min(ys) or 1))
    height = round((max(ys) - min(ys)) * scale + 110)
    at = {i: (120 + (x - min(xs)) * scale, 30 + (y - min(ys)) * scale) for i, (x, y) in places.items()}
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif">']
    parts += [f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>', '<g stroke="#999999" stroke-width="1">']
    for edge in root.iterfind(f".//{G}edge"):
        (x1, y1), (x2, y2) = at[str(edge.get("source"))], at[str(edge.get("target"))]
        parts.append(f'<line x1="{x1:.0f}" y1="{y1:.0f}" x2="{x2:.0f}" y2="{y2:.0f}"/>')
    parts.append("</g>")
    largest = sorted(nodes, key=lambda i: -number(nodes[i], f"{V}size", "value"))[:LABELS]
    for i, n in nodes.items():
        parts += draw_node(n, *at[i], scale, label=i in largest)
    return "\n".join([*parts, *draw_legend(nodes, height), "</svg>", ""])


def colour_of(node: etree._Element) -> str:
    return "#" + "".join(f"{int(number(node, f'{V}color', c)):02x}" for c in "rgb")


def draw_node(node: etree._Element, x: float, y: float, scale: float, *, label: bool) -> Iterator[str]:
    radius = max(3.0, number(node, f"{V}size", "value") / 2 * min(scale, 1.0))
    yield f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{radius:.1f}" fill="{colour_of(node)}" stroke="#ffffff"/>'
    for line, text in enumerate(wrap(str(node.get("label")), 26)[:2] if label else []):
        place = f'x="{x:.0f}" y="{y + radius + 10 + 11 * line:.0f}"'
        yield f'<text {place} font-size="10" text-anchor="middle" fill="#222222">{escape(text)}</text>'


def draw_legend(nodes: dict[str, etree._Element], height: int) -> Iterator[str]:
    """The colours with the kinds that have them, below the picture."""
    kinds: dict[str, list[str]] = {}
    for node in nodes.values():
        value = node.find(f"{G}attvalues/{G}attvalue[@for='0']")
        assert value is not None
        names = kinds.setdefault(colour_of(node), [])
        names.extend({str(value.get("value"))} - set(names))
    x = 20
    for colour, names in sorted(kinds.items(), key=lambda item: item[1]):
        text = ", ".join(names[:2]) + (" …" if len(names) > 2 else "")
        yield f'<circle cx="{x}" cy="{height - 18}" r="6" fill="{colour}"/>'
        yield f'<text x="{x + 11}" y="{height - 14}" font-size="11" fill="#222222">{escape(text)}</text>'
        x += 26 + 6 * len(text)


def main() -> None:
    """Build the shipped data, export each view, draw each file."""
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder) / "store", Sources.shipped())
        store = open_store(Path(folder) / "store")
        for name in view_names():
            file = Path(folder) / f"{name}.gexf"
            with Path("/dev/null").open("wb") as nothing:
                written = export_network(stream_network(store, view=load_view(name)), "gexf", str(file), nothing)
            (DOCS / f"view-{name}.svg").write_text(draw(file), encoding="utf-8")
            print(f"view-{name}.svg: {written.nodes} nodes, {written.edges} edges")


if __name__ == "__main__":
    main()
