"""The text document in an ODT file to rendition text (OpenDocument 1.2, content.xml and styles.xml)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from nato_kg.errors import LetterError
from nato_kg.readers.rendition import BREAK, RenditionWriter, escape, fold, ordinal, reads_as_heading
from nato_kg.readers.safe_xml import attribute, descendants, elements, first, local_name
from nato_kg.readers.word_archive import Archive

if TYPE_CHECKING:
    from lxml.etree import _Element

_LEFT_OUT = {
    "alphabetical-index", "annotation", "annotation-end", "bibliography", "forms", "image", "object", "sequence-decls",
    "soft-page-break", "table-of-content", "tracked-changes", "variable-decls",
}  # fmt: skip
_FRAMES = {"custom-shape", "frame", "text-box"}
_MOST_PARENTS = 20
_MOST_REPEATED = 100


def read_odt(archive: Archive) -> str:
    """The rendition text of the document. Raises LetterError (path, line)."""
    if "encryption-data" in archive.text("META-INF/manifest.xml"):
        raise LetterError("the ODT is protected with a password", path=archive.path, hint="save it without one")
    content = archive.required("content.xml")
    styles = archive.xml("styles.xml")
    body = next(descendants(content, "text"), None)
    if body is None:
        raise LetterError("the file is no text document", path=archive.path, hint="give the letter as ODT")
    document = _Odt(_Styles([content] if styles is None else [styles, content]), RenditionWriter(archive.path, "ODT"))
    document.flow(body)
    return document.writer.finish()


class _Styles:
    """Which styles are bold, and what the lists put before their items."""

    def __init__(self, roots: list[_Element]) -> None:
        self._styles: dict[str, _Element] = {}
        self._lists: dict[str, dict[int, _Element]] = {}
        for root in roots:
            for style in descendants(root, "style"):
                self._styles[attribute(style, "name")] = style
            for style in descendants(root, "list-style"):
                levels = {
                    int(attribute(e, "level") or 1): e for e in elements(style) if attribute(e, "level").isdigit()
                }
                self._lists[attribute(style, "name")] = levels

    def is_bold(self, name: str) -> bool:
        """Whether a style, or one it inherits from, makes words bold."""
        for _ in range(_MOST_PARENTS):
            style = self._styles.get(name)
            if style is None:
                return False
            properties = first(style, "text-properties")
            weight = attribute(properties, "font-weight") if properties is not None else ""
            if weight:
                return weight == "bold" or (weight.isdigit() and int(weight) >= 600)
            name = attribute(style, "parent-style-name")
        return False

    def label(self, name: str, level: int, number: int) -> str:
        """The bullet or number before an item."""
        form = self._lists.get(name, {}).get(level)
        if form is None:
            return "-"
        if local_name(form) == "list-level-style-bullet":
            return attribute(form, "bullet-char") or "-"
        if not (style := attribute(form, "num-format")):
            return "-"
        return f"{attribute(form, 'num-prefix')}{ordinal(number, style)}{attribute(form, 'num-suffix') or '.'}"


class _Odt:
    """Walks the body of a document."""

    def __init__(self, styles: _Styles, writer: RenditionWriter) -> None:
        self.writer = writer
        self._styles = styles
        self._label = ""
        self._numbers: dict[tuple[str, int], int] = {}
        self._frames: list[_Element] = []

    def flow(self, element: _Element) -> None:
        """The blocks in an element, in order."""
        for child in elements(element):
            name = local_name(child)
            if name in ("p", "h"):
                self._paragraph(child, is_heading=name == "h")
            elif name == "list":
                self._list(child, attribute(child, "style-name"), 1)
            elif name == "table":
                self._table(child)
            elif name not in _LEFT_OUT:
                self.flow(child)

    def _paragraph(self, element: _Element, *, is_heading: bool) -> None:
        words = self._words(element)
        frames, self._frames = self._frames, []
        for frame in frames:
            self.flow(frame)
        label, self._label = self._label, ""
        level = attribute(element, "outline-level")
        if is_heading:
            number = label if label[:1].isalnum() else ""
            self.writer.heading(f"{number} {words}", 1 + (int(level) if level.isdigit() else 1))
        elif label:
            self.writer.item(label, words)
        elif self._is_bold_heading(element, words):
            self.writer.heading(words, 3)
        else:
            self.writer.paragraph(words)

    def _is_bold_heading(self, element: _Element, words: str) -> bool:
        folded = fold(words)
        if not reads_as_heading(folded) or BREAK in words.strip():
            return False
        if self._styles.is_bold(attribute(element, "style-name")):
            return True
        spans = [e for e in elements(element) if "".join(map(str, e.itertext())).strip()]
        bare = (element.text or "") + "".join(child.tail or "" for child in element)
        return bool(spans) and not bare.strip() and all(self._styles.is_bold(attribute(e, "style-name")) for e in spans)

    def _list(self, element: _Element, style: str, level: int) -> None:
        key = (style, level)
        if attribute(element, "continue-numbering") != "true" and not attribute(element, "continue-list"):
            self._numbers[key] = 0
        for item in elements(element):
            if local_name(item) == "list-item":
                start = attribute(item, "start-value")
                self._numbers[key] = int(start) if start.isdigit() else self._numbers.get(key, 0) + 1
                self._label = self._styles.label(style, level, self._numbers[key])
            for part in elements(item):
                if local_name(part) == "list":
                    self._list(part, attribute(part, "style-name") or style, level + 1)
                elif local_name(part) in ("p", "h"):
                    self._paragraph(part, is_heading=local_name(part) == "h")
            self._label = ""

    def _table(self, element: _Element) -> None:
        """A table of words as rows; one with tables or lists in its cells is layout."""
        if any(True for _ in descendants(element, "list")) or sum(1 for _ in descendants(element, "table")) > 1:
            self.flow(element)
            return
        self.writer.table([self._cell(cell) for cell in _cells(row)] for row in descendants(element, "table-row"))
        frames, self._frames = self._frames, []
        for frame in frames:
            self.flow(frame)

    def _cell(self, cell: _Element) -> str:
        return " ".join(self._words(part) for part in elements(cell) if local_name(part) in ("p", "h"))

    # --- words ----------------------------------------------------------------------------------

    def _words(self, element: _Element) -> str:
        """The words of a paragraph, footnotes as markers; text frames wait for its end."""
        parts = [escape(element.text or "")]
        for child in element:
            parts.append(self._inline(child, local_name(child)))
            parts.append(escape(child.tail or ""))
        return "".join(parts)

    def _inline(self, element: _Element, name: str) -> str:
        if not name or name in _LEFT_OUT:
            return ""
        if name in ("s", "tab"):
            return " "
        if name == "line-break":
            return BREAK
        if name == "note":
            return self._note(element)
        if name in _FRAMES:
            self._frames.append(element)
            return ""
        return self._words(element)

    def _note(self, element: _Element) -> str:
        citation, body = first(element, "note-citation"), first(element, "note-body")
        marker = fold("".join(map(str, citation.itertext()))) if citation is not None else ""
        if body is not None:
            self.writer.note(marker, " ".join(self._words(part) for part in descendants(body, "p", "h")))
        return self.writer.reference(marker)


def _cells(row: _Element) -> Iterator[_Element]:
    """The cells of a row, one that stands for several as often, within reason."""
    for cell in elements(row):
        if local_name(cell) == "table-cell":
            repeated = attribute(cell, "number-columns-repeated")
            for _ in range(min(int(repeated), _MOST_REPEATED) if repeated.isdigit() and len(repeated) < 6 else 1):
                yield cell
