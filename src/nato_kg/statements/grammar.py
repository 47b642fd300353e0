"""The grammar of phrases for gatherings (``data/language/gatherings-nl.yaml``): what words mean, and patterns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import regex
from ahocorasick_rs import AhoCorasick

from nato_kg import resources
from nato_kg.patterns import Pattern, compile_pattern

_FIGURES = regex.compile(r"([0-9]{1,4})(?:e|ste|de)?")


@dataclass(frozen=True, slots=True)
class Grammar:
    """``data/language/gatherings-nl.yaml``: what words mean, and the patterns of phrases."""

    maps: Mapping[str, Mapping[str, Any]]
    lists: Mapping[str, frozenset[str]]
    patterns: Mapping[str, Pattern]
    endings: Mapping[str, Pattern]

    def touches(self, text: str, name: str) -> bool:
        """Whether a text in lower case has one of the stems of a list: a quick look before a close one."""
        return bool(_stems(name).find_matches_as_indexes(text))

    def ends(self, text: str, name: str) -> bool:
        """Whether the end of a text, white space aside, is of a class."""
        return self.endings[name].search(text[-90:]) is not None

    def number(self, word: str) -> int | None:
        """What an ordinal or a number, in words or figures, counts: "zesde", "34e", "zevenentwintigste"."""
        known = self.maps["ordinals"].get(word) or self.maps["numbers"].get(word)
        if known:
            return int(known)
        figures = _FIGURES.fullmatch(word)
        if figures:
            return int(figures.group(1))
        numbers = self.maps["numbers"]
        stem = next((word.removesuffix(end) for end in ("ste", "de") if word.removesuffix(end) in numbers), None)
        if stem is not None:
            return int(numbers[stem])
        ten = word.removesuffix("ste")
        for unit, count in numbers.items():
            rest = ten.removeprefix(unit)
            if count < 10 and rest != ten and rest[:2] in {"en", "ën"} and numbers.get(rest[2:], 0) >= 10:
                return int(count) + int(numbers[rest[2:]])
        return None


@cache
def load_grammar() -> Grammar:
    """The grammar of the project."""
    data = resources.load_yaml("data", "language", "gatherings-nl.yaml")
    patterns = {name: _compile(parts, r"(?![\w-])") for name, parts in data.pop("patterns").items()}
    endings = {name: _compile(parts, r"\s{0,2}$") for name, parts in data.pop("endings").items()}
    maps = {name: value for name, value in data.items() if isinstance(value, dict)}
    lists = {name: frozenset(value) for name, value in data.items() if isinstance(value, list)}
    return Grammar(maps, lists, patterns, endings)


@cache
def _stems(name: str) -> AhoCorasick:
    return AhoCorasick(sorted(load_grammar().lists[name]))


def _compile(parts: list[str], after: str) -> Pattern:
    return compile_pattern(r"(?<![\w-])(?:" + "|".join(parts) + ")" + after)


def lower(text: str) -> str:
    """Lower case with the same length."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
