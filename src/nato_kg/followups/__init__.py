"""What became of what was promised: the ledger on a day, each promise's history, and what waits for a judgement."""

from __future__ import annotations

from nato_kg.followups.aloud import oral_promises, relation_labels
from nato_kg.followups.history import HistoryStep, Proposal, read_history, read_proposals
from nato_kg.followups.ledger import Keeper, Ledger, Promise, read_ledger, restating_notes
from nato_kg.followups.ministers import promises_of
from nato_kg.followups.near import NearDuplicate, read_near_duplicates
from nato_kg.followups.searched import Searched, read_searched

__all__ = [
    "HistoryStep",
    "Keeper",
    "Ledger",
    "NearDuplicate",
    "Promise",
    "Proposal",
    "Searched",
    "oral_promises",
    "promises_of",
    "read_history",
    "read_ledger",
    "read_near_duplicates",
    "read_proposals",
    "read_searched",
    "relation_labels",
    "restating_notes",
]
