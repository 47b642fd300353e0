"""The archive of a word processor's file, unpacked within limits.

A zip archive can declare, or hold, a thousand times its own size: entries, sizes and ratios are
capped before anything is unpacked, and unpacking stops at the cap whatever is declared.
"""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from nato_kg.errors import LetterError
from nato_kg.readers.safe_xml import parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_ENTRIES = 5_000
MOST_PART_BYTES = 32_000_000
MOST_RATIO = 400
_SMALL_PART = 1_000_000
_READABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_CENTRAL_ENTRY = b"PK\x01\x02"
_IS_ENCRYPTED = 0x1
WHAT = "ODT or DOCX"


class Archive:
    """The parts of a word processor's file, read within limits. Raises LetterError (path)."""

    def __init__(self, data: bytes, path: Path) -> None:
        self.path = path
        if data.count(_CENTRAL_ENTRY) > MOST_ENTRIES:
            raise self._refuse(f"holds more than {MOST_ENTRIES:,} parts")
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise self._refuse(f"is damaged or cut short ({error})", "get the file again") from error
        self._parts = {part.filename: part for part in self._zip.infolist()}

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def xml(self, name: str) -> _Element | None:
        """The root element of an XML part; None when there is no such part."""
        data = self._read(name)
        return None if data is None else parse_xml(data, self.path, f"part {name}")

    def required(self, name: str) -> _Element:
        """The root element of an XML part that must be there."""
        root = self.xml(name)
        if root is None:
            raise self._refuse(f"has no part {name}", "give a text document")
        return root

    def text(self, name: str) -> str:
        """The characters of a small part; empty when there is none."""
        return (self._read(name) or b"").decode("utf-8", errors="replace")

    def _read(self, name: str) -> bytes | None:
        part = self._parts.get(name)
        if part is None:
            return None
        if part.flag_bits & _IS_ENCRYPTED:
            raise self._refuse("is protected with a password", "save it without one")
        ratio = part.file_size / max(part.compress_size, 1)
        if part.file_size > MOST_PART_BYTES or (part.file_size > _SMALL_PART and ratio > MOST_RATIO):
            raise self._refuse(f"unpacks to far more than a letter holds ({part.file_size:,} bytes in {name})")
        if part.compress_type not in _READABLE:
            raise self._refuse(f"is packed in an unusual way ({name})", "save it again")
        try:
            with self._zip.open(part) as file:
                data = file.read(MOST_PART_BYTES + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError) as error:
            raise self._refuse(f"is damaged or cut short ({name}: {error})", "get the file again") from error
        if len(data) > MOST_PART_BYTES:
            raise self._refuse(f"unpacks to far more than a letter holds ({name})")
        return data

    def _refuse(self, reason: str, hint: str = "give one letter, as the ministry sent it") -> LetterError:
        return LetterError(f"the {WHAT} file {reason}", path=self.path, hint=hint)
