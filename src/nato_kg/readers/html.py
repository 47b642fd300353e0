"""Web pages of letters to rendition text: the publication service's own, and any other as well as can be.

Of a page only the main part is read: the service's `broodtekst`, else `main` or `article`, else the
body without navigation. Footnotes are what short links lead to. The service's `meta` fields fill
what the title block lacks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from nato_kg.readers.html_notes import find_notes, without_marker
from nato_kg.readers.html_parse import parse_html
from nato_kg.readers.metadata import Metadata, Title, dossier_line, received_line
from nato_kg.readers.rendition import BREAK, RenditionWriter, escape, fold, ordinal, reads_as_heading
from nato_kg.readers.safe_xml import elements

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol",
    "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_LEFT_OUT = {
    "button", "head", "iframe", "img", "input", "link", "meta", "nav", "noscript", "object", "script", "select",
    "style", "svg", "template", "textarea", "title", "video",
}  # fmt: skip
_AROUND = {"aside", "footer", "header"}
_BOLD = {"b", "strong"}
_LONGEST_CELL = 400
_BLANK_LINE = re.compile(r"\n[^\S\n]{0,200}\n")


def html_text(data: bytes, path: Path) -> str:
    """The rendition text of a web page.

    Raises LetterError (path, line) for a page that is empty, too large or too deeply nested, or in
    no known encoding.
    """
    root = parse_html(data, path)
    part, around = _main_part(root)
    page = _Page(root, around, RenditionWriter(path, "HTML"))
    stated = Metadata.of((e.get("name", ""), e.get("content", "")) for e in root.iter("meta"))
    page.title(part).write(page.writer, stated)
    page.flow(part)
    page.write_notes()
    return page.writer.finish()


class _Page:
    """Walks the main part of a page."""

    def __init__(self, root: _Element, around: Iterable[_Element], writer: RenditionWriter) -> None:
        self.writer = writer
        self._notes = find_notes(root)
        self._taken: set[_Element] = {*self._notes.blocks, *around}
        self._label = ""
        self._with_blocks: set[_Element] = set()
        for block in root.iter(*_BLOCKS):
            ancestor = block.getparent()
            while ancestor is not None and ancestor not in self._with_blocks:
                self._with_blocks.add(ancestor)
                ancestor = ancestor.getparent()

    def title(self, part: _Element) -> Title:
        """The title block of a page of the publication service; empty for any other page."""
        found = Title()
        for element in part.iter("h1", "p"):
            classes = (element.get("class") or "").split()
            if "dossiertitel" in classes:
                number, words = self._split_off(element, "dossiernummer")
                found.dossiers.append(dossier_line(number, words))
            elif "stuktitel" in classes and not found.number and _with_class(element, "stuknummer") is not None:
                found.number, found.paper = self._split_off(element, "stuknummer")
            elif "kamerstukdatum" in classes and not found.issued:
                found.issued = self._words(element)
            else:
                if "kamervraagomschrijving_kop" in classes:
                    found.issued = received_line(self._words(element)) or found.issued
                continue
            self._taken.add(element)
        return found

    def _split_off(self, element: _Element, class_name: str) -> tuple[str, str]:
        """The words of the part with this class, and the other words."""
        part = _with_class(element, class_name)
        if part is None:
            return "", fold(self._words(element))
        own = fold(self._words(part))
        return own, fold(self._words(element)).removeprefix(own).strip()

    # --- blocks ---------------------------------------------------------------------------------

    def flow(self, element: _Element) -> None:
        """Words between blocks are paragraphs, blocks are what their names say."""
        words = escape(element.text or "")
        for child in elements(element):
            tag = str(child.tag)
            if tag not in _LEFT_OUT and child not in self._taken:
                if tag in _BLOCKS or child in self._with_blocks:
                    self._paragraph(words)
                    words = ""
                    self._block(child, tag)
                else:
                    words += self._inline(child)
            words += escape(child.tail or "")
        self._paragraph(words)

    def _block(self, element: _Element, tag: str) -> None:
        classes = (element.get("class") or "").split()
        if "kamervraagomschrijving_kop" in classes:
            self._paragraph(self._words(element))
        elif "ondertekening" in classes and element not in self._with_blocks:
            self._signature(element)
        elif tag[0] == "h" and tag[1:].isdigit():
            self._label = ""
            self.writer.heading(self._words(element), int(tag[1:]))
        elif tag in ("ul", "ol"):
            self._list(element)
        elif tag == "pre":
            self._plain_text("".join(map(str, element.itertext())))
        elif tag == "table" and self._is_data(element):
            self._table(element)
        elif tag == "p" and self._is_bold_heading(element):
            self.writer.heading(self._words(element), 3)
        else:
            self.flow(element)

    def _plain_text(self, text: str) -> None:
        """Text with line breaks of its own, blank lines between paragraphs."""
        for part in _BLANK_LINE.split(text):
            self._paragraph(BREAK.join(map(escape, part.splitlines())))

    def _paragraph(self, words: str) -> None:
        """A paragraph, or the list item whose label waits for its first words."""
        if self._label and fold(words):
            label, self._label = self._label, ""
            self.writer.item(label, words)
        else:
            self.writer.paragraph(words)

    def _list(self, element: _Element) -> None:
        start = element.get("start") or "1"
        number = int(start) if start.isdigit() and len(start) < 5 else 1
        for item in (child for child in elements(element) if child not in self._taken):
            printed = _with_class(item, "ol")
            if printed is not None:
                self._taken.add(printed)
                self._label = fold(self._words(printed)) or "-"
            elif element.tag == "ol":
                self._label = f"{ordinal(number, element.get('type') or '1')}."
            else:
                self._label = "-"
            number += 1
            self.flow(item)
            self._label = ""

    def _is_data(self, table: _Element) -> bool:
        """Whether a table holds short cells, not the layout of the page."""
        cells = list(table.iter("td", "th"))
        rows = sum(1 for _ in table.iter("tr"))
        is_plain = sum(1 for _ in table.iter("table")) == 1 and len(cells) > rows > 0
        return is_plain and all(len(" ".join(map(str, cell.itertext()))) <= _LONGEST_CELL for cell in cells)

    def _table(self, element: _Element) -> None:
        for caption in element.iter("caption"):
            self._paragraph(self._words(caption))
        self.writer.table([self._words(cell) for cell in elements(row)] for row in element.iter("tr"))

    def _signature(self, element: _Element) -> None:
        parts = [e for e in element.iter("span") if {"functie", "naam"} & set((e.get("class") or "").split())]
        lines = [self._words(part) for part in parts] or self._words(element).split(BREAK)
        self.writer.signature(lines)

    def _is_bold_heading(self, element: _Element) -> bool:
        words = fold(self._words(element))
        tags = {child.tag for child in elements(element) if fold("".join(map(str, child.itertext())))}
        bare = (element.text or "") + "".join(child.tail or "" for child in element)
        return bool(tags) and tags <= _BOLD and not bare.strip() and reads_as_heading(words)

    def write_notes(self) -> None:
        """The footnotes, in the order of the page."""
        for block, marker in self._notes.blocks.items():
            self._taken.discard(block)
            self.writer.note(marker, without_marker(fold(self._words(block)), escape(marker)))

    # --- words ----------------------------------------------------------------------------------

    def _words(self, element: _Element) -> str:
        """The words of an element and all in it, blocks apart by spaces, footnotes as markers."""
        parts = [escape(element.text or "")]
        for child in elements(element):
            if child.tag not in _LEFT_OUT and child not in self._taken:
                words = self._inline(child)
                parts.append(f" {words} " if child.tag in _BLOCKS else words)
            parts.append(escape(child.tail or ""))
        return "".join(parts)

    def _inline(self, element: _Element) -> str:
        if element in self._notes.markers:
            return self.writer.reference(self._notes.markers[element])
        if element in self._notes.left_out:
            return ""
        return BREAK if element.tag == "br" else self._words(element)


def _with_class(element: _Element, name: str) -> _Element | None:
    """The first span in the element with this class."""
    return next((e for e in element.iter("span") if name in (e.get("class") or "").split()), None)


def _main_part(root: _Element) -> tuple[_Element, list[_Element]]:
    """Where the letter stands on the page, and what stands there around it."""
    for found in root.iter("*"):
        if found.get("id") == "broodtekst":
            return found, []
    for tag in ("main", "article"):
        parts = list(root.iter(tag))
        if len(parts) == 1:
            return parts[0], []
    body = next(root.iter("body"), root)
    return body, list(body.iter(*_AROUND))
