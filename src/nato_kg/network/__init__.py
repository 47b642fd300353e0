"""The graph as nodes and edges, for programs that look at networks: networkx, Gephi, spreadsheets.

Nodes are things and records; codes, days and numbers become attributes. Entailments are left out: they repeat in other
words what was stated. A view (``queries/views/``) says which part is shown, what becomes an edge, and how it looks.
"""

from nato_kg.network.conversions import to_igraph, to_networkx, to_pandas
from nato_kg.network.model import Attribute, Edge, Network, NetworkStream, Node, Spell, Style, collect, node_id
from nato_kg.network.reading import read_network, stream_network
from nato_kg.network.selection import Selection, select
from nato_kg.network.views import View, load_view, plumbing, view_names

__all__ = [
    "Attribute",
    "Edge",
    "Network",
    "NetworkStream",
    "Node",
    "Selection",
    "Spell",
    "Style",
    "View",
    "collect",
    "load_view",
    "node_id",
    "plumbing",
    "read_network",
    "select",
    "stream_network",
    "to_igraph",
    "to_networkx",
    "to_pandas",
    "view_names",
]
