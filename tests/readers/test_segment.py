"""The sentence splitter, on sentences of our own."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nato_kg.errors import DataError
from nato_kg.readers.language import abbreviations, layout, load_abbreviations, load_layout
from nato_kg.readers.segment import Splitter


def split(text: str) -> list[str]:
    splitter = Splitter.of(text, abbreviations(), layout())
    return [text[start:end] for start, end in splitter.split(text).bounds]


WHOLE = [
    "Op 3 maart jl. heeft het kabinet dit verzonnen plan gemeld.",
    "Op 3 maart jl. Fictië bezocht hij niet.",
    "De fregatten Zr.Ms. Verzinsel en Hr.Ms. Fantasie varen uit.",
    "Dit meldden dhr. Jansen, mevr. Bakker, drs. Visser en mr. K.H. de Boer.",
    "Zie Kamerstuk 99 111, nr. 12, d.d. 4 mei 2031 (bijv. Bijlage 2, blz. 3 e.v.).",
    "Het gaat o.a. Over de grens, m.n. Fictië, i.v.m. Het verdrag.",
    "De inzet kost ca. 3.000 euro, incl. 2,5 procent marge.",
    "1. Inzet van de verzonnen missie",
    "De website www.fictie.nl is open.",
    "Zonder punt aan het eind",
    "Hij zegt … dat het kan.",
]
TWO = [
    ("Dit geldt voor schepen, vliegtuigen etc.", "Het besluit volgt."),
    ("De Raad vergaderde op 12 mei jl.", "De uitkomst is bekend."),
    ("Het plan gaat over de DPXR.", "Begin 2031 start het."),
    ("Dat is fictief (zie boven).", "(Dit ook.)"),
    ("Is dat zo?", "Ja!"),
    ("Hij zei: «Dat kan niet.»", "Daarna ging hij weg."),
    ("Dat was laat.", "'s Ochtends begint het."),
    ("Er zijn 12 landen in 2031.", "30 volgen later."),
    ("Het werk van A.B.", "Het is af."),
    ("Een punt…", "En verder."),
]


@pytest.mark.parametrize("text", WHOLE)
def test_one_sentence(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize("pair", TWO)
def test_two_sentences(pair: tuple[str, str]) -> None:
    assert split(" ".join(pair)) == list(pair)


def test_a_word_that_the_letter_writes_small_begins_a_sentence() -> None:
    text = "De inzet volgt. Hij begint z.s.m. Inzet elders volgt a.s. Fictië niet."
    assert split(text) == [
        "De inzet volgt.",
        "Hij begint z.s.m.",
        "Inzet elders volgt a.s. Fictië niet.",
    ]


def test_glued_sentences_are_split_and_noted() -> None:
    text = "Dit is een zin.Dit ook, maar mail@fictie.Nl niet."
    found = Splitter.of(text, abbreviations(), layout()).split(text)
    assert text[slice(*found.bounds[0])] == "Dit is een zin."
    assert found.glued == [text.index(".Dit")]
    assert len(found.bounds) == 2


@given(st.text("aA.!? '(\"1…é", max_size=60))
def test_sentences_hold_all_but_spaces(text: str) -> None:
    text = " ".join(text.split())
    bounds = Splitter.of(text, abbreviations(), layout()).split(text).bounds
    assert "".join(text[s:e] for s, e in bounds).replace(" ", "") == text.replace(" ", "")
    assert all(start < end for start, end in bounds)
    assert all(a[1] <= b[0] for a, b in pairwise(bounds))


def test_wrong_abbreviation_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "abbreviations.txt"
    path.write_text("# goed\njl. end\nmaandag\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_abbreviations(path)
    assert caught.value.line == 3


@pytest.mark.parametrize("content", ["kinds = [", 'kinds = ["brief"]', "unknown = []"])
def test_wrong_layout_is_an_error(tmp_path: Path, content: str) -> None:
    path = tmp_path / "layout.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError):
        load_layout(path)
