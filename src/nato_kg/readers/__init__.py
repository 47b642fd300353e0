"""Letters to Documents: `read_letter` for a file, one module per input format.

Offsets are indices into the decoded text as a Python str, without newline translation and without
a byte-order mark.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from nato_kg.errors import LetterError
from nato_kg.logical import Span
from nato_kg.model import Anomaly, AnomalyKind, Document, Rendition
from nato_kg.readers.decode import decode
from nato_kg.readers.text import read_text

__all__ = ["read_letter"]


def read_letter(path: Path | str) -> Document:
    """The Document of a letter file: plain or Markdown-like text in UTF-8, UTF-16 with BOM, cp1252.

    Raises LetterError (path, and line where known) when the file cannot be opened, is empty,
    binary, in another format, or in no known encoding.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise LetterError(f"the letter cannot be read: {reason}", path=path, hint="check the file's name") from error
    text, encoding = decode(data, path)
    rendition = Rendition(hashlib.sha256(data).hexdigest(), f"text/plain; charset={encoding}", len(text))
    document = read_text(text, path.stem, rendition)
    if encoding == "cp1252":
        doubt = Anomaly(AnomalyKind.CP1252, Span(0, len(text)))
        document = replace(document, anomalies=(doubt, *document.anomalies))
    return document
