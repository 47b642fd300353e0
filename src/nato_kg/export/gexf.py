"""GEXF 1.3 for Gephi, written as a stream (https://gexf.net/schema.html).

Nodes have typed attributes, the days on which they are there, a colour by kind, a size by degree and a place. There is
one edge for each source, target and kind, with its weight and sources; ``kind`` is the XML attribute that Gephi reads.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import IO, Final

from nato_kg.export.spool import Spool, Written, write_spooled
from nato_kg.export.xml import Columns, Text
from nato_kg.network import Edge, NetworkStream, Node, Spell, node_id
from nato_kg.places import size_of

NAMESPACE: Final = "http://gexf.net/1.3"
VIZ: Final = "http://gexf.net/1.3/viz"


def write_gexf(stream: NetworkStream, out: IO[bytes]) -> Written:
    """Write a network as GEXF in UTF-8."""
    return write_spooled(stream, out, _Lines(stream))


class _Lines:
    """Nodes and edges as XML, one line each."""

    def __init__(self, stream: NetworkStream) -> None:
        self.text = Text()
        self.columns = Columns()
        self.has_time = False
        self.style = stream.style
        self._colours: dict[str, str] = {}
        self._kinds: dict[str, str] = {}
        self._sources = lru_cache(maxsize=10_000)(lambda sources: self.text(" ".join(sources)))
        self._last_spells: tuple[Spell, ...] = ()
        self._last_text = ""

    def node(self, node: Node) -> str:
        """A node without its end: size and place follow when they are known."""
        text = self.text
        values = "".join(
            f'<attvalue for="{number + 1}" value="{text(value)}"/>'
            for number, value in self.columns.values(node.attributes)
        )
        colour = self._colours.get(node.kind) or self._colours.setdefault(node.kind, self._colour(node.kind))
        return (
            f'<node id="{text(node.id)}" label="{text(node.label)}"><attvalues>'
            f'<attvalue for="0" value="{text(node.kind)}"/>{values}</attvalues>{self._spells(node.spells)}{colour}'
        )

    def edge(self, edge: Edge) -> str:
        """A whole edge."""
        text = self.text
        kind = self._kinds.get(edge.kind) or self._kinds.setdefault(edge.kind, self._kind(edge.kind))
        return (
            f'<edge source="{text(node_id(edge.source))}" target="{text(node_id(edge.target))}" {kind} '
            f'weight="{float(edge.weight)}"><attvalues><attvalue for="0" value="{self._sources(edge.sources)}"/>'
            f"</attvalues>{self._spells(edge.spells)}</edge>"
        )

    def file(self, spool: Spool) -> Iterable[str]:
        """The file around the self."""
        mode = 'mode="dynamic" timeformat="date" timerepresentation="interval"' if self.has_time else 'mode="static"'
        columns = "".join(
            f'<attribute id="{number + 1}" title="{self.text(name)}" type="{kind}"/>'
            for number, name, kind in self.columns.types()
        )
        yield (
            f'<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="{NAMESPACE}" xmlns:viz="{VIZ}" version="1.3">\n'
            f"<meta><creator>nato-kg</creator><description>{self.text(self.style.title)}</description></meta>\n"
            f'<graph defaultedgetype="directed" {mode}>\n'
            f'<attributes class="node"><attribute id="0" title="kind" type="string"/>{columns}</attributes>\n'
            '<attributes class="edge"><attribute id="0" title="sources" type="string"/></attributes>\n'
            f'<nodes count="{spool.nodes}">\n'
        )
        for (line, degree), (x, y) in zip(spool.node_lines(), spool.places(), strict=True):
            place = f'<viz:position x="{x:.1f}" y="{y:.1f}" z="0.0"/>'
            yield f'{line}<viz:size value="{size_of(degree):.1f}"/>{place}</node>\n'
        yield f'</nodes>\n<edges count="{spool.edges}">\n'
        yield from spool.edge_lines()
        yield "</edges>\n</graph>\n</gexf>\n"

    def _kind(self, kind: str) -> str:
        return f'kind="{self.text(kind)}" label="{self.text(self.style.label(kind))}"'

    def _colour(self, kind: str) -> str:
        red, green, blue = bytes.fromhex(self.style.colour(kind)[1:])
        return f'<viz:color r="{red}" g="{green}" b="{blue}"/>'

    def _spells(self, spells: tuple[Spell, ...]) -> str:
        """Spells as XML; the edges from a node have those of the node, so the last ones are kept."""
        if not spells:
            return ""
        if spells is not self._last_spells:
            self.has_time = True
            self._last_spells, self._last_text = spells, f"<spells>{''.join(map(_spell, spells))}</spells>"
        return self._last_text


def _spell(spell: Spell) -> str:
    start = f' start="{spell.start.isoformat()}"' if spell.start else ""
    end = f' end="{spell.end.isoformat()}"' if spell.end else ""
    return f"<spell{start}{end}/>"
