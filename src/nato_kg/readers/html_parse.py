"""Web pages from untrusted files to trees of elements, within limits."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from nato_kg.errors import LetterError
from nato_kg.readers.decode import decode
from nato_kg.readers.safe_xml import check_depth

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_BYTES = 8_000_000
MOST_TAGS = 300_000
MOST_LEVELS = 200
MOST_ATTRIBUTES = 500

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,3}=\s{0,3}[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_NO_TEXT = re.compile(r"<(script|style)\b|<!--", re.IGNORECASE)
_TAG = re.compile(r"<[a-z][^\s/>]*", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"[\s/]*=?[^\s/>=]+(?:\s*=\s*(?:\"[^\"]*\"?|'[^']*'?|[^\s>]*))?")


def parse_html(data: bytes, path: Path) -> _Element:
    """The root of a page; what libxml2 drops in silence, such as deep nesting, is an error.

    Raises LetterError (path, line) for a page that is empty, too large or too deeply nested, has a
    tag with hundreds of attributes, or is in no known encoding.
    """
    from lxml import etree, html

    if len(data) > MOST_BYTES or data.count(b"<") > MOST_TAGS:
        message = f"the HTML is larger than any letter ({MOST_BYTES:,} bytes, {MOST_TAGS:,} tags at most)"
        raise LetterError(message, path=path, hint="give the letter's own page")
    text = _without_scripts(_decode(data, path))
    _refuse_many_attributes(text, path)
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = html.document_fromstring(text.encode("utf-8"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise LetterError(
            f"the HTML page is empty or damaged: {error}", path=path, hint="give the page of the letter"
        ) from error
    for entry in parser.error_log:
        if entry.level_name == "FATAL":
            raise LetterError(
                f"the HTML cannot be read whole: {entry.message.strip()}",
                path=path,
                line=entry.line,
                hint="give the letter's own page",
            )
    check_depth(root, path, "HTML", MOST_LEVELS)
    return root


def _decode(data: bytes, path: Path) -> str:
    """The text of a page in the encoding that it declares, else as plain text is decoded."""
    declared = _CHARSET.search(data[:4_096])
    name = declared[1].decode().lower() if declared else ""
    if name in ("", "utf-8", "utf8") or data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return decode(data, path)[0]
    try:
        # Browsers take Latin-1 for Windows-1252, and so do those who write pages.
        return data.decode("cp1252" if name in ("iso-8859-1", "latin1", "us-ascii") else name)
    except (LookupError, UnicodeDecodeError) as error:
        raise LetterError(
            f"the HTML is not in the encoding that it declares, {name}: {error}", path=path, hint="save it as UTF-8"
        ) from error


def _without_scripts(text: str) -> str:
    """The page without scripts, styles and comments, in which tags are no tags."""
    parts: list[str] = []
    position = 0
    lowered = text.lower() if text.isascii() else "".join(c.lower() if c.isascii() else c for c in text)
    while found := _NO_TEXT.search(text, position):
        parts.append(text[position : found.start()])
        closing = f"</{found[1].lower()}" if found[1] else "-->"
        end = lowered.find(closing, found.end())
        position = len(text) if end < 0 else end + len(closing)
        if found[1] and end >= 0:
            position = max(lowered.find(">", position) + 1, position)
    return "".join([*parts, text[position:]])


def _refuse_many_attributes(text: str, path: Path) -> None:
    """The parser takes quadratic time for the attributes of a tag: thousands would never end."""
    position = 0
    while tag := _TAG.search(text, position):
        position, count = tag.end(), 0
        while attribute := _ATTRIBUTE.match(text, position):
            position, count = attribute.end(), count + 1
            if count > MOST_ATTRIBUTES:
                line = text.count("\n", 0, tag.start()) + 1
                raise LetterError(
                    f"the HTML has a tag with more than {MOST_ATTRIBUTES} attributes",
                    path=path,
                    line=line,
                    hint="give the letter's own page",
                )
