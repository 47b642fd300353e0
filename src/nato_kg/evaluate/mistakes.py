"""What went wrong, with the sentences: misses, false hits, wrong fields, counter-examples hit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from nato_kg.evaluate.fields import values_of
from nato_kg.evaluate.matching import Comparison, compare
from nato_kg.evaluate.names import Names, reference_names
from nato_kg.evaluate.records import Record, check_records
from nato_kg.logical import Span
from nato_kg.model import Document
from nato_kg.quote import quotation


class MistakeKind(Enum):
    """What went wrong."""

    MISS = "miss"
    FALSE_HIT = "false hit"
    COUNTER_EXAMPLE = "counter-example hit"
    WRONG_FIELD = "wrong field"


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in ``letter``; ``kind`` is the record's own kind, not its group.

    ``record`` is the id of the gold record, or of the predicted one where there is none, ``rule`` the rule that the
    prediction names. ``field``, ``expected`` and ``found`` are for a wrong field (lists joined by "; ", nothing for
    no value), ``why`` is the reason of a counter-example. ``sentence`` holds the sentences marked, else the words.
    """

    letter: str
    mistake: MistakeKind
    kind: str
    record: str
    spans: tuple[Span, ...]
    sentence: str
    field: str = ""
    expected: str = ""
    found: str = ""
    rule: str = ""
    why: str = ""


def list_errors(
    gold: Iterable[Record], predicted: Iterable[Record], document: Document, names: Names | None = None
) -> list[Mistake]:
    """The mistakes of predicted records of a letter, in the order of the text.

    A prediction that hits a counter-example is listed as that only. Raises :class:`~nato_kg.errors.DataError` for a
    record of an unknown kind or with evidence outside the document's text.
    """
    gold, predicted = list(gold), list(predicted)
    check_records([*gold, *predicted], document.text)
    return mistakes_of(compare(gold, predicted, names or reference_names()), document)


def mistakes_of(comparison: Comparison, document: Document) -> list[Mistake]:
    """The mistakes of one letter's comparison, in the order of the text."""
    found = [*_misses(comparison, document), *_false_hits(comparison, document), *_wrong_fields(comparison, document)]
    return sorted(found, key=lambda mistake: mistake.spans[0])


def _misses(comparison: Comparison, document: Document) -> Iterator[Mistake]:
    for record in comparison.missed:
        yield _mistake(MistakeKind.MISS, record, document)


def _false_hits(comparison: Comparison, document: Document) -> Iterator[Mistake]:
    hitting = {id(hit.predicted) for hit in comparison.hits}
    for hit in comparison.hits:
        why = str(hit.counter_example.get("why", ""))
        yield _mistake(MistakeKind.COUNTER_EXAMPLE, hit.predicted, document, rule=_rule(hit.predicted), why=why)
    for record in comparison.unmatched:
        if id(record) not in hitting:
            yield _mistake(MistakeKind.FALSE_HIT, record, document, rule=_rule(record))


def _wrong_fields(comparison: Comparison, document: Document) -> Iterator[Mistake]:
    for pair in comparison.pairs:
        for name, right in pair.verdicts.items():
            if not right:
                yield _mistake(
                    MistakeKind.WRONG_FIELD,
                    pair.gold,
                    document,
                    field=name,
                    expected="; ".join(values_of(pair.gold[name])),
                    found="; ".join(values_of(pair.predicted.get(name))),
                    rule=_rule(pair.predicted),
                )


def _rule(record: Record) -> str:
    return str(record.get("rule") or "")


def _mistake(mistake: MistakeKind, record: Record, document: Document, **details: str) -> Mistake:
    spans = tuple(sorted(Span(start, end) for start, end in record["evidence"]))
    return Mistake(
        document.name,
        mistake,
        record["kind"],
        str(record.get("id") or ""),
        spans,
        quotation(document, spans),
        **details,
    )
