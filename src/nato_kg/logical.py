"""Spans of a rendition, and logical text whose every character maps back to the rendition.

A rendition is immutable. What a reader joins, folds or leaves out is written as a LogicalText:
the text to read, and the runs of rendition characters that it was made of.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The characters [start, end) of a rendition. Raises ValueError unless 0 <= start < end."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character; neighbours do not."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether every character of `other` is in this span."""
        return self.start <= other.start and other.end <= self.end


class Run(NamedTuple):
    """`length` logical characters from `logical`, equal to the rendition's from `rendition`.

    `detached` says that the rendition holds words between the run before and this one (a
    footnote, a page footer), not only white space and markup.
    """

    logical: int
    rendition: int
    length: int
    detached: bool = False


_LOGICAL = attrgetter("logical")
_RENDITION = attrgetter("rendition")


@dataclass(frozen=True, slots=True)
class LogicalText:
    """Text as one reads it, with its map into the rendition.

    Each logical character is the rendition's character at its offset, save that a space may stand
    for any run of white space (at the run's first character) or for a line-break tag.
    """

    text: str
    runs: tuple[Run, ...]

    def __len__(self) -> int:
        return len(self.text)

    @property
    def offsets(self) -> tuple[int, ...]:
        """offsets[i] is the rendition index of logical character i."""
        return tuple(run.rendition + i for run in self.runs for i in range(run.length))

    def offset(self, index: int) -> int:
        """The rendition index of logical character `index`; IndexError outside the text."""
        if not 0 <= index < len(self.text):
            raise IndexError(f"no logical character {index} in a text of {len(self.text)}")
        run = self.runs[bisect_right(self.runs, index, key=_LOGICAL) - 1]
        return run.rendition + index - run.logical

    def position(self, offset: int) -> int:
        """The first logical index at or after rendition `offset`; the length when none is."""
        if not self.runs:
            return 0
        run = self.runs[max(bisect_right(self.runs, offset, key=_RENDITION) - 1, 0)]
        within = min(max(offset - run.rendition, 0), run.length)
        return run.logical + within

    @property
    def span(self) -> Span:
        """From the first to the last character, whatever lies between. ValueError when empty."""
        if not self.runs:
            raise ValueError("an empty text has no span")
        last = self.runs[-1]
        return Span(self.runs[0].rendition, last.rendition + last.length)

    def spans(self, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
        """Where the logical characters [start, end) stand in the rendition.

        White space and markup inside are covered; a footnote or footer inside splits.
        """
        pieces: list[Span] = []
        for run in self._pick(start, len(self.text) if end is None else end):
            stop = run.rendition + run.length
            if pieces and not run.detached:
                pieces[-1] = Span(pieces[-1].start, stop)
            else:
                pieces.append(Span(run.rendition, stop))
        return tuple(pieces)

    def slice(self, start: int, end: int) -> LogicalText:
        """The logical characters [start, end) with their own map."""
        runs = tuple(
            Run(run.logical - start, run.rendition, run.length, run.detached) for run in self._pick(start, end)
        )
        return LogicalText(self.text[start:end], runs)

    def _pick(self, start: int, end: int) -> Iterator[Run]:
        """The runs of [start, end), the outer two cut to fit."""
        first = max(bisect_right(self.runs, start, key=_LOGICAL) - 1, 0)
        last = bisect_left(self.runs, end, key=_LOGICAL)
        for run in self.runs[first:last]:
            lead = max(start - run.logical, 0)
            stop = min(run.length, end - run.logical)
            if lead < stop:
                yield Run(run.logical + lead, run.rendition + lead, stop - lead, run.detached)


_TAIL = 40
# Everything that folding changes: all white space but the single ordinary space.
_FOLDED = re.compile(r"[^\S ]\s*| \s+")


class LogicalBuilder:
    """Builds a LogicalText from pieces of one rendition, added in the order of the rendition."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._parts: list[str] = []
        self._runs: list[Run] = []
        self._length = 0
        self._gap: int | None = None
        self._detached = False

    def __len__(self) -> int:
        return self._length

    def add(self, start: int, end: int) -> None:
        """Append the rendition's [start, end), white space folded."""
        position = start
        for match in _FOLDED.finditer(self._source, start, end):
            self._add_words(position, match.start())
            self.space(match.start())
            position = match.end()
        self._add_words(position, end)

    def space(self, offset: int) -> None:
        """One space for what stands at `offset`; spaces in a row, first and last are left out."""
        if self._gap is None and self._length:
            self._gap = offset

    def detach(self) -> None:
        """Say that words of the rendition lie between what was added and what comes."""
        self._detached = bool(self._length)

    def drop_last(self) -> None:
        """Take the last character back, such as the hyphen of a broken word."""
        run = self._runs.pop()
        if run.length > 1:
            self._runs.append(run._replace(length=run.length - 1))
        self._parts[-1] = self._parts[-1][:-1]
        self._length -= 1
        self._gap = None

    @property
    def tail(self) -> str:
        """The last characters so far (_TAIL at most), without a space that may still follow."""
        tail = ""
        for part in reversed(self._parts[-_TAIL:]):
            tail = part[-_TAIL:] + tail
            if len(tail) >= _TAIL:
                break
        return tail[-_TAIL:]

    def finish(self) -> LogicalText:
        """The text that was built."""
        return LogicalText("".join(self._parts), tuple(self._runs))

    def _add_words(self, start: int, end: int) -> None:
        if start < end and self._source[start] == " ":
            self.space(start)
            start += 1
        trailing = start < end and self._source[end - 1] == " "
        stop = end - 1 if trailing else end
        if start < stop:
            if self._gap is not None:
                self._append(Run(self._length, self._gap, 1), " ")
                self._gap = None
            words = self._source[start:stop]
            self._append(Run(self._length, start, len(words), self._detached), words)
            self._detached = False
        if trailing:
            self.space(stop)

    def _append(self, run: Run, text: str) -> None:
        last = self._runs[-1] if self._runs else None
        if last and last.rendition + last.length == run.rendition and not run.detached:
            self._runs[-1] = last._replace(length=last.length + run.length)
        else:
            self._runs.append(run)
        self._parts.append(text)
        self._length += run.length
