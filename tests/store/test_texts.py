"""The texts of letters stand beside the graph, whole, and for those who opened a build as long as they have it open."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nato_kg.errors import StoreError
from nato_kg.model import LetterText, Rendition
from nato_kg.store import BuildInfo, open_store, publish
from nato_kg.store.texts import FILE, LetterTexts, write_texts

INFO = BuildInfo("0", "rules", {}, 0, 0, 0, 0, forced=False)


def text(words: str, letter: str = "kst-99001-7", sha256: str = "a" * 64) -> LetterText:
    return LetterText(letter, Rendition(sha256, "text/plain; charset=utf-8", len(words)), words)


def test_a_text_is_found_by_letter_and_rendition(tmp_path: Path) -> None:
    kept = [text("Eerste.\r\nTweede.\n"), text("Anders.", sha256="b" * 64), text("Zee", "kst-99001-9")]
    publish(tmp_path, {}, INFO, kept)
    texts = open_store(tmp_path).texts
    assert texts.renditions("kst-99001-7") == ["a" * 64, "b" * 64]
    assert [texts.read(t.letter, t.rendition.sha256) for t in kept] == kept
    assert texts.renditions("kst-99001-1") == []
    assert texts.read("kst-99001-7", "c" * 64) is None


def test_newer_builds_take_no_text_away_from_those_who_have_it_open(tmp_path: Path) -> None:
    publish(tmp_path, {}, INFO, [text("De eerste bouw.")])
    opened = open_store(tmp_path)
    for number in range(3):
        publish(tmp_path, {}, INFO, [text(f"Bouw {number}.")] if number else ())
    found = opened.texts.read("kst-99001-7", "a" * 64)
    assert found
    assert found.text == "De eerste bouw."


def test_a_build_without_texts_has_no_archive(tmp_path: Path) -> None:
    assert not (publish(tmp_path, {}, INFO) / FILE).exists()
    assert open_store(tmp_path).texts.renditions("kst-99001-7") == []


def test_the_same_texts_are_the_same_bytes(tmp_path: Path) -> None:
    kept = [text("Een."), text("Twee.", "kst-99001-9")]
    written = []
    for name, texts in (("one", kept), ("other", kept[::-1])):
        (tmp_path / name).mkdir()
        write_texts(tmp_path / name, texts)
        written.append((tmp_path / name / FILE).read_bytes())
    assert written[0] == written[1]


def test_a_damaged_archive_is_said(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no archive")
    with pytest.raises(StoreError, match="texts of letters cannot be read"):
        LetterTexts(tmp_path).renditions("kst-99001-7")


@given(words=st.text(st.characters(codec=None), max_size=60))
def test_any_text_comes_back_as_it_was(words: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("texts")
    write_texts(folder, [text(words)])
    assert LetterTexts(folder).read("kst-99001-7", "a" * 64) == text(words)
