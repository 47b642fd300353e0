"""Where letters say it: places with the letter's words where the graph holds them, the official address beside them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, cast

from pyoxigraph import Literal, NamedNode

from nato_kg.logical import Span
from nato_kg.namespaces import short_id
from nato_kg.server.pages.rendering import official_address
from nato_kg.server.pages.view import View
from nato_kg.terms import value_of
from nato_kg.wording import read_wording

_PLACES: Final = """
SELECT DISTINCT ?record ?letter ?start ?end ?digest ?rendition ?section ?heading ?sentence ?words WHERE {{
  VALUES ?record {{ {values} }}
  ?record nkg:evidence ?place .
  ?place nkg:inDocument ?letter ; nkg:startOffset ?start ; nkg:endOffset ?end ; nkg:sentenceDigest ?digest .
  OPTIONAL {{ ?place nkg:inRendition/nkg:sha256 ?rendition }}
  OPTIONAL {{ ?place nkg:section ?section }}
  OPTIONAL {{ ?place nkg:heading ?heading }}
  OPTIONAL {{ ?place nkg:sentence ?sentence }}
  OPTIONAL {{ ?place nkg:quotation ?words }}
}}
ORDER BY ?record ?letter ?start ?end
"""
_MENTIONS: Final = "SELECT DISTINCT ?mention WHERE {{ ?mention nkg:mentions {thing} }} ORDER BY ?mention"
_SOURCES: Final = "SELECT DISTINCT ?letter ?source WHERE {{ VALUES ?letter {{ {values} }} ?letter nkg:source ?source }}"


@dataclass(frozen=True, slots=True)
class Place:
    """One place in one letter, with the rendition (SHA-256) in which its offsets count.

    ``heading`` may be missing, and so may the words.
    """

    record: str
    letter: str
    start: int
    end: int
    section: int | None
    heading: str | None
    sentence: int | None
    words: str | None
    official: str | None
    digest: str = ""
    rendition: str | None = None

    @property
    def letter_id(self) -> str:
        """What people type for the letter."""
        return short_id(self.letter)


def read_places(view: View, records: Collection[str]) -> list[Place]:
    """The places on which records rest, by record and then in the order of the letter."""
    values = " ".join(str(NamedNode(iri)) for iri in sorted(records))
    if not values:
        return []
    rows = list(view.graph.store.select(_PLACES.format(values=values)))
    sources = read_sources(view, {value_of(row["letter"]) for row in rows})
    places = []
    for row in rows:
        letter = value_of(row["letter"])
        section, sentence = _number(row["section"]), _number(row["sentence"])
        official = official_address(view.texts, short_id(letter), sources.get(letter))
        start, end = int(value_of(row["start"])), int(value_of(row["end"]))
        heading, words, digest = _text(row["heading"]), _text(row["words"]), value_of(row["digest"])
        if words is None:
            wording = read_wording(view.graph.store, short_id(letter))
            words = wording.words(Span(start, end), digest, _text(row["rendition"])) if wording else None
        at = value_of(row["record"]), letter, start, end, section, heading, sentence
        places.append(Place(*at, words, official, digest, _text(row["rendition"])))
    return places


def places_of(view: View, iri: str) -> list[Place]:
    """Where letters up to the reader's day state a record or mention a thing; of one sentence, one place."""
    mentions = [value_of(row["mention"]) for row in view.graph.store.select(_MENTIONS.format(thing=NamedNode(iri)))]
    seen: dict[tuple[str, object, str | None], Place] = {}
    for place in sorted(read_places(view, [iri, *mentions]), key=lambda p: (p.letter, p.start)):
        if place.record == iri or place.letter_id not in view.later_letters:
            seen.setdefault((place.letter, place.sentence or place.start, place.words), place)
    return list(seen.values())


def read_sources(view: View, letters: Collection[str]) -> dict[str, str]:
    """The address at which each letter (by address) was published, where the graph gives one."""
    values = " ".join(str(NamedNode(iri)) for iri in sorted(letters))
    rows = view.graph.store.select(_SOURCES.format(values=values)) if values else ()
    found: dict[str, str] = {}
    for row in rows:
        letter, source = value_of(row["letter"]), value_of(row["source"])
        found[letter] = min(source, found.get(letter, source))
    return found


def _number(term: object) -> int | None:
    return None if term is None else int(cast("Literal", term).value)


def _text(term: object) -> str | None:
    return None if term is None else cast("Literal", term).value
