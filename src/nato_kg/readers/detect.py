"""Which format a letter's bytes are in, told by the bytes alone, never by the file's name."""

from __future__ import annotations

import codecs
import re

_REACH = 4_096
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_TWICE_ENCODED_MARK = codecs.BOM_UTF8.decode("latin-1")
_PROLOG = re.compile(r"\s{0,200}(?:<\?[^>]{0,400}>|<!--.{0,1500}?-->)", re.DOTALL)
_FIRST_TAG = re.compile(r"\s{0,200}<(?:!doctype\s{1,9})?([a-z][\w.:-]{0,60})", re.IGNORECASE)
_PAGE_TAGS = {"html", "head", "body", "meta", "title"}
# Tags that plain text may begin with too: HTML only with end tags of blocks after them.
_BLOCK_TAGS = {"article", "div", "h1", "h2", "main", "p", "section", "table"}
_END_TAGS = (b"</p>", b"</div>", b"</h1>", b"</h2>", b"</table>")
# What the official publications begin with, where they have no XML declaration.
PUBLICATION_ROOTS = {"officiele-publicatie", "kamerwrk", "kamerstuk", "kamervragen", "vraagdoc", "handelingen"}


def is_pdf(data: bytes) -> bool:
    """Whether the file begins as PDF, white space or a byte-order mark aside."""
    return data[:_REACH].removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"%PDF")


def is_zip(data: bytes) -> bool:
    """Whether the file is a zip archive, as ODT and DOCX are."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"))


def is_docx(data: bytes) -> bool:
    """Whether the file is an archive with a Word document in it."""
    return is_zip(data) and b"word/document.xml" in data


def is_old_office(data: bytes) -> bool:
    """Whether the file is a compound file: Word up to 2003, or an encrypted DOCX."""
    return data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def is_rtf(data: bytes) -> bool:
    """Whether the file is Rich Text Format."""
    return data.startswith(b"{\\rtf")


def is_html(data: bytes) -> bool:
    """Whether the first tag is one of a web page, after any XML declaration and comments."""
    tag = _first_tag(_start(data))
    return tag in _PAGE_TAGS or (tag in _BLOCK_TAGS and any(end in data for end in _END_TAGS))


def is_xml(data: bytes) -> bool:
    """Whether the file declares itself XML or a document type, or begins with an official publication's root."""
    start = _start(data)
    return start[:9].lower().startswith(("<?xml", "<!doctype")) or _first_tag(start) in PUBLICATION_ROOTS


def _start(data: bytes) -> str:
    """The first characters, byte-order marks (also one encoded twice) and white space taken off."""
    head = data[:_REACH]
    if head.startswith(_UTF16):
        text = head.decode("utf-16", errors="ignore")
    elif head.startswith((b"<\x00", b"\x00<")):
        text = head.decode("utf-16-le" if head[:1] == b"<" else "utf-16-be", errors="ignore")
    else:
        text = head.decode("utf-8", errors="ignore")
    return text.lstrip("\ufeff").removeprefix(_TWICE_ENCODED_MARK).lstrip()


def _first_tag(start: str) -> str:
    position = 0
    while skipped := _PROLOG.match(start, position):
        position = skipped.end()
    tag = _FIRST_TAG.match(start, position)
    return tag[1].lower().rpartition(":")[2] if tag else ""
