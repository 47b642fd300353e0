"""Rendition text: what is stated comes back from the text reader as it was stated."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nato_kg.errors import LetterError
from nato_kg.model import Document, ParagraphKind, Rendition
from nato_kg.readers.rendition import BREAK, MOST_CHARACTERS, RenditionWriter, escape, fold, ordinal
from nato_kg.readers.text import read_text

PATH = Path("fictief.xml")


def writer() -> RenditionWriter:
    made = RenditionWriter(PATH, "XML")
    made.title("Nr. 4")
    return made


def read(made: RenditionWriter) -> Document:
    text = made.finish()
    return read_text(text, "fictief", Rendition("", "text/plain", len(text)))


@pytest.mark.parametrize(
    ("number", "form", "printed"),
    [(3, "1", "3"), (3, "a", "c"), (3, "A", "C"), (14, "i", "xiv"), (39, "I", "XXXIX"), (27, "a", "27"), (0, "i", "0")],
)
def test_ordinals(number: int, form: str, printed: str) -> None:
    assert ordinal(number, form) == printed


def test_white_space_and_markers() -> None:
    assert fold("een \n\t twee <sup>1</sup>. drie <sup>2</sup> vier") == "een twee<sup>1</sup>. drie<sup>2</sup> vier"
    assert escape("a*b_c\\d<e> [f](g) [h] 3²") == "a\\*b\\_c\\\\d\\<e> \\[f](g) [h] 32"
    assert escape("3²", keep_raised=True) == "3²"


def test_numbers_and_bullets_are_list_items_and_never_headings() -> None:
    made = writer()
    labels = ["1.", "a)", "(ii)", "•", "-"]
    for label in labels:
        made.item(label, "Inzet van schepen")
        made.paragraph("Dit is een alinea onder het punt.")
    made.item("1°", "Woorden")
    found = [(p.kind, p.label, p.text) for p in read(made).paragraphs if p.kind is ParagraphKind.LIST_ITEM]
    assert found == [
        *[(ParagraphKind.LIST_ITEM, label, "Inzet van schepen") for label in labels],
        (ParagraphKind.LIST_ITEM, "-", "1° Woorden"),
    ]


def test_lines_of_a_paragraph_and_a_signature() -> None:
    made = writer()
    made.paragraph(f"De eerste regel, en {BREAK}\n{BREAK}de tweede.")
    made.paragraph(f"De Minister van Fictie,{BREAK}A.B. Bedenker")
    document = read(made)
    assert [s.text for s in document.sentences] == ["De eerste regel, en de tweede."]
    assert [(s.post, s.name) for s in document.signatures] == [("De Minister van Fictie", "A.B. Bedenker")]


def test_a_name_and_post_in_paragraphs_of_their_own_sign() -> None:
    made = writer()
    made.paragraph("Dit is een verzonnen alinea.")
    made.paragraph("A.B. Bedenker")
    made.paragraph("Minister van Fictie")
    assert [s.name for s in read(made).signatures] == ["A.B. Bedenker"]


def test_a_fallback_date_only_where_there_is_none() -> None:
    made = writer()
    made.fallback_date = "3 mei 2032"
    made.paragraph("Dit is een verzonnen alinea.")
    assert read(made).title_block.issued
    made.paragraph("Den Haag, 4 mei 2032")
    issued = read(made).title_block.issued
    assert issued
    assert issued.text == "3 mei 2032"


def test_nothing_and_too_much_are_errors() -> None:
    with pytest.raises(LetterError, match="the XML is empty"):
        RenditionWriter(PATH, "XML").finish()
    with pytest.raises(LetterError, match="longer than"):
        writer().paragraph("a" * (MOST_CHARACTERS + 1))


ATOMS = (
    "Het kabinet besluit * _ **Nee** <sup>1</sup> [1] 1) 2 a. - – | # \\ [a](b) Kop brief. einde- (zie ¹ km² NAVO, 1. "
    "--- dat «zo» rust\u00adtijd"
)
WORDS = st.lists(st.sampled_from([*ATOMS.split(), "x" * 70]), min_size=1, max_size=12).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=6))
def test_paragraphs_come_back_one_for_one(texts: list[str]) -> None:
    """Whatever a paragraph holds: no heading, no footnote, no paragraph joined, no words lost."""
    made = writer()
    made.paragraph("Dit is de eerste alinea van een verzonnen brief.")
    for text in texts:
        made.paragraph(f"Wij {escape(text)} nu")
    made.note("1", "Een noot.")
    document = read(made)
    assert len(document.sections) == 1
    expected = [
        " ".join(f"Wij {text} nu".replace("¹", "1").replace("²", "2").replace("\u00ad", "").split()) for text in texts
    ]
    assert [p.text for p in document.paragraphs][1:] == expected
    assert len(document.footnotes) == 1
