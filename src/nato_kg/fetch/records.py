"""An answer of the search service (SRU 2.0, schema gzd) to records: which papers there are, and where they lie."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from nato_kg.errors import AnswerError, LetterError
from nato_kg.fetch.answers import Answer
from nato_kg.fetch.wanted import is_paper
from nato_kg.readers.safe_xml import attribute, descendants, first, local_name, parse_xml, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(frozen=True, slots=True)
class Record:
    """A paper as the search service describes it. In `files`, each form (xml, metadata, html, pdf) has an address."""

    identifier: str
    title: str
    kind: str
    issued: date | None
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of records, how many there are in all (an estimate), and where the next page begins; None on the last."""

    records: tuple[Record, ...]
    total: int
    next: int | None


def read_page(answer: Answer) -> Page:
    """The records of an answer.

    Raises AnswerError when it is no answer of a search, when the service reports a fault (its diagnostics), and for a
    record whose id is none: nothing else may become the name of a file.
    """
    root = parse_answer(answer)
    fault = next(descendants(root, "diagnostic"), None)
    if fault is not None:
        words = " · ".join(filter(None, (_text(fault, "message"), _text(fault, "details")))) or "without a reason"
        raise AnswerError(
            f"the search service refuses the question: {words[:300]}",
            identifier=answer.address,
            hint="check the dossier, days and kind; if they are right, report this",
        )
    if local_name(root) != "searchRetrieveResponse":
        raise _wrong(answer, f"its root is <{local_name(root)}>")
    records = tuple(_record(element, answer) for element in descendants(root, "record"))
    following = _number(root, "nextRecordPosition", answer)
    return Page(records, _number(root, "numberOfRecords", answer) or 0, following)


def parse_answer(answer: Answer) -> _Element:
    """The root of an answer in XML. Raises AnswerError when it is none, or unsafe."""
    try:
        return parse_xml(answer.body, Path(answer.address), "XML")
    except LetterError as error:
        raise _wrong(answer, error.message) from error


def _wrong(answer: Answer, why: str) -> AnswerError:
    return AnswerError(
        f"the answer of {answer.address} is not what was asked for: {why}",
        identifier=answer.address,
        hint="run the same command again later; if it stays so, report this",
    )


def _record(element: _Element, answer: Answer) -> Record:
    identifier = _text(element, "identifier")
    if not is_paper(identifier):
        raise _wrong(answer, f"a record has the id {identifier[:80]!r}")
    issued = _text(element, "issued") or _text(element, "date")
    return Record(
        identifier, _text(element, "title"), _text(element, "subrubriek"), _day(issued), dict(_files(element))
    )


def _files(element: _Element) -> Iterator[tuple[str, str]]:
    for item in descendants(element, "itemUrl"):
        form, address = attribute(item, "manifestation"), text_of(item)
        if form and address:
            yield form, address


def _text(element: _Element, name: str) -> str:
    """The text of the first element with this name; empty when there is none."""
    found = next(descendants(element, name), None)
    return "" if found is None else text_of(found)


def _number(root: _Element, name: str, answer: Answer) -> int | None:
    element = first(root, name)
    text = "" if element is None else (element.text or "").strip()
    if not text:
        return None
    if not text.isdecimal() or len(text) > 9:
        raise _wrong(answer, f"its {name} is {text[:40]!r}")
    return int(text)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
