"""Who gathers: a body, a group of ministers or leaders, or a group that only the letter's words name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nato_kg.frames.rules import load_words
from nato_kg.lexicon import Lexicon, Thing
from nato_kg.model import Mention
from nato_kg.statements.grammar import load_grammar, lower
from nato_kg.statements.phrases import Phrase

_MOST = 48  # characters of a slug made of a letter's own words
_BETWEEN = re.compile(r"[\W_]{1,20}")


@dataclass(frozen=True, slots=True)
class Host:
    """Who gathers: the slug by which its meetings are called, its own name, whose it is, and the kind of its meetings.

    ``people`` says that it is a group of people or states that take part, not a body that meets.
    """

    slug: str
    name: str
    organiser: str | None
    kind: str
    people: bool = False
    linked: bool = True
    generic: bool = False  # "de ministers": those of a meeting that the letter tells of elsewhere

    def fits(self, other: Host) -> bool:
        """Whether the two can be the same: "de top" is that of any organisation, "de ministers" are any ministers."""
        if self.slug == other.slug:
            return True
        if self.generic or other.generic:
            return self.kind == other.kind or "SideMeeting" in {h.kind for h in (self, other) if h.generic}
        if "Summit" in {self.kind, other.kind}:
            same = self.organiser == other.organiser if self.organiser and other.organiser else None
            bare = "summit" in {self.slug, other.slug}
            return self.kind == other.kind and (bare if same is None else same)
        return False


def slugify(name: str) -> str:
    """Lower case without accents, hyphens between words."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return _BETWEEN.sub("-", plain).strip("-")


def host_of_mention(lexicon: Lexicon, mention: Mention) -> Host:
    """The host that a mention names."""
    slug = mention.thing or slugify(mention.text)
    organiser = organiser_of(lexicon, mention.kind, slug)
    grammar = load_grammar()
    people = bool(load_words()["people"].search(lower(mention.text))) or mention.kind in {"State", "Region"}
    if slug in grammar.lists["summit-bodies"]:
        stem = slug.split("-", maxsplit=1)[0] if people else slug
        return Host(f"{stem}-summit" if people else slug, mention.thing or mention.text, organiser, "Summit", people)
    if load_words()["ministers"].search(lower(mention.text)) or slug in grammar.lists["ministers-bodies"]:
        return Host(slug, mention.thing or mention.text, organiser, "MinisterialMeeting", people)
    return Host(slug, mention.thing or mention.text, organiser, "SideMeeting", people, linked=mention.thing is not None)


def host_of_words(words: str) -> Host:
    """The host that words name which stand for nothing known."""
    text = lower(words)
    composed = _composed(text)
    if composed is not None:
        return composed
    members = load_words()["members-of"].match(text)  # "leden van de coalitie"
    people = bool(members or load_words()["people"].search(text.split(" van ", maxsplit=1)[0]))
    leaders = load_words()["leaders"].search(text)
    kind = "Summit" if leaders else "MinisterialMeeting" if load_words()["ministers"].search(text) else "SideMeeting"
    if load_words()["generic-people"].fullmatch(text):
        return Host(slugify(words), words, None, kind, people, linked=False, generic=True)
    return Host(
        _short(slugify(words)), words, None, "SideMeeting" if people and leaders else kind, people, linked=False
    )


def _composed(text: str) -> Host | None:
    """Ministers of an organisation: "bewindslieden van Defensie van de EU", "NAVO Defensie Ministeriële"."""
    grammar, parts = load_grammar(), re.split(r"[ -]", text)
    stem = next((grammar.maps["organisations"][part] for part in parts if part in grammar.maps["organisations"]), None)
    head = text.split(" van ", maxsplit=1)[0]
    if stem is None or not (load_words()["ministers"].search(head) or load_words()["ministerial"].search(head)):
        return None
    portfolio = next((value for part, value in grammar.maps["portfolios"].items() if part in text), "")
    leaders = load_words()["leaders"].search(head) is not None
    slug = f"{stem}-summit" if leaders else "-".join(part for part in (stem, portfolio, "ministers") if part)
    organiser = grammar.maps["organisation-slugs"].get(stem)
    return Host(slug, slug, organiser, "Summit" if leaders else "MinisterialMeeting", people=True)


def organiser_of(lexicon: Lexicon, kind: str, slug: str) -> str | None:
    """The organisation at the end of the chain of what a body belongs to."""
    thing: Thing | None = lexicon.things.get(f"{kind}/{slug}")
    for _ in range(4):
        if thing is None:
            return None
        if thing.kind == "Organisation":
            return thing.slug
        owner = thing.of
        thing = next(
            (lexicon.things[key] for key in (f"Organisation/{owner}", f"Body/{owner}") if key in lexicon.things), None
        )
    return None


def host_of_summit(lexicon: Lexicon, noun: str, phrase: Phrase) -> Host:
    """The host of a summit: by what the noun is composed with, an adjective before it, or whose it is."""
    grammar = load_grammar()
    stem = next(
        (
            grammar.maps["organisations"].get(word)
            for word in _parts(noun, phrase)
            if word in grammar.maps["organisations"]
        ),
        None,
    )
    organiser = grammar.maps["organisation-slugs"].get(stem) if stem else None
    for mention in phrase.groups:
        owner = organiser_of(lexicon, mention.kind, mention.thing or "")
        if organiser is None and owner is not None:
            organiser = owner
            stem = next((short for short, slug in grammar.maps["organisation-slugs"].items() if slug == owner), owner)
    if stem is None and "-" not in noun:
        stem = slugify(noun.removesuffix("top")) or None  # "de Pacttop"
    return Host(f"{stem}-summit" if stem else "summit", phrase.owner or "", organiser, "Summit")


def host_of_compound(noun: str, phrase: Phrase) -> Host | None:
    """The host that a compound or adjective names: NAVO-ministeriële, JEF-bijeenkomst, VN-conferentie."""
    grammar = load_grammar()
    stem = next(
        (grammar.maps["organisations"][word] for word in _parts(noun, phrase) if word in grammar.maps["organisations"]),
        None,
    )
    if stem is None:
        return None
    composed = _composed(" ".join([*phrase.modifiers, noun]))
    if composed is not None:
        return replace(composed, people=False)
    return Host(slugify(noun), "", grammar.maps["organisation-slugs"].get(stem), "SideMeeting")


def _short(slug: str) -> str:
    """The slug cut at a hyphen, so that an id stays readable."""
    return slug if len(slug) <= _MOST else slug[:_MOST].rsplit("-", 1)[0]


def host_of_name(name: str) -> Host:
    """The host of a conference that has a name of its own."""
    return Host(slugify(name), name, None, "SideMeeting", linked=False)


def host_of_named(lexicon: Lexicon, noun: str) -> Host | None:
    """The host of a meeting that has a name of its own: Gymnich, DMM."""
    known = load_grammar().maps["named-meetings"]
    slug = next((group for name, group in known.items() if noun.startswith(name)), None)
    return Host(slug, slug, organiser_of(lexicon, "Body", slug), "MinisterialMeeting") if slug else None


def host_of_states(noun: str, groups: Sequence[Mention]) -> Host:
    """The host of a meeting with or of states: called by what it is and who they are."""
    slug = slugify(" ".join([noun, *(mention.text for mention in groups)]))
    return Host(_short(slug), "", None, "SideMeeting", people=True)


def _parts(noun: str, phrase: Phrase) -> list[str]:
    return [*phrase.modifiers, *noun.split("-")[:-1]]
