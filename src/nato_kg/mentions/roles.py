"""The rules of `data/lexicon/posts.yaml`, loaded once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from nato_kg.lexicon import read_data
from nato_kg.mentions.tokens import Token, tokenise

Phrases = Mapping[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, eq=False)
class Roles:
    """Role nouns by kind, portfolios, titles, members: phrases by their first word, all case-folded.

    `triggers` are the first words of all but portfolios.
    """

    roles: Mapping[str, Phrases]
    singular: Mapping[str, str]
    portfolios: Phrases
    titles: Phrases
    members: frozenset[str]
    particles: frozenset[str]
    of: frozenset[str]
    conjunctions: frozenset[str]
    home: str
    triggers: frozenset[str]

    def role_at(self, tokens: Sequence[Token], index: int) -> tuple[str, int] | None:
        """The kind and the end of the role that stands there."""
        for kind, phrases in self.roles.items():
            if end := phrase_at(phrases, tokens, index):
                return kind, end
        return None


def phrase_at(phrases: Phrases, tokens: Sequence[Token], index: int) -> int:
    """Where the longest phrase that begins with the word ends; 0 when none does."""
    if index >= len(tokens):
        return 0
    for phrase in phrases.get(tokens[index].folded, ()):
        end = index + len(phrase)
        if tuple(token.folded for token in tokens[index:end]) == phrase:
            return end
    return 0


@cache
def load_roles() -> Roles:
    """The rules; DataError when the file is not what it should be."""
    data = read_data("posts")
    roles = {kind: _phrases(rule["words"]) for kind, rule in data["roles"].items()}
    titles = _phrases(data["titles"])
    return Roles(
        roles=roles,
        singular={many: one for rule in data["roles"].values() for many, one in rule["many"].items()},
        portfolios=_phrases(data["portfolios"]),
        titles=titles,
        members=frozenset(data["members"]),
        particles=frozenset(data["particles"]),
        of=frozenset(data["of"]),
        conjunctions=frozenset(data["list"]),
        home=data["home"],
        triggers=frozenset({*data["members"], *titles}.union(*roles.values())),
    )


def _phrases(texts: Iterable[str]) -> Phrases:
    found: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for text in texts:
        words = tuple(token.folded for token in tokenise(text))
        found[words[0]].append(words)
    return {first: tuple(sorted(phrases, key=lambda p: -len(p))) for first, phrases in found.items()}
