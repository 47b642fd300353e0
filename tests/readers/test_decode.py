"""Bytes of a letter file: encodings, and what is refused with a clear error."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from nato_kg.errors import LetterError
from nato_kg.model import AnomalyKind, Document
from nato_kg.readers import read_letter

TEXT = "Een verzonnen coördinatie in Fictië.\r\nTweede regel.\n"


def read(tmp_path: Path, data: bytes) -> Document:
    path = tmp_path / "fictief.txt"
    path.write_bytes(data)
    return read_letter(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_kept_without_mark_and_with_its_line_ends(tmp_path: Path, encoding: str) -> None:
    data = TEXT.encode(encoding)
    document = read(tmp_path, data)
    assert document.text == TEXT
    assert document.name == "fictief"
    assert document.rendition.length == len(TEXT)
    assert document.rendition.sha256 == hashlib.sha256(data).hexdigest()
    assert document.anomalies == ()


def test_utf16_big_endian(tmp_path: Path) -> None:
    assert read(tmp_path, b"\xfe\xff" + TEXT.encode("utf-16-be")).text == TEXT


def test_plausible_cp1252_is_read_and_recorded(tmp_path: Path) -> None:
    document = read(tmp_path, TEXT.encode("cp1252"))
    assert document.text == TEXT
    assert document.rendition.media_type.endswith("cp1252")
    assert document.anomalies[0].kind is AnomalyKind.CP1252


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\xff\xfe", "empty"),
        (b"abc\x00def", "binary"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not UTF-8"),
        (bytes(range(256)), "not UTF-8"),
        ("ёжик в тумане".encode("cp1251"), "not UTF-8"),
        ("één ".encode() + b"\xff", "not UTF-8"),
        (b"\xff\xfea", "not UTF-16"),
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04", "ODT or DOCX"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><a/>", "XML"),
        (b"<!DOCTYPE html><html>", "HTML"),
    ],
)
def test_anything_else_is_an_error(tmp_path: Path, data: bytes, message: str) -> None:
    with pytest.raises(LetterError, match=message) as caught:
        read(tmp_path, data)
    assert caught.value.path is not None
    assert caught.value.hint
    assert "\n" not in str(caught.value)


def test_error_names_the_line(tmp_path: Path) -> None:
    with pytest.raises(LetterError) as caught:
        read(tmp_path, "één\ntwee\n".encode() + b"\xff")
    assert caught.value.line == 3


def test_missing_file_and_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "nergens.txt", tmp_path):
        with pytest.raises(LetterError, match="cannot be read"):
            read_letter(path)
