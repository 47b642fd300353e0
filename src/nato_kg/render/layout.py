"""Tables that fit: columns as wide as their words need, or one block a row where the terminal is too narrow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

_GAP: Final = 2
_LONGEST_WORD: Final = 24  # what is longer is broken before a column takes more


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a column; numbers are set to the right."""

    title: str
    right: bool = False


class FittingTable:
    """Rows of text under headings. A row has a cell for each heading; cells may have several lines."""

    def __init__(self, headings: Sequence[Heading], rows: Sequence[Sequence[Text]]) -> None:
        self.headings = headings
        self.rows = rows

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        cells = [[heading.title, *(row[n].plain for row in self.rows)] for n, heading in enumerate(self.headings)]
        widths = fit_widths(
            [max(map(_word_length, column)) for column in cells],
            [max(map(_line_length, column)) for column in cells],
            options.max_width - _GAP * (len(cells) - 1),
        )
        yield self._table(widths) if widths else self._blocks()

    def _table(self, widths: Sequence[int]) -> Table:
        table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
        for heading, width in zip(self.headings, widths, strict=True):
            table.add_column(
                Text(heading.title), width=width, overflow="fold", justify="right" if heading.right else "left"
            )
        for row in self.rows:
            table.add_row(*row)
        return table

    def _blocks(self) -> Table:
        """Each row as a block: its first cell, and below it the others with their titles, but for empty ones."""
        blocks, titles = Table.grid(), max(cell_len(heading.title) for heading in self.headings)
        for number, row in enumerate(self.rows):
            fields = Table.grid(padding=(0, _GAP, 0, 0))
            fields.add_column(no_wrap=True, min_width=titles)
            fields.add_column(overflow="fold")
            for heading, cell in zip(self.headings[1:], row[1:], strict=True):
                if cell.plain:
                    fields.add_row(Text(heading.title, style="dim"), _on_one_line(cell))
            title = _on_one_line(row[0])
            title.stylize("bold")
            blocks.add_row(Padding(title, (1 if number else 0, 0, 0, 0)))
            blocks.add_row(Padding(fields, (0, 0, 0, 2)))
        return blocks


def fit_widths(least: Sequence[int], wanted: Sequence[int], available: int) -> list[int]:
    """A width for each column between the least and the wanted one; none when the least ones do not fit."""
    least = [min(low, _LONGEST_WORD) for low in least]
    spare = available - sum(least)
    if spare < 0:
        return []
    widths = list(least)
    pending = sorted(range(len(least)), key=lambda n: wanted[n] - least[n])
    for position, column in enumerate(pending):  # those that need little get it, the others share what is left
        given = min(wanted[column] - least[column], spare // (len(pending) - position))
        widths[column] += max(given, 0)
        spare -= max(given, 0)
    return widths


def _on_one_line(cell: Text) -> Text:
    return Text(" · ").join(cell.split("\n"))


def _line_length(text: str) -> int:
    return max(map(cell_len, text.split("\n")))


def _word_length(text: str) -> int:
    return max(map(cell_len, chain([""], text.split())))
