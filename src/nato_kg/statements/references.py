"""Citations of papers, and dates: what the letter refers to and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from nato_kg.dates import DateExpression, find_dates
from nato_kg.frames.rules import load_words
from nato_kg.logical import Span
from nato_kg.statements.context import LetterContext, Record, SentenceContext
from nato_kg.statements.topics import about

_LONG = 31  # days; a meeting of fewer days is one date


def build_citations(letter: LetterContext) -> list[Record]:
    """One record a citation, with the mission in connection with which it stands."""
    records = []
    for sentence in letter.sentences:
        for citation in sentence.citations:
            context = about(letter, sentence, 0, len(sentence.text))
            fields: dict[str, Any] = {
                "citing": letter.header.identifier,
                "cited": _one_or_all(citation.identifiers),
                "dossier": _one_or_all(citation.dossiers),
                "number": citation.number,
                "date": citation.date.isoformat() if citation.date else None,
                "context": context[0] if context else None,
            }
            records.append(
                Record(
                    "Citation",
                    sentence.spans(citation.start, citation.end),
                    {name: value for name, value in fields.items() if value is not None},
                    "citation@1",
                    citation.text,
                    order=(sentence.sentence.number, citation.start),
                    sentences=(sentence.sentence.number,),
                )
            )
    return records


def _one_or_all(values: tuple[str, ...]) -> str | list[str] | None:
    return (values[0] if len(values) == 1 else list(values)) if values else None


def build_dates(letter: LetterContext) -> list[Record]:
    """One record for each expression that gives a day or a period, the letter's own day among them."""
    records = [*_own_day(letter), *_in_headings(letter)]
    for sentence in letter.sentences:
        found = (day for whole in sentence.dates for day in _ends(sentence, whole))
        records += [_date(sentence, day) for day in found if day.earliest is not None]
    return records


def _date(sentence: SentenceContext, found: DateExpression) -> Record:
    return Record(
        "Date",
        sentence.spans(found.start, found.end),
        _date_fields(found),
        "date@1",
        found.text,
        frozenset({"inferred-year"}) if found.inferred else frozenset(),
        (sentence.sentence.number, found.start),
        (sentence.sentence.number,),
    )


def _ends(sentence: SentenceContext, found: DateExpression) -> list[DateExpression]:
    """The two days of a long period (*van 1 mei tot en met 30 juni*), which are a date each; else the expression."""
    first, last = found.earliest, found.latest
    if found.precision != "range" or first is None or last is None or (last - first).days < _LONG:
        return [found]
    before = sentence.text[max(found.start - 12, 0) : found.start].lower()
    if not load_words()["period-between"].search(f"{before}#"):
        return [found]
    link = load_words()["through"].search(found.text.lower())
    days = find_dates(found.text[: link.start()], None) if link else []
    ends = find_dates(found.text[link.end() :], None) if link else []
    if not (link and len(days) == len(ends) == 1 and days[0].precision == ends[0].precision == "day"):
        return [found]
    parts = (
        (found.start + days[0].start, found.start + days[0].end, first),
        (found.start + link.start(), found.end, last),
    )
    return [
        replace(found, start=start, end=end, text=sentence.text[start:end], earliest=day, latest=day, precision="day")
        for start, end, day in parts
    ]


def _in_headings(letter: LetterContext) -> Iterator[Record]:
    """Dates in headings and in the subject line, whose words are the rendition's own."""
    subject = letter.document.title_block.subject
    spans = [section.heading_span for section in letter.document.sections] + [subject.span if subject else None]
    for span in spans:
        if span is not None:
            for found in find_dates(letter.document.words(span), letter.issued):
                if found.earliest is not None:
                    place = Span(span.start + found.start, span.start + found.end)
                    yield Record("Date", (place,), _date_fields(found), "date@1", found.text)


def _date_fields(found: DateExpression) -> dict[str, str]:
    assert found.earliest is not None
    fields = {"start": found.earliest.isoformat(), "precision": found.precision}
    if found.latest is not None and found.latest != found.earliest:
        fields["end"] = found.latest.isoformat()
    return fields


def _own_day(letter: LetterContext) -> list[Record]:
    value = letter.document.title_block.issued
    found = find_dates(value.text, None) if value else []
    if value is None or not found or found[0].earliest is None:
        return []
    return [
        Record(
            "Date",
            (Span(value.span.start, value.span.end),),
            {"start": found[0].earliest.isoformat(), "precision": "day"},
            "date@1",
            value.text,
        )
    ]
