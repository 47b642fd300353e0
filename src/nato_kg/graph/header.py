"""A letter's own node: identification, dossiers, the rendition that offsets count in, and who signed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from pyoxigraph import Literal, NamedNode, Triple

from nato_kg.graph.triples import day, integer, link, literal, text, typed
from nato_kg.model import Document
from nato_kg.namespaces import ID, RDFS_LABEL, XSD, code, letter_iri, nkg
from nato_kg.normalise import sentence_digest

#: An address and kind for a slug or label that the reference data knows; ``None`` for a new one.
Known = Callable[[str], tuple[str, str] | None]


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What the graph must know of the letter itself, beside its statements.

    ``posts`` are those of the signatures, ``confidence`` how sure header facts are.
    """

    identifier: str
    issued: date
    dossiers: tuple[str, ...]
    number: str | None
    parliamentary_year: str | None
    title: str
    posts: tuple[str, ...] = ()
    confidence: float = 0.5

    @property
    def base(self) -> str:
        """Where the addresses of what this letter states begin."""
        return f"{ID}{self.identifier}/"


def write_header(document: Document, facts: LetterFacts, known: Known, newcomers: Newcomers) -> Iterator[Triple]:
    """The triples of the letter's own node and of what its title block names."""
    letter, rendition = letter_iri(facts.identifier), f"{facts.base}rendition"
    yield from typed(letter, "Letter")
    yield from (text(letter, "identifier", facts.identifier), day(letter, "issued", facts.issued))
    yield link(letter, "coverage", code("coverage", "complete"))
    yield link(letter, "rendition", rendition)
    yield Triple(NamedNode(letter), NamedNode(RDFS_LABEL), Literal(facts.title, language="nl"))
    for name, value in (("number", facts.number), ("parliamentaryYear", facts.parliamentary_year)):
        if value:
            yield text(letter, name, value)
    for number in facts.dossiers:
        yield link(letter, "inDossier", f"{ID}dossier/{number}")
        if known(number) is None:
            yield from newcomers.define(f"{ID}dossier/{number}", "Dossier", number, facts.identifier)
            yield text(f"{ID}dossier/{number}", "dossierNumber", number)
    yield from typed(rendition, "Rendition")
    yield text(rendition, "sha256", document.rendition.sha256)
    yield text(rendition, "mediaType", document.rendition.media_type.split(";")[0])
    yield integer(rendition, "length", document.rendition.length)


def write_signature(
    document: Document, order: int, facts: LetterFacts, known: Known, newcomers: Newcomers
) -> Iterator[Triple]:
    """The triples of the signature that comes ``order``-th, from 1: who signed in which post."""
    signature = document.signatures[order - 1]
    record = f"{facts.base}signature-{order}"
    yield from typed(record, "Signature")
    yield link(record, "signs", letter_iri(facts.identifier))
    for name, kind, label in (("signatory", "Person", signature.name), ("signedAs", "Post", facts.posts[order - 1])):
        found = known(label)
        iri = found[0] if found and found[1] == kind else f"{ID}{kind.lower()}/{slugify(label)}"
        yield link(record, name, iri)
        if found is None:
            yield from newcomers.define(iri, kind, label, facts.identifier)
    yield from (link(record, "statedIn", letter_iri(facts.identifier)), day(record, "knownFrom", facts.issued))
    yield link(record, "origin", code("origin", "extracted"))
    yield text(record, "rule", "letter-header@1")
    yield literal(record, "confidence", str(facts.confidence), f"{XSD}decimal")
    place = f"{record}-e1"
    yield link(record, "evidence", place)
    yield from typed(place, "Evidence")
    yield from (
        link(place, "inDocument", letter_iri(facts.identifier)),
        link(place, "inRendition", f"{facts.base}rendition"),
    )
    yield from (integer(place, "startOffset", signature.span.start), integer(place, "endOffset", signature.span.end))
    words = " ".join(document.words(signature.span).split())
    yield from (text(place, "sentenceDigest", sentence_digest([words])), text(place, "quotation", words))


class Newcomers:
    """Things that the reference data does not know, each under one name, whichever letter names it first.

    One object serves all letters of a build: *Minister van X* and *minister van X* have one address, and so one name.
    """

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def define(self, iri: str, kind: str, label: str, letter: str, *, new: bool = True) -> Iterator[Triple]:
        """The triples of such a thing, marked as checked by nobody; ``letter`` is the one that names it."""
        name = self._names.setdefault(iri, label)
        yield from typed(iri, kind)
        for language in ("en", "nl"):
            yield Triple(NamedNode(iri), NamedNode(RDFS_LABEL), Literal(name, language=language))
        if new:
            yield link(iri, "unverifiedField", nkg("kind"))
            yield link(iri, "source", f"https://zoek.officielebekendmakingen.nl/{letter}.html")


def slugify(label: str) -> str:
    """A label as the last segment of an address: lower case, accents off, hyphens for everything else."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9.]+", "-", plain).strip("-.").lower() or "thing"
