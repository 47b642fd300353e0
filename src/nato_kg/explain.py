"""Where a statement comes from: the letter, the place, the words, the sources, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, cast

from pyoxigraph import Literal, NamedNode

from nato_kg.errors import RenditionError
from nato_kg.followups import restating_notes
from nato_kg.logical import Span
from nato_kg.model import Document
from nato_kg.names import labels_of, texts_of
from nato_kg.namespaces import BASE, ID, INFERRED, NKG, RDF_TYPE, is_local, letter_iri, nkg, short_id
from nato_kg.periods import period_of
from nato_kg.queries import ask
from nato_kg.quote import find_digest, quotation
from nato_kg.store import EmbeddedStore
from nato_kg.terms import value_of
from nato_kg.vocabulary import Vocabulary

_NOT_SHOWN = frozenset(
    nkg(name)
    for name in (
        *("id", "kind", "gloss", "impliedField", "unverifiedField"),
        *("evidence", "dueEvidence", "rendition", "mentionedBy"),
    )
)
_SOURCE = NamedNode(nkg("source"))
_HISTORY = """
SELECT DISTINCT ?change ?status ?day ?letter ?source WHERE {{
  ?change nkg:changeOf|nkg:fulfilmentOf {thing} ; nkg:status ?status ; nkg:knownFrom ?day .
  OPTIONAL {{ ?change nkg:statedIn|nkg:byLetter ?letter }}
  OPTIONAL {{ ?change nkg:source ?source }}
}}
ORDER BY ?day ?change
"""
_MERGED = """
SELECT DISTINCT ?merged ?reason ?source WHERE {{
  ?merge nkg:identifies {thing} ; nkg:mergedId ?merged ; nkg:reason ?reason ; nkg:source ?source .
  FILTER(LANG(?reason) = "{language}")
}}
ORDER BY ?merged
"""
_RENDITION = "SELECT DISTINCT ?sha WHERE {{ {letter} nkg:rendition/nkg:sha256 ?sha }}"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a letter; ``quotation`` is filled where the graph holds its words or the letter's text was given."""

    letter: str
    section: int | None
    heading: str | None
    sentence: int | None
    start: int
    end: int
    digest: str
    quotation: str | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """A value for people; where it is a letter or a record, its id and the places and addresses on which that rests."""

    text: str
    id: str | None = None
    places: tuple[Place, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """What the graph says by one property: its label, its values, and whether the text only implies it.

    ``note`` is a remark on it, such as that later letters cite what is restated by another number.
    """

    name: str
    label: str
    values: tuple[Value, ...]
    implied: bool
    unverified: bool
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A later status: from which day, by which letter or source, with what limits it."""

    day: str
    status: str
    letter: str | None
    source: str | None
    caveat: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class MergedName:
    """An id under which letters also named the thing, why it was made one with it, and a letter that names it so."""

    id: str
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that the graph knows about where a thing or record comes from."""

    id: str
    iri: str
    kind: str
    label: str
    gloss: str | None
    fields: tuple[Field, ...]
    inferred: tuple[Field, ...]
    places: tuple[Place, ...]
    history: tuple[Change, ...]
    merged: tuple[MergedName, ...] = ()


def explain(store: EmbeddedStore, iri: str, vocabulary: Vocabulary, *, language: str = "en") -> Explanation:
    """What is known of the thing or record at ``iri``."""
    node = NamedNode(iri)
    quads = [
        q
        for q in store.store.quads_for_pattern(node, None, None)
        if q.predicate.value.startswith((NKG, "https://schema.org/"))
    ]
    stated = [q for q in quads if not value_of(q.graph_name).startswith(INFERRED)]
    known = {(q.predicate, q.object) for q in stated}
    derived = [q for q in quads if (q.predicate, q.object) not in known]
    kind = next((value_of(q.object) for q in stated if q.predicate.value == nkg("kind")), "")
    note = restating_notes(store, [iri], language).get(iri)
    fields = _fields(store, stated, vocabulary, language)
    return Explanation(
        id=short_id(iri),
        iri=iri,
        kind=vocabulary.label(kind, language),
        label=labels_of(store, [iri], language)[iri],
        gloss=texts_of(store, [iri], "nkg:gloss", language).get(iri),
        fields=tuple(replace(field, note=note) if field.name == "restates" else field for field in fields),
        inferred=tuple(_fields(store, derived, vocabulary, language)),
        places=tuple(_places(store, iri)),
        history=tuple(_history(store, node, language)),
        merged=tuple(
            MergedName(*(value_of(row[name]) for name in ("merged", "reason", "source")))
            for row in store.select(_MERGED.format(thing=node, language=language))
        ),
    )


def quote_places(store: EmbeddedStore, places: Iterable[Place], document: Document) -> tuple[Place, ...]:
    """The places with their words, read from the letter's text; words outside sentences only from the same rendition.

    In another rendition the sentences are found by their digests. Raises :class:`~nato_kg.errors.RenditionError` when
    the text is shorter than an offset, or when it is another rendition in which none of the sentences stands.
    """
    places = tuple(places)
    quoted = [_quote(place, document, same=_is_rendition(store, place.letter, document)) for place in places]
    if places and not any(place.quotation for place in quoted):
        raise RenditionError(
            f"none of the sentences stands in this text (SHA-256 {document.rendition.sha256[:12]}…): "
            f"it is another rendition of {places[0].letter}, or another letter",
            identifier=places[0].letter,
            hint="give the text of that letter",
        )
    return tuple(quoted)


def _quote(place: Place, document: Document, *, same: bool) -> Place:
    words: str | None
    if same:
        words = quotation(document, [Span(place.start, place.end)])
    else:
        found = find_digest(document, place.digest)
        words = " ".join(sentence.text for sentence in found) if found else None
    return replace(place, quotation=words)


def _is_rendition(store: EmbeddedStore, letter: str, document: Document) -> bool:
    rows = store.select(_RENDITION.format(letter=NamedNode(letter_iri(letter))))
    return any(cast("Literal", row["sha"]).value == document.rendition.sha256 for row in rows)


def _fields(store: EmbeddedStore, quads: Iterable[Any], vocabulary: Vocabulary, language: str) -> Iterator[Field]:
    quads = list(quads)
    flagged = {
        flag: {value_of(q.object) for q in quads if q.predicate.value == nkg(flag)}
        for flag in ("impliedField", "unverifiedField")
    }
    labels = labels_of(store, {value_of(q.object) for q in quads if isinstance(q.object, NamedNode)}, language)
    for name in sorted({q.predicate.value for q in quads} - _NOT_SHOWN - {RDF_TYPE}):
        values = {_value(store, term, labels) for term in _in_language(quads, name, language)}
        yield Field(
            short_id(name),
            vocabulary.label(name, language),
            tuple(sorted(values, key=lambda value: value.text)),
            bool(flagged["impliedField"] & vocabulary.superproperties(name)),
            bool(flagged["unverifiedField"] & {name, nkg("kind")}),
        )


def _in_language(quads: Iterable[Any], name: str, language: str) -> list[Any]:
    """The values of a property: texts in ``language``, or in whichever there is."""
    found = [quad.object for quad in quads if quad.predicate.value == name]
    return [t for t in found if not isinstance(t, Literal) or t.language in {None, language}] or found


def _value(store: EmbeddedStore, term: object, labels: dict[str, str]) -> Value:
    text, iri = _show(term, labels), value_of(term)
    if isinstance(term, Literal) or not (is_local(iri) or iri.startswith(letter_iri(""))):
        return Value(text)
    sources = sorted(value_of(q.object) for q in store.store.quads_for_pattern(NamedNode(iri), _SOURCE, None))
    places = tuple(_places(store, iri)) if is_local(iri) else ()
    return Value(text, short_id(iri), places, tuple(dict.fromkeys(sources)))


def _show(term: object, labels: dict[str, str]) -> str:
    if isinstance(term, Literal):
        return term.value
    iri = cast("NamedNode", term).value
    period = period_of(iri)
    if period:
        return period.edtf
    if not iri.startswith(BASE):
        return iri
    label = labels.get(iri, short_id(iri))
    return label if label == short_id(iri) or not iri.startswith(ID) else f"{label} [{short_id(iri)}]"


def _places(store: EmbeddedStore, iri: str) -> Iterator[Place]:
    for row in cast("list[dict[str, Any]]", ask(store, "evidence", {"statement": iri}).rows):
        names = ("document", "section", "heading", "sentence", "start", "end", "digest", "quotation")
        yield Place(*(row[name] for name in names))


def _history(store: EmbeddedStore, node: NamedNode, language: str) -> Iterator[Change]:
    rows = list(store.select(_HISTORY.format(thing=node)))
    changes = [cast("NamedNode", row["change"]).value for row in rows]
    statuses = labels_of(store, {cast("NamedNode", row["status"]).value for row in rows}, language)
    caveats, notes = (texts_of(store, changes, path, language) for path in ("nkg:caveat", "nkg:note"))
    for change, row in zip(changes, rows, strict=True):
        letter, source = cast("NamedNode | None", row["letter"]), cast("NamedNode | None", row["source"])
        yield Change(
            cast("Literal", row["day"]).value,
            statuses[cast("NamedNode", row["status"]).value],
            short_id(letter.value) if letter else None,
            source.value if source else None,
            caveats.get(change),
            notes.get(change),
        )
