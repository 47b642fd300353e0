"""Words of a sentence, with what the eye sees of them: capitals, and emphasis in the rendition."""

from __future__ import annotations

import re
from typing import NamedTuple

from nato_kg.model import Document, Sentence

_WORD = re.compile(r"[^\W_](?:[\w'/&+-]*[^\W_])?|&")
_MARK = re.compile(r"[*_]{1,3}|<(/?)(?:em|i|b|strong|nadruk|cite)\b")


class Token(NamedTuple):
    """A word at [start, end) of the sentence; `folded` is it without regard to case."""

    text: str
    start: int
    end: int
    folded: str

    @property
    def capital(self) -> bool:
        """Whether the word looks like part of a name: Force, eFP; not EU-missie, which a lower-case noun ends."""
        text = self.text
        if not (text[0].isupper() or text[1:2].isupper()):
            return False
        return "-" not in text or not text.rpartition("-")[2][0].islower()


def tokenise(text: str) -> list[Token]:
    """The words, without punctuation."""
    return [Token(word := m[0], *m.span(), word.casefold()) for m in _WORD.finditer(text)]


def emphasised(document: Document, sentence: Sentence) -> list[tuple[int, int]]:
    """The logical [start, end) of words that the rendition sets off (`*so*`, `<em>so</em>`), if it marks any."""
    source, runs = document.text, sentence.logical.runs
    found: list[tuple[int, int]] = []
    opened: int | None = None
    before = _mark_before(source, runs[0].rendition) if runs else 0
    for run in runs:
        for mark in _MARK.finditer(source, before, run.rendition) if not run.detached else ():
            opened = _toggle(found, opened, run.logical, closes=mark[1] == "/")
        before = run.rendition + run.length
    if opened is not None and _MARK.match(source, before):
        found.append((opened, len(sentence.text)))
    return [(start, end) for start, end in found if start < end]


def _mark_before(source: str, end: int) -> int:
    """Where the mark begins that touches `end` from before; `end` when none does."""
    start = source.rfind("<", max(end - 12, 0), end) if source.endswith(">", 0, end) else end
    while start > 0 and source[start - 1] in "*_":
        start -= 1
    return max(start, 0)


def _toggle(found: list[tuple[int, int]], opened: int | None, position: int, *, closes: bool) -> int | None:
    """Close what is open, or open."""
    if opened is not None:
        found.append((opened, position))
        return None
    return None if closes else position
