"""Refuse curated data that cannot be meant: unknown terms, things defined twice, things never defined."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from pyoxigraph import NamedNode

from nato_kg.errors import DataError, UsageError
from nato_kg.graph.turtle import TurtleFile
from nato_kg.namespaces import CODE, ID, NKG, RDF_TYPE, short_id
from nato_kg.periods import PERIOD_PREFIX, parse_period
from nato_kg.terms import value_of
from nato_kg.vocabulary import Vocabulary


def check_terms(file: TurtleFile, vocabulary: Vocabulary) -> None:
    """Raise :class:`DataError` for a term or code of our namespaces that the ontology does not define.

    A typing error in a property would otherwise make a fact that no question ever finds.
    """
    for triple in file.triples:
        for node in (triple.predicate, triple.object):
            if (
                isinstance(node, NamedNode)
                and node.value.startswith((NKG, CODE))
                and not vocabulary.defines(node.value)
            ):
                near = vocabulary.nearest(node.value)
                raise DataError(
                    f"unknown term {short_id(node.value)}",
                    path=file.path,
                    line=file.line_of(node.value),
                    identifier=node.value,
                    hint=f"did you mean {short_id(near)}?" if near else "define it in ontology/ first",
                )


def check_defined_once(files: Iterable[TurtleFile]) -> None:
    """Raise :class:`DataError` when two places define the same thing."""
    seen: dict[str, tuple[TurtleFile, int]] = {}
    for file in files:
        for iri, line in file.definitions():
            if iri in seen:
                first, first_line = seen[iri]
                raise DataError(
                    f"{short_id(iri)} is defined twice, first at {first.path}:{first_line}",
                    path=file.path,
                    line=line,
                    identifier=iri,
                    hint="remove one of the two or give it another id",
                )
            seen[iri] = (file, line)


def check_one_kind(file: TurtleFile) -> None:
    """Raise :class:`DataError` when a thing is given two kinds: only the most specific one is to be written."""
    found: dict[str, str] = {}
    for triple in file.triples:
        if triple.predicate.value == RDF_TYPE:
            thing, kind = value_of(triple.subject), value_of(triple.object)
            if found.setdefault(thing, kind) != kind:
                both = " and ".join(sorted({short_id(found[thing]), short_id(kind)}))
                raise DataError(
                    f"{short_id(thing)} has two kinds, {both}",
                    path=file.path,
                    line=file.line_of(thing),
                    identifier=thing,
                    hint="write only the most specific one",
                )


def check_references(files: Iterable[TurtleFile]) -> None:
    """Raise :class:`DataError` for the address of a thing that no file defines, or of a period that is none."""
    files = list(files)
    defined = {value_of(t.subject) for f in files for t in f.triples if t.predicate.value == RDF_TYPE}
    for file in files:
        for triple in file.triples:
            for node in (triple.subject, triple.object):
                if isinstance(node, NamedNode) and node.value.startswith(ID) and node.value not in defined:
                    _check_undefined(node.value, file, defined)


def _check_undefined(iri: str, file: TurtleFile, defined: set[str]) -> None:
    if iri.startswith(PERIOD_PREFIX):
        try:
            parse_period(iri.removeprefix(PERIOD_PREFIX))
        except UsageError as error:
            raise DataError(error.message, path=file.path, line=file.line_of(iri), hint=error.hint) from error
        return
    near = difflib.get_close_matches(iri, defined, n=1, cutoff=0.8)
    raise DataError(
        f"{iri.removeprefix(ID)} is used but defined nowhere",
        path=file.path,
        line=file.line_of(iri),
        identifier=iri,
        hint=f"did you mean {near[0].removeprefix(ID)}?" if near else "define it, or mend its name",
    )
