"""A network as other libraries hold it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from nato_kg.errors import UsageError
from nato_kg.network.model import Edge, Network, Spell, in_edtf, node_id

if TYPE_CHECKING:
    import igraph
    import networkx
    import pandas

_NODE_COLUMNS: Final = ("id", "label", "kind", "when")
_EDGE_COLUMNS: Final = ("source", "target", "kind", "label", "weight", "when", "sources")


def to_networkx(network: Network) -> networkx.MultiDiGraph[str]:
    """The network as networkx's, with labels, kinds and attributes on nodes, and the property's name on edges.

    What is not always there has ``when``, as EDTF.
    """
    import networkx

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for node in network.nodes.values():
        graph.add_node(node.id, **{**node.attributes, "label": node.label, "kind": node.kind, **_spells(node.spells)})
    for edge in network.edges:
        own = {"kind": edge.kind, "weight": edge.weight, **_spells(edge.spells)}
        graph.add_edge(node_id(edge.source), node_id(edge.target), key=edge.kind, **own)
    return graph


def to_igraph(network: Network) -> igraph.Graph:
    """The network as igraph's: ``name`` is the id, ``None`` stands where a node has not what others have."""
    import igraph

    nodes = list(network.nodes.values())
    numbers = {iri: number for number, iri in enumerate(network.nodes)}
    graph = igraph.Graph(directed=True)
    names = sorted({name for node in nodes for name in node.attributes})
    own: dict[str, list[Any]] = {name: [node.attributes.get(name) for node in nodes] for name in names}
    own |= {"name": [node.id for node in nodes], "label": [node.label for node in nodes]}
    own |= {"kind": [node.kind for node in nodes], "when": [in_edtf(node.spells) for node in nodes]}
    graph.add_vertices(len(nodes), own)
    ends = [(numbers[edge.source], numbers[edge.target]) for edge in network.edges]
    graph.add_edges(ends, {name: [_cell(network, edge, name) for edge in network.edges] for name in _EDGE_COLUMNS[2:]})
    return graph


def to_pandas(network: Network) -> tuple[pandas.DataFrame, pandas.DataFrame]:
    """The network as two tables, of nodes (by id) and of edges.

    Raises :class:`~nato_kg.errors.UsageError` where pandas is not installed.
    """
    try:
        import pandas
    except ImportError as error:
        raise UsageError("pandas is not installed", hint="pip install 'nato-kg[pandas]'") from error

    rows = [(n.id, n.label, n.kind, in_edtf(n.spells)) for n in network.nodes.values()]
    names = sorted({name for node in network.nodes.values() for name in node.attributes})
    nodes = pandas.DataFrame(rows, columns=list(_NODE_COLUMNS))
    for name in names:
        nodes[name] = [node.attributes.get(name) for node in network.nodes.values()]
    cells = [[_cell(network, edge, name) for name in _EDGE_COLUMNS] for edge in network.edges]
    return nodes.set_index("id"), pandas.DataFrame(cells, columns=list(_EDGE_COLUMNS))


def _cell(network: Network, edge: Edge, name: str) -> str | int:
    match name:
        case "source" | "target":
            return node_id(edge.source if name == "source" else edge.target)
        case "label":
            return network.style.label(edge.kind)
        case "weight":
            return edge.weight
        case "when":
            return in_edtf(edge.spells)
        case "sources":
            return " ".join(edge.sources)
        case _:
            return edge.kind


def _spells(spells: tuple[Spell, ...]) -> dict[str, str]:
    return {"when": in_edtf(spells)} if spells else {}
