"""One fictional letter in every format, and the shared official files: the same structure from each."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

import pytest

from nato_kg.errors import LetterError
from nato_kg.model import Document
from nato_kg.normalise import normalise
from nato_kg.readers import read_letter

LETTERS = Path(__file__).resolve().parents[1] / "letters" / "formats"
FORMATS = ["txt", "xml", "html", "odt", "docx", "pdf"]


def title(document: Document) -> dict[str, Any]:
    block = document.title_block
    names = ("parliamentary_year", "number", "kind", "sender", "addressee", "place", "issued", "subject", "salutation")
    found: dict[str, Any] = {name: getattr(getattr(block, name), "text", None) for name in names}
    return found | {"dossiers": [(d.number.text, d.title and d.title.text) for d in block.dossiers]}


def sections(document: Document) -> list[Any]:
    return [
        (
            section.level,
            section.label,
            section.heading,
            [(p.kind, p.label, [normalise(s.text) for s in p.sentences]) for p in section.paragraphs],
        )
        for section in document.sections
    ]


def notes(document: Document) -> list[Any]:
    return [
        (note.marker, note.reference is not None, [(normalise(s.text), s.section, s.paragraph) for s in note.sentences])
        for note in document.footnotes
    ]


@pytest.fixture(scope="module")
def letters() -> dict[str, Document]:
    return {suffix: read_letter(LETTERS / f"fictief.{suffix}") for suffix in FORMATS}


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_gives_the_same_letter(letters: dict[str, Document], suffix: str) -> None:
    plain, document = letters["txt"], letters[suffix]
    assert title(document) == title(plain)
    assert sections(document) == sections(plain)
    assert notes(document) == notes(plain)
    assert [(s.post, s.name) for s in document.signatures] == [("De Minister van Verbeelding", "A.B. Verzinner")]
    assert document.language == "nl"


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_rendition_is_the_text_that_offsets_point_into(letters: dict[str, Document], suffix: str) -> None:
    document = letters[suffix]
    assert document.rendition.length == len(document.text)
    assert document.rendition.sha256 == hashlib.sha256((LETTERS / f"fictief.{suffix}").read_bytes()).hexdigest()
    assert document.rendition.media_type.startswith("text/plain; " + ("charset=" if suffix == "txt" else "from="))
    number = document.title_block.number
    assert number
    assert document.words(number.span) == "7"
    for sentence in document.every_sentence:
        for index in (0, len(sentence.logical) - 1):
            assert document.text[sentence.logical.offset(index)] == sentence.text[index]


def test_the_letter_is_rich_enough_to_tell(letters: dict[str, Document]) -> None:
    document = letters["txt"]
    assert [section.heading for section in document.sections] == [
        "",
        "Agenda van de bijeenkomst",
        "Nederlandse bijdrage",
        "Vervolg",
    ]
    assert [note.marker for note in document.footnotes] == ["1", "2"]
    assert {p.kind.value for p in document.paragraphs} == {"prose", "list item", "table"}
    assert title(document)["dossiers"] == [("99412", "Verzonnen vredesmissies")]


def test_the_word_broken_over_the_pages_of_the_pdf_is_one(letters: dict[str, Document]) -> None:
    document = letters["pdf"]
    assert "eva-\n" in document.text
    assert "\fluatie" in document.text
    assert any("de evaluatie binnen" in sentence.text for sentence in document.sentences)


def test_reading_twice_gives_the_same() -> None:
    for suffix in FORMATS:
        path = LETTERS / f"fictief.{suffix}"
        assert read_letter(path) == read_letter(path)


# --- the official files beside the project --------------------------------------------------------

PAPER = ["html", "odt", "pdf", "xml"]


def words(document: Document) -> str:
    """The words of headings and sentences, in order: a PDF cannot tell a name alone from a heading."""
    parts = (p for s in document.sections for p in (s.heading, *(z.text for q in s.paragraphs for z in q.sentences)))
    return " ".join(filter(None, parts))


@pytest.mark.parametrize("suffix", PAPER)
def test_a_paper_of_the_house_in_each_form(shared: Path, suffix: str) -> None:
    document = read_letter(shared / "formats" / f"kst-32545-143.{suffix}")
    found = title(document)
    assert found["dossiers"] == [("32545", "Wet- en regelgeving financiële markten")]
    assert (found["parliamentary_year"], found["number"], found["kind"]) == ("2020-2021", "143", "MOTIE")
    assert found["issued"] == "6 juli 2021"
    body = words(document)
    assert body == words(read_letter(shared / "formats" / "kst-32545-143.xml"))
    assert body.startswith("De Kamer, gehoord de beraadslaging,")
    assert body.endswith("en gaat over tot de orde van de dag. Inge van Dijk Grinwis")


@pytest.mark.parametrize("suffix", ["html", "xml"])
def test_written_questions_are_read_whole(shared: Path, suffix: str) -> None:
    document = read_letter(shared / "formats" / f"ah-tk-20202021-3235.{suffix}")
    found = title(document)
    assert (found["parliamentary_year"], found["number"], found["issued"]) == ("2020-2021", "3235", "21 juni 2021")
    headings = [section.heading for section in document.sections]
    assert headings == ["", *(f"{kind} {n}" for n in range(1, 10) for kind in ("Vraag", "Antwoord"))]
    assert len(document.sentences) == 41
    other = read_letter(shared / "formats" / f"ah-tk-20202021-3235.{'xml' if suffix == 'html' else 'html'}")
    assert [s.text for s in document.sentences] == [s.text for s in other.sentences]


def test_the_damaged_minutes_are_refused_with_the_place(shared: Path) -> None:
    path = shared / "formats" / "h-tk-damaged.xml"
    with pytest.raises(LetterError) as caught:
        read_letter(path)
    message = str(caught.value)
    assert f"{path}:1" in message
    assert "byte-order mark encoded twice (line 1, column 1)" in message
    assert "mis-decoded" in message
    assert "line 55, column 20" in message


def test_the_damaged_minutes_once_mended_are_read_whole(shared: Path, tmp_path: Path) -> None:
    damaged = (shared / "formats" / "h-tk-damaged.xml").read_text(encoding="utf-8")
    mended = re.sub("Ã([\x80-\xbf])", lambda m: f"Ã{m[1]}".encode("latin-1").decode(), damaged[3:].lstrip())
    path = tmp_path / "h-tk-mended.xml"
    path.write_text(mended, encoding="utf-8")
    document = read_letter(path)
    source = re.sub(r"<[^>]*>", " ", mended)
    for word in set(re.findall(r"\w{4,}", source)):
        assert word in document.text
    assert any("minister van Financiën, W.B. Hoekstra" in p.text for p in document.paragraphs)


@pytest.mark.parametrize(
    "name", ["sru-response.xml", "sru_record_kst.xml", "tkData-v1-0-toezegging.xsd", "kst-32545-143.metadata.xml"]
)
def test_official_xml_that_is_no_letter_is_refused(shared: Path, name: str) -> None:
    with pytest.raises(LetterError, match="no official publication: its root is"):
        read_letter(shared / "formats" / name)
