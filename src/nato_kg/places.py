"""Where nodes stand, so that the first view of a network can be read. The same network always gets the same places.

Up to :data:`MOST_BY_FORCE` nodes, edges pull and nodes push (Fruchterman and Reingold 1991, by igraph), one connected
part at a time; the parts are then set side by side, the largest first. More nodes than that stand by kind, each kind in
a disc of its own: force-directed layout of hundreds of thousands does not end in minutes.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

MOST_BY_FORCE: Final = 5_000
#: How far apart neighbours are to stand; sizes of nodes are in the same unit.
DISTANCE: Final = 60.0
_SMALLEST, _GREATEST = 8.0, 50.0
_ROUNDS: Final = 500
_GOLDEN_ANGLE: Final = math.pi * (3 - math.sqrt(5))

Place = tuple[float, float]


def place_by_force(count: int, pairs: Iterable[tuple[int, int]]) -> list[Place]:
    """Places for ``count`` nodes with edges between them, given by their numbers; directions do not matter."""
    import igraph

    graph = igraph.Graph(count, sorted({(min(p), max(p)) for p in pairs if p[0] != p[1]}))
    parts = sorted((sorted(part) for part in graph.connected_components()), key=lambda part: (-len(part), part))
    drawn = [_draw(graph.induced_subgraph(part)) for part in parts]
    places: list[Place] = [(0.0, 0.0)] * count
    for part, (x, y), shape in zip(parts, _side_by_side([_extent(shape) for shape in drawn]), drawn, strict=True):
        for number, (dx, dy) in zip(part, shape, strict=True):
            places[number] = (x + dx, y + dy)
    return places


def place_by_kind(kinds: Sequence[str]) -> Iterator[Place]:
    """Places for nodes given by their kinds: each kind fills a disc from its middle, the discs stand around a ring."""
    counts = Counter(kinds)
    radii = {kind: DISTANCE / 2 * math.sqrt(count + 1) for kind, count in sorted(counts.items())}
    around = sum(radii.values()) or 1.0
    ring = max(around / math.pi * 1.2, max(radii.values(), default=0.0))
    middles, angle = {}, 0.0
    for kind, radius in radii.items():
        angle += radius / around * math.pi
        middles[kind] = (ring * math.cos(angle), ring * math.sin(angle))
        angle += radius / around * math.pi
    used: Counter[str] = Counter()
    for kind in kinds:
        number, (x, y) = used[kind], middles[kind]
        used[kind] += 1
        far, turned = DISTANCE / 2 * math.sqrt(number + 0.5), number * _GOLDEN_ANGLE
        yield x + far * math.cos(turned), y + far * math.sin(turned)


def size_of(degree: int) -> float:
    """How large a node with so many edges is drawn: its area grows with them, within bounds."""
    return min(_GREATEST, _SMALLEST + 3 * math.sqrt(degree))


def _draw(part: object) -> list[Place]:
    """A connected part around (0, 0), neighbours about :data:`DISTANCE` apart."""
    import igraph

    assert isinstance(part, igraph.Graph)
    count = part.vcount()
    if count == 1:
        return [(0.0, 0.0)]
    igraph.set_random_number_generator(random.Random(1))  # noqa: S311 - a fixed start, so that places are the same
    try:
        turned = [(math.sqrt(n), n * _GOLDEN_ANGLE) for n in range(count)]
        start = [(far * math.cos(angle), far * math.sin(angle)) for far, angle in turned]
        found = part.layout_fruchterman_reingold(niter=_ROUNDS, seed=start, grid=count > 1_000).coords
    finally:
        igraph.set_random_number_generator(random)
    lengths = sorted(math.dist(found[a], found[b]) for a, b in part.get_edgelist())
    scale = DISTANCE / (lengths[len(lengths) // 2] or 1.0)
    left, top, width, height = _bounds(found)
    return [((x - left - width / 2) * scale, (y - top - height / 2) * scale) for x, y in found]


def _bounds(places: Sequence[Sequence[float]]) -> tuple[float, float, float, float]:
    xs, ys = [p[0] for p in places], [p[1] for p in places]
    return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)


def _extent(places: Sequence[Place]) -> tuple[float, float]:
    _, _, width, height = _bounds(places)
    return width + DISTANCE, height + DISTANCE


def _side_by_side(extents: Sequence[tuple[float, float]]) -> list[Place]:
    """The middles of parts that are put in rows as wide as the whole is high, roughly; one single part is in (0, 0)."""
    wide = max(math.sqrt(sum(w * h for w, h in extents)) * 1.2, max((w for w, _ in extents), default=0.0))
    middles: list[Place] = []
    x = y = high = 0.0
    for width, height in extents:
        if x and x + width > wide:
            x, y, high = 0.0, y + high, 0.0
        middles.append((x + width / 2, y + height / 2))
        x, high = x + width, max(high, height)
    first = middles[0] if middles else (0.0, 0.0)
    return [(mx - first[0], my - first[1]) for mx, my in middles]
