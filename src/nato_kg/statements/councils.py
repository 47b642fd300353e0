"""Who a bare "de Raad" and "de ministers" are: by what the sentence speaks of, or by what was named last."""

from __future__ import annotations

from nato_kg.frames.rules import load_words
from nato_kg.model import Mention
from nato_kg.statements.context import LetterContext, SentenceContext

_COUNCILS = {  # the class of words by which a sentence shows whose council "de Raad" is
    "dec-council-eu": "council-of-the-european-union",
    "dec-council-nato": "north-atlantic-council",
    "dec-council-un": "un-security-council",
}
#: Councils that are called "de Raad" once their full name was given; the Security Council keeps its noun.
_NAMED = frozenset({"council-of-the-european-union", "north-atlantic-council", "foreign-affairs-council"})
_FAR = 12  # how many sentences back a name goes before the words of the sentences just before
_OF_THE_EU = frozenset({"council-of-the-european-union", "foreign-affairs-council"})


def council_meant(letter: LetterContext, sentence: SentenceContext) -> str | None:
    """The slug of the council that a bare "de Raad" stands for in a sentence, if it can be told."""
    said, (named, far) = _by_words(sentence.text), _named_before(letter, sentence)
    if said is not None and (named is None or not (said == named or {said, named} <= _OF_THE_EU)):
        return said  # words of another organisation than that of the name
    before = (_by_words(earlier.text) for earlier in letter.before(sentence, 2))
    titles = " ".join(letter.header.dossier_titles)
    return (None if far else named) or next(filter(None, before), None) or named or _by_words(titles)


def _by_words(text: str) -> str | None:
    found = [slug for name, slug in _COUNCILS.items() if load_words()[name].search(text.lower())]
    return found[0] if len(found) == 1 else None


def _named_before(letter: LetterContext, sentence: SentenceContext) -> tuple[str | None, bool]:
    """The council whose full name was given last, and whether that was far back."""
    number = sentence.sentence.number
    for place in (letter.by_number.get(n) for n in range(number, -1, -1)):
        named = [m for m in place.mentions if m.thing in _NAMED and m.text.lower() != "raad"] if place else []
        if place and named:  # what is law is done by the Council, whichever ministers it was that met
            formation = named[-1].thing == "foreign-affairs-council"
            law = formation and load_words()["dec-council-law"].search(sentence.text.lower())
            slug = "council-of-the-european-union" if law else named[-1].thing
            return slug, number - place.sentence.number >= _FAR
    return None, False


def members_meant(letter: LetterContext, mention: Mention) -> str | None:
    """Which of several readings "de ministers" has: the one named last without doubt, or that of the one who writes."""
    for place in (letter.by_number.get(mention.sentence - n) for n in range(1, mention.sentence + 1)):
        sure = [m.thing for m in place.mentions if len(m.things) == 1 and m.thing in mention.things] if place else []
        if sure:
            return sure[-1]
    defence = load_words()["dec-defence-role"].search(" ".join(letter.header.roles[:1]).lower()) is not None
    return next((thing for thing in mention.things if ("defence" in thing) == defence), mention.thing)
