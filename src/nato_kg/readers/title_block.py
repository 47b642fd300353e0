"""The title block: what stands above the text of a letter, in whichever order.

Forms: the printed Kamerstuk (parliamentary year, dossier, title, Nr., kind and sender, addressee,
place and date), each on a line or several on one, and the ministries' letterhead (Datum, Betreft,
Onze referentie). A line is known by its first words (layout-nl.toml) or its shape.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nato_kg.logical import LogicalText, Span
from nato_kg.model import TitleBlock, Value
from nato_kg.readers.language import Layout
from nato_kg.readers.lines import Line
from nato_kg.readers.markup import read_inline
from nato_kg.readers.title_lines import YEAR, Found, put, read_line

_HEADING_MARK = re.compile(r"#{1,6}\s{1,8}|\|\s{0,8}")
_FULL_STOP = re.compile(r"[^\W\d_]{2}[.!?](?:\s{1,4}[A-ZÀ-Þ]|$)")
_MOST_LINES = 80
_MOST_UNKNOWN = 12
_LONGEST_LINE = 300


def read_title_block(text: str, lines: Sequence[Line], layout: Layout) -> tuple[TitleBlock, int]:
    """The title block, and how many of the lines are its own (0 when there is none)."""
    found = Found()
    taken = unknown = 0
    for index, line in enumerate(lines[:_MOST_LINES]):
        if line.end - line.start > _LONGEST_LINE:
            break
        if read_line(_clean(text, line, layout), line.gap, found, layout):
            taken, unknown = index + 1, 0
            if "salutation" in found.values:
                break
        elif unknown >= _MOST_UNKNOWN or _begins_prose(text, lines, index):
            break
        else:
            unknown += 1
            found.last = ""
    span = Span(lines[0].start, lines[taken - 1].end) if taken else None
    return _title_block(found, span), taken


def read_running_header(text: str, header: Span, block: TitleBlock, layout: Layout) -> TitleBlock:
    """Fill what the title block lacks from a page header: year, dossier and number in a row."""
    found = Found()
    logical = read_inline(text, [header], layout).logical
    lowered = logical.text.lower()
    word = next((w for w in layout.parliamentary_year if w in lowered), None)
    if word is None:
        return block
    at = lowered.index(word) + len(word)
    if year := YEAR.match(logical.text, at):
        put(found, "parliamentary_year", logical, year.span(1))
        rest = year.end()
        while rest < len(logical.text) and logical.text[rest] in ", ;":
            rest += 1
        read_line(logical.slice(rest, len(logical)), True, found, layout)
    return replace(
        block,
        parliamentary_year=block.parliamentary_year or found.values.get("parliamentary_year"),
        number=block.number or found.values.get("number"),
        dossiers=block.dossiers or tuple(found.dossiers),
    )


def _number_from_dossier(found: Found) -> None:
    """Read "96 204-115" as number 115 of dossier 96204 where nothing else states the number.

    A dossier may itself have such a second number (21 501-28), so this is the last resort.
    """
    if "number" in found.values or len(found.dossiers) != 1:
        return
    value = found.dossiers[0].number
    dossier, _, number = value.text.partition("-")
    if number.isdigit():
        start = value.span.end - len(number)
        found.values["number"] = Value(number, Span(start, value.span.end))
        found.dossiers[0] = replace(found.dossiers[0], number=Value(dossier, Span(value.span.start, start - 1)))


def _title_block(found: Found, span: Span | None) -> TitleBlock:
    get = found.values.get
    _number_from_dossier(found)
    return TitleBlock(
        parliamentary_year=get("parliamentary_year"),
        dossiers=tuple(found.dossiers),
        number=get("number"),
        kind=get("kind"),
        sender=get("sender"),
        addressee=get("addressee"),
        place=get("place"),
        issued=get("issued"),
        subject=get("subject"),
        reference=get("reference"),
        salutation=get("salutation"),
        span=span,
    )


def _clean(text: str, line: Line, layout: Layout) -> LogicalText:
    mark = _HEADING_MARK.match(text, line.start, line.end)
    start = mark.end() if mark else line.start
    if start >= line.end:
        return LogicalText("", ())
    return read_inline(text, [Span(start, line.end)], layout).logical


def _begins_prose(text: str, lines: Sequence[Line], index: int) -> bool:
    """Whether the block of lines from `index` is too long for a title block, or has a full stop."""
    stop = index + 1
    while stop < min(len(lines), index + _MOST_UNKNOWN) and not lines[stop].gap:
        stop += 1
    start, end = lines[index].start, lines[stop - 1].end
    return end - start > _LONGEST_LINE or bool(_FULL_STOP.search(text, start, end))
