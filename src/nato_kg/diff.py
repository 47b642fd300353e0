"""What changed between two builds: statements added, removed and changed, by kind, and statuses that moved."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from pyoxigraph import Literal, NamedNode

from nato_kg.followups import read_ledger
from nato_kg.names import labels_of
from nato_kg.namespaces import INFERRED, ONTOLOGY_GRAPH, nkg, short_id
from nato_kg.queries import ask
from nato_kg.store import EmbeddedStore
from nato_kg.terms import value_of

#: Kinds that only hold up other things: a place moved by a character is no change of what a letter says.
_SUPPORTS: Final = frozenset(map(nkg, ("Evidence", "Period", "Rendition", "Mention")))
#: Properties that say how and where, not what.
_ASIDE: Final = frozenset(map(nkg, ("id", "kind", "evidence", "confidence", "rule", "source", "rendition")))

Said = Mapping[str, frozenset[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One property of a thing, with its values before and after."""

    name: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A thing or record that was ``added``, ``removed`` or ``changed``; ``fields`` say what of a changed one."""

    id: str
    kind: str
    label: str
    what: str
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class StatusMove:
    """A decision or commitment in both builds whose status on the day differs."""

    id: str
    kind: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Diff:
    """The changes in order of kind and id, and the statuses that moved, as known on ``as_of``."""

    changes: tuple[Change, ...]
    moves: tuple[StatusMove, ...]
    as_of: date

    def counts(self) -> dict[str, Counter[str]]:
        """How many were added, removed and changed, by kind."""
        counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for change in self.changes:
            counted[change.kind][change.what] += 1
        return dict(sorted(counted.items()))


def compare(old: EmbeddedStore, new: EmbeddedStore, as_of: date, language: str = "en") -> Diff:
    """What is otherwise in ``new`` than in ``old``, of what was asserted; statuses as known on the day."""
    before, after = _said(old), _said(new)
    differing = [iri for iri in {*before, *after} if before.get(iri) != after.get(iri)]
    labels = labels_of(old, differing, language) | labels_of(new, [i for i in differing if i in after], language)
    changes = [change for iri in differing for change in _change(iri, before, after, labels.get(iri, short_id(iri)))]
    moves = (*_moves("Commitment", _commitments, old, new, as_of), *_moves("Decision", _decisions, old, new, as_of))
    return Diff(tuple(sorted(changes, key=lambda c: (c.kind, c.id, c.what))), moves, as_of)


def _said(store: EmbeddedStore) -> Said:
    """What is asserted of each thing, but for what only holds it up."""
    said: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for quad in store.store:
        graph = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
        if graph != ONTOLOGY_GRAPH and not graph.startswith(INFERRED):
            said[value_of(quad.subject)].add((quad.predicate.value, _shown(quad.object)))
    return {iri: frozenset(facts) for iri, facts in said.items() if _kind(facts) not in {None, *_SUPPORTS}}


def _shown(term: Any) -> str:
    return term.value if isinstance(term, Literal) else value_of(term)


def _kind(facts: set[tuple[str, str]] | frozenset[tuple[str, str]]) -> str | None:
    return next((value for name, value in sorted(facts) if name == nkg("kind")), None)


def _change(iri: str, before: Said, after: Said, label: str) -> Iterator[Change]:
    old, new = before.get(iri), after.get(iri)
    kind = short_id(_kind(new or old or frozenset()) or "")
    if old is None or new is None:
        yield Change(_id(iri), kind, label, "added" if old is None else "removed")
        return
    names = sorted({name for name, _ in old ^ new} - _ASIDE)
    fields = tuple(FieldChange(short_id(name), _values(old, name), _values(new, name)) for name in names)
    if fields:
        yield Change(_id(iri), kind, label, "changed", fields)


def _values(facts: frozenset[tuple[str, str]], name: str) -> tuple[str, ...]:
    found = sorted(value for predicate, value in facts if predicate == name)
    return tuple(short_id(v) if v.startswith("https://w3id.org/nato-kg/") else v for v in found)


def _id(iri: str) -> str:
    """The id with what makes it one of its kind: a letter's own statement has its letter before it."""
    return "/".join(iri.rsplit("/", 2)[-2:])


def _moves(kind: str, read: Any, old: EmbeddedStore, new: EmbeddedStore, as_of: date) -> Iterator[StatusMove]:
    before, after = read(old, as_of), read(new, as_of)
    for iri in sorted(set(before) & set(after)):
        if before[iri][0] != after[iri][0]:
            yield StatusMove(_id(iri), kind, after[iri][1], before[iri][0], after[iri][0])


def _commitments(store: EmbeddedStore, as_of: date) -> dict[str, tuple[str, str]]:
    """Status (with timeliness) and label of each commitment by address."""
    return {p.iri: (" · ".join(filter(None, (p.status, p.timeliness))), p.label) for p in read_ledger(store, as_of)}


def _decisions(store: EmbeddedStore, as_of: date) -> dict[str, tuple[str, str]]:
    answer = ask(store, "decisions", {"as_of": as_of})
    return {
        address["decision"][0]: (str(row["status"]), str(row["decisionLabel"]))
        for row, address in zip(answer.rows, answer.addresses, strict=True)
    }
