"""Pieces of lines to logical text: markup and footnote markers out, breaks joined.

Each pattern is bounded and each step looks at a character a fixed number of times, so that hostile
input takes linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from nato_kg.logical import LogicalBuilder, LogicalText, Span
from nato_kg.model import Anomaly, AnomalyKind
from nato_kg.readers.language import Layout
from nato_kg.readers.notes import (
    BRACKET_REFERENCE,
    PAREN_REFERENCE,
    PLAIN_REFERENCE,
    RAISED,
    NoteMarkers,
    marker_of,
)

_TOKEN = re.compile(
    rf"""
      (?=[<!\[\]\\*_\d{RAISED}\u00ad\u200b\u2060\ufeff]|[ ]\d) (?:  # what every token begins with: few places go on
      <sup>\s{{0,3}}(?P<sup>[^<>\s]{{1,8}})\s{{0,3}}</sup>
    | (?P<br><br\s{{0,2}}/?>)
    | (?P<tag></?(?:sup|sub|span|a|b|i|u|em|strong|mark|small)(?:\s[^<>]{{0,200}})?>)
    | (?P<link>!?\[(?=[^\[\]\n]{{1,200}}\]\([^()\s]{{1,300}}\)))
    | (?P<unlink>\]\([^()\s]{{1,300}}\))
    | {BRACKET_REFERENCE}
    | (?P<raised>[{RAISED}]{{1,3}})
    | (?P<invisible>[\u00ad\u200b\u2060\ufeff]{{1,8}})
    | (?P<escape>\\[!-/:-@\[-`{{-~])
    | (?P<emphasis>(?<!\*)\*{{1,3}}(?!\*)|(?<!_)_{{1,3}}(?!_))
    | {PAREN_REFERENCE}
    | {PLAIN_REFERENCE}
      )
    """,
    re.VERBOSE | re.IGNORECASE,
)
# What a raised number is a power of: a number, or a unit of one or two letters.
_POWER_BASE = re.compile(r"(?:\d|(?<![^\W\d_])[^\W\d_]{1,2})$")
_STEM = re.compile(r"(\w+)[-\u2010]$")
_NEXT_WORD = re.compile(r"[\w/]{1,40}")
_VOWELS = "aeiou"
_OPEN_BRACKET_REACH = 200


@dataclass(slots=True)
class Inline:
    """Logical text of pieces, the logical end of each piece, and what was met on the way."""

    logical: LogicalText
    ends: list[int]
    references: list[tuple[str, Span]]
    anomalies: list[Anomaly]


@dataclass(slots=True)
class _Scan:
    """What to leave out of the pieces: rendition ranges, and which of them become a space."""

    source: str
    notes: NoteMarkers
    drops: list[tuple[int, int]] = field(default_factory=list)
    breaks: set[int] = field(default_factory=set)
    references: list[tuple[str, Span]] = field(default_factory=list)
    anomalies: list[Anomaly] = field(default_factory=list)
    open_emphasis: dict[str, tuple[int, int]] = field(default_factory=dict)
    open_link: tuple[int, int] | None = None


def read_inline(source: str, pieces: Sequence[Span], layout: Layout, notes: NoteMarkers | None = None) -> Inline:
    """Join the pieces (trimmed lines of one paragraph, in order) to one logical text.

    `notes` are the footnotes to look for; each reference found is taken from it.
    """
    scan = _Scan(source, notes or NoteMarkers())
    for piece in pieces:
        for match in _TOKEN.finditer(source, piece.start, piece.end):
            _note_token(piece, match, scan)
    builder = LogicalBuilder(source)
    ends: list[int] = []
    last_end: int | None = None
    for piece, kept in zip(pieces, _kept(pieces, sorted(scan.drops)), strict=True):
        if last_end is not None:
            broken = _join(builder, source, (last_end, kept), layout)
            if broken:
                scan.anomalies.append(Anomaly(AnomalyKind.JOINED_WORD, broken))
        for start, end in kept:
            builder.add(start, end)
            if end in scan.breaks:
                builder.space(end)
        ends.append(len(builder))
        last_end = piece.end
    return Inline(builder.finish(), ends, scan.references, scan.anomalies)


def _kept(pieces: Sequence[Span], drops: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """For each piece the ranges that stay, at least one, though it may be empty."""
    waiting = iter(drops)
    drop = next(waiting, None)
    for piece in pieces:
        kept: list[tuple[int, int]] = []
        position = piece.start
        while drop and drop[0] < piece.end:
            kept.append((position, drop[0]))
            position = drop[1]
            drop = next(waiting, None)
        yield [*kept, (position, piece.end)]


def _join(
    builder: LogicalBuilder,
    source: str,
    gap: tuple[int, list[tuple[int, int]]],
    layout: Layout,
) -> Span | None:
    """Prepare the builder for the next piece, with a space or none; the broken word, if any."""
    last_end, kept = gap
    start = next((first for first, end in kept if first < end), kept[-1][1])
    if source[last_end : kept[0][0]].strip():
        builder.detach()
    if source[last_end - 1] == "\u00ad":
        return None
    joint = _joint(builder.tail, source, start, layout)
    if joint == " ":
        builder.space(last_end)
    elif joint == "":
        builder.drop_last()
        return Span(last_end - 1, start + 1)
    return None


def _joint(tail: str, source: str, start: int, layout: Layout) -> str:
    """What joins a line that ends in `tail` to the next: a space, its hyphen, or nothing.

    Dutch spelling keeps the hyphen after initialisms and some prefixes, before capitals and
    digits, and between vowels that would be read as one (Leidraad 6.4 to 6.7); a part of a
    compound that is left out leaves hyphen and space ("lucht- en zeemacht").
    """
    stem = _STEM.search(tail)
    word = _NEXT_WORD.match(source, start)
    if stem is None or word is None:
        return " "
    before, after = stem[1], word[0]
    if after.lower() in layout.after_suspended_hyphen:
        return " "
    keeps = (
        not after[0].islower()
        or not before.isalpha()
        or len(before) == 1
        or not (before.islower() or before[1:].islower())
        or before.lower() in layout.hyphenated_prefixes
        or (before[-1] in _VOWELS and after[0] in _VOWELS)
    )
    return "-" if keeps else ""


def _note_token(piece: Span, match: re.Match[str], scan: _Scan) -> None:
    start, end = match.span()
    kind = match.lastgroup or ""
    if kind == "emphasis":
        _note_emphasis(piece, match, scan)
    elif kind == "sup":
        _note_superscript(match, scan)
    elif kind in ("bracket", "raised", "paren", "plain"):
        marker = marker_of(match[kind])
        in_brackets = kind == "paren" and _is_in_brackets(scan.source, piece.start, start)
        if not in_brackets and scan.notes.take(kind, marker):
            scan.drops.append((start, end))
            scan.references.append((marker, Span(start, end)))
    elif kind == "link":
        scan.open_link = (start, end)
    elif kind == "unlink":
        if scan.open_link:
            scan.drops += [scan.open_link, (start, end)]
            scan.open_link = None
    else:
        scan.drops.append((start, start + 1 if kind == "escape" else end))
        if kind == "br":
            scan.breaks.add(start)


def _note_superscript(match: re.Match[str], scan: _Scan) -> None:
    """A raised mark is a footnote's, a power or the end of an ordinal (1<sup>e</sup>)."""
    span = Span(*match.span())
    marker = match["sup"]
    is_note = scan.notes.take("sup", marker)
    if is_note:
        scan.references.append((marker, span))
    elif marker.isalpha() or _POWER_BASE.search(scan.source, max(span.start - 3, 0), span.start):
        scan.drops += [(span.start, match.start("sup")), (match.end("sup"), span.end)]
        return
    else:
        scan.anomalies.append(Anomaly(AnomalyKind.MARKER_WITHOUT_NOTE, span))
    scan.drops.append((span.start, span.end))


def _note_emphasis(piece: Span, match: re.Match[str], scan: _Scan) -> None:
    """Pair a closing mark with the latest opening one of the same kind, as CommonMark does."""
    start, end = match.span()
    before = scan.source[start - 1] if start > piece.start else " "
    after = scan.source[end] if end < piece.end else " "
    mark = match[0]
    if not before.isspace() and not after.isalnum() and mark in scan.open_emphasis:
        scan.drops += [scan.open_emphasis.pop(mark), (start, end)]
    elif not after.isspace() and not before.isalnum():
        scan.open_emphasis[mark] = (start, end)


def _is_in_brackets(source: str, start: int, position: int) -> bool:
    """Whether a round bracket is open at `position`, as in "(artikel 2)"."""
    reach = max(start, position - _OPEN_BRACKET_REACH)
    return source.rfind("(", reach, position) > source.rfind(")", reach, position)
