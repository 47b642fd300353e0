"""Walk the graph: the ways between two things, and what lies near one.

A step is a relation between two things that was stated, in either direction. Kinds, codes, days, evidence,
mentions and the letter that states a record are not walked: everything would be near everything.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from nato_kg.display import table
from nato_kg.namespaces import ID, INFERRED, nkg, short_id
from nato_kg.periods import PERIOD_PREFIX
from nato_kg.queries import ask
from nato_kg.store import EmbeddedStore
from nato_kg.terms import value_of

_NOT_WALKED = frozenset(
    nkg(n) for n in ("evidence", "dueEvidence", "inDocument", "inRendition", "rendition", "statedIn", "mentions")
)


@dataclass(frozen=True, slots=True)
class Step:
    """One relation on a path: from ``start`` to ``end``; ``forward`` when the graph states it that way round."""

    start: str
    relation: str
    end: str
    forward: bool

    def __str__(self) -> str:
        arrow = f"-[{self.relation}]->" if self.forward else f"<-[{self.relation}]-"
        return f"{short_id(self.start)} {arrow} {short_id(self.end)}"


@dataclass(frozen=True, slots=True)
class GraphPath:
    """A way from one thing to another, step by step (addresses)."""

    steps: tuple[Step, ...]

    def __len__(self) -> int:
        return len(self.steps)

    def __str__(self) -> str:
        text = short_id(self.steps[0].start) if self.steps else ""
        for step in self.steps:
            text += str(step).removeprefix(short_id(step.start))
        return text

    def _repr_html_(self) -> str:
        told = ((short_id(s.start), "→" if s.forward else "←", s.relation, short_id(s.end)) for s in self.steps)
        return table(("from", "", "relation", "to"), told)


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of a letter, with its words where the graph holds them."""

    letter: str
    section: int | None
    sentence: int | None
    words: str | None


@dataclass(frozen=True, slots=True)
class Ground:
    """On what a step rests: the graphs that state it, places in letters, and addresses of sources."""

    step: Step
    graphs: tuple[str, ...]
    places: tuple[Place, ...]
    sources: tuple[str, ...]


def ground_path(store: EmbeddedStore, path: GraphPath) -> tuple[Ground, ...]:
    """On what each step of a path rests: where letters say it, else the sources of what was taken from elsewhere."""
    return tuple(_ground(store, step) for step in path.steps)


def _ground(store: EmbeddedStore, step: Step) -> Ground:
    subject, other = (step.start, step.end) if step.forward else (step.end, step.start)
    found = store.store.quads_for_pattern(NamedNode(subject), NamedNode(nkg(step.relation)), NamedNode(other))
    stated = {value_of(quad.graph_name) for quad in found}
    graphs = tuple(sorted({short_id(graph) for graph in stated if not graph.startswith(INFERRED)}))
    rows = ask(store, "evidence", {"statement": subject}).rows
    places = (
        Place(row["document"], row["section"], row["sentence"], row["quotation"])  # type: ignore[arg-type]
        for row in rows
        if row["document"] in graphs
    )
    sources = store.store.quads_for_pattern(NamedNode(subject), NamedNode(nkg("source")), None)
    own = {value_of(quad.object) for quad in sources if value_of(quad.graph_name) in stated}
    return Ground(step, graphs, tuple(dict.fromkeys(places)), tuple(sorted(own)))


def find_paths(store: EmbeddedStore, start: str, end: str, *, max_hops: int, limit: int) -> list[GraphPath]:
    """The ways between two addresses that pass nothing twice: at most ``limit``, the shortest first."""
    to_end = _distances(store, end, max_hops)
    found: list[GraphPath] = []
    pending: deque[tuple[str, tuple[Step, ...]]] = deque([(start, ())])
    while pending and len(found) < limit:  # breadth first: shorter ways come out before longer ones
        here, steps = pending.popleft()
        if here == end:
            found.append(GraphPath(steps))
            continue
        passed = {start, *(step.end for step in steps)}
        left = max_hops - len(steps) - 1
        for step in sorted(_steps(store, here), key=str):
            if step.end not in passed and to_end.get(step.end, max_hops + 1) <= left:
                pending.append((step.end, (*steps, step)))
    return found


def find_neighbourhood(store: EmbeddedStore, start: str, *, hops: int) -> list[str]:
    """The addresses within ``hops`` steps, the nearest first; the start is not among them."""
    distances = _distances(store, start, hops)
    return sorted((iri for iri in distances if iri != start), key=lambda iri: (distances[iri], iri))


def _distances(store: EmbeddedStore, start: str, max_hops: int) -> dict[str, int]:
    distances = {start: 0}
    pending = deque([start])
    while pending:
        here = pending.popleft()
        if distances[here] >= max_hops:
            continue
        for step in _steps(store, here):
            if step.end not in distances:
                distances[step.end] = distances[here] + 1
                pending.append(step.end)
    return distances


def _steps(store: EmbeddedStore, iri: str) -> Iterator[Step]:
    node = NamedNode(iri)
    seen: set[Step] = set()
    for quad in (*store.store.quads_for_pattern(node, None, None), *store.store.quads_for_pattern(None, None, node)):
        if _is_walked(quad):
            forward = quad.subject == node
            other = quad.object if forward else quad.subject
            step = Step(iri, short_id(quad.predicate.value), value_of(other), forward)
            if step not in seen and other != node:
                seen.add(step)
                yield step


def _is_walked(quad: Quad) -> bool:
    if quad.predicate.value in _NOT_WALKED or value_of(quad.graph_name).startswith(INFERRED):
        return False
    ends = (quad.subject, quad.object)
    return all(
        isinstance(e, NamedNode) and e.value.startswith(ID) and not e.value.startswith(PERIOD_PREFIX) for e in ends
    )
