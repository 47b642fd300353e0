"""Footnotes: how their own markers look, and how a text refers to them.

Styles: `sup` (<sup>1</sup>), `raised` (¹), `caret` ([^1]), `bracket` ([1]), `paren` (1)) and
`plain` (a bare 1). The first three prove a footnote; the others need a text that refers to them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from nato_kg.logical import Span

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
# References to a footnote, as parts of larger patterns; each has its style as group name.
BRACKET_REFERENCE = r"\[\^?(?P<bracket>\d{1,3}|\*)\]"
PAREN_REFERENCE = r"(?<=[^\s\d(])[ ]?(?P<paren>\d{1,2})\)"
PLAIN_REFERENCE = r"(?:(?<=[^\W\d_][.,;:)»”])|(?<=[^\W\d_]{3}))(?P<plain>\d{1,2})(?=[\s.,;:]|$)"

_PROVEN = ("caret", "raised", "sup")
_RAISED_DIGITS = str.maketrans(RAISED, "0123456789")
_NOTE = re.compile(
    rf"(?:<sup>\s{{0,3}}(?P<sup>[^<>\s]{{1,8}})\s{{0,3}}</sup>|(?P<raised>[{RAISED}]{{1,3}}))\s{{0,8}}"
    r"|(?:\[\^(?P<caret>[^\]\s]{1,8})\]:|\[(?P<bracket>\d{1,3}|\*)\])\s{1,8}"
    r"|(?P<paren>\d{1,2})\)\s{1,8}|(?P<plain>\d{1,2})\s{1,8}(?=\D)"
)
_WEAK_REFERENCE = re.compile(rf"{PAREN_REFERENCE}|{PLAIN_REFERENCE}|(?<=\S)[ ]?{BRACKET_REFERENCE}")
# Which footnotes each style of reference may mean.
_MEANS = {
    "sup": ("sup", "raised", "caret", "bracket", "paren", "plain"),
    "raised": ("sup", "raised", "caret", "bracket", "paren", "plain"),
    "bracket": ("caret", "bracket"),
    "paren": ("paren",),
    "plain": ("plain",),
}


def marker_of(words: str) -> str:
    """The marker in plain digits: "¹" and "1" are the same."""
    return words.translate(_RAISED_DIGITS)


def is_proven(style: str) -> bool:
    """Whether a marker in this style at the start of a line always begins a footnote."""
    return style in _PROVEN


def read_note_start(text: str, line: Span) -> tuple[str, str, int] | None:
    """Style and marker of the footnote that a line may begin, and where its words start."""
    match = _NOTE.match(text, line.start, line.end)
    if match is None or match.end() >= line.end:
        return None
    style = match.lastgroup or ""
    return style, marker_of(match[style]), match.end()


@lru_cache(maxsize=1)
def weak_references(text: str) -> frozenset[tuple[str, str]]:
    """Style and marker of all that may refer to a footnote whose own marker proves nothing; kept for the next note."""
    found: set[tuple[str, str]] = set()
    for match in _WEAK_REFERENCE.finditer(text):
        style = match.lastgroup or ""
        found.add((style, match[style]))
    return frozenset(found)


class NoteMarkers:
    """The footnotes of a letter that the text has not referred to yet, by style and marker."""

    def __init__(self, notes: Iterable[tuple[str, str]] = ()) -> None:
        self._pending = Counter(notes)

    def take(self, style: str, marker: str) -> bool:
        """Whether a footnote waits for this reference; it waits no longer."""
        for note_style in _MEANS[style]:
            if self._pending[note_style, marker] > 0:
                self._pending[note_style, marker] -= 1
                return True
        return False
