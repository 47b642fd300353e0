"""Finding things by what they are called or by the letter's words: grouped by kind, the best group first."""

from __future__ import annotations

import difflib
from collections import defaultdict
from dataclasses import dataclass
from typing import Final, cast

from pyoxigraph import Literal, NamedNode
from starlette.responses import Response

from nato_kg.namespaces import is_shared, nkg, short_id
from nato_kg.server.pages.described import Described, describe
from nato_kg.server.pages.folding import fold_name
from nato_kg.server.pages.promises import whole_ledger
from nato_kg.server.pages.rendering import render
from nato_kg.server.pages.view import View

_NAMES: Final = """
SELECT DISTINCT ?thing ?kind ?name WHERE {
  ?thing nkg:kind ?kind ; rdfs:label|skos:altLabel|nkg:acronym|nkg:identifier|nkg:id|nkg:gloss|nkg:alsoKnownAs ?name .
}
"""
_WORDS: Final = """
SELECT DISTINCT ?thing ?kind ?name WHERE { ?thing nkg:evidence/nkg:quotation ?name ; nkg:kind ?kind }
"""
#: How the graph knows something; nobody looks for these.
_PLUMBING: Final = frozenset(
    nkg(name) for name in ("Evidence", "Rendition", "Period", "Mention", "Candidate", "Citation", "Signature", "Date")
)
_LONGEST_QUERY: Final = 100
_MOST_IN_GROUP: Final = 6


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its folded form, and what it is a name of."""

    folded: str
    iri: str
    kind: str
    is_text: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Finds of one kind: the first of ``count``."""

    kind: str
    label: str
    count: int
    things: tuple[Described, ...]


def show_search(view: View) -> Response:
    """The page of what is found for ``q``."""
    wanted = view.asked.get("q", "")[:_LONGEST_QUERY].strip()
    groups = find(view, wanted, view.asked.get("kind")) if wanted else []
    near = near_names(view, wanted) if wanted and not groups else []
    return render(
        view,
        "search.html",
        wanted=wanted,
        groups=groups,
        near=near,
        found=sum(group.count for group in groups),
        promises={promise.iri: promise for promise in whole_ledger(view)} if groups else {},
    )


def find(view: View, wanted: str, kind: str | None = None) -> list[Group]:
    """What is called so or says so: names before words, whole names before beginnings, short ones before long ones.

    Which kinds come first stands in the data; of the others, those whose best find is better.
    """
    ranks: dict[str, tuple[int, int]] = {}
    kinds: dict[str, str] = {}
    folded = fold_name(wanted)
    for name in _index(view):
        if folded in name.folded and (kind is None or short_id(name.kind) == kind):
            rank = _rank(name, folded)
            ranks[name.iri] = min(rank, ranks.get(name.iri, rank))
            kinds[name.iri] = name.kind
    grouped: defaultdict[str, list[str]] = defaultdict(list)
    for iri in sorted(ranks, key=lambda iri: (ranks[iri], iri)):
        grouped[kinds[iri]].append(iri)
    most = _MOST_IN_GROUP if kind is None else 500
    first = view.texts.common("search_first")
    order = sorted(grouped, key=lambda name: first.index(short_id(name)) if short_id(name) in first else len(first))
    named = describe(view, {iri for things in grouped.values() for iri in things[:most]})
    return [
        Group(
            short_id(name),
            view.vocabulary.label(name, view.language),
            len(grouped[name]),
            tuple(named[iri] for iri in grouped[name][:most]),
        )
        for name in order
    ]


def near_names(view: View, wanted: str) -> list[str]:
    """Names that look like what was asked for."""
    names = view.once("short-names", lambda: sorted({n.folded for n in _index(view) if not n.is_text}), on_any_day=True)
    return difflib.get_close_matches(fold_name(wanted), names, n=5, cutoff=0.6)


def _index(view: View) -> list[Name]:
    return view.once("search-index", lambda: _read_index(view), on_any_day=True)


def _read_index(view: View) -> list[Name]:
    return [
        Name(fold_name(cast("Literal", row["name"]).value), cast("NamedNode", row["thing"]).value, kind, is_text)
        for query, is_text in ((_NAMES, False), (_WORDS, True))
        for row in view.graph.store.select(query)
        if (kind := cast("NamedNode", row["kind"]).value) not in _PLUMBING
    ]


def _rank(name: Name, folded: str) -> tuple[int, int]:
    """Shared things before statements, whole names before beginnings of words before the rest, short before long."""
    words = f" {name.folded} "
    place = 0 if name.folded == folded else 1 if f" {folded} " in words else 2 if f" {folded}" in words else 3
    return (not is_shared(name.iri)) * 10 + name.is_text * 5 + place, len(name.folded)
