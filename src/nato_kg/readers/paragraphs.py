"""Blocks to paragraphs under their headings: what a page end or a footnote broke is joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from nato_kg.logical import Span
from nato_kg.model import ParagraphKind
from nato_kg.readers.blocks import Block, BlockKind, looks_like_heading
from nato_kg.readers.language import abbreviations

# A sentence's end at the end of a piece: stop, what closes, and a footnote marker.
_ENDED = re.compile(
    r"""[.!?:;…]["'”’»)\]*_]{0,4}"""
    r"(?:\s?<sup>[^<>]{1,12}</sup>|\s?\[\^?[\d*]{1,3}\]|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\d{1,2}|\s\d{1,2}\))?"
    r"[.*_\"'”’»)]{0,3}$"
)
_BROKEN_WORD = re.compile(r"[^\W\d_][-\u2010\u00ad]$")
_BEFORE_WORDS = "*_\"'“‘„’«(["
_TAIL = 80
_SHORTEST_BROKEN = 60

_KINDS = {
    BlockKind.LIST_ITEM: ParagraphKind.LIST_ITEM,
    BlockKind.PROSE: ParagraphKind.PROSE,
    BlockKind.TABLE: ParagraphKind.TABLE,
}


@dataclass(slots=True)
class DraftParagraph:
    """The pieces of one paragraph, in order, before they are joined."""

    kind: ParagraphKind
    label: str
    pieces: list[Span]


@dataclass(slots=True)
class DraftSection:
    """A heading (None before the first) and its paragraphs."""

    heading: Span | None = None
    level: int = 0
    paragraphs: list[DraftParagraph] = field(default_factory=list)


def join_blocks(text: str, blocks: Sequence[Block]) -> tuple[list[DraftSection], list[Block], list[Span]]:
    """The sections, the footnotes, and the gaps over which paragraphs were joined."""
    sections = [DraftSection()]
    notes: list[Block] = []
    joined: list[Span] = []
    open_paragraph: DraftParagraph | None = None
    page = False
    for index, block in enumerate(blocks):
        page = page or block.page
        if block.kind is BlockKind.NOTE:
            notes.append(block)
            page = True
            continue
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if _continues_note(text, blocks, index, open_paragraph):
            notes[-1].pieces += block.pieces
        elif open_paragraph and _continues(text, open_paragraph, block, following, page):
            joined.append(Span(open_paragraph.pieces[-1].end, block.pieces[0].start))
            open_paragraph.pieces += block.pieces
        elif block.kind is BlockKind.HEADING or _is_plain_heading(text, block, following):
            sections.append(DraftSection(block.pieces[0], block.level))
            open_paragraph = None
        else:
            open_paragraph = DraftParagraph(_KINDS[block.kind], block.label, list(block.pieces))
            sections[-1].paragraphs.append(open_paragraph)
        page = False
    return sections, notes, joined


def is_ended(text: str, piece: Span) -> bool:
    """Whether a line ends a sentence; an abbreviation that goes on does not."""
    tail = text[max(piece.start, piece.end - _TAIL) : piece.end]
    if not _ENDED.search(tail):
        return False
    last_word = tail.rpartition(" ")[2].lstrip("(\"'“‘*_").lower()
    return last_word not in abbreviations().inner


def _continues(
    text: str,
    paragraph: DraftParagraph,
    block: Block,
    following: Block | None,
    page: bool,
) -> bool:
    """Whether a block is the rest of the paragraph before it."""
    last = paragraph.pieces[-1]
    may_join = block.kind is BlockKind.PROSE and paragraph.kind is not ParagraphKind.TABLE
    if not may_join or is_ended(text, last):
        return False
    is_broken_word = _BROKEN_WORD.search(text, max(last.start, last.end - 2), last.end)
    if is_broken_word or _begins_lower(text, block):
        return True
    if paragraph.kind is ParagraphKind.LIST_ITEM:
        return False
    is_long = sum(len(piece) for piece in paragraph.pieces[-3:]) >= _SHORTEST_BROKEN
    if page:
        return is_long
    return is_long and text[last.end - 1] != "," and not _is_plain_heading(text, block, following)


def _continues_note(text: str, blocks: Sequence[Block], index: int, paragraph: DraftParagraph | None) -> bool:
    """Whether a block goes on with the footnote right before it, not with the body."""
    block, last = blocks[index], blocks[index - 1] if index else None
    body_waits = paragraph is not None and not is_ended(text, paragraph.pieces[-1])
    return (
        last is not None
        and last.kind is BlockKind.NOTE
        and block.kind is BlockKind.PROSE
        and not body_waits
        and not is_ended(text, last.pieces[-1])
        and _begins_lower(text, block)
    )


def _begins_lower(text: str, block: Block) -> bool:
    start, end = block.pieces[0].start, block.pieces[0].end
    return text[start : min(end, start + _TAIL)].lstrip(_BEFORE_WORDS)[:1].islower()


def _is_plain_heading(text: str, block: Block, following: Block | None) -> bool:
    """A short line alone, without end mark, and something under it that does not go on with it."""
    return (
        block.kind is BlockKind.PROSE
        and len(block.pieces) == 1
        and block.gap
        and following is not None
        and following.gap
        and following.kind is not BlockKind.NOTE
        and not (following.kind is BlockKind.PROSE and _begins_lower(text, following))
        and looks_like_heading(text, block.pieces[0])
    )
