"""The model of a letter: what every reader makes of its input format.

All offsets are half-open [start, end) in characters (Python str indices) of the rendition: the
text of the letter that a reader states and never rewrites. Numbers of sections, paragraphs and
sentences start at 1 and run through the whole document.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from nato_kg.logical import LogicalText, Run, Span

__all__ = [
    "Anomaly",
    "AnomalyKind",
    "Document",
    "Dossier",
    "Footnote",
    "LetterText",
    "LogicalText",
    "Paragraph",
    "ParagraphKind",
    "Rendition",
    "Run",
    "Section",
    "Sentence",
    "Signature",
    "Span",
    "TitleBlock",
    "Value",
]


@dataclass(frozen=True, slots=True)
class Rendition:
    """Which rendition offsets point into: SHA-256 of the file's bytes, and characters of text."""

    sha256: str
    media_type: str
    length: int


@dataclass(frozen=True, slots=True)
class LetterText:
    """The text of one rendition of the letter with the id `letter`, as it is kept beside the graph."""

    letter: str
    rendition: Rendition
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; `footnote` is the marker of the footnote that it stands in, else empty.

    A sentence of a footnote has the section and paragraph of the place that refers to it, 0 when
    no place does.
    """

    number: int
    section: int
    paragraph: int
    logical: LogicalText
    footnote: str = ""

    @property
    def text(self) -> str:
        """The logical text: breaks joined, footnote markers and emphasis out, spaces folded."""
        return self.logical.text

    @property
    def span(self) -> Span:
        """From the first to the last character, with any footnote or page footer between."""
        return self.logical.span

    @property
    def spans(self) -> tuple[Span, ...]:
        """The pieces of the rendition that hold the sentence's own words, in order."""
        return self.logical.spans()


class ParagraphKind(Enum):
    """What a paragraph looks like; the rows of a table are its sentences."""

    PROSE = "prose"
    LIST_ITEM = "list item"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A logical paragraph; `label` is a list item's bullet or number, which `logical` leaves out.

    The sentences are slices of `logical`, in order.
    """

    number: int
    kind: ParagraphKind
    label: str
    logical: LogicalText
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """The logical text."""
        return self.logical.text

    @property
    def span(self) -> Span:
        """From the first to the last character."""
        return self.logical.span


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the paragraphs up to the next; the text before any heading has none.

    `label` is a printed number such as "2.1", which `heading` leaves out; `level` is 1 for the
    highest, 0 without heading. `span` goes from the heading to the end of the last paragraph.
    """

    number: int
    heading: str
    label: str
    level: int
    span: Span
    paragraphs: tuple[Paragraph, ...]
    heading_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note at the foot of a page; `reference` is where the text refers to it, if it does."""

    marker: str
    logical: LogicalText
    sentences: tuple[Sentence, ...]
    reference: Span | None = None

    @property
    def text(self) -> str:
        """The logical text without the marker."""
        return self.logical.text

    @property
    def span(self) -> Span:
        """From the first to the last character of the text, without the marker."""
        return self.logical.span


@dataclass(frozen=True, slots=True)
class Value:
    """A value of the title block: its `text` in normal form, and the words that say it."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier that the letter belongs to: number in normal form (21501-28, 36800-X), title."""

    number: Value
    title: Value | None = None


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """What stands above the text, each value where the letter gives it.

    Normal forms: parliamentary year 2022-2023, dossier 28676; all else as printed, white space
    folded. `kind` is the kind of paper (BRIEF), `sender` the posts after it; `issued` holds the
    words of the date.
    """

    parliamentary_year: Value | None = None
    dossiers: tuple[Dossier, ...] = ()
    number: Value | None = None
    kind: Value | None = None
    sender: Value | None = None
    addressee: Value | None = None
    place: Value | None = None
    issued: Value | None = None
    subject: Value | None = None
    reference: Value | None = None
    salutation: Value | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed: the words of the post as printed, without a closing comma, and the name."""

    post: str
    name: str
    post_span: Span
    name_span: Span

    @property
    def span(self) -> Span:
        """Post and name together, in whichever order they stand."""
        start = min(self.post_span.start, self.name_span.start)
        return Span(start, max(self.post_span.end, self.name_span.end))


class AnomalyKind(Enum):
    """What a reader noticed and worked around, or could not make right."""

    CP1252 = "decoded as cp1252"
    GLUED_SENTENCES = "sentences without space between"
    JOINED_PARAGRAPH = "paragraph broken in two, joined"
    JOINED_WORD = "word broken in two, joined"
    MARKER_WITHOUT_NOTE = "footnote marker without footnote"
    NOTE_WITHOUT_MARKER = "footnote without marker"
    PAGE_FURNITURE = "page header or footer, left out"
    UNREADABLE = "replacement or control characters"


@dataclass(frozen=True, slots=True)
class Anomaly:
    """One such place in the rendition."""

    kind: AnomalyKind
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """A letter as a reader sees it; `text` is the rendition that every offset points into.

    `sentences` are those of the body, in order; those of the footnotes stand in the footnotes,
    numbered after them. `language` is a BCP 47 tag: "nl", or "und" where it does not look Dutch.
    """

    name: str
    text: str
    rendition: Rendition
    language: str
    title_block: TitleBlock
    sections: tuple[Section, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    signatures: tuple[Signature, ...] = ()
    anomalies: tuple[Anomaly, ...] = ()

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs of all sections, in order."""
        return (paragraph for section in self.sections for paragraph in section.paragraphs)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the body, in order."""
        return tuple(s for paragraph in self.paragraphs for s in paragraph.sentences)

    @property
    def every_sentence(self) -> tuple[Sentence, ...]:
        """The sentences of body and footnotes, in the order in which they begin."""
        notes = (s for footnote in self.footnotes for s in footnote.sentences)
        return tuple(sorted([*self.sentences, *notes], key=lambda s: s.span.start))

    def words(self, span: Span) -> str:
        """The rendition's own characters in `span`."""
        return self.text[span.start : span.end]
