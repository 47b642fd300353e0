"""The kind of a file is told by its content, never by its name."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from nato_kg.errors import LetterError
from nato_kg.readers import MOST_BYTES, detect, read_letter

LETTERS = Path(__file__).resolve().parents[1] / "letters" / "formats"
HTML = b"<html><body><p>Een zin.</p></body></html>"
ROOT = b"<officiele-publicatie/>"


@pytest.mark.parametrize("suffix", ["txt", "xml", "html", "odt", "docx", "pdf"])
@pytest.mark.parametrize("name", ["brief", "brief.txt", "brief.pdf", "brief.xml"])
def test_names_do_not_matter(tmp_path: Path, suffix: str, name: str) -> None:
    source = LETTERS / f"fictief.{suffix}"
    shutil.copy(source, tmp_path / name)
    document, expected = read_letter(tmp_path / name), read_letter(source)
    assert document.text == expected.text
    assert document.rendition == expected.rendition


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (HTML, "html"),
        (b"\xef\xbb\xbf \r\n" + HTML, "html"),
        (b"<!-- a -->\n<!DOCTYPE html>\n" + HTML, "html"),
        (b"<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'>" + HTML, "html"),
        (HTML.decode().encode("utf-16"), "html"),
        (b"<HTML><BODY>", "html"),
        (b"<div class='stuk'><p>Een zin.</p></div>", "html"),
        (b"<?xml version='1.0'?>" + ROOT, "xml"),
        (b"<?xml version='1.0'?><!-- <html> --><a/>", "xml"),
        (ROOT, "xml"),
        (b"\xef\xbb\xbf\n" + ROOT, "xml"),
        (b"\xc3\xaf\xc2\xbb\xc2\xbf\n<?xml version='1.0'?>" + ROOT, "xml"),
        (ROOT.decode().encode("utf-16-le"), "xml"),
        (b"<!DOCTYPE kamerwrk [ ]><kamerwrk/>", "xml"),
        (b"\n%PDF-1.4", "pdf"),
        (b"<sup>1</sup> Een noot in een brief als tekst.", "text"),
        (b"<br>Een brief als tekst.", "text"),
        (b"<p align=left>Een brief in Markdown.", "text"),
        (b"<span id='page-1'></span>\n# Brief", "text"),
        (b"<!-- opmerking -->\nGeachte voorzitter,", "text"),
        (b"Over %PDF en <html> in een zin.", "text"),
        (b"", "text"),
    ],
)
def test_detectors(data: bytes, kind: str) -> None:
    found = [name for name in ("pdf", "html", "xml") if getattr(detect, f"is_{name}")(data)]
    assert (found or ["text"])[0] == kind


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Word document"),
        (b"{\\rtf1\\ansi Een brief.}", "RTF"),
        (b"PK\x03\x04", "ODT or DOCX"),
        (b"%PDF-1.7\n", "PDF"),
        (b"<?xml version='1.0'?>", "XML"),
        (b"<!DOCTYPE html>", "HTML"),
        (b"\x1f\x8b\x08\x00" + bytes(20), "not UTF-8|binary"),
    ],
)
def test_formats_that_hold_no_letter(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "fictief"
    path.write_bytes(data)
    with pytest.raises(LetterError, match=message) as caught:
        read_letter(path)
    assert caught.value.path == path
    assert caught.value.hint


def test_too_large_a_file_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "groot.txt"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES * 20)
    with pytest.raises(LetterError, match="larger than"):
        read_letter(path)


def test_too_long_a_text(tmp_path: Path) -> None:
    path = tmp_path / "lang.txt"
    path.write_text("Een zin. " * 300_000, encoding="utf-8")
    with pytest.raises(LetterError, match="longer than"):
        read_letter(path)
