"""What the command line says, in both languages."""

from __future__ import annotations

import string
import tomllib
from datetime import date

import pytest

from nato_kg import resources
from nato_kg.errors import UsageError
from nato_kg.interface import LANGUAGES, load_interface

TEXTS = tomllib.loads(resources.path("data", "language", "interface.toml").read_text(encoding="utf-8"))


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_say_the_same_things() -> None:
    assert set(TEXTS) == set(LANGUAGES)
    assert set(TEXTS["en"]) == set(TEXTS["nl"])


@pytest.mark.parametrize("key", [key for key, text in TEXTS["en"].items() if isinstance(text, str)])
def test_both_languages_have_the_same_placeholders(key: str) -> None:
    assert placeholders(TEXTS["en"][key]) == placeholders(TEXTS["nl"][key])
    assert TEXTS["nl"][key].strip() == TEXTS["nl"][key] != ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_twelve_months(language: str) -> None:
    assert len(set(TEXTS[language]["months"])) == 12


def test_days_and_periods_for_people() -> None:
    ui = load_interface("nl")
    assert ui.day(date(2023, 3, 1)) == "1 mrt 2023"
    assert ui.day(None) == ""
    shown = {edtf: ui.period(edtf) for edtf in ("2023", "2023-10", "2023-10-05", "2022-10-12/..", None)}
    assert list(shown.values()) == ["2023", "okt 2023", "5 okt 2023", "2022-10-12/..", "geen einde genoemd"]


def test_placeholders_are_filled() -> None:
    assert load_interface("en").say("keeps", letter="kst-1", day="1 Jan 2023") == "kept by kst-1, 1 Jan 2023"


def test_another_language_is_refused() -> None:
    with pytest.raises(UsageError, match="no language is called 'fr'; use one of en, nl"):
        load_interface("fr")
