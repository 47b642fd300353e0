"""What the pages say: the same in both languages, nothing missing, nothing left over."""

from __future__ import annotations

import re
import string
import tomllib
from datetime import date
from pathlib import Path

import pytest

import nato_kg.server.pages
from nato_kg import resources
from nato_kg.server.pages.described import shorten
from nato_kg.server.pages.folding import fold_name
from nato_kg.server.pages.texts import load_texts

TEXTS = tomllib.loads(resources.path("data", "language", "pages.toml").read_text(encoding="utf-8"))
SERVER = Path(nato_kg.server.pages.__file__).parents[1]
SOURCES = "\n".join(
    path.read_text(encoding="utf-8") for path in (*SERVER.glob("templates/*.html"), *SERVER.glob("pages/*.py"))
)
#: Keys that are made from a beginning and a code, a kind or a name.
BEGINNINGS = [*re.findall(r"say\(f?[\"'](\w+_)(?:[\"'] ~|\{)", SOURCES), "property_"]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_say_the_same_things() -> None:
    assert set(TEXTS["en"]) == set(TEXTS["nl"])
    assert len(TEXTS["en"]["months"]) == len(TEXTS["nl"]["months"]) == 12


@pytest.mark.parametrize("key", [key for key, text in TEXTS["en"].items() if isinstance(text, str)])
def test_each_text_takes_the_same_in_both_and_is_used(key: str) -> None:
    assert placeholders(TEXTS["en"][key]) == placeholders(TEXTS["nl"][key])
    used = key.removesuffix("_one")
    assert f'"{used}"' in SOURCES or f"'{used}'" in SOURCES or used.startswith(tuple(BEGINNINGS))


def test_days_and_periods_for_people() -> None:
    texts = load_texts("nl")
    shown = {
        "2022-09-30": "30 september 2022",
        "2022-09": "september 2022",
        "2022": "2022",
        "2022-10-12/..": "vanaf 12 oktober 2022",
        "../2022": "tot 2022",
        "2031-03-01/2031-03-31": "1 maart 2031 tot 31 maart 2031",
        "": "",
        "unknown": "unknown",
    }
    assert {edtf: texts.period(edtf) for edtf in shown} == shown
    assert texts.day(date(2023, 3, 1)) == "1 maart 2023"
    assert texts.day(None) == ""


def test_counts_and_marks() -> None:
    texts = load_texts("en")
    assert [texts.count("rows", n) for n in (0, 1, 2)] == ["0 rows", "1 row", "2 rows"]
    assert texts.mark("open") == "○"
    assert texts.mark("something new") == texts.mark(None) == "·"


def test_names_are_found_as_people_type_them() -> None:
    assert fold_name("  Oekraïne ") == fold_name("OEKRAINE")


def test_long_texts_are_cut_between_words() -> None:
    assert shorten("one two three", 9) == "one two …"
    assert shorten("one two", 9) == "one two"
