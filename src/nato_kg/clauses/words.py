"""Words of a sentence, and the word lists by which clauses are told (``data/language/clauses-nl.yaml``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from nato_kg import resources
from nato_kg.verbs import Form, VerbLexicon

PARTICIPLES = frozenset({Form.PARTICIPLE, Form.PAST_OR_PARTICIPLE})
MODALS = frozenset({"shall", "should", "can", "must", "want"})


@dataclass(frozen=True, slots=True)
class Words:
    """Words that open clauses and turn their meaning (``data/language/clauses-nl.yaml``)."""

    subordinators: frozenset[str]
    inner_subordinators: frozenset[str]
    relative: frozenset[str]
    conditional: frozenset[str]
    coordinators: frozenset[str]
    prepositions: frozenset[str]
    negations: frozenset[str]
    determiners: frozenset[str]
    nouns: frozenset[str]
    reasons: frozenset[str]
    subjects: frozenset[str]
    remarks: frozenset[str]
    asides: frozenset[str]
    consequences: frozenset[str]
    plural_subjects: frozenset[str]


class Word(NamedTuple):
    """A word or punctuation mark with its place in the sentence's logical text."""

    text: str
    lower: str
    start: int
    end: int


@cache
def load_words() -> Words:
    """The words of the project."""
    data = resources.load_yaml("data", "language", "clauses-nl.yaml")
    return Words(**{name: frozenset(words) for name, words in data.items()})


def has_verb(words: Sequence[Word], verbs: VerbLexicon) -> bool:
    """Whether a known verb or an auxiliary stands among the words."""
    return any(word.lower in verbs.words for word in words)


def has_finite(words: Sequence[Word], verbs: VerbLexicon) -> bool:
    """Whether a verb that must be finite stands among the words."""
    return any(word.lower in verbs.finite for word in words)


def is_noun(words: Sequence[Word], n: int) -> bool:
    """Whether what could be a verb is a noun behind a preposition or determiner: "na overleg", "een besluit"."""
    known = load_words()
    return n > 0 and words[n].lower in known.nouns and words[n - 1].lower in known.prepositions | known.determiners


def is_finite(word: str, verbs: VerbLexicon) -> bool:
    """Whether the form can only be finite: a present with its ending, or a past."""
    return word in verbs.finite


def forms(word: Word, verbs: VerbLexicon) -> frozenset[Form]:
    """What the word can be as a form of a verb."""
    return verbs.forms.get(word.lower, frozenset())


def is_passive(word: Word, verbs: VerbLexicon) -> bool:
    """Whether it is an infinitive of *worden*."""
    return word.lower in verbs.infinitives and verbs.auxiliaries[word.lower] == {"become"}


def is_participle(word: Word, verbs: VerbLexicon) -> bool:
    """Whether it can be a participle."""
    return bool(forms(word, verbs) & PARTICIPLES)
