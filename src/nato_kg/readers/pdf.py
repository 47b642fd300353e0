"""PDF letters to rendition text: the text layer of each page, line by line.

A PDF holds no paragraphs, only letters at places. Lines come from `pdf_lines`; here blank lines are
put where the distance between lines says so, "## " before bold lines alone, "<sup>" around small
raised marks, bars between aligned cells, a form feed between pages. The rest (title block, running
headers, words broken over lines) the text reader finds as in any hard-wrapped text.
"""

from __future__ import annotations

import logging
import re
import struct
import time
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nato_kg.errors import LetterError
from nato_kg.readers import language
from nato_kg.readers.pdf_lines import Budget, PdfLine, TooMuchError, page_lines, width
from nato_kg.readers.rendition import MOST_CHARACTERS, check_length, reads_as_heading
from nato_kg.readers.signature import is_name

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_PAGES = 1_000
MOST_WORK = 500_000
MOST_SECONDS = 20
# What pypdf may unpack or take apart for one stream; its own limits are for whole books of pictures.
_LIMITS: dict[str, Any] = {
    "zlib_maximum_output_length": 4_000_000,
    "lzw_maximum_output_length": 4_000_000,
    "run_length_maximum_output_length": 4_000_000,
    "array_based_stream_maximum_output_length": 4_000_000,
    "stream_decoding_work_maximum_length": 16_000_000,
    "stream_parsing_work_maximum_count": 600_000,
    "page_tree_maximum_entries": 2_000,
    "xform_maximum_invocations_per_extraction": 200,
}
# What pypdf raises for files that break the rules.
_FAULTS = (
    ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, NotImplementedError, OSError,
    RecursionError, TypeError, ValueError, struct.error, zlib.error,
)  # fmt: skip
# Keeps what pypdf logs about odd files from standard error, unless a program asks for it.
_QUIET = logging.NullHandler()
_MARGIN = 0.12
_GAP = 1.28
_LARGE_GAP = 1.45
_RAGGED = 6
_OUTLIERS = 2
_SLACK = 2
_COLUMNS = " " * 5
_NUMBERED = re.compile(r"(\d{1,3})\s{0,4}(?=[^\W\d_a-zà-ÿ])")
_REFERENCE = re.compile(r"<sup>([^<>]{1,8})</sup>")


def pdf_text(data: bytes, path: Path) -> str:
    """The rendition text of a PDF.

    Raises LetterError (path) when it is damaged, encrypted, without text layer or beyond the limits.
    """
    import pypdf
    from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

    logging.getLogger("pypdf").addHandler(_QUIET)
    try:
        with pypdf.apply_configuration(**_LIMITS):
            reader = pypdf.PdfReader(BytesIO(data))
            _unlock(reader, path)
            pages = _pages(reader, path)
    except (LimitReachedError, TooMuchError) as error:
        raise LetterError(f"the PDF holds more than any letter: {error}", path=path, hint="give one letter") from error
    except DependencyError as error:
        raise _encrypted(path) from error
    except (PyPdfError, *_FAULTS) as error:
        reason = str(error) or type(error).__name__
        raise LetterError(f"the PDF is damaged: {reason}", path=path, hint="get the file again") from error
    if not any(line.text.strip() for page in pages for line in page):
        raise LetterError(
            "the PDF has no text layer: it holds pictures of pages (a scan), or nothing",
            path=path,
            hint="run character recognition on it, or give another form of the letter",
        )
    text = "\f".join(_page_text(page) for page in _without_repeated(pages))
    check_length(len(text), path)
    return text


def _unlock(reader: PdfReader, path: Path) -> None:
    """Open a PDF that only forbids changes; one that asks for a password stays shut."""
    if reader.is_encrypted and not reader.decrypt(""):
        raise _encrypted(path)


def _encrypted(path: Path) -> LetterError:
    return LetterError("the PDF is encrypted", path=path, hint="save it without password")


def _pages(reader: PdfReader, path: Path) -> list[list[PdfLine]]:
    count = len(reader.pages)
    if count > MOST_PAGES:
        raise LetterError(f"the PDF has {count:,} pages, more than {MOST_PAGES:,}", path=path, hint="give one letter")
    budget = Budget(MOST_WORK, MOST_CHARACTERS, time.monotonic() + MOST_SECONDS)
    return [page_lines(page, budget) for page in reader.pages]


def _without_repeated(pages: Sequence[list[PdfLine]]) -> list[list[PdfLine]]:
    """The pages without what stands in the margin of most of them, save on the first."""
    seen = Counter(key for page in pages for key in {_in_margin(line) for line in page} if key)
    repeated = {key for key, count in seen.items() if count > max(2, len(pages) // 2)}
    return [[line for line in page if not at or _in_margin(line) not in repeated] for at, page in enumerate(pages)]


def _in_margin(line: PdfLine) -> tuple[str, int] | None:
    if _MARGIN < line.height < 1 - _MARGIN:
        return None
    return re.sub(r"\d", "0", line.text), round(line.y / 4)


def _page_text(lines: list[PdfLine]) -> str:
    lines = _in_order(lines)
    leading, margin = _leading(lines), _margin(lines)
    _mark_notes(lines)
    rows = _rows(lines)
    parts: list[str] = []
    for index, line in enumerate(lines):
        distance = lines[index - 1].y - line.y if index else 0.0
        previous_is_row, is_row = index - 1 in rows, index in rows
        is_far = not 0 <= distance <= max(_GAP * leading, _LARGE_GAP * line.size) or _is_broken_off(
            lines[index - 1], line, margin
        )
        gap = previous_is_row != is_row if previous_is_row or is_row else is_far
        if index and gap:
            parts.append("")
        words = [cell for cell in line.cells if cell]
        parts.append(f"| {' | '.join(words)} |" if is_row else _COLUMNS.join(words))
    return "\n".join(_with_headings(lines, parts)) + "\n"


def _in_order(lines: list[PdfLine]) -> list[PdfLine]:
    """Lines from top to bottom where the page has one column; columns stay as they were written."""
    runs: list[list[PdfLine]] = []
    for line in lines:
        if runs and line.y <= runs[-1][-1].y:
            runs[-1].append(line)
        else:
            runs.append([line])
    runs.sort(key=lambda run: -run[0].y)
    if any(above[-1].y < below[0].y for above, below in pairwise(runs)):
        return lines
    return [line for run in runs for line in run]


def _leading(lines: Sequence[PdfLine]) -> float:
    """The usual distance between two lines of running text."""
    distances = Counter(
        round(above.y - below.y, 1)
        for above, below in pairwise(lines)
        if 0.9 * below.size < above.y - below.y < 2.2 * below.size and abs(above.size - below.size) < 0.5
    )
    if not distances:
        return 1.2 * max((line.size for line in lines), default=10.0)
    most = max(distances.values())
    return min(distance for distance, count in distances.items() if count >= most / 3)


def _margin(lines: Sequence[PdfLine]) -> float:
    """Where the lines of running text end at most; 0 when too few reach it to tell."""
    ends = sorted((line.end for line in lines if len(line.cells) == 1), reverse=True)
    near = [end for end in ends if end > ends[0] - _RAGGED * lines[0].size]
    return ends[_OUTLIERS] if len(near) > _OUTLIERS + 1 else 0.0


def _is_broken_off(above: PdfLine, line: PdfLine, margin: float) -> bool:
    """Whether the first word of a line would have fitted on the line above: that one ends a paragraph."""
    return (
        abs(above.size - line.size) <= 1
        and above.end + width(f" {line.text.split()[0]}", line.size) + _SLACK * line.size < margin
    )


def _mark_notes(lines: Sequence[PdfLine]) -> None:
    """Raise the numbers that begin footnotes: the last line with the number, after what refers to it."""
    referred = {match: at for at, line in enumerate(lines) for match in _REFERENCE.findall(line.text)}
    for at in range(len(lines) - 1, -1, -1):
        cell = lines[at].cells[0]
        number = _NUMBERED.match(cell)
        if number and referred.get(number[1], at) < at:
            del referred[number[1]]
            lines[at].cells[0] = f"<sup>{number[1]}</sup> {cell[number.end() :]}"


def _rows(lines: Sequence[PdfLine]) -> set[int]:
    """The lines that are rows of a table: two or more under each other with cells at the same places."""
    rows: set[int] = set()
    for index, (above, below) in enumerate(pairwise(lines)):
        is_close = 0 < above.y - below.y < 3.2 * below.size
        if is_close and len(above.cells) == len(below.cells) > 1 and _is_aligned(above, below):
            rows.update((index, index + 1))
    return rows


def _is_aligned(above: PdfLine, below: PdfLine) -> bool:
    return all(abs(a - b) < 3 for a, b in zip(above.places, below.places, strict=True))


def _with_headings(lines: Sequence[PdfLine], parts: Sequence[str]) -> Iterator[str]:
    """Bold lines that stand together and read as a heading become one; blank lines stay."""
    source = iter(lines)
    bold: list[str] = []
    for part in [*parts, None]:
        line = next(source) if part else None
        if line is not None and line.is_bold and part and not part.startswith("|"):
            bold.append(part)
            continue
        if bold:
            yield from _heading(bold)
            bold = []
        if part is not None:
            yield part


def _heading(lines: list[str]) -> Iterator[str]:
    words = " ".join(lines)
    layout = language.layout()
    signs = language.leading_words(words, layout.posts) or is_name(words, layout)
    if reads_as_heading(words) and not signs:
        yield from ("", f"## {words}", "")
    else:
        yield from lines
