"""What waits for a person's judgement, as a table and as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from nato_kg.followups import Proposal
from nato_kg.interface import Interface
from nato_kg.render.layout import FittingTable, Heading

PROPOSAL_COLUMNS = tuple(field.name for field in fields(Proposal))


def render_proposals(proposals: Sequence[Proposal], ui: Interface) -> RenderableType:
    """A table of score, commitment, letter and reasons, the best first."""
    if not proposals:
        return Text(ui.say("nothing_proposed"))
    rows = [
        [Text(f"{p.score:.2f}"), Text(p.commitment), Text(f"{p.letter}\n{ui.day(p.issued)}"), Text(p.reason or "")]
        for p in proposals
    ]
    headings = [Heading(ui.say(f"column_{name}")) for name in ("commitment", "letter", "why")]
    return FittingTable([Heading(ui.say("column_score"), right=True), *headings], rows)


def proposal_rows(proposals: Sequence[Proposal]) -> list[dict[str, Any]]:
    """One row a proposal."""
    return [asdict(proposal) for proposal in proposals]
