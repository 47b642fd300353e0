"""The curated data as named graphs: the ontology, the reference data, and one graph a letter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Triple

from nato_kg.errors import DataError
from nato_kg.graph.check import check_defined_once, check_one_kind, check_references, check_terms
from nato_kg.graph.complete import complete
from nato_kg.model import Passage
from nato_kg.namespaces import (
    JOINED_GRAPH,
    JUDGEMENTS_GRAPH,
    ONTOLOGY_GRAPH,
    REFERENCE_GRAPH,
    code,
    letter_graph,
    nkg,
    short_id,
)
from nato_kg.terms import value_of
from nato_kg.turtle import TurtleFile, read_ontology, read_turtle
from nato_kg.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class LetterGraph:
    """What one file says of one letter; ``passages`` are stretches of it, where it was read from text."""

    letter_id: str
    complete: bool
    triples: frozenset[Triple]
    path: Path
    passages: tuple[Passage, ...] = ()

    @property
    def iri(self) -> str:
        """The named graph that holds it."""
        return letter_graph(self.letter_id, complete=self.complete)


@dataclass(frozen=True, slots=True)
class CuratedData:
    """Everything that is asserted, checked and completed, before reasoning.

    ``joined`` is what joining letters adds, ``judged`` what people decided about its proposals.
    """

    vocabulary: Vocabulary
    ontology: frozenset[Triple]
    reference: frozenset[Triple]
    letters: tuple[LetterGraph, ...]
    joined: frozenset[Triple] = frozenset()
    judged: frozenset[Triple] = frozenset()

    @property
    def graphs(self) -> Mapping[str, frozenset[Triple]]:
        """Triples by named graph."""
        return {
            ONTOLOGY_GRAPH: self.ontology,
            REFERENCE_GRAPH: self.reference,
            **{letter.iri: letter.triples for letter in self.letters},
            **{iri: t for iri, t in ((JOINED_GRAPH, self.joined), (JUDGEMENTS_GRAPH, self.judged)) if t},
        }


def load_curated(ontology: Path, reference: Path, letters: Iterable[Path]) -> CuratedData:
    """Read the ontology folder, the reference folder and the letters' files.

    Raises :class:`~nato_kg.errors.DataError` with file and line for anything that cannot be meant.
    """
    ontology_triples = frozenset(read_ontology(ontology.glob("*.ttl")))
    vocabulary = Vocabulary(ontology_triples)
    reference_files = [read_turtle(path) for path in sorted(reference.glob("*.ttl"))]
    letter_files = [read_turtle(path) for path in sorted(letters, key=lambda p: p.name)]
    files = [*reference_files, *letter_files]
    for file in files:
        check_terms(file, vocabulary)
        check_one_kind(file)
    check_defined_once(files)
    check_references(files)
    letters_read = tuple(_letter(file, vocabulary) for file in letter_files)
    _check_covered_once(letters_read)
    reference_triples = (triple for file in reference_files for triple in file.triples)
    return CuratedData(
        vocabulary,
        ontology_triples,
        complete(reference_triples, vocabulary),
        letters_read,
    )


def _letter(file: TurtleFile, vocabulary: Vocabulary) -> LetterGraph:
    letter, coverage = _covered_letter(file)
    letter_id = short_id(letter)
    return LetterGraph(
        letter_id,
        coverage == code("coverage", "complete"),
        complete(file.triples, vocabulary, letter_id),
        file.path,
    )


def _covered_letter(file: TurtleFile) -> tuple[str, str]:
    """The letter of which the file says what it covers, and that coverage."""
    coverage = NamedNode(nkg("coverage"))
    found = [(value_of(t.subject), value_of(t.object)) for t in file.triples if t.predicate == coverage]
    if len(found) != 1:
        raise DataError(
            f"{len(found)} statements of nkg:coverage instead of one",
            path=file.path,
            line=file.line_of(nkg("coverage")),
            hint="state coverage:complete or coverage:partial on the letter that the file is about",
        )
    return found[0]


def _check_covered_once(letters: Iterable[LetterGraph]) -> None:
    """Raise :class:`DataError` when two files are to fill one graph: the one would silently replace the other."""
    seen: dict[str, LetterGraph] = {}
    for letter in letters:
        if letter.iri in seen:
            raise DataError(
                f"{letter.letter_id} is covered twice, first in {seen[letter.iri].path}",
                path=letter.path,
                identifier=letter.letter_id,
                hint="write what a letter says in one file",
            )
        seen[letter.iri] = letter
