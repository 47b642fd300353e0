"""What commands print, and how they end: one line for an error, nothing more to a reader that has gone."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup

from nato_kg.cli.options import RowFormat
from nato_kg.errors import NatoKgError, UsageError

if TYPE_CHECKING:
    from rich.console import Console, RenderableType


class Commands(TyperGroup):
    """The commands of the program, with its exit codes (see :mod:`nato_kg.errors`)."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command; errors of ours become one line on standard error and their exit code."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except NatoKgError as error:
            show_progress("")
            _print_error(error)
            raise typer.Exit(error.exit_code) from error
        except KeyboardInterrupt:
            show_progress("")
            raise
        except BrokenPipeError:  # the reader has gone, as `head` does
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing to say when Python flushes at exit
            raise typer.Exit(0) from None
        return result


def _print_error(error: NatoKgError) -> None:
    """One line; where the message has a report below its first line, that report before it."""
    head, _, report = error.message.partition("\n")
    if report:
        print(report, file=sys.stderr)
        print(f"nato-kg: {head}; {error.hint}", file=sys.stderr)
    else:
        print(f"nato-kg: {error}", file=sys.stderr)


def show_progress(step: str) -> None:
    """The step that a long command is at, on a line that the next one overwrites; only where someone looks on."""
    if sys.stderr.isatty():
        print(f"\r\033[K{step}{' …' if step else ''}", end="", file=sys.stderr, flush=True)


def make_console() -> Console:
    """Standard output for tables and trees. Nothing in the data is taken for markup."""
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False, soft_wrap=False)


def show(*parts: RenderableType) -> None:
    """Print tables, trees and texts, without blanks at the end of lines."""
    console = make_console()
    with console.capture() as captured:
        for part in parts:
            console.print(part, crop=False)  # an address that is longer than the line stays whole
    print(re.sub(" +$", "", captured.get(), flags=re.MULTILINE), end="")


def print_rows(rows: Sequence[Mapping[str, Any]], output: RowFormat, columns: Sequence[str]) -> None:
    """Print rows as CSV or JSON."""
    from nato_kg.render.rows import rows_as_csv, rows_as_json

    print(rows_as_json(rows) if output is RowFormat.json else rows_as_csv(rows, columns), end="")


def report_unreadable(errors: Sequence[NatoKgError]) -> None:
    """Name the files of a batch that could not be read, and end with their exit code; the rest has been done."""
    for error in errors:
        print(f"nato-kg: {error}", file=sys.stderr)
    if errors:
        raise typer.Exit(max(error.exit_code for error in errors))


def write_text(text: str, to: str) -> None:
    """Write a text to a file, or to standard output where it is ``-``."""
    if to == "-":
        sys.stdout.write(text)
    else:
        write_bytes(text.encode(), to)


def write_bytes(data: bytes, to: str) -> None:
    """Write a file. Raises :class:`~nato_kg.errors.UsageError` where nothing can be written."""
    try:
        Path(to).write_bytes(data)
    except OSError as error:
        raise UsageError(
            f"nothing can be written there: {error.strerror}", path=Path(to), hint="name another -o"
        ) from error
