"""Whether a sentence can say something of a kind at all: a quick look at its words before frames are tried.

A trigger class of ``data/frames/words.yaml`` holds single words; a class of verbs adds all its forms. What is known of
a word is kept, since letters use few words often.
"""

from __future__ import annotations

from functools import cache, lru_cache

from nato_kg.frames import Unit
from nato_kg.frames.rules import load_words
from nato_kg.statements.context import SentenceContext
from nato_kg.verbs import load_verbs

# More is no sentence of a letter, and would take long.
_MOST_UNITS = 60
_MOST_WORDS = 400
_PARTICLE = 6  # a longer part is the noun of a phrase


def units_with(sentence: SentenceContext, trigger: str, *verb_classes: str) -> list[Unit]:
    """The units with a word of the trigger class, or a form of a verb of the classes; none of what is no sentence."""
    if len(sentence.units) > _MOST_UNITS:
        return []
    return [unit for unit in sentence.units if _speaks_of(unit, trigger, verb_classes)]


def _speaks_of(unit: Unit, trigger: str, verb_classes: tuple[str, ...]) -> bool:
    if sum(len(clause.words) for clause in unit.clauses) > _MOST_WORDS:
        return False
    if not unit.words.isdisjoint(_forms(verb_classes)):
        return True
    return trigger in unit.maybe and any(_is_trigger(word, trigger) for word in unit.words)


@lru_cache(maxsize=1 << 16)
def _is_trigger(word: str, trigger: str) -> bool:
    return load_words()[trigger].fullmatch(word) is not None


@cache
def _forms(verb_classes: tuple[str, ...]) -> frozenset[str]:
    """The forms of the verbs of some classes, a particle apart or written on.

    A phrase such as *bezwaar maken* is found by its noun; *verzoek* and *inzet* are mostly nouns.
    """
    verbs, wanted = load_verbs(), frozenset(verb_classes)
    return frozenset(
        word
        for table in (verbs.joined, verbs.apart)
        for word, entries in table.items()
        for entry, _, parts in entries
        if not wanted.isdisjoint(entry.classes) and all(len(part) <= _PARTICLE for part in parts)
        if not load_words()["nominal"].fullmatch(word)
    )
