"""The one real letter that the project is checked against, where it is at hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from nato_kg.model import AnomalyKind, Document, Span
from nato_kg.quote import locate, quotation
from nato_kg.readers import read_letter

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
LETTER = SHARED / "letters" / "kst-28676-418.txt"
GOLD = SHARED / "gold" / "kst-28676-418.jsonl"

pytestmark = pytest.mark.skipif(
    not (LETTER.is_file() and GOLD.is_file()), reason="the shared letter and its gold are not here"
)


@pytest.fixture(scope="module")
def document() -> Document:
    return read_letter(LETTER)


@pytest.fixture(scope="module")
def gold() -> dict[str, dict[str, Any]]:
    records = map(json.loads, GOLD.read_text(encoding="utf-8").splitlines())
    return {record["id"]: record for record in records}


def spans(record: dict[str, Any]) -> list[Span]:
    return [Span(start, end) for start, end in record["evidence"]]


def test_title_block_and_signature(document: Document, gold: dict[str, dict[str, Any]]) -> None:
    letter, title = gold["kst-28676-418"], document.title_block
    (dossier,) = title.dossiers
    values = (dossier.number, dossier.title, title.number, title.parliamentary_year, title.place)
    fields = ("dossier", "dossierTitle", "number", "parliamentaryYear", "place")
    assert [value and value.text for value in values] == [letter[name] for name in fields]
    assert title.addressee
    assert title.addressee.text == letter["addressee"]
    assert title.issued
    assert title.issued.text.split()[::2] == ["30", letter["issued"][:4]]
    (signature,) = document.signatures
    assert signature.name == letter["sender"]
    assert signature.post.endswith(letter["senderRole"])


def test_every_evidence_lies_in_what_was_read(document: Document, gold: dict[str, dict[str, Any]]) -> None:
    title, signatures = document.title_block, document.signatures
    outside = [s for s in (title.span, *(signature.span for signature in signatures)) if s]
    for record in gold.values():
        for span in spans(record):
            assert span.end <= document.rendition.length
            in_frame = any(part.contains(span) for part in outside)
            assert in_frame or locate(document, [span]), record["id"]


def test_structure(document: Document) -> None:
    assert document.language == "nl"
    assert [section.level for section in document.sections] == [0, 3, 3, 3]
    assert len(document.every_sentence) == pytest.approx(63, abs=1)
    assert [note.marker for note in document.footnotes] == ["1"]
    assert document.footnotes[0].reference is not None


def test_broken_paragraphs_and_the_broken_word_are_joined(document: Document, gold: dict[str, dict[str, Any]]) -> None:
    kinds = [anomaly.kind for anomaly in document.anomalies]
    assert kinds.count(AnomalyKind.JOINED_PARAGRAPH) == 3
    assert kinds.count(AnomalyKind.JOINED_WORD) == 1
    (althea,) = locate(document, spans(gold["com-althea"]))
    assert "kennisgevingsbrief" in althea.text.split()
    assert quotation(document, spans(gold["com-althea"])) == althea.text
    (mobilisation,) = locate(document, spans(gold["ev-mobilisation"]))
    assert "een gedeeltelijke" in mobilisation.text
    (directions,) = locate(document, spans(gold["dec-directions"]))
    assert directions.text.endswith("uitwerking.")


def test_nothing_of_the_letter_is_lost(document: Document) -> None:
    """Every letter and digit is in a sentence, heading, title block, signature or footnote."""
    covered = bytearray(len(document.text))
    frame = [document.title_block.span, *(s.heading_span for s in document.sections)]
    frame += [signature.span for signature in document.signatures]
    frame += [span for sentence in document.every_sentence for span in sentence.spans]
    frame += [note.reference for note in document.footnotes]
    for span in filter(None, frame):
        covered[span.start : span.end] = b"\1" * len(span)
    missed = [index for index, character in enumerate(document.text) if character.isalnum() and not covered[index]]
    assert "".join(document.text[index] for index in missed) in ("", "sup1sup")
