"""Dutch sentences: where the logical text of a paragraph ends one and begins the next.

A full stop after an abbreviation ends a sentence only when the next word shows it: a function word
with a capital, or (as Kiss and Strunk 2006 do) a word that the letter elsewhere writes without.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from nato_kg.readers.language import Abbreviations, Layout

# A stop with what closes after it and white space, or one with no space before a capital.
_STOP = re.compile(
    r"""[.!?…]{1,6}["'”’»)\]]{0,3}(?=\s)"""
    r"|(?<=[^\W\d_A-ZÀ-Þ]{3})[.!?](?=[A-ZÀ-Þ][a-zà-ÿ])"
)
_OPENING = re.compile(r"""["'“„‘«(\[–—*-]{0,3}\s?""")
_APOSTROPHE_WORD = re.compile(r"['’‘][a-z]{1,2}\s[A-ZÀ-Þ]")
_INITIALS = re.compile(r"(?:[A-ZÀ-Þ][a-z]?\.-?){1,8}")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.){2,8}")
_VOWELLESS = re.compile(r"[b-df-hj-np-tv-xz]{1,6}\.")
_ADDRESS = re.compile(r"[@/\\]|www\.", re.IGNORECASE)
_NEXT_WORD = re.compile(r"[^\W\d_]{1,30}")
_LONGEST_TOKEN = 40
_LONGEST_ORDINAL = 3


@dataclass(frozen=True, slots=True)
class Sentences:
    """Where the sentences of one paragraph are, [start, end) each, and where two were glued."""

    bounds: list[tuple[int, int]] = field(default_factory=list)
    glued: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Splitter:
    """Splits paragraphs of one letter; `vocabulary` are its words that occur in lower case."""

    abbreviations: Abbreviations
    function_words: frozenset[str]
    vocabulary: frozenset[str]

    @classmethod
    def of(cls, text: str, abbreviations: Abbreviations, layout: Layout) -> Splitter:
        """The splitter for a letter with this text."""
        words = (word for word in re.findall(r"\w+", text) if word.islower())
        return cls(abbreviations, frozenset(layout.function_words), frozenset(words))

    def split(self, text: str) -> Sentences:
        """The sentences of a paragraph's logical text; together they hold all but the spaces."""
        found = Sentences()
        start = 0
        for match in _STOP.finditer(text):
            glued = match.end() < len(text) and text[match.end()] != " "
            if glued and _ADDRESS.search(self._token(text, start, match.start() + 1)):
                continue
            if self._ends_sentence(text, start, match):
                found.bounds.append((start, match.end()))
                start = match.end() if glued else match.end() + 1
                if glued:
                    found.glued.append(match.start())
        if start < len(text):
            found.bounds.append((start, len(text)))
        return found

    def is_abbreviation(self, token: str) -> bool:
        """Whether a word with its full stop is an abbreviation that goes on."""
        return token.lower() in self.abbreviations.inner

    def _token(self, text: str, start: int, end: int) -> str:
        """The word that ends at `end`, its opening quotes and brackets left out."""
        token = text[max(start, end - _LONGEST_TOKEN) : end].rpartition(" ")[2]
        return token.lstrip("\"'“„‘«([–—-*")

    def _ends_sentence(self, text: str, start: int, match: re.Match[str]) -> bool:
        following = _OPENING.match(text, match.end() + (text[match.end()] == " "))
        at = following.end() if following else match.end()
        if at >= len(text):
            return not match[0].startswith("…")
        if text[at].islower():
            back = text[at - 1] in "'’‘"
            return back and bool(_APOSTROPHE_WORD.match(text, at - 1))
        token = self._token(text, start, match.start() + 1)
        if not match[0].startswith(".") or match[0].startswith(".."):
            return True
        if match.start() - start <= _LONGEST_ORDINAL and token[:-1].isdigit():
            return False  # "1. " at the start numbers what follows
        return self._may_end(token, text, at)

    def _may_end(self, token: str, text: str, at: int) -> bool:
        """Whether a full stop after `token` can end a sentence when the next word is at `at`."""
        lowered = token.lower()
        if lowered in self.abbreviations.inner:
            return False
        is_name = bool(_INITIALS.fullmatch(token))
        if not (
            is_name or lowered in self.abbreviations.ending or _DOTTED.fullmatch(token) or _VOWELLESS.fullmatch(token)
        ):
            return True
        word = _NEXT_WORD.match(text, at)
        if word is None or not (word[0].istitle() or word[0] == "U"):
            return False
        opener = word[0].lower()
        return opener in self.function_words or (not is_name and opener in self.vocabulary)
