"""Scores of the extraction: tables for a terminal, Markdown for docs/quality.md, and the list of mistakes.

Counts stand beside every rate; a rate of nothing is a dash.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from nato_kg.evaluate import Counts, Mistake, MistakeKind, Scores, Share

_DETECTION = ("KIND", "GOLD", "FOUND", "MATCHED", "PRECISION", "RECALL", "F1")
_FIELDS = ("KIND", "FIELD", "RIGHT", "OF", "SHARE")
_COUNTER_EXAMPLES = ("NOT A", "HIT", "OF", "SHARE")
_STYLES = {
    MistakeKind.MISS: "yellow",
    MistakeKind.FALSE_HIT: "red",
    MistakeKind.COUNTER_EXAMPLE: "bold red",
    MistakeKind.WRONG_FIELD: "cyan",
}

_Row = tuple[str, ...]


def render_scores(scores: Scores) -> RenderableType:
    """Three tables: detection by kind, fields right on matched pairs, counter-examples hit."""
    parts: list[RenderableType] = [Text(_letters(scores), style="bold")]
    for title, columns, rows in _tables(scores):
        parts += [Text(f"\n{title}", style="bold"), _table(columns, rows)]
    return Group(*parts)


def scores_as_markdown(scores: Scores) -> str:
    """The same three tables as Markdown, each with its title in bold."""
    blocks = [f"{_letters(scores)}."]
    for title, columns, rows in _tables(scores):
        blocks += [f"**{title}**", "\n".join(_markdown_table(columns, rows))]
    return "\n\n".join(blocks) + "\n"


def render_mistakes(mistakes: Iterable[Mistake]) -> RenderableType:
    """Each mistake with its place, what was expected and found, and its sentence."""
    lines = [Text("\n").join(_mistake(mistake)) for mistake in mistakes]
    return Group(*lines) if lines else Text("no mistakes")


def _tables(scores: Scores) -> Iterator[tuple[str, Sequence[str], list[_Row]]]:
    """The tables that have rows: title, columns, rows."""
    detection = [_detection_row(kind, counts) for kind, counts in scores.kinds.items()]
    fields = [(kind, name, *_share_cells(share)) for (kind, name), share in scores.fields.items()]
    passages = [(kind, *_share_cells(share)) for kind, share in scores.counter_examples.items()]
    if detection:
        yield "Detection", _DETECTION, [*detection, _detection_row("all", scores.total)]
    if fields:
        yield "Fields right on matched pairs", _FIELDS, fields
    if passages:
        hit = scores.total_counter_examples
        yield "Counter-examples hit", _COUNTER_EXAMPLES, [*passages, ("all", *_share_cells(hit))]


def _letters(scores: Scores) -> str:
    return f"{scores.letters} letter" + ("" if scores.letters == 1 else "s")


def _detection_row(kind: str, counts: Counts) -> _Row:
    rates = (counts.precision, counts.recall, counts.f1)
    return (kind, str(counts.gold), str(counts.predicted), str(counts.matched), *map(_rate, rates))


def _share_cells(share: Share) -> _Row:
    return str(share.part), str(share.total), _rate(share.rate)


def _rate(rate: float | None) -> str:
    """Three decimals, never rounded up to 1: what is not whole must not look so."""
    if rate is None:
        return "–"
    return f"{min(rate, 0.999):.3f}" if rate < 1 else "1.000"


def _table(columns: Sequence[str], rows: Iterable[_Row]) -> Table:
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, justify="left" if _is_text(column) else "right", no_wrap=True)
    for row in rows:
        table.add_row(*row)
    return table


def _markdown_table(columns: Sequence[str], rows: Iterable[_Row]) -> Iterator[str]:
    yield _markdown_row(column.lower() for column in columns)
    yield _markdown_row("---" if _is_text(column) else "---:" for column in columns)
    yield from map(_markdown_row, rows)


def _markdown_row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _is_text(column: str) -> bool:
    return column in ("KIND", "FIELD", "NOT A")


def _mistake(mistake: Mistake) -> Iterator[Text]:
    first = mistake.spans[0]
    record = " ".join(part for part in (mistake.kind, mistake.record) if part)
    place = f"{mistake.letter} {first.start}–{mistake.spans[-1].end}"
    rule = f" · rule {mistake.rule}" if mistake.rule else ""
    yield Text.assemble((mistake.mistake.value, _STYLES[mistake.mistake]), f" · {record} · {place}{rule}")
    if mistake.field:
        yield Text(f"  {mistake.field}: expected {mistake.expected}, found {mistake.found or 'nothing'}")
    if mistake.why:
        yield Text(f"  not a {mistake.kind}: {mistake.why}")
    yield Text(f"  “{mistake.sentence}”", style="dim")
