"""Which kind a name is of by its head noun: the rules of `data/lexicon/heads.yaml`, loaded once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

from nato_kg.lexicon import Lexicon, read_data
from nato_kg.mentions.tokens import Token

_PLACES = ("State", "Region", "Place")
_MOST_OF_PLACE = 3  # words of a place that is not known


class Before(NamedTuple):
    """What a lower-case noun before a name says: the kind, and whether it is part of the name."""

    kind: str
    in_name: bool


@dataclass(frozen=True, eq=False)
class Heads:
    """Head nouns and the words around them. All words are case-folded; the kind "" is that of no thing at all."""

    words: Mapping[str, str]
    endings: tuple[tuple[str, str | None], ...]
    first: Mapping[str, str]
    before: Mapping[str, Before]
    force: Mapping[str, frozenset[str]]
    families: frozenset[str]
    sets: Mapping[str, frozenset[str]]
    places: frozenset[str]
    organisations: frozenset[str]
    organisation_words: frozenset[str]

    def is_head(self, word: str) -> bool:
        """Whether the word decides a kind when a name ends with it."""
        return word in self.words or word in self.force["words"] or self.compound(word) is not None

    def compound(self, word: str) -> str | None:
        """The kind of a Dutch compound; None for all other words."""
        return _compound(self, word)

    def kind(self, words: Sequence[str], *, goes_on: bool = False) -> str | None:
        """The kind of a name of these words (up to a preposition, when it goes on).

        It is "" for no thing, and None when no word is a head.
        """
        if words[0] in self.families:
            return self._family(words)
        if len(words) > 2 and (kind := self.first.get(" ".join(words[:2]))):
            return kind
        if len(words) > 1 and (kind := self.first.get(words[0]) or self.compound(words[0])):
            last = self.words.get(words[-1])
            return last if kind == "Mission" and last in ("Body", "Post") else kind
        for index in reversed(range(len(words))):
            kind = self._at(words, index)
            if kind is not None:
                return kind if goes_on or self._may_follow(words, index, kind) else None
        return None

    def _family(self, words: Sequence[str]) -> str | None:
        if len(words) == 1:
            return None
        return next((k for w in words[1:] if (k := self.words.get(w)) not in (None, "Mission")), "Mission")

    def _at(self, words: Sequence[str], index: int) -> str | None:
        pair = self.words.get(" ".join(words[index - 1 : index + 1])) if index else None
        if pair is not None:
            return pair
        if words[index] in self.force["words"]:
            return self._force(words)
        found = self.words.get(words[index])
        return self.compound(words[index]) if found is None else found

    def _force(self, words: Sequence[str]) -> str:
        if not self.force["unit"].isdisjoint(words):
            return "Unit"
        return "Mission" if any(w in self.force["mission"] or w in self.places for w in words) else "Unit"

    def _may_follow(self, words: Sequence[str], index: int, kind: str) -> bool:
        """Whether the words after the head can be the rest of the name, and there is more to it than the head."""
        trailing = words[index + 1 :]
        if self.compound(words[index]) and (kind != "Mission" or 0 < len(trailing) < 4):
            return True
        if not trailing or self.is_place(trailing):
            return index > 0 or bool(trailing)
        owned = any(" ".join(words[:size]) in self.organisations for size in (1, 2, 3))
        named = owned or words[index] in self.force["words"]
        return kind == "Mission" and len(trailing) <= _MOST_OF_PLACE and named

    def is_place(self, words: Sequence[str]) -> bool:
        """Whether the words are a place or a number."""
        return " ".join(words) in self.places or all(w in self.places or w.isdigit() for w in words)

    def said_before(self, tokens: Sequence[Token], index: int) -> tuple[Before, int] | None:
        """What the lower-case noun that ends before tokens[index] says, and where it begins."""
        for length in (3, 2, 1):
            start = index - length
            if start < 0:
                continue
            phrase = " ".join(t.folded for t in tokens[start:index])
            if found := self.before.get(phrase):
                return found, start
        if index and not tokens[index - 1].capital and (kind := self.compound(tokens[index - 1].folded)):
            return Before(kind, in_name=kind == "PolicyDocument"), index - 1
        return None


@lru_cache(maxsize=20_000)
def _compound(heads: Heads, word: str) -> str | None:
    if word in heads.words:
        return None
    return next((kind for ending, kind in heads.endings if word.endswith(ending)), None)


@cache
def heads_of(lexicon: Lexicon) -> Heads:
    """The rules, with the places and organisations of the lexicon."""
    data = read_data("heads")
    kinds: Mapping[str, Mapping[str, list[str]]] = data["kinds"]
    endings: list[tuple[str, str | None]] = [(ending.casefold(), None) for ending in data["no_compound"]]
    endings += [(ending.casefold(), kind) for kind, rule in kinds.items() for ending in rule.get("endings", ())]
    before = {w.rstrip("!"): Before(k, w.endswith("!")) for k, rule in kinds.items() for w in rule.get("before", ())}
    sets = {key: _folded(rule) for key, rule in data.items() if isinstance(rule, list)}
    organisations = _names(lexicon, ("Organisation",))
    sets["ships"] = frozenset(data["ships"])
    return Heads(
        words=_by_word(kinds, "words"),
        endings=tuple(sorted(endings, key=lambda pair: -len(pair[0]))),
        first=_by_word(kinds, "first"),
        before=before,
        force={key: _folded(words) for key, words in data["force"].items()},
        families=_folded(data["families"]),
        sets=sets,
        places=_names(lexicon, _PLACES),
        organisations=organisations,
        organisation_words=frozenset(word for name in organisations for word in name.split()),
    )


def _by_word(kinds: Mapping[str, Mapping[str, Any]], key: str) -> dict[str, str]:
    return {word.casefold(): kind for kind, rule in kinds.items() for word in rule.get(key, ())}


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)


def _names(lexicon: Lexicon, kinds: tuple[str, ...]) -> frozenset[str]:
    return _folded(name.text for name in lexicon.names if name.things[0].kind in kinds and name.reading is None)
