"""What the pages say, in the reader's language (``data/language/pages.toml``)."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from typing import Any, Final

from nato_kg import resources
from nato_kg.interface import LANGUAGES

_ALL: Final = "all"  # what is the same in every language


class Texts:
    """The texts of one language."""

    def __init__(self, language: str, texts: dict[str, Any], common: dict[str, Any]) -> None:
        self.language = language
        self._texts = texts
        self._common = common

    def say(self, key: str, **values: object) -> str:
        """The text called ``key`` with its placeholders filled."""
        return str(self._texts[key]).format(**values)

    def count(self, key: str, number: int, **values: object) -> str:
        """A text with a number in it: ``{key}_one`` for one, ``key`` for any other."""
        return self.say(f"{key}_one" if number == 1 else key, count=number, **values)

    def has(self, key: str) -> bool:
        """Whether there is a text called ``key``."""
        return key in self._texts

    def day(self, day: date | None) -> str:
        """A day for people, such as 30 September 2022."""
        return f"{day.day} {self._texts['months'][day.month - 1]} {day.year}" if day else ""

    def period(self, edtf: str | None) -> str:
        """An EDTF date for people: a day, a month, a year or a range of them, with open ends in words."""
        if not edtf:
            return ""
        first, separator, last = edtf.partition("/")
        if not separator:
            return self._point(edtf)
        if last == "..":
            return self.say("from_day", first=self._point(first))
        return self.say("until_day" if first == ".." else "day_to_day", day=self._point(last), first=self._point(first))

    def mark(self, code: str | None) -> str:
        """A sign beside a status, so that colour is not all that tells it."""
        return str(self._common["marks"].get(code or "", self._common["marks"]["other"]))

    def common(self, key: str) -> Any:
        """What is the same in every language, such as the form of a letter's official address."""
        return self._common[key]

    def _point(self, text: str) -> str:
        numbers = [int(part) for part in text.split("-") if part.isdigit()]
        match numbers:
            case [year, month, number]:
                return self.day(date(year, month, number))
            case [year, month]:
                return f"{self._texts['months'][month - 1]} {year}"
        return text


@cache
def load_texts(language: str) -> Texts:
    """The texts in ``en`` or ``nl``."""
    found = tomllib.loads(resources.path("data", "language", "pages.toml").read_text(encoding="utf-8"))
    assert language in LANGUAGES
    return Texts(language, found[language], found[_ALL])
