"""The main document of a DOCX file to rendition text (ECMA-376, WordprocessingML)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from nato_kg.readers.rendition import BREAK, RenditionWriter, escape, fold, ordinal, reads_as_heading
from nato_kg.readers.safe_xml import attribute, descendants, elements, first, local_name
from nato_kg.readers.word_archive import Archive
from nato_kg.readers.word_styles import Numbering, Styles, child_value

if TYPE_CHECKING:
    from lxml.etree import _Element

# Deleted or hidden words, field codes, the second form of what stands there already, and objects.
_LEFT_OUT = {
    "commentReference", "del", "delText", "Fallback", "instrText", "moveFrom", "object", "pPr", "rPr", "sdtPr",
    "sectPr", "tblGrid", "tblPr", "tcPr", "trPr",
}  # fmt: skip
_MARKS = {"noBreakHyphen": "-", "ptab": " ", "tab": " "}
_BREAKS = {"br", "cr"}
_NOTE_PARTS = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_OFF = ("0", "false", "off")


def read_docx(archive: Archive) -> str:
    """The rendition text of the document. Raises LetterError (path, line)."""
    root = archive.required("word/document.xml")
    document = _Docx(archive)
    for head in _first_page_heads(archive, root):
        document.flow(head)
    body = first(root, "body")
    document.flow(root if body is None else body)
    return document.writer.finish()


def _first_page_heads(archive: Archive, root: _Element) -> Iterator[_Element]:
    """The page headers that only the first page has: the letterhead."""
    related = archive.xml("word/_rels/document.xml.rels")
    wanted = {attribute(e, "id") for e in descendants(root, "headerReference") if attribute(e, "type") == "first"}
    if related is None or not wanted:
        return
    for relation in elements(related):
        name = f"word/{attribute(relation, 'Target').lstrip('/').removeprefix('word/')}"
        if attribute(relation, "Id") in wanted and (head := archive.xml(name)) is not None:
            yield head


class _Docx:
    """Walks the body of a document."""

    def __init__(self, archive: Archive) -> None:
        self.writer = RenditionWriter(archive.path, "DOCX")
        self._styles = Styles(archive.xml("word/styles.xml"))
        self._numbering = Numbering(archive.xml("word/numbering.xml"))
        self._notes: dict[str, dict[str, _Element]] = {}
        for kind in _NOTE_PARTS.values():
            part = archive.xml(f"word/{kind}.xml")
            self._notes[kind] = {} if part is None else {attribute(e, "id"): e for e in elements(part)}
        self._counts = dict.fromkeys(self._notes, 0)
        self._frames: list[_Element] = []

    def flow(self, element: _Element) -> None:
        """The blocks in an element, in order."""
        for child in elements(element):
            name = local_name(child)
            if name == "p":
                self._paragraph(child)
            elif name == "tbl":
                self._table(child)
            elif name not in _LEFT_OUT:
                self.flow(child)

    def _paragraph(self, element: _Element) -> None:
        words = self._words(element)
        self._flow_frames()
        properties = first(element, "pPr")
        style = child_value(properties, "pStyle")
        level = self._styles.heading_level(style, properties)
        label = self._numbering.label(properties, self._styles, style) if fold(words.replace(BREAK, " ")) else ""
        if level:
            number = label if label[:1].isalnum() else ""
            self.writer.heading(f"{number} {words}", 1 + level)
        elif label:
            self.writer.item(label, words)
        elif self._is_bold_heading(element, style, words):
            self.writer.heading(words, 3)
        else:
            self.writer.paragraph(words)

    def _flow_frames(self) -> None:
        frames, self._frames = self._frames, []
        for frame in frames:
            self.flow(frame)

    def _is_bold_heading(self, element: _Element, style: str, words: str) -> bool:
        folded = fold(words)
        if not reads_as_heading(folded) or BREAK in words.strip():
            return False
        runs = [run for run in descendants(element, "r") if any(True for _ in descendants(run, "t"))]
        return bool(runs) and all(self._styles.is_bold(first(run, "rPr"), style) for run in runs)

    def _table(self, element: _Element) -> None:
        """A table of words as rows; one with tables or lists in its cells is layout."""
        is_layout = any(True for _ in descendants(element, "numPr")) or sum(1 for _ in descendants(element, "tbl")) > 1
        if is_layout:
            self.flow(element)
            return
        rows = (descendants(row, "tc") for row in descendants(element, "tr"))
        self.writer.table([" ".join(map(self._words, _paragraphs(cell))) for cell in row] for row in rows)
        self._flow_frames()

    # --- words ----------------------------------------------------------------------------------

    def _words(self, element: _Element) -> str:
        """The words of a paragraph, footnotes as markers; text frames wait for its end."""
        return "".join(self._inline(child, local_name(child)) for child in elements(element))

    def _inline(self, element: _Element, name: str) -> str:
        if name == "t":
            return escape(element.text or "")
        if name in _MARKS:
            return _MARKS[name]
        if name in _BREAKS:
            return BREAK if attribute(element, "type") in ("", "textWrapping") else " "
        if name in _NOTE_PARTS:
            return self._note(_NOTE_PARTS[name], attribute(element, "id"))
        if name == "txbxContent":
            self._frames.append(element)
        is_left_out = name in {"txbxContent", *_LEFT_OUT} or (name == "r" and _is_hidden(element))
        return "" if is_left_out else self._words(element)

    def _note(self, kind: str, identifier: str) -> str:
        note = self._notes[kind].get(identifier)
        self._counts[kind] += 1
        marker = ordinal(self._counts[kind], "1" if kind == "footnotes" else "i")
        if note is not None:
            self.writer.note(marker, " ".join(self._words(part) for part in descendants(note, "p")))
        return self.writer.reference(marker)


def _paragraphs(element: _Element) -> Iterator[_Element]:
    """The paragraphs of a cell; those of text frames stand in these."""
    for child in elements(element):
        if local_name(child) == "p":
            yield child
        elif local_name(child) not in _LEFT_OUT:
            yield from _paragraphs(child)


def _is_hidden(run: _Element) -> bool:
    properties = first(run, "rPr")
    vanish = first(properties, "vanish") if properties is not None else None
    return vanish is not None and attribute(vanish, "val") not in _OFF
