"""The whole way through: curated data, checked, reasoned over, validated, published."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Store, Triple

from nato_kg import __version__, resources
from nato_kg.errors import GraphInvalidError
from nato_kg.expectations import check_expectations, count_kinds
from nato_kg.graph.curated import CuratedData, load_curated
from nato_kg.intake import Intake, take_in
from nato_kg.judgements import Judgement, read_judgements
from nato_kg.links.joining import join_letters
from nato_kg.namespaces import OWL, RDF, RDF_TYPE, nkg, short_id
from nato_kg.reason import Reasoner
from nato_kg.reason.rules import find_contradictions
from nato_kg.store import BuildInfo, publish
from nato_kg.terms import to_rdflib
from nato_kg.validate import Report, validate

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Sources:
    """The files that a graph is built from."""

    ontology: Path
    reference: Path
    letters: tuple[Path, ...]
    expectations: Path
    texts: tuple[Path, ...] = ()
    judgements: Path | None = None

    @classmethod
    def shipped(cls, more: Iterable[Path] = (), judgements: Path | None = None) -> Sources:
        """The files that nato-kg brings, with judgements and more letters if given: in Turtle, or to be read.

        Of a folder, all its letters. Raises :class:`~nato_kg.errors.LetterError` for a folder without any.
        """
        letters, more = sorted(resources.path("data", "letters").glob("*.ttl")), list(more)
        if any(path.is_dir() for path in more):
            from nato_kg.readers.folder import letter_files  # a build of curated letters alone needs no reader

            more = letter_files(more)
        return cls(
            resources.path("ontology"),
            resources.path("data", "reference"),
            (*letters, *(path for path in more if path.suffix == ".ttl")),
            resources.path("data", "expectations.toml"),
            tuple(path for path in more if path.suffix != ".ttl"),
            judgements,
        )

    def read_judgements(self) -> tuple[Judgement, ...]:
        """What people judged. Raises :class:`~nato_kg.errors.InputError` with file and line."""
        return read_judgements(self.judgements) if self.judgements else ()

    def load(self) -> CuratedData:
        """Everything that people wrote. Raises :class:`~nato_kg.errors.DataError` with file and line."""
        return load_curated(self.ontology, self.reference, self.letters)

    def digests(self) -> dict[str, str]:
        """The SHA-256 of every file, by name."""
        folders = (*self.ontology.rglob("*"), *self.reference.glob("*.ttl"))
        named = (*folders, *self.letters, self.expectations, *self.texts, self.judgements)
        files = [path for path in named if path is not None and path.is_file()]
        return {_name(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@dataclass(frozen=True, slots=True)
class Findings:
    """What is wrong with the data: violations of shapes, and contradictions and counts out of bounds in words."""

    report: Report
    problems: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many things are wrong."""
        return len(self.report.violations) + len(self.problems)

    def text(self, language: str = "en") -> str:
        """The findings for a person."""
        return "\n".join([self.report.text(language), *self.problems])


@dataclass(frozen=True, slots=True)
class Build:
    """What a build did: its figures, how many things of each kind it holds, and what it found wrong."""

    info: BuildInfo
    counts: Counter[str]
    findings: Findings
    intake: Intake


def build(
    store: Path,
    sources: Sources,
    *,
    reasoner: str = "rules",
    force: bool = False,
    language: str = "en",
    progress: Progress = lambda _step: None,
) -> Build:
    """Build the graph from ``sources`` and publish it in the folder ``store``.

    ``progress`` is told each step; what is wrong is said in ``language``. A letter in text that cannot be read, and
    statements of one that violate a shape, are left out and named in the result. Raises
    :class:`~nato_kg.errors.DataError` for curated files that cannot be meant, and
    :class:`~nato_kg.errors.GraphInvalidError` when shapes, kinds or counts are violated, unless ``force`` (which the
    build's metadata record). In each case the graph published before stays as it was.
    """
    progress("reading")
    curated = sources.load()
    intake = take_in(sources.texts, curated, language)
    curated = replace(curated, letters=(*curated.letters, *intake.letters))
    progress("joining")
    curated = join_letters(curated, sources.read_judgements())
    progress("reasoning")
    inferred = Reasoner(curated.ontology, reasoner).entail_all(curated.graphs)
    progress("validating")
    findings = _find(curated, inferred, sources)
    if findings.count and not force:
        raise GraphInvalidError(
            f"{findings.count} {'violation' if findings.count == 1 else 'violations'}, nothing was published\n"
            f"{findings.text(language)}",
            hint="mend the data, or publish it as it is with --force",
        )
    progress("publishing")
    texts = len({text.letter for text in intake.texts})
    info = _info(curated, inferred, sources, reasoner=reasoner, violations=findings.count, texts=texts)
    publish(store, {**curated.graphs, **inferred}, info, intake.texts)
    return Build(info, _count(curated), findings, intake)


def check(sources: Sources) -> Findings:
    """What is wrong with the data, without building. Raises the same errors as :func:`build` for unreadable data."""
    curated = join_letters(sources.load(), sources.read_judgements())
    return _find(curated, Reasoner(curated.ontology).entail_all(curated.graphs), sources)


def _find(curated: CuratedData, inferred: Mapping[str, frozenset[Triple]], sources: Sources) -> Findings:
    problems = (*_contradictions(curated, inferred), *check_expectations(sources.expectations, curated.graphs))
    return Findings(validate_curated(curated), problems)


def validate_curated(curated: CuratedData) -> Report:
    """Validate what was asserted, without entailments: a range would otherwise make every value right."""
    asserted: frozenset[Triple] = frozenset().union(*curated.graphs.values())
    return validate(to_rdflib(asserted))


def _contradictions(curated: CuratedData, inferred: Mapping[str, frozenset[Triple]]) -> list[str]:
    """Things of two disjoint kinds (OWL 2 RL: cax-adc)."""
    lists = {f"{OWL}members", f"{RDF}first", f"{RDF}rest", RDF_TYPE}
    store = Store()
    for triples in (*curated.graphs.values(), *inferred.values()):
        store.extend(Quad(*t) for t in triples if t.predicate.value in lists)
    return [f"{short_id(t)} cannot be both {short_id(a)} and {short_id(b)}" for t, a, b in find_contradictions(store)]


def _info(
    curated: CuratedData,
    inferred: Mapping[str, frozenset[Triple]],
    sources: Sources,
    *,
    reasoner: str,
    violations: int,
    texts: int,
) -> BuildInfo:
    unverified = NamedNode(nkg("unverifiedField"))
    return BuildInfo(
        version=__version__,
        reasoner=reasoner,
        letters={letter.letter_id: "complete" if letter.complete else "partial" for letter in curated.letters},
        asserted=sum(map(len, curated.graphs.values())),
        inferred=sum(map(len, inferred.values())),
        unverified=sum(t.predicate == unverified for triples in curated.graphs.values() for t in triples),
        violations=violations,
        forced=violations > 0,
        inputs=sources.digests(),
        texts=texts,
    )


def _count(curated: CuratedData) -> Counter[str]:
    counts: Counter[str] = Counter()
    for triples in curated.graphs.values():
        counts.update(count_kinds(triples))
    return counts


def _name(path: Path) -> str:
    """The file's name with its folder: enough to tell files apart, and the same on every machine."""
    return f"{path.parent.name}/{path.name}"
