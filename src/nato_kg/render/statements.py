"""What was read from a letter, for a person who checks it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from nato_kg.interface import Interface
from nato_kg.model import Document, Statement
from nato_kg.quote import quotation


def render_statements(
    document: Document, statements: Sequence[Statement], ui: Interface, *, explain: bool = False
) -> RenderableType:
    """The statements by kind: fields, the words that say it, confidence; with ``explain`` the rule and why it fired."""
    parts: list[RenderableType] = []
    for kind in dict.fromkeys(statement.kind for statement in statements):
        of_kind = [statement for statement in statements if statement.kind == kind]
        parts.append(Text(f"\n{kind} · {len(of_kind)}", style="bold"))
        for statement in of_kind:
            parts += _lines(document, statement, explain=explain)
    return Group(*parts) if parts else Text(ui.say("no_rows"))


def _lines(document: Document, statement: Statement, *, explain: bool) -> Iterator[Text]:
    fields = ", ".join(f"{name}: {_show(value)}" for name, value in statement.fields.items())
    yield Text(f"  {statement.id}  {fields}")
    if statement.kind not in {"Letter", "Date", "Citation"}:
        yield Text(f"    “{quotation(document, statement.evidence)}”", style="dim")
    if explain:
        yield Text(f"    {statement.confidence:.2f}  {statement.rule}: {statement.why}", style="dim")


def _show(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
