"""Statements of one letter to the triples of its graph, by the table ``data/records.yaml``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from nato_kg import resources
from nato_kg.graph.header import Known, LetterFacts, Newcomers, slugify, write_header, write_signature
from nato_kg.graph.triples import day, integer, link, literal, text, typed
from nato_kg.logical import Span
from nato_kg.model import Document, Statement
from nato_kg.namespaces import ID, RDFS_LABEL, XSD, code, letter_iri, nkg, short_id
from nato_kg.normalise import sentence_digest
from nato_kg.periods import PERIOD_PREFIX
from nato_kg.quote import locate, quotation
from nato_kg.vocabulary import Vocabulary

#: Kinds that letters announce, and later letters report.
_HELD = frozenset({"MinisterialMeeting", "Summit", "SideMeeting"})
_OPENING = 8  # words of a sentence that stand in for a name


@dataclass(frozen=True, slots=True)
class Background:
    """What every letter of a build is written against: the ontology, known things, and new ones named so far."""

    vocabulary: Vocabulary
    known: Known
    newcomers: Newcomers = field(default_factory=Newcomers)


@cache
def load_record_table() -> Mapping[str, Mapping[str, Any]]:
    """How each kind of record is written, from ``data/records.yaml``."""
    table: Mapping[str, Mapping[str, Any]] = resources.load_yaml("data", "records.yaml")
    return table


def statements_to_triples(
    document: Document, facts: LetterFacts, statements: Sequence[Statement], background: Background
) -> dict[str, frozenset[Triple]]:
    """The triples of each statement by its id, and under ``""`` those of the letter itself.

    Triples come statement by statement, so that one that violates a shape can be put aside with what depends on it.
    """
    sure = next((s.confidence for s in statements if s.kind == "Letter"), facts.confidence)
    facts, known, newcomers = replace(facts, confidence=sure), background.known, background.newcomers
    writer = _Writer(document, facts, statements, background)
    written = {"": frozenset(write_header(document, facts, known, newcomers))}
    for order in range(1, len(document.signatures) + 1):
        written[f"signature-{order}"] = frozenset(write_signature(document, order, facts, known, newcomers))
    for statement in statements:
        if statement.kind in load_record_table() and statement.kind != "Letter":
            written[statement.id] = frozenset(writer.statement(statement))
    return written


class _Writer:
    """Writes the triples of one letter."""

    def __init__(
        self,
        document: Document,
        facts: LetterFacts,
        statements: Sequence[Statement],
        background: Background,
    ) -> None:
        self._document = document
        self._facts = facts
        self._vocabulary = background.vocabulary
        self._known = background.known
        self._newcomers = background.newcomers
        self._base = f"{ID}{facts.identifier}/"
        self._letter = letter_iri(facts.identifier)
        self._rendition = f"{self._base}rendition"
        self._things = {s.id: self._thing_iri(s) for s in statements}
        self._kinds = {s.id: s.kind for s in statements}
        self._labels = {s.id: str(s.fields.get("label") or s.fields.get("acronym") or s.id) for s in statements}

    # ------------------------------------------------------------ statements

    def statement(self, statement: Statement) -> Iterator[Triple]:
        """A record with its evidence; for a thing, the thing, what is said of it and the letter's mention of it."""
        table = load_record_table()[statement.kind]
        thing = self._things[statement.id]
        record = f"{self._base}mention-{statement.id}" if table.get("thing") else thing
        if table.get("thing"):
            yield from typed(record, "Mention")
            yield link(record, "mentions", thing)
            if self._known(statement.id) is None:
                new, label = "folder" in table, self._labels[statement.id]
                yield from self._newcomers.define(thing, statement.kind, label, self._facts.identifier, new=new)
        else:
            yield from typed(record, table.get("class", statement.kind))
            yield from self._record_label(statement, table, record)
        yield from self._provenance(record, statement)
        for name, rule in table["fields"].items():
            values = _as_list(statement.fields.get(name))
            # One paper under two dossiers has two identifiers; the first names it.
            for value in values[:1] if rule["type"] == "letter" and "many" not in rule else values:
                yield from self._field(thing, rule, value)
        yield from self._by_kind(statement, thing, record)

    def _by_kind(self, statement: Statement, thing: str, record: str) -> Iterator[Triple]:
        """What a kind needs beside its table: due days, status of events and gatherings."""
        if statement.kind == "Commitment":
            yield link(record, "status", code("commitment-status", "open"))
        if statement.kind in {"Commitment", "FollowUp"}:
            due = _period_slug(statement.fields.get("dueFrom"), statement.fields.get("dueTo"))
            if due:
                yield link(record, "due", PERIOD_PREFIX + due)
        if statement.kind in _HELD and statement.fields.get("start"):
            held = str(statement.fields["start"]) < self._facts.issued.isoformat()
            yield from self._status_change(statement, thing, code("gathering-status", "held" if held else "foreseen"))
        if statement.kind == "Mission" and statement.fields.get("mandateExpires"):
            yield from self._mandate(statement, thing)
        if statement.kind == "Event" and statement.fields.get("status"):
            yield from self._status_change(statement, thing, code("event-status", str(statement.fields["status"])))

    def _status_change(self, statement: Statement, thing: str, status: str) -> Iterator[Triple]:
        change = f"{self._base}{statement.id}-status"
        yield from typed(change, "StatusChange")
        yield from self._provenance(change, statement, own_evidence=False)
        yield from (link(change, "changeOf", thing), link(change, "status", status))
        yield day(change, "on", self._facts.issued)

    def _mandate(self, statement: Statement, mission: str) -> Iterator[Triple]:
        """The mandate of a mission whose last day the letter gives."""
        mandate = f"{self._base}mandate-{slugify(statement.id)}"
        yield from typed(mandate, "Mandate")
        yield from self._provenance(mandate, statement, own_evidence=False)
        yield link(mandate, "mandateOf", mission)
        yield link(mandate, "end", PERIOD_PREFIX + str(statement.fields["mandateExpires"]))
        for language in ("en", "nl"):
            label = f"{self._vocabulary.label(nkg('Mandate'), language)}: {self._labels[statement.id]}"
            yield Triple(NamedNode(mandate), NamedNode(RDFS_LABEL), Literal(label, language=language))

    def _record_label(self, statement: Statement, table: Mapping[str, Any], record: str) -> Iterator[Triple]:
        """A label made of the kind and what it is about, since the letter gives its statements no names."""
        if "label" not in table:
            return
        about = [str(v) for v in _as_list(statement.fields.get(table["label"]))]
        for language in ("en", "nl"):
            kind = self._vocabulary.label(nkg(statement.kind), language)
            names = ", ".join(self._labels.get(a, a) for a in about)
            label = f"{kind}: {names or self._opening(statement)}"
            yield Triple(NamedNode(record), NamedNode(RDFS_LABEL), Literal(label, language=language))

    def _opening(self, statement: Statement) -> str:
        """The first words of what the letter says, for a statement that is about nothing with a name."""
        words = quotation(self._document, statement.evidence).split()
        return " ".join(words[:_OPENING]) + (" …" if len(words) > _OPENING else "")

    def _provenance(self, record: str, statement: Statement, *, own_evidence: bool = True) -> Iterator[Triple]:
        yield link(record, "statedIn", self._letter)
        yield link(record, "origin", code("origin", "extracted"))
        yield day(record, "knownFrom", self._facts.issued)
        yield text(record, "rule", statement.rule)
        yield literal(record, "confidence", str(statement.confidence), f"{XSD}decimal")
        owner = self._things[statement.id] if not load_record_table()[statement.kind].get("thing") else record
        stem = short_id(owner if own_evidence else f"{self._base}mention-{statement.id}")
        for number, span in enumerate(statement.evidence, start=1):
            place = f"{self._base}{stem}-e{number}"
            yield link(record, "evidence", place)
            if own_evidence:
                yield from self._evidence(place, span)

    def _evidence(self, place: str, span: Span) -> Iterator[Triple]:
        sentences = locate(self._document, [span])
        yield from typed(place, "Evidence")
        yield from (link(place, "inDocument", self._letter), link(place, "inRendition", self._rendition))
        yield from (integer(place, "startOffset", span.start), integer(place, "endOffset", span.end))
        texts = [s.text for s in sentences] or [" ".join(self._document.words(span).split())]
        yield text(place, "sentenceDigest", sentence_digest(texts))
        yield text(place, "quotation", quotation(self._document, [span]))
        if sentences:
            yield integer(place, "sentence", sentences[0].number)
            headings = {section.number: section.heading for section in self._document.sections}
            if sentences[0].section:
                yield integer(place, "section", sentences[0].section)
                if headings.get(sentences[0].section):
                    yield text(place, "heading", headings[sentences[0].section])

    # ------------------------------------------------------------ fields

    def _field(self, subject: str, rule: Mapping[str, Any], value: Any) -> Iterator[Triple]:
        name, kind = rule["property"], rule["type"]
        if kind in {"agent", "thing"}:
            target, target_kind, made = self._resolve(str(value), rule)
            yield from made
            if target:
                yield link(subject, rule["mission"] if target_kind == "Mission" and "mission" in rule else name, target)
        elif kind == "statement":
            if str(value) in self._things:
                yield link(subject, name, self._things[str(value)])
        elif kind == "letter":
            yield from self._paper(subject, name, str(value))
        else:
            yield from self._plain(subject, name, kind, value, rule)

    def _plain(self, subject: str, name: str, kind: str, value: Any, rule: Mapping[str, Any]) -> Iterator[Triple]:
        if kind == "code":
            yield link(subject, name, code(rule["list"], str(value)))
        elif kind == "period":
            yield link(subject, name, PERIOD_PREFIX + str(value).replace("/", "--"))
        elif kind == "day":
            yield literal(subject, name, str(value), f"{XSD}date")
        elif kind == "integer":
            yield integer(subject, name, int(value))
        else:
            yield text(subject, name, str(value))

    def _paper(self, subject: str, name: str, identifier: str) -> Iterator[Triple]:
        paper = letter_iri(identifier)
        yield link(subject, name, paper)
        if paper != self._letter and self._known(identifier) is None:
            yield from typed(paper, "Letter")
            yield text(paper, "identifier", identifier)

    def _resolve(self, value: str, rule: Mapping[str, Any]) -> tuple[str | None, str, Iterable[Triple]]:
        """The address for an id, slug or label; its kind; and the triples of a new thing, where one is made."""
        if value in self._things:
            return self._things[value], self._kinds[value], ()
        found = self._known(value)
        if found is not None:
            wanted = rule.get("kind")
            fits = wanted is None or self._vocabulary.is_a(nkg(found[1]), nkg(wanted))
            return (found[0] if fits else None), found[1], ()
        kind = rule.get("kind") or ("Post" if rule["type"] == "agent" else "Topic")
        iri = f"{ID}{rule.get('folder') or kind.lower()}/{slugify(value)}"
        return iri, kind, tuple(self._newcomers.define(iri, kind, value, self._facts.identifier))

    def _thing_iri(self, statement: Statement) -> str:
        known = self._known(statement.id)
        if known is not None:
            return known[0]
        folder = load_record_table().get(statement.kind, {}).get("folder")
        if folder == "meeting" and not {"start", "ordinal"} & set(statement.fields):
            folder = None  # without a day or a number nobody can tell it from another of its body
        return f"{ID}{folder}/{slugify(statement.id)}" if folder else self._base + slugify(statement.id)


def _as_list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [] if value is None else [value]


def _period_slug(start: Any, end: Any) -> str | None:
    """The period between two days, either of which may be open."""
    if start is None and end is None:
        return None
    if start == end:
        return str(start)
    return f"{start or 'open'}--{end or 'open'}"
