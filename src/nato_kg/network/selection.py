"""Part of a network: between two days, and near a thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from nato_kg.errors import UsageError
from nato_kg.network.model import Edge, NetworkStream, Node, Style


@dataclass(frozen=True, slots=True)
class Selection:
    """What of a stream is there between two days (``None``: no bound) and among some addresses (``None``: all)."""

    stream: NetworkStream
    first: date | None = None
    last: date | None = None
    among: frozenset[str] | None = None

    @property
    def style(self) -> Style:
        """That of the whole."""
        return self.stream.style

    def entries(self) -> Iterator[Node | Edge]:
        """The nodes and edges that are left; what has no time is always there."""
        for entry in self.stream.entries():
            if entry.spells and not any(spell.meets(self.first, self.last) for spell in entry.spells):
                continue
            ends = (entry.iri,) if isinstance(entry, Node) else (entry.source, entry.target)
            if self.among is None or self.among.issuperset(ends):
                yield entry


def select(
    stream: NetworkStream,
    *,
    first: date | None = None,
    last: date | None = None,
    about: str | None = None,
    hops: int = 2,
) -> NetworkStream:
    """What of a stream is there between two days, within ``hops`` edges of the thing with an address.

    Raises :class:`~nato_kg.errors.UsageError` when the last day is before the first, or the thing is not among the
    nodes.
    """
    if first and last and last < first:
        raise UsageError(f"{last} is before {first}", hint="give the earlier day with --from")
    if not (first or last or about):
        return stream
    timed = Selection(stream, first, last)
    return Selection(stream, first, last, frozenset(_near(timed, about, hops))) if about else timed


def _near(stream: NetworkStream, start: str, hops: int) -> set[str]:
    """The addresses within ``hops`` edges; the stream is read once for each."""
    if not any(isinstance(entry, Node) and entry.iri == start for entry in stream.entries()):
        raise UsageError(
            "that thing is not in this view between those days", identifier=start, hint="name another --view or --about"
        )
    reached = {start}
    for _ in range(max(hops, 0)):
        found: set[str] = set()
        for entry in stream.entries():
            if isinstance(entry, Edge):
                if entry.source in reached:
                    found.add(entry.target)
                if entry.target in reached:
                    found.add(entry.source)
        if found <= reached:
            break
        reached |= found
    return reached
