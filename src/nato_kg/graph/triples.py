"""Single triples in the project's namespace, by the local name of the property."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pyoxigraph import Literal, NamedNode, Triple

from nato_kg.namespaces import RDF_TYPE, XSD, nkg, short_id


def typed(iri: str, kind: str) -> Iterator[Triple]:
    """A thing's class, the kind that it is shown as, and its short id."""
    yield Triple(NamedNode(iri), NamedNode(RDF_TYPE), NamedNode(nkg(kind)))
    yield from (link(iri, "kind", nkg(kind)), text(iri, "id", short_id(iri)))


def link(subject: str, name: str, value: str) -> Triple:
    """A triple to another thing."""
    return Triple(NamedNode(subject), NamedNode(nkg(name)), NamedNode(value))


def text(subject: str, name: str, value: str) -> Triple:
    """A triple with a string."""
    return literal(subject, name, value, f"{XSD}string")


def integer(subject: str, name: str, value: int) -> Triple:
    """A triple with a whole number."""
    return literal(subject, name, str(value), f"{XSD}integer")


def day(subject: str, name: str, value: date) -> Triple:
    """A triple with a day."""
    return literal(subject, name, value.isoformat(), f"{XSD}date")


def literal(subject: str, name: str, value: str, datatype: str) -> Triple:
    """A triple with a value of the given datatype."""
    return Triple(NamedNode(subject), NamedNode(nkg(name)), Literal(value, datatype=NamedNode(datatype)))
