"""The predicate of a clause: its verbs, and what the auxiliaries beside them say of tense, voice and modality."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property, lru_cache

from nato_kg.clauses.words import MODALS, PARTICIPLES, load_words
from nato_kg.verbs import Form, VerbHit, load_verbs

_KEPT = 1024  # predicates: those of a letter of 10,000 words


class Mood(Enum):
    """How a verb is meant in its clause."""

    PRESENT = "present"
    PAST = "past"
    PERFECT = "perfect"
    FUTURE = "future"
    PASSIVE_PRESENT = "passive present"
    PASSIVE_PAST = "passive past"
    PASSIVE_FUTURE = "passive future"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"
    OBLIGED = "obliged"
    WANTED = "wanted"
    INFINITIVE = "infinitive"

    __hash__ = object.__hash__  # of one object each, and so asked for more cheaply than of its name


@dataclass(frozen=True, eq=False)
class Predicate:
    """What the verbs in the lower-case words of a clause say; see :func:`read_predicate`."""

    words: tuple[str, ...]

    @cached_property
    def verbs(self) -> tuple[VerbHit, ...]:
        """The known verbs in it."""
        helped = self.auxiliaries & {"have", "be", "become", "became", "shall", "should"}
        modal = self.auxiliaries & MODALS
        found: dict[tuple[str, int], VerbHit] = {}
        for hit in load_verbs().find(self.words):
            # "bericht" is a participle beside an auxiliary of it, and a present without one.
            # "uiteenzetten" is an infinitive beside one, and a past without.
            key = (hit.verb.name, hit.word)
            fits = (hit.form in PARTICIPLES) == bool(helped)
            if key not in found or fits or (modal and found[key].form is Form.PAST):
                found[key] = hit
        ends = self._ending_infinitive(found.values())
        return tuple(
            hit for hit in found.values() if hit is ends or not _is_noun_or_adjective(self.words, hit, found.values())
        )

    def _ending_infinitive(self, hits: Iterable[VerbHit]) -> VerbHit | None:
        """The infinitive that a modal verb waits for to the end: "zal over een bijdrage besluiten"."""
        last = (hit for hit in hits if hit.word == len(self.words) - 1)
        infinitives = [hit for hit in last if hit.form is Form.PRESENT_OR_INFINITIVE]
        others = any(word in load_verbs().infinitives for word in self.words[1:])
        waits = self.auxiliaries & {*MODALS, "go"} and not others
        return infinitives[0] if infinitives and waits and len({hit.word for hit in hits}) == 1 else None

    @cached_property
    def verb_classes(self) -> frozenset[str]:
        """The classes of all its verbs."""
        return frozenset().union(*(hit.verb.classes for hit in self.verbs))

    @cached_property
    def auxiliaries(self) -> frozenset[str]:
        """The kinds of auxiliary in it, such as have, be and become."""
        kinds = load_verbs().auxiliaries
        own = (kinds[w] for n, w in enumerate(self.words) if w in kinds and not self._is_no_auxiliary(n))
        return frozenset().union(*own)

    def _is_no_auxiliary(self, n: int) -> bool:
        """Whether the word is part of an infinitive, or possessive: "te worden", "van zijn bijdrage"."""
        pair, following = self.words[max(n - 1, 0) : n + 1], self.words[n + 1 : n + 2]
        if pair == ("te", "worden"):
            return True
        owned = pair[1:] == ("zijn",) and pair[0] in load_words().prepositions
        return owned and bool(following) and not load_verbs().words & set(following)

    def mood(self, hit: VerbHit) -> Mood:
        """How one of the verbs is meant here."""
        return _mood(self.words, self.auxiliaries, hit)


@lru_cache(maxsize=_KEPT)
def read_predicate(words: tuple[str, ...]) -> Predicate:
    """The predicate in the words of a clause; read once, since builders cut and join clauses again and again."""
    return Predicate(words)


def _is_noun_or_adjective(words: Sequence[str], hit: VerbHit, hits: Iterable[VerbHit]) -> bool:
    """Whether a form that looks like a verb is something else: "een besluit", "een besloten overleg"."""
    known = load_words()
    if hit.form in PARTICIPLES:
        if hit.word > 0 and words[hit.word - 1] in load_verbs().auxiliaries:
            return False  # "hebben besloten de militairen die … zijn gestationeerd terug te halen"
        later = [h.word for h in hits if h.form in PARTICIPLES and h.word - hit.word > 3]
        after = [word for word in later if words[word - 1] != "te"]  # "te herzien" is an infinitive
        attributive = hit.word + 1 < len(words) and hit.word > 0 and words[hit.word - 1] in known.determiners
        return attributive or bool(after and words[min(after) - 1] not in known.coordinators)
    if words[hit.word] not in known.nouns or hit.word == 0:
        return False
    described = hit.word > 1 and words[hit.word - 2] in known.determiners and words[hit.word - 1].endswith("e")
    return described or words[hit.word - 1] in known.determiners


def _mood(words: Sequence[str], helpers: frozenset[str], hit: VerbHit) -> Mood:
    form = hit.form
    te = hit.word > 0 and words[hit.word - 1] == "te"
    if form in PARTICIPLES and _is_passive_infinitive(words, hit.word):
        return Mood.INFINITIVE
    if form is Form.PRESENT_OR_INFINITIVE and "have" in helpers and not helpers & {"shall", "should"}:
        return Mood.PERFECT if not te else Mood.INFINITIVE  # "hebt kunnen lezen": an infinitive instead of a participle
    if te and form is Form.PRESENT_OR_INFINITIVE and not helpers & {"shall", "should", "can", "must", "want"}:
        return Mood.INFINITIVE
    if form is Form.PARTICIPLE or (form is Form.PAST_OR_PARTICIPLE and helpers - {"can", "must", "want", "go"}):
        return _participle_mood(helpers)
    if form in {Form.PRESENT_OR_INFINITIVE, Form.INFINITIVE}:
        return _infinitive_mood(helpers)
    return Mood.PAST if form in {Form.PAST, Form.PAST_OR_PARTICIPLE} else Mood.PRESENT


def _is_passive_infinitive(words: Sequence[str], participle: int) -> bool:
    """Whether "te worden" goes with the participle: "verlengd te worden", "te worden verlengd"."""
    passive = ("te", "worden")
    return words[participle + 1 : participle + 3] == passive or words[max(participle - 2, 0) : participle] == passive


def _participle_mood(helpers: frozenset[str]) -> Mood:
    for kinds, mood in (
        ({"should"}, Mood.CONDITIONAL),
        ({"shall"}, Mood.PASSIVE_FUTURE),
        ({"can"}, Mood.POSSIBLE),
        ({"must"}, Mood.OBLIGED),
        ({"want"}, Mood.WANTED),
        ({"become"}, Mood.PASSIVE_PRESENT),
        ({"became"}, Mood.PASSIVE_PAST),
        ({"have", "be"}, Mood.PERFECT),
    ):
        if helpers & kinds:
            return mood
    return Mood.PERFECT


def _infinitive_mood(helpers: frozenset[str]) -> Mood:
    for kinds, mood in (
        ({"should"}, Mood.CONDITIONAL),
        ({"shall", "go"}, Mood.FUTURE),
        ({"can"}, Mood.POSSIBLE),
        ({"must"}, Mood.OBLIGED),
        ({"want"}, Mood.WANTED),
    ):
        if helpers & kinds:
            return mood
    return Mood.PRESENT
