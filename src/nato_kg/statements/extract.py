"""All builders on one letter, and their records made into statements: ids, references, confidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from nato_kg.model import Document, Statement
from nato_kg.normalise import sentence_digest
from nato_kg.statements.agenda import build_agenda
from nato_kg.statements.commitments import build_commitments
from nato_kg.statements.confidence import confidence_of
from nato_kg.statements.context import LetterContext, Record, read_context
from nato_kg.statements.decisions import build_decisions
from nato_kg.statements.documents import build_documents
from nato_kg.statements.events import build_events
from nato_kg.statements.follow_ups import build_follow_ups
from nato_kg.statements.fulfilments import build_fulfilments
from nato_kg.statements.gatherings import build_gatherings
from nato_kg.statements.letter import build_letter
from nato_kg.statements.links import link_records
from nato_kg.statements.missions import build_contributions, build_missions
from nato_kg.statements.participation import build_participation
from nato_kg.statements.positions import build_declarations, build_positions
from nato_kg.statements.references import build_citations, build_dates

Builder = Callable[[LetterContext], list[Record]]

#: In the order in which statements are listed.
BUILDERS: tuple[Builder, ...] = (
    build_letter,
    build_gatherings,
    build_participation,
    build_agenda,
    build_missions,
    build_contributions,
    build_decisions,
    build_commitments,
    build_fulfilments,
    build_follow_ups,
    build_citations,
    build_declarations,
    build_positions,
    build_events,
    build_documents,
    build_dates,
)


#: Kinds that the record form does not know: what letters are joined by. They are left out where that form is meant.
OWN_KINDS = frozenset({"FollowUp"})


def extract(document: Document) -> tuple[Statement, ...]:
    """Everything that the rules find in a letter, in the order of kinds and of the text."""
    letter = read_context(document)
    records = [record for build in BUILDERS for record in sorted(build(letter), key=lambda r: r.order)]
    ids = _ids(letter, records)
    linked = link_records(records, ids)
    return tuple(
        Statement(
            id_,
            record.kind,
            {name: value for name, value in fields.items() if name != "id"},
            record.evidence,
            record.rule,
            confidence_of(record),
            record.sentences,
            record.why,
        )
        for record, id_, fields in zip(records, ids, linked, strict=True)
    )


def extract_records(document: Document) -> list[dict[str, Any]]:
    """The statements of a letter in the record form, as :mod:`nato_kg.evaluate` takes them."""
    return [statement.as_record() for statement in extract(document) if statement.kind not in OWN_KINDS]


def _ids(letter: LetterContext, records: Iterable[Record]) -> list[str]:
    """An id for each record: its own, or kind, digest of its sentences and ordinal.

    The digest is that of the normalised sentences, so that an id outlives a new version of a rule and a new rendition.
    """
    seen: Counter[str] = Counter()
    ids = []
    for record in records:
        id_ = record.fields.get("id")
        if id_ is None:
            stem = f"{_prefix(record.kind)}-{_digest(letter, record)}"
            seen[stem] += 1
            id_ = f"{stem}-{seen[stem]}"
        ids.append(str(id_))
    return _unique(ids)


def _unique(ids: list[str]) -> list[str]:
    seen: Counter[str] = Counter()
    unique = []
    for id_ in ids:
        seen[id_] += 1
        unique.append(id_ if seen[id_] == 1 else f"{id_}.{seen[id_]}")
    return unique


def _digest(letter: LetterContext, record: Record) -> str:
    texts = [letter.by_number[number].text for number in record.sentences if number in letter.by_number]
    if not texts:
        texts = [letter.document.words(span) for span in record.evidence]
    return sentence_digest(texts)


def _prefix(kind: str) -> str:
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in kind).lstrip("-")
