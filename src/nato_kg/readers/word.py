"""Word processors' files to rendition text: ODT and DOCX; others are refused with what to do."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

from nato_kg.errors import LetterError
from nato_kg.readers.word_archive import WHAT, Archive
from nato_kg.readers.word_docx import read_docx
from nato_kg.readers.word_odt import read_odt


def odt_text(data: bytes, path: Path) -> str:
    """The rendition text of an ODT file. Raises LetterError (path, line) when it cannot be read."""
    archive = Archive(data, path)
    if "content.xml" not in archive:
        raise LetterError(
            f"the zip archive is no {WHAT} file: it has no content.xml and no word/document.xml",
            path=path,
            hint="unpack it and give the letter itself",
        )
    return read_odt(archive)


def docx_text(data: bytes, path: Path) -> str:
    """The rendition text of a DOCX file. Raises LetterError (path, line) when it cannot be read."""
    return read_docx(Archive(data, path))


def refuse_old_office(_data: bytes, path: Path) -> NoReturn:
    """Raises LetterError: the formats of Word up to 2003, and encrypted DOCX, are not read."""
    raise LetterError(
        "the file is an old Word document (DOC), or a DOCX with a password",
        path=path,
        hint="save it as DOCX or ODT, without password",
    )


def refuse_rtf(_data: bytes, path: Path) -> NoReturn:
    """Raises LetterError: Rich Text Format is not read."""
    raise LetterError("no reader for RTF letters", path=path, hint="save it as DOCX, ODT or PDF")
