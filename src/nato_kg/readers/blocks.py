"""Lines to blocks: headings, list items, tables, footnotes and prose, each by its own shape."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from nato_kg.logical import Span
from nato_kg.readers.lines import Line
from nato_kg.readers.notes import is_proven, read_note_start, weak_references

_HASHES = re.compile(r"(#{1,6})\s{1,8}(?=\S)")
_CLOSING_HASHES = re.compile(r"\s{1,8}#{1,6}$")
_LABEL = re.compile(r"(?:\*{2}|_{2})?(\d{1,2}(?:\.\d{1,2}){0,3}\.?|[IVX]{1,5}\.|[A-Z]\.)\s{1,8}(?=\S)")
_BULLET = re.compile(r"(?:[-•*–—▪◦·●○■□➢✓+]|o)\s{1,8}(?=\S)")
_ITEM_NUMBER = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s{1,8}(?=\S)")
_ENDED = (".", "!", "?", ":", ";", ",")
# One paragraph a line is longer than any hard-wrapped line.
_LONGEST_WRAPPED = 160
_LONGEST_HEADING = 90
_MOST_HEADING_WORDS = 12
_SHORT_BESIDE = 0.6


class BlockKind(Enum):
    """What a block is by its shape alone."""

    HEADING = "heading"
    LIST_ITEM = "list item"
    NOTE = "footnote"
    PROSE = "prose"
    TABLE = "table"


@dataclass(slots=True)
class Block:
    """Lines that belong together; `label` is the bullet, number or footnote marker taken off,
    `style` that of the marker.

    `page` says that a page may have ended before it; `level` is a heading's, 0 when unmarked.
    """

    kind: BlockKind
    pieces: list[Span]
    page: bool
    label: str = ""
    style: str = ""
    level: int = 0
    gap: bool = True
    is_tentative: bool = False
    lines: list[Line] = field(default_factory=list)


def make_blocks(text: str, lines: Sequence[Line]) -> list[Block]:
    """The blocks of a letter's body, in order."""
    blocks: list[Block] = []
    in_notes = False
    for index, line in enumerate(lines):
        in_notes = line.rule or (in_notes and not (line.gap and blocks[-1].kind != BlockKind.NOTE))
        block = (
            _read_note(text, line, in_notes)
            or _read_heading(text, lines, index)
            or _read_item(text, line, blocks[-1] if blocks else None)
            or _read_table_row(text, line)
        )
        if block:
            _append_block(blocks, block, line)
        elif not blocks or _starts_prose(blocks[-1], line):
            _append_block(blocks, Block(BlockKind.PROSE, [_span(line)], line.page), line)
        else:
            blocks[-1].pieces.append(_span(line))
            blocks[-1].lines.append(line)
    return _settle(text, blocks)


def looks_like_heading(text: str, span: Span) -> bool:
    """Whether a line on its own reads as a heading: short, a capital or digit, no end mark."""
    words = text[span.start : min(span.end, span.start + _LONGEST_HEADING + 8)].strip("*_#' ‘’")
    return (
        0 < len(words) <= _LONGEST_HEADING
        and len(words.split()) <= _MOST_HEADING_WORDS
        and not words[0].islower()
        and words[0].isalnum()
        and any(character.isalpha() for character in words)
        and not words.endswith((*_ENDED, "-", "…"))
    )


def take_label(text: str, span: Span) -> tuple[str, Span]:
    """The printed number of a heading, and the heading without it."""
    match = _LABEL.match(text, span.start, span.end)
    if match is None:
        return "", span
    return match[1].rstrip("."), Span(match.end(), span.end)


def _span(line: Line) -> Span:
    return Span(line.start, line.end)


def _append_block(blocks: list[Block], block: Block, line: Line) -> None:
    block.gap = line.gap
    block.lines = [line]
    last = blocks[-1] if blocks else None
    if last and block.kind is last.kind is BlockKind.TABLE and not line.gap:
        last.pieces += block.pieces
    else:
        blocks.append(block)


def _starts_prose(last: Block, line: Line) -> bool:
    """Whether a line without a shape of its own begins a block."""
    return (
        line.gap
        or last.kind in (BlockKind.HEADING, BlockKind.TABLE)
        or max(len(last.pieces[-1]), line.end - line.start) > _LONGEST_WRAPPED
    )


def _read_note(text: str, line: Line, in_notes: bool) -> Block | None:
    """A footnote's first line; one whose marker proves nothing needs a reference and a place."""
    start = read_note_start(text, _span(line))
    if start is None:
        return None
    style, marker, words_start = start
    if not is_proven(style) and (style, marker) not in weak_references(text):
        return None
    block = Block(BlockKind.NOTE, [Span(words_start, line.end)], line.page, marker, style=style)
    block.is_tentative = style in ("paren", "plain") and not in_notes
    return block


def _read_heading(text: str, lines: Sequence[Line], index: int) -> Block | None:
    """A marked heading: Markdown, bold alone, or a short line between sentences."""
    line = lines[index]
    if hashes := _HASHES.match(text, line.start, line.end):
        closing = _CLOSING_HASHES.search(text, max(hashes.end(), line.end - 20), line.end)
        end = closing.start() if closing else line.end
        if end > hashes.end():
            span = Span(hashes.end(), end)
            return Block(BlockKind.HEADING, [span], line.page, level=len(hashes[1]))
    if _is_bold(text, line) and looks_like_heading(text, _span(line)):
        return Block(BlockKind.HEADING, [_span(line)], line.page, level=1)
    if _is_heading_between_lines(text, lines, index):
        return Block(BlockKind.HEADING, [_span(line)], line.page)
    return None


def _is_bold(text: str, line: Line) -> bool:
    """Whether the whole line is one bold text in Markdown."""
    raw = text[line.start : min(line.end, line.start + _LONGEST_WRAPPED)]
    parts = raw.split(raw[:2])
    return raw.startswith(("**", "__")) and len(parts) == len(("", raw, "")) and not parts[-1]


def _is_heading_between_lines(text: str, lines: Sequence[Line], index: int) -> bool:
    """A heading in a hard-wrapped text without blank lines: far shorter than the next line."""
    line = lines[index]
    following = lines[index + 1] if index + 1 < len(lines) else None
    if following is None or following.gap:
        return False
    after_sentence = line.gap or index == 0 or text[lines[index - 1].end - 1] in ".!?"
    return (
        after_sentence
        and line.end - line.start < _SHORT_BESIDE * (following.end - following.start)
        and looks_like_heading(text, _span(line))
        and not text[following.start].islower()
        and not _BULLET.match(text, following.start)
        and not _BULLET.match(text, line.start)
        and not _ITEM_NUMBER.match(text, following.start)
    )


def _read_table_row(text: str, line: Line) -> Block | None:
    """A row of cells between bars or tabs, without its outer bars; a row of dashes is no row."""
    raw = text[line.start : line.end]
    has_columns = "\t" in raw and len(raw) <= _LONGEST_WRAPPED and not raw.endswith(_ENDED)
    if not raw.startswith("|") and not has_columns:
        return None
    cells = raw.strip("| ")
    if not cells.strip("-:|+ "):
        return Block(BlockKind.TABLE, [], line.page)
    start = line.start + raw.index(cells)
    return Block(BlockKind.TABLE, [Span(start, start + len(cells))], line.page)


def _read_item(text: str, line: Line, last: Block | None) -> Block | None:
    """A list item's first line; a number or dash inside a running sentence is none."""
    bullet = _BULLET.match(text, line.start, line.end)
    number = _ITEM_NUMBER.match(text, line.start, line.end)
    match = bullet or number
    if match is None:
        return None
    may_run_on = number is not None or text[line.start] in "–—o"
    running = last if last and not line.gap and last.kind is BlockKind.PROSE else None
    if may_run_on and running and text[running.pieces[-1].end - 1] not in _ENDED:
        return None
    piece = Span(match.end(), line.end)
    return Block(BlockKind.LIST_ITEM, [piece], line.page, match[0].strip())


def _settle(text: str, blocks: list[Block]) -> list[Block]:
    """Decide what only the next block tells: footnotes at the end of a page, numbered headings."""
    for index in range(len(blocks) - 1, -1, -1):
        block = blocks[index]
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if block.is_tentative:
            at_end = following is None or following.page or following.kind is BlockKind.NOTE
            if not at_end:
                _turn_back(text, block)
        if _is_numbered_heading(text, block, blocks[index - 1] if index else None, following):
            block.kind = BlockKind.HEADING
            block.pieces = [_span(block.lines[0])]
    return [block for block in blocks if block.pieces]


def _turn_back(text: str, block: Block) -> None:
    """Make a block that is no footnote after all a list item or prose."""
    item = _ITEM_NUMBER.match(text, block.lines[0].start, block.pieces[0].end)
    block.kind = BlockKind.LIST_ITEM if item else BlockKind.PROSE
    block.label = item[0].strip() if item else ""
    if not item:
        block.pieces[0] = Span(block.lines[0].start, block.pieces[0].end)


def _is_numbered_heading(text: str, block: Block, previous: Block | None, following: Block | None) -> bool:
    return (
        block.kind is BlockKind.LIST_ITEM
        and block.label[:1].isdigit()
        and len(block.pieces) == 1
        and looks_like_heading(text, block.pieces[0])
        and (previous is None or previous.kind is not BlockKind.LIST_ITEM)
        and following is not None
        and following.kind is BlockKind.PROSE
        and following.gap
        and not text[following.pieces[0].start].islower()
    )
