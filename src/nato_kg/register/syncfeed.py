"""The register from the House's SyncFeed (Atom, with an element `toezegging` in each entry; tkData-v1-0)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from nato_kg.errors import LetterError, RegisterError
from nato_kg.readers.safe_xml import attribute, descendants, elements, local_name, parse_xml, text_of
from nato_kg.register.fields import Place
from nato_kg.register.model import RegisterEntry, RegisterStatus, Version

if TYPE_CHECKING:
    from lxml.etree import _Element

_ELEMENT = "toezegging"
_TRUE, _FALSE = ("true", "1"), ("false", "0", "")


def read_syncfeed(data: bytes, path: Path) -> Iterator[Version]:
    """The versions in a page of the feed, or in one entity.

    Raises RegisterError (path, line; entry and field) for XML that is ill-formed, unsafe or of something else.
    """
    try:
        root = parse_xml(data, path, "register")
    except LetterError as error:
        raise RegisterError(error.message, path=error.path, line=error.line, hint=error.hint) from error
    found = list(descendants(root, _ELEMENT))
    if not found and (local_name(root) != "feed" or next(descendants(root, "content"), None) is not None):
        raise RegisterError(
            f"the XML holds no commitment: its root is <{local_name(root)}>",
            path=path,
            hint="give a page of …/SyncFeed/2.0/Feed?category=Toezegging",
        )
    for number, element in enumerate(found, start=1):
        yield _Item(element, path, number).version()


class _Item:
    """One element `toezegging`, with where it stands."""

    def __init__(self, element: _Element, path: Path, number: int) -> None:
        self._element = element
        self._place = Place(path, f"entry {number}")
        self.id = self._place.identifier("id", attribute(element, "id"))
        self._place = Place(path, f"entry {number} ({self._text('nummer') or self.id})")

    def version(self) -> Version:
        """The entity with the time from which it is so. Raises RegisterError."""
        changed = self._place.time("bijgewerkt", attribute(self._element, "bijgewerkt"))
        deleted = attribute(self._element, "verwijderd").lower()
        if deleted not in (*_TRUE, *_FALSE):
            raise self._place.wrong("verwijderd", "is neither true nor false")
        return Version(self.id, changed, None if deleted in _TRUE else self._entry())

    def _entry(self) -> RegisterEntry:
        stated = self._text("status")
        return RegisterEntry(
            id=self.id,
            number=self._text("nummer"),
            text=self._text("tekst"),
            status=RegisterStatus.of(stated),
            stated_status=stated,
            made_on=self._place.day("aanmaakdatum", self._text("aanmaakdatum")),
            minister=self._text("functie"),
            name=self._text("naam") or self._full_name(),
            ministry=self._text("ministerie"),
            fulfilled_on=self._place.day("datumNakoming", self._text("datumNakoming")),
            fulfilled_by=tuple(dict.fromkeys(filter(None, self._texts("kamerbriefNakoming")))),
            repeats=self._references("isHerhalingVan"),
            supplements=self._references("isAanvullingOp"),
            changes=self._references("isWijzigingVan"),
            activity=next(iter(self._references("activiteit")), ""),
            activity_number=self._text("activiteitNummer"),
        )

    def _full_name(self) -> str:
        parts = ("titulatuur", "voornaam", "tussenvoegsel", "achternaam", "achtervoegsel")
        return " ".join(filter(None, map(self._text, parts)))

    def _texts(self, name: str) -> Iterator[str]:
        """The texts of the child elements with this name, white space folded; a reference by its `ref`."""
        for child in elements(self._element):
            if local_name(child) == name:
                yield text_of(child) or attribute(child, "ref")

    def _text(self, name: str) -> str:
        return next(self._texts(name), "")

    def _references(self, name: str) -> tuple[str, ...]:
        """The ids that child elements refer to. Raises RegisterError for one that is none."""
        found = (attribute(child, "ref") for child in elements(self._element) if local_name(child) == name)
        return tuple(dict.fromkeys(self._place.identifier(name, ref) for ref in found if ref))
