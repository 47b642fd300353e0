"""Short fictional letters for the tests of the builders: one body between a title block and a signature."""

from __future__ import annotations

from pathlib import Path

from nato_kg.readers import read_letter
from nato_kg.statements.context import LetterContext, Record, read_context

HEAD = """Vergaderjaar 2030–2031

96 004

Inzet in het noorden

Nr. 8

BRIEF VAN DE MINISTER VAN DEFENSIE

Den Haag, 7 mei 2031

Aan de Voorzitter van de Tweede Kamer der Staten-Generaal

"""
TAIL = "\n\nDe Minister van Defensie,\nP. Voorbeeld\n"


def letter(folder: Path, body: str) -> LetterContext:
    """A letter of the Minister of Defence of 7 May 2031 with this body, read."""
    path = folder / "kst-96004-8.txt"
    path.write_text(HEAD + body + TAIL, encoding="utf-8")
    return read_context(read_letter(path))


def words(context: LetterContext, record: Record) -> str:
    """The words of a record's evidence."""
    return " … ".join(context.document.words(span).replace("\n", " ") for span in record.evidence)
