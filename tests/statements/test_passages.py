"""The sentences of a letter as joining compares them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from archive import write_letter

from nato_kg.model import Passage
from nato_kg.readers import read_letter
from nato_kg.statements.extract import extract
from nato_kg.statements.passages import read_passages, read_signs

BODY = """Inleiding

Als bijlage treft u het rapport aan. In maart 2031 ontvangt uw Kamer een brief over de havens.

Radarposten

De radarposten zijn hersteld."""


@pytest.fixture
def passages(tmp_path: Path) -> tuple[Passage, ...]:
    document = read_letter(write_letter(tmp_path, "90050-1", "2031-01-15", BODY))
    return read_passages(document, extract(document))


def find(passages: tuple[Passage, ...], start: str) -> Passage:
    (found,) = [p for p in passages if p.text.startswith(start)]
    return found


def test_every_sentence_is_there_once_with_its_number(passages: tuple[Passage, ...]) -> None:
    assert len({p.number for p in passages}) == len(passages)
    assert [p.text.split()[0] for p in passages if p.text[:3] in {"Als", "In ", "De "}][:2] == ["Als", "In"]


def test_sentences_that_promise_are_marked(passages: tuple[Passage, ...]) -> None:
    assert find(passages, "In maart 2031").promises
    assert not find(passages, "Als bijlage").promises


def test_sentences_of_a_paragraph_stand_together(passages: tuple[Passage, ...]) -> None:
    assert find(passages, "Als bijlage").paragraph == find(passages, "In maart").paragraph
    assert find(passages, "Als bijlage").paragraph != find(passages, "De radarposten zijn").paragraph


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Hierbij ontvangt u het rapport.", "presents"),
        ("Uit het onderzoek blijkt dat het dak lek is.", "results"),
        ("Het kabinet heeft besloten de missie te verlengen.", "decides"),
        ("Het onderzoek loopt nog.", "pending"),
        ("De kosten zijn 12 miljoen euro.", "figures"),
        ("Tijdens een besloten briefing zijn de leden bijgepraat.", "briefs"),
    ],
)
def test_what_a_sentence_does(text: str, sign: str) -> None:
    assert sign in read_signs(text)


def test_a_plain_sentence_does_nothing_of_it() -> None:
    assert read_signs("Deze brief gaat over de agenda.") == frozenset()


def test_long_and_odd_sentences_take_no_time() -> None:
    began = time.process_time()
    for text in ("is " * 100_000, "heeft zich " + "a" * 100_000, "voor " * 100_000 + "besloten"):
        read_signs(text)
    assert time.process_time() - began < 2
