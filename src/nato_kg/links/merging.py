"""Two addresses of one thing made one: what that changes in the letters' graphs, and the record that says why.

Every merge is recorded with its reason, and a judgement (``nato-kg judge THING THING no``) undoes it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pyoxigraph import Literal, NamedNode, Triple

from nato_kg.graph.curated import LetterGraph
from nato_kg.graph.triples import link, text, typed
from nato_kg.namespaces import ID, RDFS_LABEL, SKOS_ALT_LABEL, code, nkg, short_id
from nato_kg.terms import value_of

_NAMES = frozenset({RDFS_LABEL, nkg("acronym")})
_ABOUT_A_NEWCOMER = frozenset({nkg("unverifiedField"), nkg("source")})


@dataclass(frozen=True, slots=True)
class Merge:
    """Two addresses of one thing: the one ``kept``, the one ``merged`` into it, and why (``en``, ``nl``).

    ``source`` is the web address of a letter that names the merged one.
    """

    kept: str
    merged: str
    reasons: Mapping[str, str]
    source: str


def web_address(letter_id: str) -> str:
    """Where a letter stands among the official publications."""
    return f"https://zoek.officielebekendmakingen.nl/{letter_id}.html"


def resolve_merges(merges: Iterable[Merge]) -> tuple[Merge, ...]:
    """The merges, each into a thing that is kept: where what was kept was merged itself, into what that became.

    The first merge of an address counts, and one that would lead back to itself is left out.
    """
    found: dict[str, Merge] = {}
    for merge in merges:
        kept = merge.kept
        while kept in found:
            kept = found[kept].kept
        if merge.merged not in found and kept != merge.merged:
            found = {iri: replace(m, kept=kept) if m.kept == merge.merged else m for iri, m in found.items()}
            found[merge.merged] = replace(merge, kept=kept)
    return tuple(found.values())


def apply_merges(letters: Collection[LetterGraph], merges: Iterable[Merge]) -> tuple[LetterGraph, ...]:
    """The letters with every merged address written as the one kept, under which its names are further names."""
    into = {merge.merged: merge.kept for merge in merges}
    if not into:
        return tuple(letters)
    names = _names(letters, set(into.values()))
    return tuple(
        replace(letter, triples=frozenset(new for t in letter.triples for new in _renamed(t, into, names)))
        for letter in letters
    )


def write_merges(merges: Iterable[Merge]) -> frozenset[Triple]:
    """The records that say what was made one, and why."""
    return frozenset(triple for merge in merges for triple in _record(merge))


def _names(letters: Iterable[LetterGraph], kept: Collection[str]) -> dict[str, set[str]]:
    """What the things that are kept are called in letters."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for triple in (t for letter in letters for t in letter.triples if t.predicate.value in _NAMES):
        if value_of(triple.subject) in kept:
            found[value_of(triple.subject)].add(value_of(triple.object))
    return found


def _renamed(triple: Triple, into: Mapping[str, str], names: Mapping[str, Collection[str]]) -> Iterator[Triple]:
    """The triple about the address that is kept; the id of the merged one goes with its address."""
    subject, value = value_of(triple.subject), value_of(triple.object)
    kept, predicate = into.get(subject), triple.predicate.value
    if kept is None:
        moved = isinstance(triple.object, NamedNode) and value in into
        yield Triple(triple.subject, triple.predicate, NamedNode(into[value])) if moved else triple
    elif predicate in _NAMES:
        if value not in names.get(kept, ()):
            language = getattr(triple.object, "language", None) or "nl"
            yield Triple(NamedNode(kept), NamedNode(SKOS_ALT_LABEL), Literal(value, language=language))
    elif predicate == nkg("id"):
        yield Triple(NamedNode(kept), triple.predicate, Literal(short_id(kept)))
    elif predicate not in _ABOUT_A_NEWCOMER:
        yield Triple(NamedNode(kept), triple.predicate, triple.object)


def _record(merge: Merge) -> Iterator[Triple]:
    node = f"{ID}identification/{short_id(merge.merged)}"
    yield from typed(node, "Identification")
    yield from (link(node, "identifies", merge.kept), text(node, "mergedId", short_id(merge.merged)))
    yield link(node, "origin", code("origin", "inferred"))
    yield link(node, "source", merge.source)
    for language, reason in sorted(merge.reasons.items()):
        yield Triple(NamedNode(node), NamedNode(nkg("reason")), Literal(reason, language=language))
