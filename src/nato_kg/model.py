"""What is found in a letter: mentions of things, and statements with evidence.

The letter itself is in :mod:`nato_kg.document`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from nato_kg.document import (
    Anomaly,
    AnomalyKind,
    Document,
    Dossier,
    Footnote,
    LetterText,
    LogicalText,
    Paragraph,
    ParagraphKind,
    Rendition,
    Run,
    Section,
    Sentence,
    Signature,
    Span,
    TitleBlock,
    Value,
)

__all__ = [
    "Anomaly",
    "AnomalyKind",
    "Certainty",
    "Document",
    "Dossier",
    "Footnote",
    "LetterText",
    "LogicalText",
    "Mention",
    "Paragraph",
    "ParagraphKind",
    "Passage",
    "Rendition",
    "Run",
    "Section",
    "Sentence",
    "Signature",
    "Span",
    "Statement",
    "TitleBlock",
    "Value",
]


class Certainty(Enum):
    """How sure it is which thing a mention stands for; never left open as None."""

    CERTAIN = "certain"
    LIKELY = "likely"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a sentence that stand for a thing of a kind.

    `start` and `end` are half-open positions in the logical text of the sentence numbered
    `sentence`. `things` are slugs of reference data, the nearest reading first; a thing that the
    reference data does not know has none and is `new`, called by its `text`.
    """

    kind: str
    text: str
    sentence: int
    start: int
    end: int
    things: tuple[str, ...] = ()
    certainty: Certainty = Certainty.UNKNOWN

    @property
    def thing(self) -> str | None:
        """The nearest reading, if the reference data knows one."""
        return self.things[0] if self.things else None

    @property
    def new(self) -> bool:
        """Whether the reference data does not know the thing."""
        return not self.things


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a letter as joining compares it, with its number, the heading above it and its paragraph.

    ``signs`` say what it does (``data/language/keeping-nl.yaml``): hand over a paper, tell a result, decide, and so on.
    ``promises`` says that it promises, moves or drops something.
    """

    number: int
    text: str
    heading: str = ""
    paragraph: int = 0
    signs: frozenset[str] = frozenset()
    promises: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """What a letter says, as extracted: the unit of truth before it becomes RDF.

    `fields` are those of its kind in the record form (docs/records.md): plain values, ids of other
    statements of the letter, slugs of shared things, or labels of new ones. `confidence` lies
    between 0 and 1; `why` says which rule fired on which words.
    """

    id: str
    kind: str
    fields: Mapping[str, Any]
    evidence: tuple[Span, ...]
    rule: str
    confidence: float
    sentences: tuple[int, ...] = ()
    why: str = ""

    def as_record(self) -> dict[str, Any]:
        """The statement in the record form, ready for JSON."""
        return {
            "id": self.id,
            "kind": self.kind,
            **self.fields,
            "evidence": [[span.start, span.end] for span in self.evidence],
            "rule": self.rule,
            "confidence": self.confidence,
        }
