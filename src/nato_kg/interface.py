"""What the command line says, in the user's language (``data/language/interface.toml``)."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from typing import Final

from nato_kg import resources
from nato_kg.errors import UsageError

LANGUAGES: Final = ("en", "nl")


class Interface:
    """The texts of one language."""

    def __init__(self, language: str, texts: dict[str, str], months: list[str]) -> None:
        self.language = language
        self._texts = texts
        self._months = months

    def say(self, key: str, **values: object) -> str:
        """The text called ``key`` with its placeholders filled."""
        return self._texts[key].format(**values)

    def day(self, day: date | None) -> str:
        """A day for people, such as 30 Sep 2022."""
        return f"{day.day} {self._months[day.month - 1]} {day.year}" if day else ""

    def period(self, edtf: str | None) -> str:
        """An EDTF date for people: 2023-10 is Oct 2023; ranges and open ends stay as they are."""
        if edtf is None:
            return self.say("open_end")
        parts = edtf.split("-")
        if "/" in edtf or not all(part.isdigit() for part in parts):
            return edtf
        year, *rest = map(int, parts)
        match rest:
            case [month, number]:
                return self.day(date(year, month, number))
            case [month]:
                return f"{self._months[month - 1]} {year}"
            case _:
                return str(year)


@cache
def load_interface(language: str) -> Interface:
    """The texts in ``en`` or ``nl``. Raises :class:`~nato_kg.errors.UsageError` for another language."""
    if language not in LANGUAGES:
        raise UsageError(f"no language is called '{language}'", hint=f"use one of {', '.join(LANGUAGES)}")
    texts = tomllib.loads(resources.path("data", "language", "interface.toml").read_text(encoding="utf-8"))[language]
    return Interface(language, {k: v for k, v in texts.items() if isinstance(v, str)}, texts["months"])
