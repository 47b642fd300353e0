"""The title block of a paper, from its own fields and from what the publication service states beside it.

The same names stand in `metadata.xml` and in the head of the service's web pages. They only fill
what the paper itself does not say; all is written as a Kamerstuk prints it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from nato_kg.readers import language
from nato_kg.readers.rendition import RenditionWriter
from nato_kg.readers.safe_xml import local_name, parse_xml

_DOSSIER = re.compile(r"(\d{2})[ .\u00a0]?(\d{3})(?:\s?[-–]\s?|\s)?([0-9A-Z]{0,6})")
_ROMAN = re.compile(r"[IVXLC]{1,6}(?![^\W_])")
_YEAR = re.compile(r"\d{4}\s?[-–/]\s?\d{2,4}")
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_RECEIVED = re.compile(r"\(([^\W\d_]{4,20} \d{1,2} [^\W\d_]{3,10} \d{4})\)")
_MOST_BYTES = 1_000_000
_LABELS = {
    "OVERHEIDop.vergaderjaar": "year",
    "OVERHEIDop.dossiernummer": "dossiers",
    "OVERHEIDop.dossiertitel": "titles",
    "OVERHEIDop.ondernummer": "number",
    "OVERHEIDop.aanhangselNummer": "number",
    "DCTERMS.issued": "issued",
    "DC.identifier": "identifier",
}


@dataclass(slots=True)
class Metadata:
    """The values stated, as stated; empty where there are none."""

    year: str = ""
    number: str = ""
    issued: str = ""
    identifier: str = ""
    dossiers: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Metadata:
        """From (name, content) pairs; of several values the first counts, of dossiers all."""
        found = cls()
        for name, content in pairs:
            label, value = _LABELS.get(name, ""), " ".join(content.split())
            if label in ("dossiers", "titles") and value:
                getattr(found, label).extend(part.strip() for part in value.split(";"))
            elif label and value and not getattr(found, label):
                setattr(found, label, value)
        return found


@dataclass(slots=True)
class Title:
    """The lines of a title block as a paper gives them, in words of the rendition text."""

    years: list[str] = field(default_factory=list)
    dossiers: list[str] = field(default_factory=list)
    number: str = ""
    paper: str = ""
    issued: str = ""

    def write(self, writer: RenditionWriter, stated: Metadata) -> None:
        """Write the lines in the order of print, what is lacking from the metadata."""
        titles = [*stated.titles, *([""] * len(stated.dossiers))]
        dossiers = [dossier_line(*pair) for pair in zip(stated.dossiers, titles, strict=False)]
        numbers = [self.number] if self.number else [number_line(stated.number)]
        years = self.years if any(_YEAR.search(year) for year in self.years) else [*self.years, year_line(stated.year)]
        for line in [*years, *(self.dossiers or dossiers), *numbers, self.paper, self.issued]:
            writer.title(line)
        writer.fallback_date = "" if self.issued else date_line(stated.issued)


def read_beside(path: Path) -> Metadata:
    """The metadata in NAME.metadata.xml, or in metadata.xml when that names this paper; else none.

    Raises LetterError (path of the metadata) when such a file cannot be read.
    """
    for candidate in (path.with_name(f"{path.stem}.metadata.xml"), path.with_name("metadata.xml")):
        if candidate == path or not candidate.is_file():
            continue
        with candidate.open("rb") as file:
            data = file.read(_MOST_BYTES)
        root = parse_xml(data, candidate, "metadata")
        pairs = ((e.get("name", ""), e.get("content", "")) for e in root.iter() if local_name(e) == "metadata")
        found = Metadata.of(pairs)
        if candidate.name != "metadata.xml" or found.identifier == path.stem:
            return found
    return Metadata()


def dossier_line(number: str, title: str) -> str:
    """ "28676", "NAVO" to "28 676 NAVO"; a title that reads as a roman chapter keeps its distance."""
    match = _DOSSIER.fullmatch(" ".join(number.split()))
    if match:
        joint = "" if not match[3] else "-" if match[3][0].isdigit() else " "
        number = f"{match[1]} {match[2]}{joint}{match[3]}"
    title = " ".join(title.split())
    return f"{number}: {title}" if _ROMAN.match(title) else f"{number} {title}".strip()


def year_line(year: str) -> str:
    """ "2022-2023" to "Vergaderjaar 2022-2023", as printed; a line that says the word already stays."""
    return f"Vergaderjaar {year}" if _YEAR.match(year) else year


def number_line(number: str) -> str:
    """ "418" to "Nr. 418", as printed."""
    return f"Nr. {number}" if number else ""


def date_line(issued: str) -> str:
    """ "2022-09-30" to "30 september 2022"; empty when it is no such date."""
    from nato_kg.dates.words import words

    match = _ISO_DATE.fullmatch(issued)
    if match is None or not 1 <= int(match[2]) <= 12:
        return ""
    return f"{int(match[3])} {words()['months'][int(match[2]) - 1][0]} {match[1]}"


def received_line(description: str) -> str:
    """The last "(ontvangen 21 juni 2021)" in the description of written questions, as a title line."""
    found = _RECEIVED.findall(" ".join(description.split()))
    known = language.layout().date
    return next((words for words in reversed(found) if language.leading_words(words, known)), "").capitalize()
