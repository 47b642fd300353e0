"""The register from answers of the House's OData service (JSON, entity Toezegging)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn

from nato_kg.errors import RegisterError
from nato_kg.register.fields import Place
from nato_kg.register.model import RegisterEntry, RegisterStatus, Version

_ENTITY = "Toezegging"


def read_odata(data: bytes, path: Path) -> Iterator[Version]:
    """The versions in an answer: a list under `value`, a bare list, or one entity.

    Raises RegisterError (path; entry and field) for anything else.
    """
    content = parse_json(data, path)
    for number, item in enumerate(items_of(content, path), start=1):
        yield _Item(item, path, number).version()


def parse_json(data: bytes, path: Path) -> Any:
    """The content of JSON bytes. Raises RegisterError (path, line) when they are none, or nested beyond reason."""
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise RegisterError(
            f"the JSON is broken at column {error.colno}: {error.msg}",
            path=path,
            line=error.lineno,
            hint="the file seems cut short: get it again" if error.pos >= len(error.doc.rstrip()) else "get it again",
        ) from error
    except UnicodeDecodeError as error:
        raise RegisterError("the JSON is no UTF-8 text", path=path, hint="get the file again") from error
    except (RecursionError, ValueError) as error:
        raise RegisterError("the JSON is not that of a register", path=path, hint="get the file again") from error


def items_of(content: Any, path: Path) -> list[dict[str, Any]]:
    """The entities of an answer. Raises RegisterError when it holds others than commitments."""
    context = content.get("@odata.context", "") if isinstance(content, dict) else ""
    if isinstance(content, dict):
        content = content.get("value", [content] if "Id" in content else None)
    items = content if isinstance(content, list) else [None]
    other = isinstance(context, str) and "#" in context and not context.partition("#")[2].startswith(_ENTITY)
    if other or not all(isinstance(item, dict) for item in items):
        raise RegisterError(
            "the JSON is no list of commitments", path=path, hint="give an answer of …/OData/v4/2.0/Toezegging"
        )
    return [item for item in items if isinstance(item, dict)]


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


class _Item:
    """One entity, with where it stands."""

    def __init__(self, item: Mapping[str, Any], path: Path, number: int) -> None:
        self._item = item
        self._place = Place(path, f"entry {number}")
        self.id = self._place.identifier("Id", self._text("Id"))
        self._place = Place(path, f"entry {number} ({self._text('Nummer') or self.id})")

    def version(self) -> Version:
        """The entity with the time from which it is so. Raises RegisterError."""
        changed = self._place.time("GewijzigdOp", self._text("GewijzigdOp"))
        if self._item.get("Verwijderd") not in (None, False, True):
            raise self._place.wrong("Verwijderd", "is neither true nor false")
        if self._item.get("Verwijderd"):
            return Version(self.id, changed, None)
        if not {"Tekst", "Nummer", "Status"} & self._item.keys():
            raise self._place.wrong("Tekst", "is not there: this is no commitment")
        return Version(self.id, changed, self._entry())

    def _entry(self) -> RegisterEntry:
        stated = self._text("Status")
        return RegisterEntry(
            id=self.id,
            number=self._text("Nummer"),
            text=self._text("Tekst"),
            status=RegisterStatus.of(stated),
            stated_status=stated,
            made_on=self._place.day("Aanmaakdatum", self._text("Aanmaakdatum")),
            minister=self._text("Functie"),
            name=self._text("Naam") or self._full_name(),
            ministry=self._text("Ministerie"),
            fulfilled_on=self._place.day("DatumNakoming", self._text("DatumNakoming")),
            fulfilled_by=self._references("KamerbriefNakoming", "DocumentNummer", "Nummer", "Id"),
            repeats=self._references("IsHerhalingVan", "Id"),
            supplements=self._references("IsAanvullingOp", "Id"),
            changes=self._references("IsWijzigingVan", "Id"),
            activity=next(iter(self._references("Activiteit", "Id")), self._text("Activiteit_Id")).lower(),
            activity_number=self._text("ActiviteitNummer") or next(iter(self._references("Activiteit", "Nummer")), ""),
        )

    def _full_name(self) -> str:
        parts = ("Titulatuur", "Voornaam", "Tussenvoegsel", "Achternaam", "Achtervoegsel")
        return " ".join(filter(None, map(self._text, parts)))

    def _text(self, field: str) -> str:
        """A text, white space folded; empty for null. Raises RegisterError for another type."""
        value = self._item.get(field)
        if value is not None and not isinstance(value, str):
            raise self._place.wrong(field, "is no text")
        return " ".join((value or "").split())

    def _references(self, field: str, *names: str) -> tuple[str, ...]:
        """What a relation refers to: by the first of these names that it has; a bare text is taken as it stands."""
        value = self._item.get(field)
        values = value if isinstance(value, list) else [] if value is None else [value]
        found: list[str] = []
        for one in values:
            if isinstance(one, Mapping):
                one = next((one[name] for name in names if one.get(name)), "")  # noqa: PLW2901
            if not isinstance(one, str):
                raise self._place.wrong(field, "refers to nothing")
            if text := " ".join(one.split()):
                found.append(self._place.identifier(field, text) if names == ("Id",) else text)
        return tuple(dict.fromkeys(found))
