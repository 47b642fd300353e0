"""GraphML (http://graphml.graphdrawing.org), for igraph, networkx, yEd and others: what GEXF holds, but for looks.

GraphML has no time of its own: the days on which something is there are an attribute, ``when``, in EDTF.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Final

from nato_kg.export.spool import Spool, Written, write_spooled
from nato_kg.export.xml import Columns, Text
from nato_kg.network import Edge, NetworkStream, Node, node_id
from nato_kg.network.model import in_edtf

NAMESPACE: Final = "http://graphml.graphdrawing.org/xmlns"
_NODE_KEYS: Final = (("label", "string"), ("kind", "string"), ("when", "string"))
_EDGE_KEYS: Final = (*_NODE_KEYS, ("weight", "double"), ("sources", "string"))


def write_graphml(stream: NetworkStream, out: IO[bytes]) -> Written:
    """Write a network as GraphML in UTF-8."""
    return write_spooled(stream, out, _Lines(stream))


class _Lines:
    """Nodes and edges as XML, one line each."""

    def __init__(self, stream: NetworkStream) -> None:
        self.text = Text()
        self.columns = Columns()
        self._label = stream.style.label

    def node(self, node: Node) -> str:
        """A whole node."""
        own = self._data("n", [node.label, node.kind, in_edtf(node.spells)])
        values = "".join(
            f'<data key="a{number}">{self.text(value)}</data>' for number, value in self.columns.values(node.attributes)
        )
        return f'<node id="{self.text(node.id)}">{own}{values}</node>'

    def edge(self, edge: Edge) -> str:
        """A whole edge."""
        ends = f'source="{self.text(node_id(edge.source))}" target="{self.text(node_id(edge.target))}"'
        values = [self._label(edge.kind), edge.kind, in_edtf(edge.spells), f"{edge.weight}.0", " ".join(edge.sources)]
        return f"<edge {ends}>{self._data('e', values)}</edge>"

    def file(self, spool: Spool) -> Iterable[str]:
        """The file around the self."""
        keys = [(f"n{n}", "node", *key) for n, key in enumerate(_NODE_KEYS)]
        keys += [(f"a{number}", "node", self.text(name), kind) for number, name, kind in self.columns.types()]
        keys += [(f"e{n}", "edge", *key) for n, key in enumerate(_EDGE_KEYS)]
        yield f'<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="{NAMESPACE}">\n'
        for identifier, owner, name, kind in keys:
            yield f'<key id="{identifier}" for="{owner}" attr.name="{name}" attr.type="{kind}"/>\n'
        yield '<graph edgedefault="directed">\n'
        yield from (f"{line}\n" for line, _ in spool.node_lines())
        yield from spool.edge_lines()
        yield "</graph>\n</graphml>\n"

    def _data(self, owner: str, values: Iterable[str]) -> str:
        return "".join(f'<data key="{owner}{n}">{self.text(value)}</data>' for n, value in enumerate(values) if value)
