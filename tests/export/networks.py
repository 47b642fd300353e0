"""Networks for tests of formats: small ones by hand, any at all by hypothesis, and what a format makes of a value."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date
from typing import Any

from hypothesis import strategies as st

from nato_kg.network import Edge, Network, Node, Spell
from nato_kg.network.model import merge_spells, plain

TEXT = st.text(st.characters(), max_size=8)
DAYS = st.dates() | st.none()
HUGE = st.integers(-(10**400), 10**400)
SINGLE = st.one_of(TEXT, st.integers(), HUGE, st.booleans(), st.floats(), st.none(), st.dates(), st.decimals())
VALUES = st.one_of(SINGLE, st.lists(SINGLE, max_size=3))
IDS = st.text("abcxyz/-é", min_size=1, max_size=6)
SPELLS = st.lists(st.builds(Spell, DAYS, DAYS), max_size=3).map(merge_spells)
KINDS = st.sampled_from(["Thing", "Other"])


def network_of(*nodes: Node, edges: tuple[Edge, ...] = ()) -> Network:
    return Network({node.iri: node for node in nodes}, edges)


def node(name: str, label: str = "", /, spells: tuple[Spell, ...] = (), **attributes: Any) -> Node:
    return Node(name, name, label, "Thing", attributes, spells)


@st.composite
def networks(draw: st.DrawFn, values: st.SearchStrategy[Any] = VALUES, text: st.SearchStrategy[str] = TEXT) -> Network:
    names = draw(st.lists(IDS, unique=True, max_size=5))
    attributes = st.dictionaries(st.sampled_from(["mass", "note", "open"]), values, max_size=3)
    nodes = {name: Node(name, name, draw(text), draw(KINDS), draw(attributes), draw(SPELLS)) for name in names}
    triples = [(source, target, kind) for source in names for target in names for kind in ("knows", "leads")]
    keys = draw(st.lists(st.sampled_from(triples), unique=True, max_size=6)) if triples else []
    sources = st.sampled_from([("g",), ("g", "h")])
    return Network(
        nodes, tuple(Edge(s, t, k, draw(sources), draw(st.integers(0, 9)), draw(SPELLS)) for s, t, k in keys)
    )


def typed(value: object, kind: str) -> Any:
    """A value as an attribute of a type gives it back."""
    value = plain(value)
    if kind == "double":
        return float(value)  # type: ignore[arg-type]
    if kind == "string":
        return as_text(value)
    return value


def as_text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and not math.isfinite(value):
        return {"inf": "INF", "-inf": "-INF", "nan": "NaN"}[str(value)]
    return legal(str(value))


def legal(text: str) -> str:
    """The text with U+FFFD for what XML 1.0 does not allow."""
    ranges = ((0x20, 0xD7FF), (0xE000, 0xFFFD), (0x10000, 0x10FFFF))
    return "".join(c if c in "\t\n\r" or any(a <= ord(c) <= b for a, b in ranges) else "\ufffd" for c in text)


def given_attributes(node: Node) -> dict[str, object]:
    """The attributes that a node has: those that are not ``None``."""
    return {name: value for name, value in node.attributes.items() if plain(value) is not None}


def edge_keys(network: Network) -> set[tuple[str, str, str, float]]:
    return {(network.nodes[e.source].id, network.nodes[e.target].id, e.kind, e.weight) for e in network.edges}


def in_days(spells: Iterable[Spell]) -> list[tuple[date | None, date | None]]:
    return [(spell.start, spell.end) for spell in spells]
