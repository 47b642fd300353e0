"""The lines of a PDF page: pieces of text put together by their places, sizes and fonts."""

from __future__ import annotations

import math
import re
import time
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from nato_kg.readers.rendition import escape

if TYPE_CHECKING:
    from pypdf import PageObject

_LABEL = re.compile(r"[-•*–—▪◦·●○■□➢✓+]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]")
_BULLET = re.compile(r"^([•–▪◦●○■□➢✓])(?=[^\W\d_])")
_MARK = re.compile(r"\d{1,3}|\*{1,3}")
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_RAISED = 0.12
_SMALLER = 0.85
_SAME_LINE = 0.55
_CELL_GAP = 1.2
# Widths are estimates: only after a short piece is a small gap sure to be a space.
_WORD_GAP = 0.3
_LONGEST_SURE = 12
_NARROW = frozenset(" .,:;'’‘!|()[]-/fijlrtI")
_BOLD_WEIGHT = 600
# Widths of letters, in thousandths of their size; the mean is that of a text in Helvetica.
_HELVETICA = 545
_NARROWEST, _WIDEST, _FEW = 200, 1_000, 12
_MOST_WIDTHS = 500


class TooMuchError(Exception):
    """The pages hold more than any letter's."""


@dataclass(slots=True)
class Budget:
    """How much drawing, how many characters and how much time the pages may still take."""

    work: int
    characters: int
    deadline: float

    def spend(self, work: int, characters: int = 0) -> None:
        """Raises TooMuchError when the budget is used up, and ever after."""
        self.work -= work
        self.characters -= characters
        if self.work < 0:
            raise TooMuchError("more drawing on its pages")
        if self.characters < 0:
            raise TooMuchError("more characters")
        if time.monotonic() > self.deadline:
            raise TooMuchError("more work to read it")


@dataclass(slots=True)
class PdfLine:
    """A line: its cells (one in running text), where each begins, and the size of its letters.

    `y` goes up the page; `height` is 0 at the foot of the page and 1 at its head. `end` is about
    where the words end.
    """

    y: float
    size: float
    height: float
    cells: list[str] = field(default_factory=list)
    places: list[float] = field(default_factory=list)
    is_bold: bool = True
    end: float = 0.0

    @property
    def text(self) -> str:
        """All the words."""
        return " ".join(self.cells)


@dataclass(slots=True)
class _Piece:
    text: str
    x: float
    y: float
    size: float
    is_bold: bool
    end: float


@dataclass(frozen=True, slots=True)
class _Font:
    """Whether a font is bold, and how wide it is beside Helvetica."""

    is_bold: bool = False
    scale: float = 1.0


def page_lines(page: PageObject, budget: Budget) -> list[PdfLine]:
    """The lines of a page in the order in which they are drawn.

    Raises TooMuchError when the budget does not reach, and what pypdf raises for damaged pages.
    """
    pieces: list[_Piece] = []
    fonts: dict[int, _Font] = {}

    def count(_operator: object, operands: Any, _cm: object, _tm: object) -> None:
        budget.spend(1 + _weight(operands))

    def take(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        budget.spend(0, len(text))
        if text.strip():
            if id(font) not in fonts:
                fonts[id(font)] = _Font() if font is None else _Font(_is_bold(font), _scale(font))
            pieces.append(_piece(text, cm, tm, float(size), fonts[id(font)]))

    page.extract_text(visitor_operand_before=count, visitor_text=take)
    budget.spend(0)  # pypdf goes on after what is raised inside a form
    box = page.mediabox
    return _lines(pieces, float(box.bottom), float(box.height) or 1.0)


def _weight(operands: Any) -> int:
    """How much there is to one operation: numbers in arrays count, a long text too."""
    if not isinstance(operands, list):
        return 0
    return sum(len(operand) // 8 for operand in operands if isinstance(operand, (list, dict, str, bytes)))


def _piece(text: str, cm: list[float], tm: list[float], size: float, font: _Font) -> _Piece:
    """A piece of text at its place on the page."""
    x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
    y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
    size = abs(size * math.hypot(tm[2], tm[3]) * math.hypot(cm[2], cm[3])) or 1.0
    text = text.translate(_LIGATURES).replace("\n", " ")
    return _Piece(text, x, y, size, font.is_bold, x + width(text, size) * font.scale)


def _is_bold(font: Any) -> bool:
    """Whether a font is bold, by its name or its declared weight."""
    if _BOLD.search(str(font.get("/BaseFont", ""))):
        return True
    descriptor = font.get("/FontDescriptor")
    weight = descriptor.get_object().get("/FontWeight", 0) if descriptor is not None else 0
    return isinstance(weight, (int, float)) and weight >= _BOLD_WEIGHT


def _scale(font: Any) -> float:
    """How wide a font is beside Helvetica, by the widths that it states; 1 when it states none."""
    widths = font.get("/Widths")
    if widths is None and "/DescendantFonts" in font:
        widths = font["/DescendantFonts"].get_object()[0].get_object().get("/W")
    stated = [
        number
        for entry in (widths.get_object() if widths is not None else ())[:_MOST_WIDTHS]
        for number in _flat(entry)
    ]
    known = [number for number in stated if _NARROWEST < number < _WIDEST]
    scale = sum(known) / len(known) / _HELVETICA if len(known) > _FEW else 1.0
    return min(max(scale, 0.75), 1.35)


def _flat(entry: Any) -> list[float]:
    entry = entry.get_object() if hasattr(entry, "get_object") else entry
    numbers = entry[:_MOST_WIDTHS] if isinstance(entry, list) else [entry]
    return [float(number) for number in numbers if isinstance(number, (int, float))]


def _lines(pieces: list[_Piece], bottom: float, height: float) -> list[PdfLine]:
    lines: list[PdfLine] = []
    last: _Piece | None = None
    for index, piece in enumerate(pieces):
        line = lines[-1] if lines else None
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        if line is None or last is None or not _is_same_line(line, last, piece):
            line = PdfLine(piece.y, piece.size, (piece.y - bottom) / height)
            lines.append(line)
            last = None
        _add(line, last, piece, following)
        line.end = max(line.end, piece.end)
        last = piece
    for line in lines:
        line.cells = [" ".join(cell.split()) for cell in line.cells]
        line.cells[0] = _BULLET.sub(r"\1 ", line.cells[0])
        if len(line.cells) > 1 and _LABEL.fullmatch(line.cells[0]):
            line.cells[:2], line.places[:2] = [" ".join(line.cells[:2])], line.places[:1]
    return [line for line in lines if line.text.strip()]


def _is_same_line(line: PdfLine, last: _Piece, piece: _Piece) -> bool:
    near = abs(line.y - piece.y) < _SAME_LINE * max(line.size, piece.size)
    return near and piece.x > last.x - 0.5


def _add(line: PdfLine, last: _Piece | None, piece: _Piece, following: _Piece | None) -> None:
    """Put a piece at the end of a line, as a raised mark, a cell of its own or more of the last one."""
    text = escape(piece.text, keep_raised=True)
    mark = piece.text.strip()
    if last is None:
        # A raised mark before its line: the line's own size and place are those of what follows.
        first = following if following and _is_raised(piece, following) and _MARK.fullmatch(mark) else None
        if first:
            line.y, line.size = first.y, first.size
            text = f"<sup>{mark}</sup> "
        line.cells, line.places, line.is_bold = [text], [piece.x], piece.is_bold
        return
    if _MARK.fullmatch(mark) and piece.size < _SMALLER * line.size and piece.y > line.y + _RAISED * line.size:
        line.cells[-1] = f"{line.cells[-1].rstrip()}<sup>{mark}</sup>{' ' if piece.text.endswith(' ') else ''}"
        return
    line.is_bold = line.is_bold and piece.is_bold
    gap = piece.x - last.end
    if gap > _CELL_GAP * line.size:
        line.cells.append(text)
        line.places.append(piece.x)
    else:
        is_word_gap = gap > _WORD_GAP * line.size and len(last.text) <= _LONGEST_SURE
        line.cells[-1] += f" {text}" if is_word_gap else text


def _is_raised(piece: _Piece, line: _Piece) -> bool:
    near = abs(piece.y - line.y) < _SAME_LINE * line.size and line.x > piece.x
    return near and piece.size < _SMALLER * line.size and piece.y > line.y + _RAISED * line.size


def width(text: str, size: float) -> float:
    """About how wide words are, by the widths of Helvetica: PDF text says where it begins only."""
    text = text.rstrip()
    narrow = sum(1 for character in text if character in _NARROW)
    wide = sum(1 for character in text if character.isupper() or character in "mw—")
    return size * (0.53 * (len(text) - narrow - wide) + 0.27 * narrow + 0.71 * wide)
