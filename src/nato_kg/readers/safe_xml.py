"""XML from untrusted files: no entities, no document type of its own, no network, bounded size and depth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from nato_kg.errors import LetterError

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_BYTES = 32_000_000
# Two for each element; bounds the memory of the tree.
MOST_TAGS = 1_000_000
MOST_LEVELS = 120

_TWICE_ENCODED_MARK = "\ufeff".encode().decode("latin-1").encode()
# Letters of UTF-8 that were taken for Latin and encoded again: "Ã«" for "ë".
_MISDECODED = re.compile(rb"[\w.-]{0,30}(?:\xc3[\x82\x83]\xc2[\x80-\xbf])[\w.-]{0,30}")


def parse_xml(data: bytes, path: Path, what: str = "XML") -> _Element:
    """The root element of XML bytes.

    Raises LetterError (path, line; the column in the message) for ill-formed XML, entities, and
    more bytes, tags or levels than a letter has. Comments and processing instructions stay in.
    """
    from lxml import etree

    _check_size(data, path, what)
    _check_encoding(data, path, what)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _ill_formed(error, parser.error_log, path, what) from error
    except (ValueError, LookupError) as error:
        raise LetterError(f"the {what} cannot be read: {error}", path=path, hint="save it as UTF-8") from error
    _refuse_entities(root, path, what)
    check_depth(root, path, what, MOST_LEVELS)
    return root


def local_name(element: _Element) -> str:
    """The name of an element without its namespace; empty for a comment or an instruction."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def text_of(element: _Element) -> str:
    """The text in an element and those in it, white space folded, without comments and instructions."""
    return " ".join("".join(map(str, element.itertext("*"))).split())


def attribute(element: _Element, name: str) -> str:
    """The value of an attribute, whatever its namespace; empty when there is none."""
    if value := element.get(name):
        return value
    return next((str(v) for key, v in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def elements(parent: _Element) -> Iterator[_Element]:
    """The child elements, without comments and instructions."""
    return (child for child in parent if isinstance(child.tag, str))


def first(parent: _Element, name: str) -> _Element | None:
    """The first child element with this local name."""
    return next((child for child in elements(parent) if local_name(child) == name), None)


def descendants(root: _Element, *names: str) -> Iterator[_Element]:
    """All elements in the root with one of these local names, in document order."""
    return (element for element in root.iter() if local_name(element) in names)


def check_depth(root: _Element, path: Path, what: str, most: int) -> None:
    """Raises LetterError (path) when elements lie deeper in each other than `most` levels."""
    from lxml import etree

    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > most:
            raise LetterError(
                f"the {what} is nested deeper than {most} levels", path=path, hint="give the letter as published"
            )


def _check_size(data: bytes, path: Path, what: str) -> None:
    if len(data) > MOST_BYTES or data.count(b"<") > MOST_TAGS:
        raise LetterError(
            f"the {what} is larger than any letter ({MOST_BYTES:,} bytes, {MOST_TAGS:,} tags at most)",
            path=path,
            hint="give one letter",
        )


def _check_encoding(data: bytes, path: Path, what: str) -> None:
    """A byte-order mark that was encoded twice comes with letters that were, too."""
    if not data.startswith(_TWICE_ENCODED_MARK):
        return
    message = f"the {what} is damaged: a byte-order mark encoded twice (line 1, column 1)"
    if found := _MISDECODED.search(data, len(_TWICE_ENCODED_MARK)):
        line = data.count(b"\n", 0, found.start()) + 1
        column = len(data[data.rfind(b"\n", 0, found.start()) + 1 : found.start()].decode(errors="replace")) + 1
        words = found[0].decode(errors="replace")
        message += f" and mis-decoded letters, the first in {words!r} (line {line}, column {column})"
    raise LetterError(message, path=path, line=1, hint="get the file again; it was read as Latin-1 and saved as UTF-8")


def _ill_formed(error: SyntaxError, log: object, path: Path, what: str) -> LetterError:
    """The error for the parser's first fatal complaint."""
    entries = list(log) if hasattr(log, "__iter__") else []
    entry = next((e for e in entries if e.level_name == "FATAL"), None)
    message = str(entry.message if entry else error.msg).strip().rstrip(".")
    line, column = (entry.line, entry.column) if entry else (error.lineno or 1, error.offset or 0)
    cut = "Premature end" in message or "EndTag" in message
    return LetterError(
        f"the {what} is ill-formed at line {line}, column {column}: {message}",
        path=path,
        line=line,
        hint="the file seems cut short: get it again" if cut else "mend the file or get it again",
    )


def _refuse_entities(root: _Element, path: Path, what: str) -> None:
    from lxml import etree

    dtd = root.getroottree().docinfo.internalDTD
    # The stubs of lxml know no entities of a DTD.
    declared = dtd is not None and any(True for _ in dtd.iterentities())  # type: ignore[attr-defined]
    if declared or next(root.iter(etree.Entity), None) is not None:
        raise LetterError(f"the {what} uses entities, which are not read", path=path, hint="write the characters out")
