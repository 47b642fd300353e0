"""What waits for a person's judgement, as a table and as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from nato_kg.followups import NearDuplicate, Proposal
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


def render_near(near: Sequence[NearDuplicate], ui: Interface) -> RenderableType:
    """A table of promises that may be one promise made twice."""
    rows = [
        [Text(f"{n.likeness:.2f}"), Text(f"{n.first}\n“{n.first_words}”"), Text(f"{n.second}\n“{n.second_words}”")]
        for n in near
    ]
    headings = [
        Heading(ui.say("column_score"), right=True),
        *(Heading(ui.say(f"near_{n}")) for n in ("first", "again")),
    ]
    return Group(Text(f"\n{ui.say('near_duplicates')}", style="bold"), FittingTable(headings, rows))


def proposal_rows(proposals: Sequence[Proposal]) -> list[dict[str, Any]]:
    """One row a proposal."""
    return [asdict(proposal) for proposal in proposals]
