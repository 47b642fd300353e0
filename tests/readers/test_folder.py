"""The letters of a folder: each once, in its best form."""

from __future__ import annotations

from pathlib import Path

import pytest

from nato_kg.errors import LetterError
from nato_kg.readers.folder import letter_files


def test_each_letter_comes_once_in_its_best_form(tmp_path: Path) -> None:
    for name in (
        *("kst-99310-2.pdf", "kst-99310-2.xml", "kst-99310-2.metadata.xml", "kst-99310-1.PDF", "notes.txt"),
        *("metadata.xml", "fetched.json", ".kst-99310-3.xml.7.part", ".hidden.xml", "facts.ttl", "x.zip"),
    ):
        (tmp_path / name).write_text("", encoding="utf-8")
    (tmp_path / "more.xml").mkdir()
    names = [path.name for path in letter_files([tmp_path])]
    assert names == ["facts.ttl", "kst-99310-1.PDF", "kst-99310-2.xml", "notes.txt"]


def test_files_stay_as_they_are_named(tmp_path: Path) -> None:
    named = [tmp_path / "none.xml", tmp_path / "x.zip"]
    assert letter_files(named) == named


def test_a_folder_without_letters(tmp_path: Path) -> None:
    with pytest.raises(LetterError, match=r"the folder holds no letter .*; fetch some with 'nato-kg fetch'"):
        letter_files([tmp_path])
