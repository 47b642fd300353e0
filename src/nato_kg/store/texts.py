"""The texts of letters beside the graph: one archive a build, published together with it.

``texts.zip`` holds ``{letter id}/{SHA-256 of the rendition}.txt`` in UTF-8, each with the rendition's media type as its
comment. It is held open, so that those who opened a build read its texts after newer builds took its place.
"""

from __future__ import annotations

import re
import threading
import weakref
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Final

from nato_kg.document import LetterText, Rendition
from nato_kg.errors import StoreError

FILE: Final = "texts.zip"
_NAME: Final = re.compile(r"(?P<letter>[^/]+)/(?P<sha256>[0-9a-f]{64})\.txt")
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the same input gives the same bytes


def write_texts(build: Path, texts: Iterable[LetterText]) -> None:
    """Write the texts into the folder of a build; without any there is no file."""
    ordered = sorted(texts, key=lambda text: (text.letter, text.rendition.sha256))
    if not ordered:
        return
    with zipfile.ZipFile(build / FILE, "w", zipfile.ZIP_DEFLATED) as archive:
        for text in ordered:
            entry = zipfile.ZipInfo(f"{text.letter}/{text.rendition.sha256}.txt", _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.comment = text.rendition.media_type.encode()
            archive.writestr(entry, text.text.encode("utf-8", "surrogatepass"))


class LetterTexts:
    """The texts that a build holds. Safe to use from many threads."""

    def __init__(self, build: Path) -> None:
        """Open the archive of the folder ``build``; one without texts is fine."""
        self._path = build / FILE
        self._file: IO[bytes] | None = self._path.open("rb") if self._path.exists() else None
        if self._file:
            weakref.finalize(self, self._file.close)
        self._lock = threading.Lock()
        self._archive: zipfile.ZipFile | None = None
        self._entries: dict[str, dict[str, zipfile.ZipInfo]] = {}

    def renditions(self, letter: str) -> list[str]:
        """The digests (SHA-256) of the renditions of a letter whose text is here.

        Raises :class:`~nato_kg.errors.StoreError` when the archive is damaged.
        """
        with self._lock:
            self._list()
            return list(self._entries.get(letter, ()))

    def read(self, letter: str, sha256: str) -> LetterText | None:
        """The text of a rendition. Raises :class:`~nato_kg.errors.StoreError` when the archive is damaged."""
        with self._lock:
            self._list()
            entry = self._entries.get(letter, {}).get(sha256)
            if entry is None or self._archive is None:
                return None
            try:
                text = self._archive.read(entry).decode("utf-8", "surrogatepass")
            except (OSError, zipfile.BadZipFile, zlib.error, ValueError) as error:
                raise self._damaged(error) from error
        return LetterText(letter, Rendition(sha256, entry.comment.decode(), len(text)), text)

    def _list(self) -> None:
        """Read which texts there are, when that is asked for first."""
        if self._file is None or self._archive is not None:
            return
        try:
            self._archive = zipfile.ZipFile(self._file)
        except (OSError, zipfile.BadZipFile) as error:
            raise self._damaged(error) from error
        for entry in self._archive.infolist():
            name = _NAME.fullmatch(entry.filename)
            if name:
                self._entries.setdefault(name["letter"], {})[name["sha256"]] = entry

    def _damaged(self, error: Exception) -> StoreError:
        return StoreError(
            f"the texts of letters cannot be read: {error}", path=self._path, hint="run 'nato-kg build' again"
        )
