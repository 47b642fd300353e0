"""All builders on one letter: ids, evidence, the same from every format, and hostile text."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from nato_kg import resources
from nato_kg.model import Document, Rendition
from nato_kg.readers import read_letter
from nato_kg.readers.text import read_text
from nato_kg.statements.extract import extract, extract_records

EXAMPLE = resources.path("data", "examples", "kst-99004-12.txt")
FORMATS = Path(__file__).parents[1] / "letters" / "formats"
HEAD = "Nr. 4 Brief van de Minister van Defensie\n\nDen Haag, 3 mei 2031\n\n"


def read(text: str) -> Document:
    return read_text(text, "fictief", Rendition("", "text/plain", len(text)))


def test_the_shipped_letter_says_what_it_promises() -> None:
    document = read_letter(EXAMPLE)
    promised = [s for s in extract(document) if s.kind == "Commitment"]
    assert [(s.fields["deliverable"], s.fields.get("dueTo"), s.fields.get("recurrence")) for s in promised] == [
        ("letter", "2031-05-31", None),
        ("report", None, "half-yearly"),
    ]
    assert {s.fields["status"] for s in extract(document) if s.kind == "Decision"} == {
        "taken",
        "expected",
        "under-investigation",
    }
    assert [s.fields["commitmentOf"] for s in extract(document) if s.kind == "Fulfilment"] == ["kst-99004-9"]


def test_every_statement_has_a_place_a_rule_and_a_confidence() -> None:
    document = read_letter(EXAMPLE)
    statements = extract(document)
    assert len({s.id for s in statements}) == len(statements)
    for statement in statements:
        assert "@" in statement.rule
        assert 0 < statement.confidence < 1
        assert all(document.text[span.start : span.end].strip() for span in statement.evidence)
        assert statement.evidence


def test_ids_outlive_what_is_added_to_the_letter() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    longer = text.replace("1. Stand van zaken\n\n", "1. Stand van zaken\n\nEr is in Fictië verder niets gebeurd.\n\n")
    before, after = ({s.id for s in extract(read(t)) if s.kind == "Commitment"} for t in (text, longer))
    assert before == after


@pytest.mark.parametrize("kind", ["xml", "html", "odt", "docx", "pdf"])
def test_every_format_says_the_same(kind: str) -> None:
    def said(path: Path) -> list[tuple[str, str]]:
        return [(str(r["kind"]), str({k: v for k, v in r.items() if k != "evidence"})) for r in read_records(path)]

    assert said(FORMATS / f"fictief.{kind}") == said(FORMATS / "fictief.txt")


def read_records(path: Path) -> list[dict[str, object]]:
    return extract_records(read_letter(path))


@pytest.mark.parametrize(
    "body",
    [
        "aan de NAVO " * 10_000,
        "Nederland " * 20_000,
        "EUFOR ALTHEA MISSIE " * 5_000,
        "Het kabinet zal de Kamer informeren, " * 3_000,
        "op 3 mei 2031 " * 5_000,
        "Kamerstuk 99 004, nr. 9, " * 4_000,
        "(" * 50_000,
        "EUTM (EUTM " * 5_000,
        "de raad " * 50_000,
    ],
    ids=lambda body: body[:12],
)
def test_hostile_text_ends_soon(body: str) -> None:
    document = read(HEAD + body + "\n")
    begun = process_time()
    extract(document)
    assert process_time() - begun < 30


@pytest.mark.parametrize(
    "text", ["Niets.", "The government will inform the House.", "Dhr. A: Ik zeg u dat toe.\n" * 40]
)
def test_what_is_no_letter_gives_few_statements_and_no_fault(text: str) -> None:
    assert len(extract(read(text))) < 60
