"""The letter's own record: the facts of its header."""

from __future__ import annotations

from typing import Any

from nato_kg.statements.context import LetterContext, Record


def build_letter(letter: LetterContext) -> list[Record]:
    """One record with the facts of title block and signatures; one value where there is one, a list where several."""
    header = letter.header
    fields: dict[str, Any] = {
        "id": header.identifier,
        "identifier": header.identifier,
        "dossier": _one_or_all(header.dossiers),
        "dossierTitle": _one_or_all(header.dossier_titles),
        "number": header.number,
        "parliamentaryYear": header.parliamentary_year,
        "issued": header.issued.isoformat() if header.issued else None,
        "place": header.place,
        "senderRole": _one_or_all(header.roles),
        "sender": _one_or_all(header.senders),
        "addressee": header.addressee,
    }
    present = {name: value for name, value in fields.items() if value not in (None, [], ())}
    return [Record("Letter", header.evidence, present, "letter-header@1", "title block and signatures")]


def _one_or_all(values: tuple[str, ...]) -> str | list[str] | None:
    if not values:
        return None
    return values[0] if len(values) == 1 else list(values)
