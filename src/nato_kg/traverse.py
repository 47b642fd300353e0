"""The graph as a Python object: find things, walk from one to the next, ask questions."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples

from nato_kg.analysis import Networks
from nato_kg.display import table
from nato_kg.errors import UnknownNameError
from nato_kg.explain import Explanation, explain, quote_places
from nato_kg.followups import (
    Ledger,
    NearDuplicate,
    Proposal,
    oral_promises,
    promises_of,
    read_ledger,
    read_near_duplicates,
    read_proposals,
    relation_labels,
)
from nato_kg.handles import HANDLES, Letter, Thing
from nato_kg.judgements import Judgement
from nato_kg.names import resolve_name
from nato_kg.namespaces import ID, ONTOLOGY_GRAPH, XSD, is_local, nkg, short_id
from nato_kg.paths import GraphPath, find_neighbourhood, find_paths
from nato_kg.periods import period_of
from nato_kg.queries import Answer, ask
from nato_kg.readers import read_letter
from nato_kg.register import read_register
from nato_kg.store import EmbeddedStore, open_store
from nato_kg.terms import value_of
from nato_kg.timeline import Timeline, read_timeline
from nato_kg.trace import Trace, read_trace
from nato_kg.vocabulary import Vocabulary


class Rows(Sequence[dict[str, Any]]):
    """The rows of a question's answer, each a dictionary keyed by column."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __getitem__(self, index: Any) -> Any:
        return self.answer.rows[index]

    def addresses(self, column: str) -> list[str]:
        """The addresses in a column, each once, in the order of the rows."""
        return list(dict.fromkeys(address for row in self.answer.addresses for address in row[column]))

    def __len__(self) -> int:
        return len(self.answer.rows)

    def __repr__(self) -> str:
        return f"<{len(self)} rows of '{self.answer.question.name}'>"

    def _repr_html_(self) -> str:
        question = self.answer.question
        return table(list(question.columns), ([row[name] for name in question.columns] for row in self), question.name)


class KnowledgeGraph(Networks):
    """A built graph, opened for reading.

    ``language`` (``en`` or ``nl``) is that of labels; ``as_of`` the day on which statuses are told.
    """

    def __init__(self, store: EmbeddedStore, *, language: str = "en", as_of: date | None = None) -> None:
        self.store = store
        self.language = language
        self.as_of = as_of or date.today()

    @classmethod
    def open(
        cls, store: Path | str | None = None, *, language: str = "en", as_of: date | None = None
    ) -> KnowledgeGraph:
        """Open the graph that ``nato-kg build`` made in the folder ``store``.

        Without it: the folder in ``NATO_KG_STORE``, else ``.nato-kg`` in the working folder. Raises
        :class:`~nato_kg.errors.StoreMissingError` when nothing was built there.
        """
        return cls(open_store(store_folder(store)), language=language, as_of=as_of)

    # ------------------------------------------------------------ finding things

    def find(self, name: str, *, kind: str | None = None) -> Any:
        """The thing called ``name``: a label, alias or acronym in either language, an id or an address.

        Raises :class:`~nato_kg.errors.AmbiguousNameError` with the candidates, or
        :class:`~nato_kg.errors.UnknownNameError` with near names.
        """
        return self._handle(resolve_name(self.store, name, kind=kind))

    def __getitem__(self, name: str) -> Any:
        return self.find(name)

    def letter(self, identifier: str) -> Letter:
        """The letter with an identifier such as ``kst-28676-418``. Raises as :meth:`find` does."""
        return Letter(self, resolve_name(self.store, identifier, kind="Letter"))

    def things(self, kind: str) -> Iterator[Any]:
        """All things of a kind, such as ``Mission``, in the order of their addresses; kinds below it too.

        Raises :class:`~nato_kg.errors.UnknownNameError` when the ontology has no such kind.
        """
        if nkg(kind) not in self.vocabulary.classes:
            near = self.vocabulary.nearest(nkg(kind))
            raise UnknownNameError(
                f"no kind is called '{kind}'",
                identifier=kind,
                suggestions=[short_id(near)] if near else [],
                hint="" if near else "kinds are the classes of ontology/, such as Mission or Decision",
            )
        return iter(self.things_by("?x a ?kind ; nkg:kind ?own", kind=nkg(kind)))

    # ------------------------------------------------------------ following

    def trace(self, thing: Thing | str | None = None, *, as_of: date | None = None) -> Trace:
        """From missions through decisions and commitments to letters, as known on a day.

        ``thing`` is a mission or a letter; left out, every mission that a letter discusses.
        """
        iri = self._iri(thing) if thing is not None else None
        return read_trace(self.store, as_of or self.as_of, about=iri, language=self.language)

    def timeline(self, thing: Thing | str, *, as_of: date | None = None) -> Timeline:
        """What letters say of a thing up to a day, in order of time, with their words."""
        return read_timeline(self.store, self._iri(thing), as_of or self.as_of, self.language)

    def commitments(
        self,
        *,
        as_of: date | None = None,
        letter: Thing | str | None = None,
        about: Thing | str | None = None,
        commitment: Thing | str | None = None,
        minister: Thing | str | None = None,
        register: Path | None = None,
    ) -> Ledger:
        """The ledger of commitments on a day: all, or those of a letter, about a thing, or that bind a minister.

        A minister is a post, or a person, who stands for the posts held: a promise binds the post and its next holder.
        ``register`` is a file of the House's register, whose promises made aloud stand beside those of letters.
        """
        ledger = read_ledger(
            self.store,
            as_of or self.as_of,
            letter=self._iri(letter) if letter else None,
            about=self._iri(about) if about else None,
            commitment=self._iri(commitment) if commitment else None,
            language=self.language,
        )
        ledger = ledger.among(promises_of(self.store, self._iri(minister))) if minister else ledger
        if register is None:
            return ledger
        labels = relation_labels(self.store, self.language)
        aloud = oral_promises(read_register(register), as_of or self.as_of, labels)
        return ledger.beside(aloud)

    def proposals(self, *, commitment: Thing | str | None = None, least: float = 0.0) -> tuple[Proposal, ...]:
        """Letters that may keep a commitment without saying so, the best first; none counts until a person judges."""
        iri = self._iri(commitment) if commitment else None
        found = read_proposals(self.store, least=least, commitment=iri, language=self.language)
        return tuple(sorted((p for ps in found.values() for p in ps), key=lambda p: (-p.score, p.commitment, p.letter)))

    def judged(self, commitment: Thing | str, letter: Thing | str) -> tuple[str, str]:
        """A commitment and a letter, two commitments or two things of a kind, as judgements name them.

        Two things are named with their kind (``meeting/…``, ``person/…``): one that was made one with another by the
        id that it had, which the graph no longer holds. Raises as :meth:`find` does.
        """
        first, second = (t if isinstance(t, str) else t.iri.removeprefix(ID) for t in (commitment, letter))
        folder = first.rpartition("/")[0]
        if folder and folder == second.rpartition("/")[0] and not is_local(f"{ID}{first}"):
            return first, second
        promise = resolve_name(self.store, first, kind="Commitment").removeprefix(ID)
        with contextlib.suppress(UnknownNameError):
            return promise, resolve_name(self.store, second, kind="Commitment").removeprefix(ID)
        return promise, short_id(resolve_name(self.store, second, kind="Letter"))

    def near_duplicates(self, judged: Iterable[Judgement] = ()) -> tuple[NearDuplicate, ...]:
        """Promises that may be one promise made twice, but for pairs that a person judged."""
        return read_near_duplicates(self.store, {frozenset({j.about, j.other}) for j in judged})

    def paths(self, start: Thing | str, end: Thing | str, *, max_hops: int = 4, limit: int = 20) -> list[GraphPath]:
        """The ways from one thing to another, the shortest first: at most ``limit``, and ``max_hops`` steps long."""
        return find_paths(self.store, self._iri(start), self._iri(end), max_hops=max_hops, limit=limit)

    def neighbourhood(self, thing: Thing | str, *, hops: int = 1) -> list[Any]:
        """The things within ``hops`` steps of a thing, the nearest first."""
        return [self._handle(iri) for iri in find_neighbourhood(self.store, self._iri(thing), hops=hops)]

    # ------------------------------------------------------------ asking

    def query(self, question: str, **parameters: str | date) -> Rows:
        """Ask a question of the catalogue. Rows hold ids, and labels beside them in ``{column}Label``."""
        return Rows(ask(self.store, question, parameters, language=self.language))

    def sparql(self, text: str) -> QuerySolutions | QueryBoolean | QueryTriples:
        """Run any SPARQL 1.1 query; our prefixes need no declaration."""
        return self.store.query(text)

    def explain(self, thing: Thing | str, *, letter: Path | str | None = None) -> Explanation:
        """Where a statement or thing comes from; with the letter's text, in its own words too.

        Raises :class:`~nato_kg.errors.RenditionError` when ``letter`` is the text of something else.
        """
        found = explain(self.store, self._iri(thing), self.vocabulary, language=self.language)
        if letter is None:
            return found
        return replace(found, places=quote_places(self.store, found.places, read_letter(letter)))

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The ontology, as the graph holds it."""
        quads = self.store.store.quads_for_pattern(None, None, None, NamedNode(ONTOLOGY_GRAPH))
        return Vocabulary(quad.triple for quad in quads)

    # ------------------------------------------------------------ what handles ask

    def addresses_of(self, iri: str, predicate: str) -> list[str]:
        """The addresses that a property, given by its address, leads to; each once, in order."""
        found = self.store.store.quads_for_pattern(NamedNode(iri), NamedNode(predicate), None)
        return sorted({quad.object.value for quad in found if isinstance(quad.object, NamedNode)})

    def values_of(self, iri: str, name: str) -> list[Thing | str | int | bool]:
        """All values of a property of our ontology, by its name: handles for things, plain values otherwise."""
        found = self.store.store.quads_for_pattern(NamedNode(iri), NamedNode(nkg(name)), None)
        return [self._plain(term) for term in sorted({quad.object for quad in found}, key=str)]

    def things_by(self, pattern: str, **things: str) -> list[Any]:
        """The things that ``?x`` stands for in a graph pattern of ours, with other variables given as addresses."""
        values = " ".join(f"VALUES ?{name} {{ {NamedNode(iri)} }}" for name, iri in things.items())
        rows = self.store.select(f"SELECT DISTINCT ?x WHERE {{ {values} {pattern} }} ORDER BY ?x")
        return [self._handle(value_of(row["x"])) for row in rows]

    def _handle(self, iri: str) -> Thing:
        kind = next(iter(self.addresses_of(iri, nkg("kind"))), "")
        return HANDLES.get(short_id(kind), Thing)(self, iri)

    def _plain(self, term: object) -> Thing | str | int | bool:
        if isinstance(term, NamedNode):
            period = period_of(term.value)
            if period:
                return period.edtf
            return self._handle(term.value) if term.value.startswith(ID) else short_id(term.value)
        literal = cast("Literal", term)
        datatype = literal.datatype.value
        if datatype == f"{XSD}integer":
            return int(literal.value)
        return literal.value == "true" if datatype == f"{XSD}boolean" else literal.value


def store_folder(store: Path | str | None) -> Path:
    """The folder that a user means: the one given, else ``NATO_KG_STORE``, else ``.nato-kg`` in the working folder."""
    return Path(store or os.environ.get("NATO_KG_STORE") or ".nato-kg")
