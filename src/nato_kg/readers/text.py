"""Plain and Markdown-like text of a letter to a Document.

Order of work: lines, title block, signatures, blocks, paragraphs (joined over pages, footnotes and
hard-wrapped lines), sentences. Every offset is an index into the text as given, a Python str
without newline translation or byte-order mark. The text is never rewritten: what was joined or
left out is in the maps of the logical texts and in the anomalies.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from nato_kg.logical import LogicalText, Span
from nato_kg.model import (
    Anomaly,
    AnomalyKind,
    Document,
    Footnote,
    Paragraph,
    ParagraphKind,
    Rendition,
    Section,
    Sentence,
)
from nato_kg.readers import language
from nato_kg.readers.blocks import Block, make_blocks, take_label
from nato_kg.readers.language import Layout
from nato_kg.readers.lines import split_lines
from nato_kg.readers.markup import Inline, read_inline
from nato_kg.readers.notes import NoteMarkers
from nato_kg.readers.paragraphs import DraftParagraph, DraftSection, join_blocks
from nato_kg.readers.segment import Splitter
from nato_kg.readers.signature import read_signatures
from nato_kg.readers.title_block import read_running_header, read_title_block

_UNREADABLE = re.compile(r"[\ufffd\x00-\x08\x0e-\x1b\x7f]{1,80}")
_LANGUAGE_SAMPLE = 2_000
_LEAST_DUTCH = 0.12


def read_text(text: str, name: str, rendition: Rendition) -> Document:
    """The Document of a text; `rendition` says which file it was decoded from.

    Any text has a Document, if an empty one. Raises ResourceError, DataError when the project's
    own language data is missing or wrong.
    """
    layout = language.layout()
    lines, furniture = split_lines(text, layout)
    block, taken = read_title_block(text, lines, layout)
    if furniture and (block.parliamentary_year is None or not block.dossiers):
        for header in furniture[:2]:
            block = read_running_header(text, header, block, layout)
    body = lines[taken:]
    signatures, signed = read_signatures(text, body, layout)
    blocks = make_blocks(text, [line for at, line in enumerate(body) if at not in signed])
    drafts, notes, joined = join_blocks(text, blocks)
    writer = _Writer(text, layout, Splitter.of(text, language.abbreviations(), layout))
    writer.write(drafts, notes)
    anomalies = [
        *writer.anomalies,
        *(Anomaly(AnomalyKind.JOINED_PARAGRAPH, span) for span in joined),
        *(Anomaly(AnomalyKind.PAGE_FURNITURE, span) for span in furniture),
        *(Anomaly(AnomalyKind.UNREADABLE, Span(*m.span())) for m in _UNREADABLE.finditer(text)),
    ]
    return Document(
        name=name,
        text=text,
        rendition=rendition,
        language=_language(text, layout),
        title_block=block,
        sections=tuple(writer.sections),
        footnotes=tuple(writer.footnotes),
        signatures=tuple(signatures),
        anomalies=tuple(sorted(anomalies, key=lambda a: (a.span, a.kind.value))),
    )


def _language(text: str, layout: Layout) -> str:
    """ "nl" when enough of the first words are Dutch function words, else "und"."""
    words = re.findall(r"[^\W\d_]+", text[: _LANGUAGE_SAMPLE * 8].lower())[:_LANGUAGE_SAMPLE]
    known = frozenset(layout.function_words)
    share = sum(1 for word in words if word in known) / max(len(words), 1)
    return "nl" if share >= _LEAST_DUTCH else "und"


@dataclass(slots=True)
class _Reference:
    """Where the text refers to a footnote."""

    span: Span
    section: int
    paragraph: int


@dataclass(slots=True)
class _Writer:
    """Turns drafts into the numbered sections, paragraphs and sentences of the model."""

    text: str
    layout: Layout
    splitter: Splitter
    sections: list[Section] = field(default_factory=list)
    footnotes: list[Footnote] = field(default_factory=list)
    anomalies: list[Anomaly] = field(default_factory=list)
    references: dict[str, list[_Reference]] = field(default_factory=dict)
    paragraphs: int = 0
    sentences: int = 0

    def write(self, drafts: Sequence[DraftSection], notes: Sequence[Block]) -> None:
        """Number and write all sections, and then the footnotes that they refer to."""
        markers = NoteMarkers((note.style, note.label) for note in notes)
        for draft in drafts:
            self._write_section(draft, markers)
        for note in notes:
            self._write_footnote(note)

    def _write_section(self, draft: DraftSection, markers: NoteMarkers) -> None:
        number = len(self.sections) + 1
        heading, label, span = self._read_heading(draft, number, markers)
        paragraphs = [
            paragraph for part in draft.paragraphs if (paragraph := self._write_paragraph(part, number, markers))
        ]
        if span is None and not paragraphs:
            return
        first = span or paragraphs[0].span
        last = paragraphs[-1].span if paragraphs else first
        self.sections.append(
            Section(
                number,
                heading,
                label,
                (draft.level or max(label.count(".") + 1, 1)) if span else 0,
                Span(first.start, max(first.end, last.end)),
                tuple(paragraphs),
                span,
            )
        )

    def _read_heading(self, draft: DraftSection, number: int, markers: NoteMarkers) -> tuple[str, str, Span | None]:
        if draft.heading is None:
            return "", "", None
        label, rest = take_label(self.text, draft.heading)
        inline = read_inline(self.text, [rest], self.layout, markers)
        self._note(inline, number, 0)
        if not inline.logical.text:
            return "", "", None
        words = inline.logical.text.strip("*_ ")
        return words, label, Span(draft.heading.start, inline.logical.span.end)

    def _write_paragraph(self, draft: DraftParagraph, section: int, markers: NoteMarkers) -> Paragraph | None:
        inline = read_inline(self.text, draft.pieces, self.layout, markers)
        if not inline.logical.text:
            return None
        self.paragraphs += 1
        self._note(inline, section, self.paragraphs)
        bounds = _rows(inline) if draft.kind is ParagraphKind.TABLE else self._split(inline.logical)
        sentences = tuple(
            Sentence(self._next_sentence(), section, self.paragraphs, inline.logical.slice(*bound)) for bound in bounds
        )
        return Paragraph(self.paragraphs, draft.kind, draft.label, inline.logical, sentences)

    def _write_footnote(self, note: Block) -> None:
        inline = read_inline(self.text, note.pieces, self.layout)
        if not inline.logical.text:
            return
        self.anomalies += inline.anomalies
        waiting = self.references.get(note.label)
        reference = waiting.pop(0) if waiting else None
        if reference is None:
            self.anomalies.append(Anomaly(AnomalyKind.NOTE_WITHOUT_MARKER, inline.logical.span))
        section, paragraph = (reference.section, reference.paragraph) if reference else (0, 0)
        sentences = tuple(
            Sentence(self._next_sentence(), section, paragraph, inline.logical.slice(*bound), note.label)
            for bound in self._split(inline.logical)
        )
        span = reference.span if reference else None
        self.footnotes.append(Footnote(note.label, inline.logical, sentences, span))

    def _split(self, logical: LogicalText) -> list[tuple[int, int]]:
        found = self.splitter.split(logical.text)
        for index in found.glued:
            offset = logical.offset(index)
            self.anomalies.append(Anomaly(AnomalyKind.GLUED_SENTENCES, Span(offset, offset + 2)))
        return found.bounds

    def _note(self, inline: Inline, section: int, paragraph: int) -> None:
        self.anomalies += inline.anomalies
        for marker, span in inline.references:
            reference = _Reference(span, section, paragraph)
            self.references.setdefault(marker, []).append(reference)

    def _next_sentence(self) -> int:
        self.sentences += 1
        return self.sentences


def _rows(inline: Inline) -> list[tuple[int, int]]:
    """The logical bounds of a table's rows, each piece one row."""
    starts = [0, *(end + 1 for end in inline.ends[:-1])]
    return [(start, end) for start, end in zip(starts, inline.ends, strict=True) if start < end]
