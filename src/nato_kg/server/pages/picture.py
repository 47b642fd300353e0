"""The trace as a picture that the server draws: mission, decisions, commitments, letters, from left to right.

Only places and texts are computed here; the template writes the SVG, and the style sheet gives the colours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Final

from nato_kg.namespaces import letter_iri
from nato_kg.server.pages.described import Described, describe
from nato_kg.server.pages.view import View
from nato_kg.trace import DecisionTrace, MissionTrace

_WIDTH: Final = 232
_GAP: Final = 46
_LINE: Final = 18
_PADDING: Final = 11
_BETWEEN: Final = 14
_TOP: Final = 34
_LETTERS_A_LINE: Final = 30
_MOST_LINES: Final = 4


@dataclass(slots=True)
class Box:
    """One box: its lines of text, the status on its last line, and where it links to."""

    column: int
    lines: list[str]
    foot: str
    status: str
    link: str | None
    title: str
    y: float = 0.0

    @property
    def x(self) -> int:
        """The left edge."""
        return self.column * (_WIDTH + _GAP) + 1

    @property
    def height(self) -> int:
        """As high as its lines need."""
        return (len(self.lines) + bool(self.foot)) * _LINE + 2 * _PADDING

    @property
    def width(self) -> int:
        """All boxes are as wide."""
        return _WIDTH


@dataclass(frozen=True, slots=True)
class Arrow:
    """A line from one box to the next."""

    start: Box
    end: Box

    @property
    def path(self) -> str:
        """A curve from the right edge of one to the left edge of the other."""
        x1, y1 = self.start.x + _WIDTH, self.start.y + self.start.height / 2
        x2, y2 = self.end.x - 7, self.end.y + self.end.height / 2
        middle = (x1 + x2) / 2
        return f"M{x1:.0f} {y1:.1f} C{middle:.0f} {y1:.1f} {middle:.0f} {y2:.1f} {x2:.0f} {y2:.1f}"


@dataclass(frozen=True, slots=True)
class Picture:
    """Boxes and arrows, and the size of the whole."""

    boxes: Sequence[Box]
    arrows: Sequence[Arrow]
    height: int
    top: int = _TOP - 14
    line: int = _LINE
    padding: int = _PADDING

    @property
    def width(self) -> int:
        """Four columns."""
        return 4 * _WIDTH + 3 * _GAP + 2

    @property
    def columns(self) -> list[int]:
        """Where each column begins."""
        return [number * (_WIDTH + _GAP) for number in range(4)]


class _Drawing:
    """Puts boxes under one another, each beside the middle of what follows from it."""

    def __init__(self, view: View) -> None:
        self._view = view
        self.boxes: list[Box] = []
        self.arrows: list[Arrow] = []
        self.free = [float(_TOP)] * 4
        self._letters: dict[str, Box] = {}

    def box(self, column: int, text: str, foot: tuple[str, str], iri: str | None) -> Box:
        lines = wrap(text, _LETTERS_A_LINE)
        if len(lines) > _MOST_LINES:
            lines = [*lines[: _MOST_LINES - 1], lines[_MOST_LINES - 1][: _LETTERS_A_LINE - 2] + " …"]
        link = self._view.page(iri) if iri else None
        return Box(column, lines or [""], foot[1], foot[0], link, text)

    def place(self, box: Box, following: Sequence[Box]) -> Box:
        middle = sum(b.y + b.height / 2 for b in following) / len(following) if following else None
        wanted = middle - box.height / 2 if middle is not None else float(_TOP)
        box.y = max(self.free[box.column], wanted)
        self.free[box.column] = box.y + box.height + _BETWEEN
        self.boxes.append(box)
        self.arrows += [Arrow(box, other) for other in following]
        return box

    def letter(self, identifier: str, day: str) -> Box:
        """The box of a letter; one letter that keeps two promises has one box."""
        if identifier not in self._letters:
            iri = letter_iri(identifier)
            title = describe(self._view, [iri])[iri].title
            self._letters[identifier] = self.place(self.box(3, title, ("letter", f"{identifier}, {day}"), iri), [])
        return self._letters[identifier]


def draw_trace(view: View, trace: MissionTrace, decisions: Mapping[str, Described]) -> Picture:
    """The picture of a mission's trace; ``decisions`` are those on it, by address."""
    drawing = _Drawing(view)
    boxes = [_decision(drawing, view, decision, decisions.get(decision.iri)) for decision in trace.decisions]
    drawing.place(drawing.box(0, trace.label, ("", ""), None), boxes)
    height = max((box.y + box.height for box in drawing.boxes), default=_TOP) + 4
    return Picture(drawing.boxes, drawing.arrows, int(height))


def _decision(drawing: _Drawing, view: View, decision: DecisionTrace, known: Described | None) -> Box:
    row = max(drawing.free[1:])
    drawing.free[1:] = [row] * 3
    promises = []
    for promise in decision.promises:
        letters = [drawing.letter(keeper.letter, view.texts.day(keeper.on)) for keeper in promise.kept_by]
        foot = promise.timeliness if promise.timeliness == "overdue" else promise.status
        text = promise.words if promise.words and promise.gloss == promise.label else promise.label
        said = f"{view.texts.mark(foot)} {promise.status_label}"
        promises.append(drawing.place(drawing.box(2, text, (foot, said), promise.iri), letters))
    said = f"{view.texts.mark(decision.status)} {decision.status_label}, {view.texts.day(decision.since)}"
    text = known.title if known and known.quoted else decision.label
    box = drawing.box(1, text, (decision.status, said), known.iri if known else None)
    return drawing.place(box, promises)
