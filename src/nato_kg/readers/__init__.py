"""Letters to Documents: `read_letter` for a file, one module per input format.

The kind of a file is told by its content. Plain text is read as it stands; every other format is
turned into a rendition text first (`rendition`), from which the text reader makes the Document.
Offsets are indices into the rendition's text as a Python str, without newline translation and
without a byte-order mark.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from nato_kg.errors import LetterError
from nato_kg.logical import Span
from nato_kg.model import Anomaly, AnomalyKind, Document, Rendition
from nato_kg.readers import detect
from nato_kg.readers.decode import decode
from nato_kg.readers.html import html_text
from nato_kg.readers.opxml import opxml_text
from nato_kg.readers.pdf import pdf_text
from nato_kg.readers.rendition import check_length
from nato_kg.readers.text import read_text
from nato_kg.readers.word import docx_text, odt_text, refuse_old_office, refuse_rtf

__all__ = ["read_letter"]

MOST_BYTES = 64_000_000


@dataclass(frozen=True, slots=True)
class _Format:
    """A format: how its bytes are known, and what makes the rendition text of them."""

    media_type: str
    matches: Callable[[bytes], bool]
    render: Callable[[bytes, Path], str]


# The first that matches reads the file; plain text is what none of them matches.
_FORMATS = (
    _Format("application/pdf", detect.is_pdf, pdf_text),
    _Format("application/vnd.openxmlformats-officedocument.wordprocessingml.document", detect.is_docx, docx_text),
    _Format("application/vnd.oasis.opendocument.text", detect.is_zip, odt_text),
    _Format("application/msword", detect.is_old_office, refuse_old_office),
    _Format("application/rtf", detect.is_rtf, refuse_rtf),
    _Format("text/html", detect.is_html, html_text),
    _Format("application/xml", detect.is_xml, opxml_text),
)


def read_letter(path: Path | str) -> Document:
    """The Document of a letter file: text, official XML, HTML, PDF, ODT or DOCX.

    Text is UTF-8, UTF-16 with BOM or cp1252, plain or Markdown-like. Raises LetterError (path, and
    line where known) when the file cannot be opened, is empty, binary, damaged, encrypted, without
    text, larger than a letter, or in no known format or encoding.
    """
    path = Path(path)
    data = _read_bytes(path)
    sha256 = hashlib.sha256(data).hexdigest()
    for known in _FORMATS:
        if known.matches(data):
            text = known.render(data, path)
            media_type = f"text/plain; from={known.media_type}"
            return read_text(text, path.stem, Rendition(sha256, media_type, len(text)))
    text, encoding = decode(data, path)
    check_length(len(text), path)
    rendition = Rendition(sha256, f"text/plain; charset={encoding}", len(text))
    document = read_text(text, path.stem, rendition)
    if encoding == "cp1252":
        doubt = Anomaly(AnomalyKind.CP1252, Span(0, len(text)))
        document = replace(document, anomalies=(doubt, *document.anomalies))
    return document


def _read_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise LetterError(f"the letter cannot be read: {reason}", path=path, hint="check the file's name") from error
    if len(data) > MOST_BYTES:
        raise LetterError(f"the file is larger than {MOST_BYTES:,} bytes", path=path, hint="give one letter")
    return data
