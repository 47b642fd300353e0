"""Rendition text: the plain text that a format with its own structure is turned into before it is read.

Every format but plain text goes this way: its reader states the blocks, this module writes them so
that the text reader reads them back as stated, and all later steps are shared. Blocks stand between
blank lines. Forms: title lines as printed; "## " before a heading; a bullet or number before a list
item; "| a | b |" for a row; "<sup>1</sup>" for a footnote, in the text and before the note, which
stands at the end; post and name of a signature line under line. What the text reader takes for
markup is escaped with a backslash. A word joiner before a paragraph, or an empty link after it,
which the text reader leaves out, says what a format knows and shapes do not: that a short line is
no heading, and that a paragraph without full stop does not go on in the next.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from nato_kg.errors import LetterError
from nato_kg.logical import Span
from nato_kg.readers import language
from nato_kg.readers.blocks import looks_like_heading
from nato_kg.readers.lines import split_lines
from nato_kg.readers.notes import RAISED, read_note_start
from nato_kg.readers.paragraphs import is_ended
from nato_kg.readers.signature import read_signatures

# Stands for a forced line break in the words that a reader gives; all other white space is folded.
BREAK = "\u2028"
# Far more than the longest letter with its annexes; reading that much still takes seconds.
MOST_CHARACTERS = 2_000_000

_JOINER = "\u2060"
_END_MARK = f"[{_JOINER}](.)"
_MARKUP = re.compile(r"[\\*_<]|\[(?=[^\[\]]{1,200}\]\()")
_RAISED = str.maketrans(RAISED, "0123456789")
_SPACE_BEFORE_NOTE = re.compile(r"\s{1,8}(<sup>[^<>]{1,8}</sup>)(?=[\s.,;:)]|$)")
_NOT_IN_MARKER = re.compile(r"[<>\s\\]")
_ITEM_LABEL = re.compile(r"[-•*–—▪◦·●○■□➢✓+]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]")
_DATED = re.compile(r"(?:^|[\s,])\d{1,2}\s[^\W\d_]{3,9}\.?\s\d{4}\.?$", re.MULTILINE)
_DATE_REACH = 12
_QUOTES = "\"'“‘„’«("
_LONGEST_MARKER = 8
_LONGEST_LINE = 160
# One less than what the text reader takes for a broken paragraph: a joiner may come before it.
_SHORTEST_BROKEN = 59
_MOST_LEVELS = 6
_SMALL_ROMAN = (("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))


class _Kind(Enum):
    STATED = "as stated"
    PROSE = "prose"


@dataclass(frozen=True, slots=True)
class _Block:
    kind: _Kind
    text: str


def escape(text: str, *, keep_raised: bool = False) -> str:
    """Words of a format as words of the rendition text: nothing in them is markup any more.

    Raised digits become plain ones, as the text reader does with powers, so that none is taken for
    a footnote; keep them where they may be one.
    """
    escaped = _MARKUP.sub(r"\\\g<0>", text)
    return escaped if keep_raised else escaped.translate(_RAISED)


def fold(words: str) -> str:
    """One line of words: all white space folded, none before a footnote marker that ends a phrase."""
    return _SPACE_BEFORE_NOTE.sub(r"\1", " ".join(words.split()))


def reads_as_heading(words: str) -> bool:
    """Whether folded words alone on a line have the shape of a heading."""
    return bool(words) and looks_like_heading(words, Span(0, len(words)))


def ordinal(number: int, form: str = "1") -> str:
    """A list number as printed: form "1", "a" or "i" (or their capitals); at most 26 letters, 39 in Roman."""
    if form.lower() == "a" and 0 < number <= 26:
        digits = chr(ord("a") + number - 1)
    elif form.lower() == "i" and 0 < number < 40:
        digits, rest = "", number
        for letters, value in _SMALL_ROMAN:
            digits, rest = digits + letters * (rest // value), rest % value
    else:
        return str(number)
    return digits if form.islower() else digits.upper()


class RenditionWriter:
    """Collects the blocks of a letter in order; all words it takes are escaped already.

    `reference` gives the words for a footnote's marker in the text, `note` its own text.
    `fallback_date` becomes a title line when none of the first lines holds a date. `path` and
    `what` name the file and its format in errors: LetterError for far too many words.
    """

    def __init__(self, path: Path, what: str) -> None:
        self.path = path
        self.what = what
        self.fallback_date = ""
        self._blocks: list[_Block] = []
        self._notes: list[str] = []
        self._titles = 0
        self._length = 0

    def title(self, words: str) -> None:
        """A line of the title block as it is printed."""
        self._state(fold(words.replace(BREAK, " ")))
        self._titles = len(self._blocks)

    def heading(self, words: str, level: int) -> None:
        """A heading; level 1 is the title's own, so that sections begin at 2."""
        if folded := fold(words.replace(BREAK, " ")):
            self._state(f"{'#' * min(max(level, 2), _MOST_LEVELS)} {folded}")

    def paragraph(self, words: str) -> None:
        """A paragraph; a BREAK in it begins a line."""
        lines = [line for part in words.split(BREAK) if (line := fold(part))]
        lines = [f"\\{line}" if line.startswith(("#", "|")) else line for line in lines]
        if lines:
            self._add(_Kind.PROSE, "\n".join(lines))

    def item(self, label: str, words: str) -> None:
        """A list item with its printed bullet or number; one that is neither stays in its words."""
        label, folded = fold(label), fold(words.replace(BREAK, " "))
        if not folded:
            return
        if not _ITEM_LABEL.fullmatch(label):
            label, folded = "-", f"{label} {folded}".strip()
        joiner = _JOINER if label[-1] in ".)" and reads_as_heading(folded) else ""
        self._state(f"{label} {joiner}{folded}")

    def table(self, rows: Iterable[Sequence[str]]) -> None:
        """The rows of a table, cell by cell; rows without words are left out."""
        lines = []
        for row in rows:
            cells = [fold(cell.replace(BREAK, " ")).replace("|", "\\|") for cell in row]
            if any(cells):
                lines.append(f"| {' | '.join(cells)} |")
        self._state("\n".join(lines))

    def signature(self, lines: Iterable[str]) -> None:
        """The lines of one signature: post, then name."""
        self._state("\n".join(folded for line in lines if (folded := fold(line))))

    def reference(self, marker: str) -> str:
        """What stands in the text for the footnote with this marker."""
        return f"<sup>{_clean_marker(marker)}</sup>"

    def note(self, marker: str, words: str) -> None:
        """A footnote."""
        if folded := fold(words.replace(BREAK, " ")):
            self._notes.append(f"<sup>{_clean_marker(marker)}</sup> {folded}")
            self._count(folded)

    def finish(self) -> str:
        """The rendition text. Raises LetterError (path) when no words came."""
        if not self._blocks:
            message = f"the {self.what} is empty: no words in it"
            raise LetterError(message, path=self.path, hint="give a file that holds its text")
        if self.fallback_date and not any(_DATED.search(block.text) for block in self._blocks[:_DATE_REACH]):
            self._blocks.insert(self._titles, _Block(_Kind.STATED, self.fallback_date))
        signed = self._signed()
        texts = []
        for index, block in enumerate(self._blocks):
            follower = index + 1 if index + 1 < len(self._blocks) and index + 1 not in signed else None
            is_prose = block.kind is _Kind.PROSE and index not in signed
            before_prose = follower is not None and self._blocks[follower].kind is _Kind.PROSE
            goes_on = before_prose and index >= self._titles and _seems_to_go_on(block.text)
            text = block.text + _END_MARK if goes_on else block.text
            if is_prose and _would_be_misread(text):
                text = _JOINER + text
            texts.append(text)
        return "\n\n".join([*texts, *self._notes]) + "\n"

    def _state(self, text: str) -> None:
        if text:
            self._add(_Kind.STATED, text)

    def _add(self, kind: _Kind, text: str) -> None:
        self._blocks.append(_Block(kind, text))
        self._count(text)

    def _count(self, text: str) -> None:
        self._length += len(text) + 2
        check_length(self._length, self.path)

    def _signed(self) -> set[int]:
        """The blocks in which the text reader will find signatures, left as they are."""
        starts: list[int] = []
        length = 0
        for block in self._blocks:
            starts.append(length)
            length += len(block.text) + 2
        text = "\n\n".join(block.text for block in self._blocks)
        layout = language.layout()
        lines, _ = split_lines(text, layout)
        _, taken = read_signatures(text, lines, layout)
        return {bisect_right(starts, lines[line].start) - 1 for line in taken}


def check_length(length: int, path: Path) -> None:
    """Raises LetterError (path) when a text of this length is too long to be a letter's."""
    if length > MOST_CHARACTERS:
        raise LetterError(
            f"the letter is longer than {MOST_CHARACTERS:,} characters",
            path=path,
            hint="give one letter, without books of annexes",
        )


def _clean_marker(marker: str) -> str:
    return _NOT_IN_MARKER.sub("", marker)[:_LONGEST_MARKER] or "*"


def _would_be_misread(text: str) -> bool:
    """Whether a paragraph has the shape of a heading, a footnote or the rest of a sentence."""
    line = text[:_LONGEST_LINE].partition("\n")[0]
    if _starts_item(line):
        return False  # a list item in paragraph's clothes: the text reader is right about it
    if line.lstrip(_QUOTES)[:1].islower() or read_note_start(text, Span(0, len(text))) is not None:
        return True
    return "\n" not in text and reads_as_heading(text)


def _seems_to_go_on(text: str) -> bool:
    """Whether the text reader would look for the rest of this block in the next."""
    if text.startswith(("#", "|")) or is_ended(text, Span(text.rfind("\n") + 1, len(text))):
        return False
    is_long = len(text) >= _SHORTEST_BROKEN and not text.endswith(",") and not _starts_item(text)
    return is_long or text.endswith(("-", "\u2010", "\u00ad"))


def _starts_item(line: str) -> bool:
    label = _ITEM_LABEL.match(line)
    return label is not None and line[label.end() : label.end() + 1] == " "
