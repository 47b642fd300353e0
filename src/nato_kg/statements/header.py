"""The letter's own facts: number, dossiers, day, place, who sends and signs it, to whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from nato_kg.dates import find_dates
from nato_kg.logical import Span
from nato_kg.model import Document
from nato_kg.readers.language import layout

_NAME = re.compile(r"kst-([0-9]{4,6}(?:-[0-9]{1,3})?(?:-[IVXLC]{1,6})?)-([0-9]{1,5}|[A-Z]{1,3})")
_ADDRESS = re.compile(
    r"^(?:aan )?(?:de )?(voorzitters? van (?:de|het|beide) [^\n,]{3,80})$", re.IGNORECASE | re.MULTILINE
)
_TOWN = re.compile(
    r"^(?:\d{4} ?[A-Z]{2} {1,3})?((?:Den|'s-)? ?[A-Z][a-zé'-]{2,20}(?: [A-Z][a-z]{2,20})?)$", re.MULTILINE
)
_HEAD = 1500  # characters in which the address of a letter without a printed title block stands
_ROLE = re.compile(r"(?:minister|staatssecretaris|minister-president|viceminister)\b.{0,90}", re.IGNORECASE)
_ROLE_BREAK = re.compile(r"\s*(?:,\s*|\ben\s+)(?=(?:de |van de |het )?(?:minister|staatssecretaris))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Header:
    """Facts of the title block and signatures, in normal form, with the places that give them."""

    identifier: str
    dossiers: tuple[str, ...]
    dossier_titles: tuple[str, ...]
    number: str | None
    issued: date | None
    place: str | None
    parliamentary_year: str | None
    addressee: str | None
    senders: tuple[str, ...]
    roles: tuple[str, ...]
    evidence: tuple[Span, ...]

    @property
    def plural(self) -> bool:
        """Whether several ministers write."""
        return len(self.roles) > 1


def read_header(document: Document) -> Header:
    """The header facts of a document; what it does not print, and its file's name does not say, stays empty."""
    block = document.title_block
    named = _NAME.fullmatch(document.name)
    dossiers = tuple(dossier.number.text for dossier in block.dossiers)
    titles = [dossier.title.text for dossier in block.dossiers if dossier.title]
    number = block.number.text if block.number else None
    if named and not dossiers:
        dossiers, number = (named.group(1),), number or named.group(2)
    identifier = f"kst-{dossiers[0]}-{number}" if dossiers and number else document.name
    issued = _issued(block.issued.text) if block.issued else None
    values = [*(d.number for d in block.dossiers), block.number, block.kind, block.sender, block.issued]
    spans = [value.span for value in values if value] + [s.name_span for s in document.signatures]
    return Header(
        identifier=identifier,
        dossiers=dossiers,
        dossier_titles=tuple(titles),
        number=number,
        issued=issued,
        place=block.place.text if block.place else _town(document),
        parliamentary_year=block.parliamentary_year.text if block.parliamentary_year else None,
        addressee=_addressee(block.addressee.text) if block.addressee else _address(document),
        senders=tuple(_without_titles(signature.name) for signature in document.signatures),
        roles=_roles(document),
        evidence=tuple(sorted(set(spans))),
    )


def _issued(words: str) -> date | None:
    found = find_dates(words, None)
    return found[0].earliest if found else None


def _addressee(words: str) -> str:
    return re.sub(r"^(?:aan\s+)?(?:de\s+|het\s+)?", "", words, flags=re.IGNORECASE)


def _address(document: Document) -> str | None:
    match = _ADDRESS.search(document.text, 0, _HEAD)
    return match.group(1)[:1].upper() + match.group(1)[1:] if match else None


def _town(document: Document) -> str | None:
    """The seat of government, or the town of the addressee, for a letter whose date line names no place."""
    seats = layout().seats
    for line in document.text[:_HEAD].splitlines():
        if line.strip().lower() in seats:
            return line.strip()
    addressed = _ADDRESS.search(document.text, 0, _HEAD)
    match = _TOWN.search(document.text, addressed.end(), addressed.end() + 200) if addressed else None
    return match.group(1) if match else None


def _without_titles(name: str) -> str:
    """A name without the academic titles before it."""
    titles = frozenset(layout().name_titles)
    words = name.split()
    while words and words[0].lower() in titles:
        words.pop(0)
    return " ".join(words)


def _roles(document: Document) -> tuple[str, ...]:
    """The posts of those who sign; where no signature is found, those of the title block."""
    signed = [post_of(signature.post) for signature in document.signatures if signature.post]
    if signed:
        return tuple(dict.fromkeys(signed))
    sender = document.title_block.sender
    parts = _ROLE_BREAK.split(sender.text) if sender else []
    return tuple(dict.fromkeys(post_of(part) for part in parts if part))


def post_of(words: str) -> str:
    """A post as it is named: without article and line breaks, and not in capitals."""
    match = _ROLE.search(words)
    text = " ".join((match.group() if match else words).split()).rstrip(", ")
    return _from_capitals(text) if text.isupper() else text[:1].upper() + text[1:]


def _from_capitals(text: str) -> str:
    """A post printed in capitals, as it is written otherwise: Minister van Buitenlandse Zaken."""
    small = frozenset({*layout().name_particles, "voor", "en"})
    return " ".join(word.lower() if word.lower() in small else word.capitalize() for word in text.split())
