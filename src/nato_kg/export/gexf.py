"""GEXF 1.3 for Gephi, written as a stream (https://gexf.net/schema.html).

Every attribute has one type over all nodes: long or double where all values are numbers, boolean where all are, else
string; a whole number that does not fit 64 bits makes it a string too. Edges carry ``kind`` as the XML attribute that
Gephi reads.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import IO, Final
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from nato_kg.network import Attribute, Edge, Network, Node

_NOT_FINITE: Final = {"inf": "INF", "-inf": "-INF", "nan": "NaN"}  # as XML Schema writes them
NAMESPACE: Final = "http://gexf.net/1.3"
_LONG = range(-(2**63), 2**63)
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2: Char


def write_gexf(network: Network, out: IO[bytes]) -> int:
    """Write the network as GEXF in UTF-8. Returns how many forbidden characters were replaced by U+FFFD."""
    return _Writer(out).write(network)


class _Writer:
    def __init__(self, out: IO[bytes]) -> None:
        self._xml = XMLGenerator(out, encoding="utf-8", short_empty_elements=True)
        self._replaced = 0

    def write(self, network: Network) -> int:
        types = _attribute_types(network.nodes.values())
        columns = {name: str(number) for number, name in enumerate(["kind", *types])}
        self._xml.startDocument()
        self._open("gexf", xmlns=NAMESPACE, version="1.3")
        self._open("graph", defaultedgetype="directed", mode="static")
        self._declare("node", columns, {"kind": "string", **types})
        self._declare("edge", {"sources": "0"}, {"sources": "string"})
        self._open("nodes", count=str(len(network.nodes)))
        for node in network.nodes.values():
            self._write_node(node, columns, types)
        self._close("nodes")
        self._open("edges", count=str(len(network.edges)))
        for number, edge in enumerate(network.edges):
            self._write_edge(number, edge, network)
        self._close("edges", "graph", "gexf")
        self._xml.endDocument()
        return self._replaced

    def _declare(self, owner: str, columns: dict[str, str], types: dict[str, str]) -> None:
        self._open("attributes", **{"class": owner})
        for name, number in columns.items():
            self._element("attribute", id=number, title=name, type=types[name])
        self._close("attributes")

    def _write_node(self, node: Node, columns: dict[str, str], types: dict[str, str]) -> None:
        self._open("node", id=node.id, label=node.label)
        self._open("attvalues")
        self._element("attvalue", **{"for": columns["kind"], "value": node.kind})
        for name, value in sorted(node.attributes.items()):
            self._element("attvalue", **{"for": columns[name], "value": _lexical(value, types[name])})
        self._close("attvalues", "node")

    def _write_edge(self, number: int, edge: Edge, network: Network) -> None:
        ends = {"source": network.nodes[edge.source].id, "target": network.nodes[edge.target].id}
        self._open("edge", id=str(number), **ends, kind=edge.kind, label=edge.kind, weight=f"{edge.weight}.0")
        self._open("attvalues")
        self._element("attvalue", **{"for": "0", "value": " ".join(edge.sources)})
        self._close("attvalues", "edge")

    def _open(self, name: str, **attributes: str) -> None:
        self._xml.startElement(name, AttributesImpl({key: self._clean(value) for key, value in attributes.items()}))

    def _close(self, *names: str) -> None:
        for name in names:
            self._xml.endElement(name)

    def _element(self, name: str, **attributes: str) -> None:
        self._open(name, **attributes)
        self._close(name)

    def _clean(self, text: str) -> str:
        cleaned, count = _FORBIDDEN.subn("\ufffd", text)
        self._replaced += count
        return cleaned


def _attribute_types(nodes: Iterable[Node]) -> dict[str, str]:
    """The one GEXF type that fits all values of each attribute, by name."""
    seen: dict[str, set[str]] = {}
    for node in nodes:
        for name, value in node.attributes.items():
            seen.setdefault(name, set()).add(_gexf_type(value))
    return {name: _common(types) for name, types in sorted(seen.items())}


def _gexf_type(value: Attribute) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "long" if value in _LONG else "string"
    return "double" if isinstance(value, float) else "string"


def _common(types: set[str]) -> str:
    if len(types) == 1:
        return next(iter(types))
    return "double" if types == {"long", "double"} else "string"


def _lexical(value: Attribute, type_name: str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if type_name != "double":
        return str(value)
    number = float(value)
    return str(number) if math.isfinite(number) else _NOT_FINITE[str(number)]
