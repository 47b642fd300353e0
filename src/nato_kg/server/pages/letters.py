"""The page of a letter: its header, what it states sentence by sentence, and citations in and out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Final, cast

from pyoxigraph import Literal, NamedNode
from starlette.responses import Response

from nato_kg.namespaces import nkg
from nato_kg.server.pages.described import Described, describe
from nato_kg.server.pages.evidence import Place, read_places, read_sources
from nato_kg.server.pages.facts import read_facts
from nato_kg.server.pages.letter_text import lay_out
from nato_kg.server.pages.promises import whole_ledger
from nato_kg.server.pages.rendering import official_address, render
from nato_kg.server.pages.view import View
from nato_kg.terms import value_of
from nato_kg.wording import read_wording

_STATED: Final = """
SELECT DISTINCT ?record ?thing WHERE {{ ?record nkg:statedIn {letter} . OPTIONAL {{ ?record nkg:mentions ?thing }} }}
"""
_CITATIONS: Final = """
SELECT DISTINCT ?citation ?other ?day WHERE {{
  ?citation {own} {letter} ; {others} ?other .
  OPTIONAL {{ ?other nkg:issued ?day }}
}}
ORDER BY ?day ?other ?citation
"""
_SIGNED: Final = """
SELECT DISTINCT ?signatory ?post WHERE {{
  ?signature nkg:signs {letter} ; nkg:signatory ?signatory . OPTIONAL {{ ?signature nkg:signedAs ?post }}
}}
"""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or another place, of the letter and what is stated there. ``words`` may be missing."""

    place: Place
    records: tuple[Described, ...]

    @property
    def anchor(self) -> str:
        """What a link to it names."""
        return f"s{self.place.sentence}" if self.place.sentence is not None else f"c{self.place.start}"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the letter under one heading. Title block and signature have no number."""

    number: int | None
    heading: str | None
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation, and the letter at its other end."""

    citation: Described
    other: Described
    day: str | None


def show_letter(view: View, thing: Described) -> Response:
    """The page of a letter."""
    stated = _stated(view, thing.iri)
    places = [place for place in read_places(view, stated.keys()) if place.letter == thing.iri]
    wording = read_wording(view.graph.store, thing.id)
    sections = [] if wording else _sections(places, stated)
    sources = read_sources(view, [thing.iri])
    return render(
        view,
        "letter.html",
        thing=thing,
        facts=[
            fact
            for fact in read_facts(view, thing.iri)
            if fact.name not in {"hasCitation", "cites", "citedBy", "hasSignature"}
        ],
        issued=next(iter(view.graph.values_of(thing.iri, "issued")), None),
        coverage=next(iter(view.graph.addresses_of(thing.iri, nkg("coverage"))), None),
        signed=_signed(view, thing.iri),
        official=official_address(view.texts, thing.id, sources.get(thing.iri)),
        text=lay_out(wording, places, stated) if wording else None,
        sections=sections,
        promises={promise.iri: promise for promise in whole_ledger(view)},
        has_words=any(s.place.words for section in sections for s in section.sentences),
        statements=len(stated),
        cited=_citations(view, thing.iri, own="citing", others="cited"),
        citing=_citations(view, thing.iri, own="cited", others="citing"),
        keeps=describe(view, view.graph.addresses_of(thing.iri, nkg("fulfils"))).values(),
    )


def _stated(view: View, letter: str) -> dict[str, Described]:
    """What the letter states, by record; a mention stands for the thing that it mentions."""
    rows = list(view.graph.store.select(_STATED.format(letter=NamedNode(letter))))
    mentioned = {value_of(row["record"]): value_of(row["thing"]) for row in rows if row["thing"] is not None}
    records = {value_of(row["record"]) for row in rows if mentioned.get(value_of(row["record"])) != letter}
    named = describe(view, records | set(mentioned.values()))
    return {record: named[mentioned.get(record, record)] for record in sorted(records)}


def _sections(places: Iterable[Place], stated: dict[str, Described]) -> list[Section]:
    """Places in the letter's order, by section and sentence; title block first, signature last."""
    places = list(places)
    body = min((place.start for place in places if place.section is not None), default=0)

    def part(place: Place) -> tuple[int, int]:
        return (1, place.section) if place.section is not None else (0 if place.start < body else 2, 0)

    ordered = sorted(places, key=lambda p: (part(p), p.sentence or 0, p.start, p.end))
    sections = []
    for (_, number), inside in groupby(ordered, key=part):
        found = list(inside)
        together = groupby(found, key=lambda p: (p.sentence, None if p.sentence else p.start))
        sentences = tuple(_sentence(list(same), stated) for _, same in together)
        sections.append(Section(number or None, next((p.heading for p in found if p.heading), None), sentences))
    return sections


def _sentence(places: list[Place], stated: dict[str, Described]) -> Sentence:
    records = dict.fromkeys(stated[place.record] for place in places)
    return Sentence(max(places, key=lambda p: len(p.words or "")), tuple(records))


def _citations(view: View, letter: str, *, own: str, others: str) -> list[Cited]:
    query = _CITATIONS.format(own=f"nkg:{own}", others=f"nkg:{others}", letter=NamedNode(letter))
    rows = list(view.graph.store.select(query))
    named = describe(view, {value_of(row[name]) for row in rows for name in ("citation", "other")})
    return [
        Cited(
            named[value_of(row["citation"])],
            named[value_of(row["other"])],
            None if row["day"] is None else cast("Literal", row["day"]).value,
        )
        for row in rows
    ]


def _signed(view: View, letter: str) -> list[tuple[Described, Described | None]]:
    rows = list(view.graph.store.select(_SIGNED.format(letter=NamedNode(letter))))
    named = describe(
        view, {value_of(row[name]) for row in rows for name in ("signatory", "post") if row[name] is not None}
    )
    pairs = [
        (named[value_of(row["signatory"])], named[value_of(row["post"])] if row["post"] is not None else None)
        for row in rows
    ]
    return sorted(set(pairs), key=lambda pair: pair[0].title)
