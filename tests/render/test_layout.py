"""Tables that fit the terminal."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from nato_kg.render.layout import FittingTable, Heading, fit_widths


def printed(table: FittingTable, width: int = 80) -> list[str]:
    out = io.StringIO()
    Console(file=out, width=width, markup=False).print(table)
    return [line.rstrip() for line in out.getvalue().splitlines()]


def table_of(*rows: tuple[str, ...], headings: tuple[str, ...]) -> FittingTable:
    return FittingTable([Heading(title) for title in headings], [[Text(cell) for cell in row] for row in rows])


def test_a_table_where_it_fits() -> None:
    lines = printed(table_of(("a", "one two"), ("b", "three"), headings=("x", "y")))
    assert lines == ["x  y", "──────────", "a  one two", "b  three"]


def test_blocks_where_it_does_not() -> None:
    table = table_of(
        ("com-1\nfirst", "open", "", "x" * 12), ("com-2", "kept", "soon", ""), headings=("c", "status", "due", "by")
    )
    assert printed(table, 24) == [
        "com-1 · first",
        "  status  open",
        "  by      xxxxxxxxxxxx",
        "",
        "com-2",
        "  status  kept",
        "  due     soon",
    ]


def test_brackets_in_the_data_are_no_markup() -> None:
    assert "[/b] [red]x" in printed(table_of(("[/b] [red]x",), headings=("x",)))


@pytest.mark.parametrize(
    ("least", "wanted", "available", "expected"),
    [
        ([2, 2], [5, 5], 20, [5, 5]),
        ([2, 2], [5, 50], 20, [5, 15]),
        ([2, 2], [50, 50], 20, [10, 10]),
        ([30], [30], 26, [26]),
        ([12, 12], [12, 12], 20, []),
        ([0, 1], [0, 1], 5, [0, 1]),
    ],
)
def test_widths(least: list[int], wanted: list[int], available: int, expected: list[int]) -> None:
    assert fit_widths(least, wanted, available) == expected


COLUMNS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 60)), min_size=1, max_size=8)


@given(COLUMNS, st.integers(1, 120))
def test_widths_fit_or_there_are_none(columns: list[tuple[int, int]], available: int) -> None:
    least, wanted = [low for low, _ in columns], [low + more for low, more in columns]
    widths = fit_widths(least, wanted, available)
    if widths:
        assert sum(widths) <= available
        assert all(min(low, 24) <= width <= want for low, width, want in zip(least, widths, wanted, strict=True))
    else:
        assert sum(min(low, 24) for low in least) > available
