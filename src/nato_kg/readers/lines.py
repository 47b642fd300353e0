"""A rendition's lines: where they start and end, and what lies between them.

White space around a line, blank lines, rules and page furniture (running headers, footers, page
numbers) are no part of any line; each line says what stood before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from nato_kg.logical import Span
from nato_kg.readers.language import Layout

_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_PAGE_NUMBER = re.compile(r"[-–—]?\s?\d{1,3}\s?[-–—]?")
_COLUMN_GAP = re.compile(r"\s{3,}")
_LONG_WORD = re.compile(r"[^\W\d_]{4}")
_DOCUMENT_ID = re.compile(r"[-\s]?\d[\w-]{2,30}")
_RULE_MARKS = ("-", "*", "_", "=", "—", "–", "─")
_SHORTEST_RULE = 3
_LONGEST_FURNITURE = 160


@dataclass(frozen=True, slots=True)
class Line:
    """The trimmed line [start, end); `gap`, `rule`, `page`: a blank line or any of the following,
    a rule, a page break (form feed, rule or page furniture) stands before it.
    """

    start: int
    end: int
    gap: bool
    rule: bool
    page: bool


def split_lines(text: str, layout: Layout) -> tuple[list[Line], list[Span]]:
    """The lines of a rendition, and the page furniture that was left out."""
    lines: list[Line] = []
    furniture: list[Span] = []
    gap = rule = page = False
    for start, end, after_feed in _raw_lines(text):
        page = page or after_feed
        if start == end:
            gap = True
            continue
        raw = text[start:end]
        if _is_rule(raw):
            gap = rule = page = True
        elif _is_furniture(raw, layout):
            furniture.append(Span(start, end))
            gap = page = True
        else:
            lines.append(Line(start, end, gap or page, rule, page))
            gap = rule = page = False
    return _without_page_numbers(text, lines, furniture, page)


def _raw_lines(text: str) -> Iterator[tuple[int, int, bool]]:
    """Trimmed start and end of each line, and whether a form feed stands right before it."""
    start, after_feed = 0, False
    breaks = ((match.start(), match.end()) for match in _BREAK.finditer(text))
    for stop, next_start in chain(breaks, [(len(text), len(text))]):
        raw = text[start:stop]
        first = start + len(raw) - len(raw.lstrip())
        yield first, max(first, start + len(raw.rstrip())), after_feed
        start, after_feed = next_start, text[stop:next_start] == "\f"


def _without_page_numbers(
    text: str, lines: list[Line], furniture: list[Span], page_at_end: bool
) -> tuple[list[Line], list[Span]]:
    """Take out the lines beside a page break that hold a number and no more."""
    kept: list[Line] = []
    page_breaks = [*(line.page for line in lines[1:]), page_at_end]
    taken = False
    for line, page_after in zip(lines, page_breaks, strict=False):
        beside_break = (line.page or page_after) and not line.rule
        if beside_break and _PAGE_NUMBER.fullmatch(text, line.start, line.end):
            furniture.append(Span(line.start, line.end))
            taken = True
        else:
            kept.append(replace(line, gap=True, page=True) if taken else line)
            taken = False
    return kept, sorted(furniture)


def _is_rule(raw: str) -> bool:
    marks = set(raw.replace(" ", ""))
    return len(marks) == 1 and len(raw) >= _SHORTEST_RULE and marks.pop() in _RULE_MARKS


def _is_furniture(raw: str, layout: Layout) -> bool:
    """Whether the line is a running header or footer, in one column or several."""
    if len(raw) > _LONGEST_FURNITURE:
        return False
    columns = [column for column in _COLUMN_GAP.split(raw) if not _PAGE_NUMBER.fullmatch(column)]
    return bool(columns) and all(_is_furniture_text(column, layout) for column in columns)


def _is_furniture_text(raw: str, layout: Layout) -> bool:
    """The printer's own id of the paper, or known first words with only numbers after them."""
    lowered = raw.lower()
    for word in layout.document_ids:
        if lowered.startswith(word) and _DOCUMENT_ID.fullmatch(lowered, len(word)):
            return True
    for word in layout.furniture:
        if lowered.startswith(word):
            rest = raw[len(word) :]
            digits = any(character.isdigit() for character in rest)
            return digits and not rest.startswith(",") and not _LONG_WORD.search(rest)
    return False
