"""Records in the JSONL form of the gold README: their kinds, reading them from a file, checking them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from nato_kg.errors import DataError, InputError

Record = Mapping[str, Any]

NOT_A: Final = "NotA"

#: Every kind with the name under which it is scored; kinds under one name match each other.
GROUPS: Final[Mapping[str, str]] = {
    "Letter": "Letter",
    "MinisterialMeeting": "Meeting",
    "Summit": "Meeting",
    "SideMeeting": "Meeting",
    "WorkingSession": "Session",
    "Dinner": "Session",
    "AgendaItem": "AgendaItem",
    "Participation": "Participation",
    "Mission": "Mission",
    "Contribution": "Contribution",
    "Decision": "Decision",
    "Commitment": "Commitment",
    "Fulfilment": "Fulfilment",
    "Citation": "Citation",
    "Declaration": "Declaration",
    "Position": "Position",
    "Event": "Event",
    "PolicyDocument": "PolicyDocument",
    "PlanningProcess": "PlanningProcess",
    "PlanningCycle": "PlanningCycle",
    "Workstream": "Workstream",
    "Date": "Date",
}

_FORM_HINT = "see the form of records in ../shared/gold/README.md"


def group_of(record: Record) -> str:
    """The name under which the record is scored: of what it is, or, for a ``NotA``, of what it must not become."""
    kind = record["notKind"] if record["kind"] == NOT_A else record["kind"]
    return GROUPS.get(kind, kind)


def load_records(path: Path, text: str) -> list[dict[str, Any]]:
    """The records of a JSONL file about the letter with rendition ``text``; empty lines are passed over.

    Raises :class:`~nato_kg.errors.InputError` when the file cannot be opened, and
    :class:`~nato_kg.errors.DataError` with the line for what is no UTF-8, no JSON object, a record without kind,
    of an unknown kind, with an id used before, or with evidence outside the text.
    """
    seen: dict[str, int] = {}
    records: list[dict[str, Any]] = []
    for number, line in _lines(path):
        record = _parse(line, path, number)
        check_record(record, text, path=path, line=number)
        identifier = str(record.get("id", ""))
        if identifier and seen.setdefault(identifier, number) != number:
            raise DataError(
                f"the id {identifier} is used before, in line {seen[identifier]}",
                path=path,
                line=number,
                identifier=identifier,
                hint="give every record an id of its own",
            )
        records.append(record)
    return records


def check_records(records: Iterable[Record], text: str) -> None:
    """Raise :class:`~nato_kg.errors.DataError` for the first record that :func:`check_record` refuses."""
    for record in records:
        check_record(record, text)


def check_record(record: Record, text: str, *, path: Path | None = None, line: int | None = None) -> None:
    """Raise :class:`~nato_kg.errors.DataError` (path, line) unless kind and evidence are as the form has them."""
    complaint = _complaint(record, len(text))
    if complaint:
        identifier = str(record.get("id", ""))
        named = f"record {identifier}: {complaint}" if identifier else complaint
        raise DataError(named, path=path, line=line, identifier=identifier, hint=_FORM_HINT)


def _complaint(record: Record, length: int) -> str:
    """What is wrong with a record, or nothing."""
    kind = record.get("kind")
    if kind is None:
        return "it has no kind"
    if kind == NOT_A:
        if _unknown(record.get("notKind")) and record.get("notKind") not in GROUPS.values():
            return f"unknown notKind {record.get('notKind')!r}"
    elif _unknown(kind):
        return f"unknown kind {kind!r}"
    evidence = record.get("evidence")
    if not isinstance(evidence, list | tuple) or not evidence:
        return "evidence is not a list of one [start, end) or more"
    return next((c for span in evidence if (c := _span_complaint(span, length))), "")


def _unknown(kind: object) -> bool:
    return not isinstance(kind, str) or kind not in GROUPS


def _span_complaint(span: object, length: int) -> str:
    if not isinstance(span, list | tuple) or len(span) != 2 or not all(type(offset) is int for offset in span):
        return f"evidence {span!r} is not a pair [start, end) of whole numbers"
    start, end = span
    if not start < end:
        return f"evidence [{start}, {end}) is empty"
    if start < 0 or end > length:
        return f"evidence [{start}, {end}) lies outside the text of {length} characters"
    return ""


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines that hold something, with their numbers. Only a line feed ends one: U+2028 may stand in a string."""
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError(f"the records cannot be read: {reason}", path=path, hint="check the file's name") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DataError(f"no UTF-8: {error.reason}", path=path, line=line, hint="save the file as UTF-8") from error
    yield from ((number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip())


def _parse(line: str, path: Path, number: int) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        message = f"no JSON: {error.msg} at character {error.pos + 1}"
        raise DataError(message, path=path, line=number, hint="write one JSON object a line") from error
    except (ValueError, RecursionError) as error:
        message = "JSON that nests too deep or holds too long a number"
        raise DataError(message, path=path, line=number, hint=_FORM_HINT) from error
    if not isinstance(record, dict):
        raise DataError("no JSON object", path=path, line=number, hint="write one JSON object a line")
    return record
