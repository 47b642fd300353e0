"""Letters in text to graphs: read, extracted, written as triples; what breaks a shape is put aside, not published."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from nato_kg import resources
from nato_kg.errors import LetterError, NatoKgError, RenditionError
from nato_kg.graph.complete import describe_periods
from nato_kg.graph.curated import CuratedData, LetterGraph, load_curated
from nato_kg.graph.extracted import Background, statements_to_triples
from nato_kg.graph.header import Known, LetterFacts
from nato_kg.model import Document, LetterText, Statement
from nato_kg.namespaces import ID, PREFIXES, RDF_TYPE, is_local, nkg, short_id
from nato_kg.quote import index_digests
from nato_kg.terms import to_rdflib, value_of
from nato_kg.validate import Report, Violation, validate

_MOST_ROUNDS = 20  # each round puts at least one statement aside; more rounds than this means a letter beyond use


@dataclass(frozen=True, slots=True)
class PutAside:
    """A statement that was not published, with the reason for a person."""

    letter: str
    statement: str
    reason: str


@dataclass(frozen=True, slots=True)
class Intake:
    """What came of the letters: graphs and texts to publish, statements put aside, and files that could not be read."""

    letters: tuple[LetterGraph, ...]
    aside: tuple[PutAside, ...]
    unreadable: tuple[NatoKgError, ...]
    texts: tuple[LetterText, ...] = ()


def take_in(paths: Iterable[Path], curated: CuratedData, language: str = "en") -> Intake:
    """Read letters in text; one that cannot be read is reported and the rest go on.

    A letter that is curated as a whole is not extracted: the curated file replaces it (design, rule 7). Its text is
    taken along where it is the rendition in which the curated offsets count, or where curated sentences stand in it.
    """
    paths = list(paths)
    if not paths:
        return Intake((), (), ())  # a build of curated letters alone reads and prepares nothing
    from nato_kg.readers import read_letter

    letters: list[LetterGraph] = []
    aside: list[PutAside] = []
    unreadable: list[NatoKgError] = []
    texts: list[LetterText] = []
    whole = {letter.letter_id: letter for letter in curated.letters if letter.complete}
    bench = _Bench(curated)
    for path in paths:
        try:
            document = read_letter(path)
            facts = read_facts(document, path)
            if facts.identifier in whole:
                _check_text(document, whole[facts.identifier], path)
            else:
                graph, refused = _take(document, facts, bench, language, path)
                letters.append(graph)
                aside += refused
            texts.append(LetterText(facts.identifier, document.rendition, document.text))
        except NatoKgError as error:
            unreadable.append(error)
    return Intake(tuple(letters), tuple(aside), tuple(unreadable), tuple(texts))


def read_facts(document: Document, path: Path) -> LetterFacts:
    """The header facts that a graph needs. Raises :class:`~nato_kg.errors.LetterError` for a letter without its day."""
    from nato_kg.statements.header import post_of, read_header

    header = read_header(document)
    if header.issued is None:
        raise LetterError("no day of issue is found", path=path, hint="is this a letter with its title block?")
    subject = document.title_block.subject
    title = subject.text if subject else " · ".join(header.dossier_titles) or header.identifier
    return LetterFacts(
        header.identifier,
        header.issued,
        header.dossiers,
        header.number,
        header.parliamentary_year,
        title,
        tuple(post_of(signature.post) for signature in document.signatures),
    )


def _check_text(document: Document, curated: LetterGraph, path: Path) -> None:
    """Raise :class:`~nato_kg.errors.RenditionError` when nothing of what was curated stands in the text."""
    said = {
        name: {value_of(t.object) for t in curated.triples if t.predicate.value == nkg(name)}
        for name in ("sha256", "sentenceDigest")
    }
    if document.rendition.sha256 not in said["sha256"] and said["sentenceDigest"].isdisjoint(index_digests(document)):
        raise RenditionError(
            f"none of the sentences curated for {curated.letter_id} stands in this text",
            path=path,
            identifier=curated.letter_id,
            hint="give the text of that letter",
        )


class _Bench:
    """What every letter of a batch is held against, made once: vocabulary, known things and background graph."""

    def __init__(self, curated: CuratedData) -> None:
        self.background = Background(curated.vocabulary, known_things(curated))
        self._graph = to_rdflib(frozenset().union(*curated.graphs.values()))

    def validate(self, triples: frozenset[Triple]) -> Report:
        """Check a letter's triples beside the background, and leave the background as it was."""
        added = [t for t in to_rdflib(triples) if t not in self._graph]
        for triple in added:
            self._graph.add(triple)
        try:
            return validate(self._graph, {value_of(t.subject) for t in triples})
        finally:
            for triple in added:
                self._graph.remove(triple)


def _take(
    document: Document, facts: LetterFacts, bench: _Bench, language: str, path: Path
) -> tuple[LetterGraph, list[PutAside]]:
    from nato_kg.statements.extract import extract  # a build of curated letters alone needs none of it
    from nato_kg.statements.passages import read_passages

    statements = extract(document)
    written = statements_to_triples(document, facts, statements, bench.background)
    kept, aside = _put_aside(written, facts.identifier, bench, language)
    triples = frozenset().union(*kept.values())
    passages = read_passages(document, statements)
    return LetterGraph(facts.identifier, True, triples | describe_periods(triples), path, passages), aside


def _put_aside(
    written: Mapping[str, frozenset[Triple]], letter: str, bench: _Bench, language: str
) -> tuple[dict[str, frozenset[Triple]], list[PutAside]]:
    """Validate, drop the statements that violate a shape and those that refer to them, until nothing does."""
    kept = dict(written)
    aside: list[PutAside] = []
    for _ in range(_MOST_ROUNDS):
        triples: frozenset[Triple] = frozenset().union(*kept.values())
        report = bench.validate(triples | describe_periods(triples))
        if report.conforms:
            return kept, aside
        found = {id_: v for v in report.violations for id_ in kept if id_ and _states(kept[id_], v.focus)}
        if not found:
            raise LetterError(f"{letter} violates the shapes: {report.violations[0].message(language)}")
        for id_, violation in found.items():
            aside += _drop(id_, violation, kept, letter, language)
    raise LetterError(f"{letter} violates the shapes again and again", hint="report this letter")


def _drop(
    id_: str, violation: Violation, kept: dict[str, frozenset[Triple]], letter: str, language: str
) -> list[PutAside]:
    """Put a statement aside, and every statement that refers to what only it defined."""
    if id_ not in kept:
        return []
    gone = _defined(kept.pop(id_)) - {thing for triples in kept.values() for thing in _defined(triples)}
    aside = [PutAside(letter, id_, violation.message(language))]
    for other in [o for o, triples in kept.items() if o and not gone.isdisjoint(_named(triples))]:
        aside += [
            PutAside(letter, o.statement, f"refers to {id_}, which was put aside")
            for o in _drop(other, violation, kept, letter, language)
        ]
    return aside


def _states(triples: Iterable[Triple], focus: str) -> bool:
    return any(value_of(t.subject) == focus for t in triples)


def _defined(triples: Iterable[Triple]) -> set[str]:
    return {value_of(t.subject) for t in triples if t.predicate.value == RDF_TYPE}


def _named(triples: Iterable[Triple]) -> set[str]:
    return {t.object.value for t in triples if isinstance(t.object, NamedNode) and t.object.value.startswith(ID)}


def known_things(curated: CuratedData) -> Known:
    """What a slug or label stands for in the curated data: its address and kind."""
    slugs: dict[str, tuple[str, str]] = {}
    labels: dict[str, tuple[str, str]] = {}
    for triples in curated.graphs.values():
        kinds = {value_of(t.subject): short_id(value_of(t.object)) for t in triples if t.predicate.value == RDF_TYPE}
        for iri, kind in kinds.items():
            if iri.startswith(ID) and not is_local(iri):
                slugs.setdefault(short_id(iri), (iri, kind))
        for triple in triples:
            if triple.predicate.value.rsplit("#", 1)[-1] in {"label", "altLabel", "acronym"}:
                iri = value_of(triple.subject)
                if iri in kinds and iri.startswith(ID) and not is_local(iri):
                    labels.setdefault(value_of(triple.object).casefold(), (iri, kinds[iri]))

    def known(name: str) -> tuple[str, str] | None:
        return slugs.get(name) or labels.get(name.casefold())

    return known


def statements_as_text(document: Document, path: Path, statements: Sequence[Statement], format_name: str) -> str:
    """Statements as JSON lines (the record form), or with ``ttl`` as Turtle that a person corrects and keeps."""
    if format_name != "ttl":
        return "".join(json.dumps(s.as_record(), ensure_ascii=False) + "\n" for s in statements)
    curated = load_curated(
        resources.path("ontology"), resources.path("data", "reference"), resources.path("data", "letters").glob("*.ttl")
    )
    facts = read_facts(document, path)
    written = statements_to_triples(document, facts, statements, Background(curated.vocabulary, known_things(curated)))
    triples = sorted({t for of_statement in written.values() for t in of_statement}, key=str)
    prefixes = {**PREFIXES, "here": f"{ID}{facts.identifier}/", "letter": f"{ID}letter/"}
    return (serialize(triples, format=RdfFormat.TURTLE, prefixes=prefixes) or b"").decode()
