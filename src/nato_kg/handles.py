"""Light handles on things of the graph: bound to it, lazy, compared by address.

A handle looks nothing up until it is asked. What changes with time is told for the graph's ``as_of`` day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import NamedNode

from nato_kg.display import table
from nato_kg.document import Document
from nato_kg.followups import Promise
from nato_kg.names import labels_of, texts_of
from nato_kg.namespaces import ID, nkg, short_id
from nato_kg.network.reading import describe
from nato_kg.wording import read_wording

if TYPE_CHECKING:
    from nato_kg.traverse import KnowledgeGraph, Rows

_DOCUMENTS = """
{ ?decision nkg:statedIn|nkg:documentedIn ?x } UNION { ?change nkg:changeOf ?decision ; nkg:statedIn ?x }
"""


@dataclass(frozen=True, slots=True)
class EvidencePlace:
    """Where a letter says it: section and sentence, and characters ``[start, end)`` of its rendition."""

    letter: str
    section: int | None
    heading: str | None
    sentence: int | None
    start: int
    end: int
    digest: str


class Thing:
    """Anything in the graph. ``thing.values("inCountry")`` gives what the graph says by a property's name."""

    def __init__(self, graph: KnowledgeGraph, iri: str) -> None:
        self.graph = graph
        self.iri = iri

    @property
    def id(self) -> str:
        """The last segment of the address, which people type."""
        return short_id(self.iri)

    @cached_property
    def kind(self) -> str:
        """The most specific kind, such as ``Mission``."""
        return short_id(next(iter(self._addresses("kind")), ""))

    @cached_property
    def label(self) -> str:
        """The label in the graph's language; the id where there is none."""
        return labels_of(self.graph.store, [self.iri], self.graph.language)[self.iri]

    @cached_property
    def gloss(self) -> str | None:
        """What it says, in the project's own words."""
        return texts_of(self.graph.store, [self.iri], "nkg:gloss", self.graph.language).get(self.iri)

    @property
    def evidence(self) -> list[EvidencePlace]:
        """The places in letters that say it, or that mention it."""
        return [
            EvidencePlace(r["document"], r["section"], r["heading"], r["sentence"], r["start"], r["end"], r["digest"])
            for r in self._ask("evidence", statement=self.iri)
        ]

    @property
    def sources(self) -> list[str]:
        """The addresses of the pages on which it rests, where it rests on no letter's text."""
        return self._addresses("source")

    def values(self, name: str) -> list[Thing | str | int | bool]:
        """All values of the property ``name`` of our ontology: handles for things, plain values otherwise."""
        return self.graph.values_of(self.iri, name)

    def _addresses(self, name: str) -> list[str]:
        return self.graph.addresses_of(self.iri, nkg(name))

    def _things(self, name: str) -> list[Any]:
        return [self.graph[iri] for iri in self._addresses(name) if iri.startswith(ID)]

    def _ask(self, question: str, **parameters: str | date) -> Rows:
        return self.graph.query(question, **parameters)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Thing) and other.iri == self.iri

    def __hash__(self) -> int:
        return hash(self.iri)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id}: {self.label}>"

    def _repr_html_(self) -> str:
        quads = self.graph.store.store.quads_for_pattern(NamedNode(self.iri), None, None)
        facts = [(name, ", ".join(map(str, values))) for name, values in sorted(describe(quads).values.items())]
        return table(("", ""), [("kind", self.kind), ("id", self.id), ("says", self.gloss), *facts], self.label)


class Mission(Thing):
    """A mission, with the decisions on it and what came of them."""

    @property
    def decisions(self) -> list[Decision]:
        """The decisions on the mission, in letters up to the graph's day."""
        rows = self._ask("mission-trace", mission=self.iri, as_of=self.graph.as_of)
        return [self.graph[iri] for iri in rows.addresses("decision")]

    @property
    def lead(self) -> list[Thing]:
        """The organisation that leads it."""
        return self._things("leadOrganisation")

    @property
    def countries(self) -> list[Thing]:
        """Where it works."""
        return self._things("inCountry")

    @property
    def discussed_in(self) -> list[Thing]:
        """The gatherings on whose agenda it stands."""
        return self._things("discussedIn")

    @property
    def mandates(self) -> list[Thing]:
        """Its mandates."""
        return self._things("hasMandate")

    @property
    def letters(self) -> list[Letter]:
        """The letters that mention it."""
        return self.graph.things_by("?x ^nkg:statedIn/nkg:mentions ?mission", mission=self.iri)


class Decision(Thing):
    """A decision, as one letter states it and as known on the graph's day."""

    @property
    def status(self) -> str:
        """The status on the graph's day, such as ``under-investigation``."""
        return self.status_on(self.graph.as_of)

    def status_on(self, day: date) -> str:
        """The status on a day; empty when no letter had spoken of it yet."""
        rows = self._ask("decisions", decision=self.iri, as_of=day)
        return rows[0]["status"] if rows else ""

    @property
    def decided_by(self) -> list[Thing]:
        """Who decides."""
        return self._things("decidedBy")

    @property
    def concerns(self) -> list[Thing]:
        """What it is on."""
        return self._things("concerns")

    @property
    def documents(self) -> list[Letter]:
        """The letters that state it, that the text names for it, or that record a change of it."""
        return self.graph.things_by(_DOCUMENTS, decision=self.iri)

    @property
    def commitments(self) -> list[Commitment]:
        """The promises that follow from it."""
        return self._things("givesRiseTo")


class Commitment(Thing):
    """A promise to parliament, as known on the graph's day."""

    @property
    def promise(self) -> Promise:
        """The promise with status, timeliness, term and the letters that keep it."""
        return next(iter(self.graph.commitments(commitment=self.iri)))

    @property
    def status(self) -> str:
        """The status on the graph's day: open, partly-fulfilled, fulfilled, lapsed or withdrawn."""
        return self.promise.status

    @property
    def timeliness(self) -> str | None:
        """Whether it is due, on the graph's day: not-due, due-unknown, overdue, in-time or late."""
        return self.promise.timeliness

    @property
    def about(self) -> list[Thing]:
        """What it is about."""
        return self._things("about")

    @property
    def follows(self) -> list[Decision]:
        """The decision from which it arises."""
        return self._things("follows")

    @property
    def condition(self) -> list[Thing]:
        """The decision or event for which it waits."""
        return self._things("condition")

    @property
    def fulfilled_by(self) -> list[Letter]:
        """The letters that keep it, up to the graph's day."""
        return [self.graph.letter(keeper.letter) for keeper in self.promise.kept_by]


class Letter(Thing):
    """A letter to parliament."""

    @cached_property
    def issued(self) -> date:
        """The day of the letter."""
        return date.fromisoformat(str(self.values("issued")[0]))

    @property
    def document(self) -> Document | None:
        """The letter as it was read, with its text, where the store holds that."""
        wording = read_wording(self.graph.store, self.id)
        return wording.document if wording else None

    @property
    def coverage(self) -> str:
        """``complete`` or ``partial``: how much of the letter the graph holds."""
        return short_id(next(iter(self._addresses("coverage")), ""))

    @property
    def commitments(self) -> list[Commitment]:
        """The promises that it makes."""
        return self.graph.things_by("?x a nkg:Commitment ; nkg:statedIn ?letter", letter=self.iri)

    @property
    def decisions(self) -> list[Decision]:
        """The decisions that it speaks of."""
        return self.graph.things_by("?x a nkg:Decision ; nkg:statedIn ?letter", letter=self.iri)

    @property
    def cites(self) -> list[Letter]:
        """The papers that it cites."""
        return self._things("cites")

    @property
    def fulfils(self) -> list[Commitment]:
        """The promises that it keeps, wholly or in part."""
        return self._things("fulfils")


#: Kind to handle; every other kind is a plain :class:`Thing`.
HANDLES: Final[dict[str, type[Thing]]] = {
    "Mission": Mission,
    "Decision": Decision,
    "Commitment": Commitment,
    "Letter": Letter,
}
