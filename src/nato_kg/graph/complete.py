"""Add what every thing and record carries and no person need write: id, kind, letter, origin, day, period bounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from nato_kg.namespaces import RDF_TYPE, XSD, code, is_local, letter_iri, nkg, short_id
from nato_kg.periods import PERIOD_PREFIX, Period, parse_period
from nato_kg.terms import value_of
from nato_kg.vocabulary import Vocabulary

_TYPE = NamedNode(RDF_TYPE)
_DATE = NamedNode(f"{XSD}date")


def complete(triples: Iterable[Triple], vocabulary: Vocabulary, letter_id: str | None = None) -> frozenset[Triple]:
    """The triples with what the build writes added (docs/data-format.md, "What the build writes").

    ``letter_id`` names the letter that states them; ``None`` for reference data.
    """
    given = frozenset(triples)
    issued = None if letter_id is None else _days(given, "issued").get(letter_iri(letter_id))
    changes = _days(given, "on")
    added: set[Triple] = set()
    for thing, kind in kinds(given).items():
        added |= {_text(thing, "id", short_id(thing)), _link(thing, "kind", kind)}
        if vocabulary.is_a(kind, nkg("Record")):
            added |= set(_describe_record(thing, letter_id, changes.get(thing, issued)))
    return given | added | describe_periods(given)


def kinds(triples: Iterable[Triple]) -> dict[str, str]:
    """Each thing that the triples define, with its kind (:mod:`~nato_kg.graph.check` sees to it that there is one)."""
    return {value_of(t.subject): value_of(t.object) for t in triples if t.predicate == _TYPE}


def _days(triples: Iterable[Triple], name: str) -> dict[str, Literal]:
    """What a property says of each thing; the first in order where it wrongly says two things, so that builds agree."""
    predicate = NamedNode(nkg(name))
    found = [(value_of(t.subject), t.object) for t in triples if t.predicate == predicate]
    return {s: v for s, v in sorted(found, key=str, reverse=True) if isinstance(v, Literal)}


def _describe_record(thing: str, letter_id: str | None, known_from: Literal | None) -> Iterator[Triple]:
    yield _link(thing, "origin", code("origin", "curated"))
    if letter_id is not None and is_local(thing, letter_id):
        yield _link(thing, "statedIn", letter_iri(letter_id))
    if known_from is not None:
        yield Triple(NamedNode(thing), NamedNode(nkg("knownFrom")), known_from)


def describe_periods(triples: Iterable[Triple]) -> frozenset[Triple]:
    """The bounds, precision and EDTF of every period that the triples name."""
    return frozenset(triple for period in _periods(frozenset(triples)) for triple in _describe_period(period))


def _periods(triples: Iterable[Triple]) -> set[Period]:
    return {
        parse_period(value_of(t.object).removeprefix(PERIOD_PREFIX))
        for t in triples
        if isinstance(t.object, NamedNode) and value_of(t.object).startswith(PERIOD_PREFIX)
    }


def _describe_period(period: Period) -> Iterator[Triple]:
    node = NamedNode(period.iri)
    yield Triple(node, _TYPE, NamedNode(nkg("Period")))
    yield _link(period.iri, "kind", nkg("Period"))
    yield _text(period.iri, "id", period.slug)
    yield _text(period.iri, "edtf", period.edtf)
    yield _link(period.iri, "precision", code("precision", period.precision))
    for name, day in (("earliest", period.earliest), ("latest", period.latest)):
        if day is not None:
            yield Triple(node, NamedNode(nkg(name)), Literal(day.isoformat(), datatype=_DATE))


def _link(thing: str, name: str, value: str) -> Triple:
    return Triple(NamedNode(thing), NamedNode(nkg(name)), NamedNode(value))


def _text(thing: str, name: str, value: str) -> Triple:
    return Triple(NamedNode(thing), NamedNode(nkg(name)), Literal(value))
