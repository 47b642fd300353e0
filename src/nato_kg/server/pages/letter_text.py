"""A letter's text as a page shows it: parts, blocks and passages, cut where the words of a statement begin and end."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from nato_kg.document import Document, Footnote, Paragraph, ParagraphKind, Section
from nato_kg.logical import LogicalBuilder, LogicalText, Span
from nato_kg.namespaces import short_id
from nato_kg.server.pages.described import Described
from nato_kg.server.pages.evidence import Place
from nato_kg.wording import Wording

#: What a heading or a line of the title block has around its words in Markdown.
_WORDS: Final = re.compile(r"[^*#]+")
_CELL: Final = re.compile(r" ?\| ?")
#: A mark: the anchor of the statement whose words begin with it, and from where to where.
_Range = tuple[str | None, int, int]
_RULE: Final = re.compile(r"\|\s*:?-{3,}")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words between two edges.

    ``opens`` are the marks that begin with them, by their anchors (``None`` for the rest of a statement's words);
    ``closes`` marks end with them; ``note`` is the footnote to which the text refers after them.
    """

    text: str
    opens: tuple[str | None, ...] = ()
    closes: int = 0
    note: int | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement beside the text. ``anchor`` names it where it is listed first."""

    anchor: str | None
    words: str | None  # the anchor of its words
    record: Described


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, a row, a heading or a line: cells of pieces (one cell but in tables), and what is stated there."""

    anchor: str | None
    cells: tuple[tuple[Piece, ...], ...]
    stated: tuple[Stated, ...] = ()
    number: int | None = None  # of those that state something, in the order of the page


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, an item of a list, a table, a line or a footnote. ``head`` is the heading of a table."""

    kind: str
    passages: tuple[Passage, ...]
    label: str = ""
    head: Passage | None = None
    note: int | None = None

    @property
    def stating(self) -> list[Passage]:
        """The passages that state something."""
        return [p for p in (*([self.head] if self.head else []), *self.passages) if p.stated]


@dataclass(frozen=True, slots=True)
class Part:
    """The title block, a section under its heading, the footnotes or the signature."""

    kind: str
    blocks: tuple[Block, ...]
    number: int | None = None
    heading: Block | None = None


@dataclass(frozen=True, slots=True)
class LetterView:
    """All parts of a letter, and statements whose words do not stand in this text."""

    parts: tuple[Part, ...]
    lost: tuple[Described, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    """Where a record rests in the text; ``anchor`` is the name of the sentence, as other pages link to it."""

    record: str
    span: Span
    anchor: str


def lay_out(wording: Wording, places: Iterable[Place], stated: Mapping[str, Described]) -> LetterView:
    """The text of a letter with what is ``stated`` (by record) at ``places``."""
    marks, lost = _marks(wording, places)
    parts = _Layout(wording.document, marks, stated).parts()
    return LetterView(tuple(parts), tuple(dict.fromkeys(stated[record] for record in lost)))


def _marks(wording: Wording, places: Iterable[Place]) -> tuple[list[_Mark], list[str]]:
    marks: list[_Mark] = []
    lost: list[str] = []
    for place in places:
        anchor = f"s{place.sentence}" if place.sentence is not None else f"c{place.start}"
        if wording.counts_here(place.rendition):
            spans: Sequence[Span] = [Span(place.start, place.end)]
        else:
            found = wording.sentences(Span(place.start, place.end), place.digest, place.rendition)
            spans = [span for sentence in found for span in sentence.spans]
        marks += [_Mark(place.record, span, anchor) for span in spans]
        lost += [] if spans else [place.record]
    return marks, [record for record in lost if record not in {mark.record for mark in marks}]


@dataclass(slots=True)
class _Layout:
    """Walks through a document; anchors are given once, passages that state something are numbered."""

    document: Document
    marks: list[_Mark]
    stated: Mapping[str, Described]
    taken: set[str] = field(default_factory=set)
    count: int = 0

    def parts(self) -> Iterator[Part]:
        block = self.document.title_block.span
        if block:
            lines = (Block("line", (self.passage(line),)) for line in self._lines(block))
            yield Part("title", tuple(lines))
        for section in self.document.sections:
            yield self._section(section)
        if self.document.footnotes:
            notes = (self._footnote(number, note) for number, note in enumerate(self.document.footnotes, 1))
            yield Part("notes", tuple(notes))
        signed = [line for s in self.document.signatures for line in self._lines(s.span)]
        if signed:
            yield Part("signature", tuple(Block("line", (self.passage(line),)) for line in signed))

    def _section(self, section: Section) -> Part:
        heading = None
        if section.heading_span:
            lines = list(self._lines(section.heading_span))
            heading = Block("heading", tuple(self.passage(line) for line in lines))
        return Part("section", tuple(map(self._paragraph, section.paragraphs)), section.number, heading)

    def _paragraph(self, paragraph: Paragraph) -> Block:
        sentences = paragraph.sentences
        if paragraph.kind is ParagraphKind.TABLE:
            rows = tuple(self.passage(s.logical, table=True) for s in sentences)
            ruled = len(sentences) > 1 and _RULE.search(
                self.document.text, sentences[0].span.end, sentences[1].span.start
            )
            return Block("table", rows[1:] if ruled else rows, head=rows[0] if ruled else None)
        notes = self._references(paragraph)
        passages = tuple(self.passage(s.logical, notes[n]) for n, s in enumerate(sentences))
        return Block("item" if paragraph.kind is ParagraphKind.LIST_ITEM else "prose", passages, paragraph.label)

    def _footnote(self, number: int, note: Footnote) -> Block:
        return Block("note", tuple(self.passage(s.logical) for s in note.sentences), note.marker, note=number)

    def _references(self, paragraph: Paragraph) -> defaultdict[int, dict[int, int]]:
        """For each sentence of the paragraph: at which of its characters which footnote is referred to."""
        found: defaultdict[int, dict[int, int]] = defaultdict(dict)
        starts = [sentence.span.start for sentence in paragraph.sentences]
        for number, note in enumerate(self.document.footnotes, 1):
            at = note.reference
            if at and starts and starts[0] <= at.start <= paragraph.span.end + len(at):
                index = max(n for n, start in enumerate(starts) if start <= at.start)
                found[index][paragraph.sentences[index].logical.position(at.start)] = number
        return found

    def _lines(self, span: Span) -> Iterator[LogicalText]:
        """The lines of a span without the signs of Markdown around their words."""
        for line in re.compile(r"[^\r\n]+").finditer(self.document.text, span.start, span.end):
            builder = LogicalBuilder(self.document.text)
            for words in _WORDS.finditer(self.document.text, line.start(), line.end()):
                builder.add(words.start(), words.end())
            logical = builder.finish()
            if logical.text.strip(" -"):
                yield logical

    def passage(self, logical: LogicalText, notes: Mapping[int, int] | None = None, *, table: bool = False) -> Passage:
        """A passage, cut into pieces; numbered when it states something."""
        own = logical.spans()
        first_at, last_at = own[0].start, own[-1].end
        near = [mark for mark in self.marks if mark.span.start < last_at and first_at < mark.span.end]
        here = [mark for mark in near if any(mark.span.overlaps(span) for span in own)]
        ranges = [(m.record, logical.position(m.span.start), logical.position(m.span.end)) for m in here]
        ranges.sort(key=lambda r: (r[1], -r[2]))
        stated = tuple(self._stated(dict.fromkeys(record for record, _, _ in ranges)))
        anchors = {one.words.removeprefix("w-"): one.words for one in stated if one.words}
        marks = [(anchors.pop(short_id(record), None), start, end) for record, start, end in ranges]
        cells = _cut(logical.text, marks, notes or {}, table=table)
        listed = {one.record: one for one in reversed(stated)}  # a thing that is mentioned twice, once
        if not listed:
            return Passage(None, cells)
        self.count += 1
        anchor = next((m.anchor for m in here if m.anchor not in self.taken), f"p{self.count}")
        self.taken.add(anchor)
        return Passage(anchor, cells, tuple(sorted(listed.values(), key=_order)), self.count)

    def _stated(self, records: Iterable[str]) -> Iterator[Stated]:
        for record in records:
            anchor = f"r-{short_id(record)}"
            new = anchor not in self.taken
            self.taken.add(anchor)
            yield Stated(anchor if new else None, f"w-{short_id(record)}" if new else None, self.stated[record])


def _order(stated: Stated) -> tuple[bool, str, str]:
    """Mentioned things, which have no letter of their own, after what is stated."""
    return stated.record.letter_id is None, stated.record.kind_label, stated.record.title


def _cut(text: str, marks: Iterable[_Range], notes: Mapping[int, int], *, table: bool) -> tuple[tuple[Piece, ...], ...]:
    """A text cut where a mark begins or ends or a footnote is referred to, cell by cell."""
    gaps = [match.span() for match in _CELL.finditer(text)] if table else []
    bounds = [0, *(edge for gap in gaps for edge in gap), len(text)]
    cells = [(start, end) for start, end in zip(bounds[::2], bounds[1::2], strict=True) if start < end]
    marks = list(marks)
    named = {name for name, _, _ in marks}
    found = []
    for first, last in cells:
        inside = [(name, max(start, first), min(end, last)) for name, start, end in marks]
        nested = _nest([(name if name in named else None, start, end) for name, start, end in inside if start < end])
        named -= {name for name, _, _ in nested}
        found.append(tuple(_pieces(text, (first, last), nested, notes)))
    return tuple(found)


def _pieces(text: str, cell: tuple[int, int], marks: Sequence[_Range], notes: Mapping[int, int]) -> Iterator[Piece]:
    edges = {*cell, *(edge for _, start, end in marks for edge in (start, end))}
    edges |= {min(max(at, cell[0] + 1), cell[1]) for at in notes}
    for start, end in pairwise(sorted(edges)):
        opens = tuple(name for name, begins, _ in marks if begins == start)
        note = next((number for at, number in notes.items() if min(max(at, cell[0] + 1), cell[1]) == end), None)
        yield Piece(text[start:end], opens, sum(ends == end for _, _, ends in marks), note)


def _nest(marks: Sequence[_Range]) -> list[_Range]:
    """The marks so that each lies within or outside each other, as elements must: what sticks out is a mark of its own.

    In order of their beginning, the longer first.
    """
    nested: list[_Range] = []
    waiting = sorted(marks, key=_by_place)
    while waiting:
        name, start, end = waiting.pop(0)
        within = [last for _, first, last in nested if first <= start < last < end]
        if within:
            waiting = sorted([*waiting, (None, min(within), end)], key=_by_place)
            end = min(within)
        nested.append((name, start, end))
    return nested


def _by_place(mark: _Range) -> tuple[int, int]:
    return mark[1], -mark[2]
