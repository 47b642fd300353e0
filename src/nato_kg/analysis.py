"""The part of ``KnowledgeGraph`` that looks at networks: views of it, and the graph in other libraries."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from nato_kg.display import Drawing, table
from nato_kg.handles import Thing
from nato_kg.measures import Central, Together, count_together, measure_centrality
from nato_kg.names import resolve_name
from nato_kg.network import Network, NetworkStream, collect, conversions, load_view, select, stream_network
from nato_kg.paths import GraphPath, Ground, ground_path
from nato_kg.store import EmbeddedStore

if TYPE_CHECKING:
    import igraph
    import networkx
    import pandas


class Networks:
    """What a graph that is opened for reading can do with networks."""

    store: EmbeddedStore
    language: str

    def stream(
        self,
        view: str | None = None,
        *,
        first: date | None = None,
        last: date | None = None,
        about: Thing | str | None = None,
        hops: int = 2,
    ) -> NetworkStream:
        """Nodes and edges as they go by: of the whole graph, or of a view (a name, or the path of a ``.rq`` file).

        Only what is there between two days, and within ``hops`` edges of a thing. Raises
        :class:`~nato_kg.errors.UsageError` and its children when a name is not known.
        """
        whole = stream_network(self.store, self.language, load_view(view) if view else None)
        return select(whole, first=first, last=last, about=self._iri(about) if about else None, hops=hops)

    def network(self, view: str | None = None, **part: Any) -> Network:
        """Nodes and edges of the whole graph or of a view, in memory; parameters and errors as with :meth:`stream`."""
        return collect(self.stream(view, **part))

    def to_networkx(self, view: str | None = None, **part: Any) -> networkx.MultiDiGraph[str]:
        """The graph, or a part as with :meth:`stream`, as networkx's: labels, kinds and attributes on the nodes."""
        return conversions.to_networkx(self.network(view, **part))

    def to_igraph(self, view: str | None = None, **part: Any) -> igraph.Graph:
        """The graph, or a part as with :meth:`stream`, as igraph's; ``name`` is the id."""
        return conversions.to_igraph(self.network(view, **part))

    def to_pandas(self, view: str | None = None, **part: Any) -> tuple[pandas.DataFrame, pandas.DataFrame]:
        """The graph, or a part as with :meth:`stream`, as tables of nodes and edges; needs the extra ``pandas``."""
        return conversions.to_pandas(self.network(view, **part))

    def centrality(
        self, view: str | None = None, *, by: str = "pagerank", kind: str | None = None, **part: Any
    ) -> list[Central]:
        """The things of the graph, or of a part as with :meth:`stream`, the most central by a measure first.

        ``by`` is ``degree``, ``pagerank``, ``betweenness`` or ``closeness``; ``kind`` keeps things of one kind.
        """
        return measure_centrality(self.network(view, **part), by=by, kind=kind)

    def together(self, thing: Thing | str, other: Thing | str | None = None, *, by: str = "year") -> list[Together]:
        """What the letters that name a thing name too, with how many letters in each ``year`` or ``month``."""
        another = self._iri(other) if other else None
        return count_together(self.store, self._iri(thing), other=another, by=by, language=self.language)

    def draw(self, view: str | None = None, **part: Any) -> Drawing:
        """The graph, or a part as with :meth:`stream`, as a drawing to explore in a notebook, offline too.

        Raises :class:`~nato_kg.errors.UsageError` when it is too large to be read.
        """
        return Drawing(self.network(view, **part))

    def _repr_html_(self) -> str:
        info = self.store.info
        letters = ", ".join(f"{letter} ({coverage})" for letter, coverage in sorted(info.letters.items()))
        rows = [("triples", info.asserted), ("inferred", info.inferred), ("letters", letters)]
        return table(("", ""), rows, f"nato-kg: {self.store.folder}")

    def grounds(self, path: GraphPath) -> tuple[Ground, ...]:
        """On what each step of a path rests: places in letters and sources."""
        return ground_path(self.store, path)

    def _iri(self, thing: Thing | str) -> str:
        return thing.iri if isinstance(thing, Thing) else resolve_name(self.store, thing)
