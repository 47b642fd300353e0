"""Refuse curated data that cannot be meant: unknown terms, things defined twice, things never defined."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode

from nato_kg.errors import DataError, UsageError
from nato_kg.namespaces import BASE, ID, NKG, RDF_TYPE, nkg, short_id
from nato_kg.periods import PERIOD_PREFIX, parse_period
from nato_kg.terms import value_of
from nato_kg.turtle import TurtleFile
from nato_kg.vocabulary import Vocabulary


def check_terms(file: TurtleFile, vocabulary: Vocabulary) -> None:
    """Raise :class:`DataError` for a term or code of our namespaces that the ontology does not define.

    A typing error in a property would otherwise make a fact that no question ever finds. So would a kind that is
    not ours: no shape would check its things.
    """
    for triple in file.triples:
        for node in (triple.subject, triple.predicate, triple.object):
            if isinstance(node, NamedNode) and _is_unknown(node.value, vocabulary):
                raise _term_error("unknown term", node.value, file, vocabulary)
        if triple.predicate.value.startswith(NKG) and triple.predicate.value not in vocabulary.properties:
            raise _term_error("no property:", triple.predicate.value, file, vocabulary)
        if triple.predicate.value == RDF_TYPE and value_of(triple.object) not in vocabulary.classes:
            raise _term_error("no kind of ours:", value_of(triple.object), file, vocabulary)


def _is_unknown(iri: str, vocabulary: Vocabulary) -> bool:
    return iri.startswith(BASE) and not iri.startswith(ID) and not vocabulary.defines(iri)


def _term_error(what: str, iri: str, file: TurtleFile, vocabulary: Vocabulary) -> DataError:
    near = vocabulary.nearest(iri if iri.startswith(BASE) else nkg(short_id(iri)))
    return DataError(
        f"{what} {short_id(iri)}",
        path=file.path,
        line=file.line_of(iri),
        identifier=iri,
        hint=f"did you mean {short_id(near)}?" if near not in {None, iri} else "use a term that ontology/ defines",
    )


def check_defined_once(files: Iterable[TurtleFile]) -> None:
    """Raise :class:`DataError` when two places define the same thing."""
    seen: dict[str, str] = {}
    for file in files:
        for iri, line in _definitions(file):
            if iri in seen:
                raise DataError(
                    f"{short_id(iri)} is defined twice, first at {seen[iri]}",
                    path=file.path,
                    line=line,
                    identifier=iri,
                    hint="remove one of the two or give it another id",
                )
            seen[iri] = f"{file.path}" if line is None else f"{file.path}:{line}"


def _definitions(file: TurtleFile) -> Iterator[tuple[str, int | None]]:
    """Every definition that the file's triples hold, with its line, also where it does not begin the line."""
    lines: defaultdict[str, list[int]] = defaultdict(list)
    for iri, line in file.definitions():
        lines[iri].append(line)
    for triple in file.triples:
        if triple.predicate.value == RDF_TYPE:
            iri = value_of(triple.subject)
            yield iri, lines[iri].pop(0) if lines[iri] else file.line_of(iri)


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
    name = iri.removeprefix(ID)
    near = difflib.get_close_matches(name, [other.removeprefix(ID) for other in sorted(defined)], n=1, cutoff=0.75)
    raise DataError(
        f"{name} is used but defined nowhere",
        path=file.path,
        line=file.line_of(iri),
        identifier=iri,
        hint=f"did you mean {near[0]}?" if near else "define it, or mend its name",
    )
