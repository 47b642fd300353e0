"""How well predicted records agree with gold ones (``../shared/gold/README.md``, "Scoring").

Start with :func:`evaluate_letter` and :func:`evaluate_folder`; :func:`score` and :func:`list_errors` take records.
"""

from __future__ import annotations

from nato_kg.evaluate.mistakes import Mistake, MistakeKind, list_errors
from nato_kg.evaluate.records import Record, load_records
from nato_kg.evaluate.run import evaluate_folder, evaluate_letter
from nato_kg.evaluate.scores import Counts, Scores, Share, score

__all__ = [
    "Counts",
    "Mistake",
    "MistakeKind",
    "Record",
    "Scores",
    "Share",
    "evaluate_folder",
    "evaluate_letter",
    "list_errors",
    "load_records",
    "score",
]
