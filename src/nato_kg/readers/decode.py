"""Bytes to text, strictly: nothing is replaced, translated or guessed without a sign of it."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from nato_kg.errors import LetterError

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Controls that no text holds; tab, line breaks and form feed are text.
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_MULTIBYTE = re.compile(rb"[\xc3-\xef][\x80-\xbf]")
# Dutch has few letters outside ASCII: a file with more of them is not cp1252 text.
_MOST_NON_ASCII = 0.3


def decode(data: bytes, path: Path) -> tuple[str, str]:
    """The text and the name of its encoding: UTF-8, UTF-16 with BOM, or plausible cp1252.

    Line ends stay as they are; a byte-order mark is no part of the text. Raises LetterError
    (path, line) for an empty or binary file, or bytes in no known encoding.
    """
    text, encoding = _decode(data, path)
    if not text.strip():
        raise LetterError("the letter is empty", path=path, hint="give a file that holds its text")
    if found := _BINARY.search(text):
        raise LetterError(
            "the letter is a binary file, not text",
            path=path,
            line=text.count("\n", 0, found.start()) + 1,
            hint="give its text as UTF-8",
        )
    return text, encoding


def _decode(data: bytes, path: Path) -> tuple[str, str]:
    if data.startswith(_UTF16):
        try:
            return data.decode("utf-16"), "utf-16"
        except UnicodeDecodeError as error:
            raise _undecodable("UTF-16", data, error.start, path) from error
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError as error:
        if b"\x00" not in data and _is_plausible_cp1252(data):
            return data.decode("cp1252"), "cp1252"
        raise _undecodable("UTF-8", data, error.start, path) from error


def _is_plausible_cp1252(data: bytes) -> bool:
    """Whether these bytes, which are not UTF-8, read as text of western Windows."""
    if _MULTIBYTE.search(data):
        return False  # UTF-8 with damage: as cp1252 it would turn to mojibake
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return False
    foreign = sum(1 for character in text if not character.isascii())
    return foreign <= _MOST_NON_ASCII * len(text) and not _BINARY.search(text)


def _undecodable(encoding: str, data: bytes, byte: int, path: Path) -> LetterError:
    return LetterError(
        f"the letter is not {encoding} text: byte {byte} cannot be decoded",
        path=path,
        line=data.count(b"\n", 0, byte) + 1,
        hint="save it as UTF-8",
    )
