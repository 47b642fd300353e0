"""Mentions of a letter: all rules over all sentences, twice, for what is defined late is meant early."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from nato_kg.lexicon import Lexicon
from nato_kg.mentions.candidates import Candidate, longest
from nato_kg.mentions.definitions import Alias, Aliases, find_aliases
from nato_kg.mentions.heads import Heads, heads_of
from nato_kg.mentions.known import Matcher, matcher_of
from nato_kg.mentions.people import find_people
from nato_kg.mentions.readings import Readings, stands_alone
from nato_kg.mentions.shapes import find_shapes
from nato_kg.mentions.tokens import emphasised
from nato_kg.mentions.words import Words
from nato_kg.model import Certainty, Document, Mention, Sentence, Value


@dataclass(frozen=True, slots=True)
class LetterMentions:
    """The mentions of a letter in order, and what the letter itself calls things, by the name that it gives."""

    mentions: tuple[Mention, ...]
    aliases: Mapping[str, Alias]

    def name_of(self, mention: Mention) -> str:
        """What a new thing is called in full: the same for all its mentions; else the mention's own words."""
        alias = self.aliases.get(mention.text)
        return alias.name if alias and mention.new else mention.text


def find_mentions(document: Document, lexicon: Lexicon) -> tuple[Mention, ...]:
    """The mentions in the sentences of body and footnotes, in the order of the letter; none overlap."""
    return read_mentions(document, lexicon).mentions


def read_mentions(document: Document, lexicon: Lexicon) -> LetterMentions:
    """The mentions, with the letter's own names for things."""
    heads, matcher = heads_of(lexicon), matcher_of(lexicon)
    sentences = document.every_sentence
    read = [_read(document, sentence, lexicon, heads, matcher) for sentence in sentences]
    headings = [_read_text(section.heading, lexicon, heads, matcher) for section in document.sections]
    aliases = Aliases.of(
        [alias for words, found in (*headings, *read) for alias in find_aliases(words, longest(found), lexicon, heads)]
    )
    readings = _readings(document, lexicon, matcher)
    mentions = [
        mention
        for sentence, (words, found) in zip(sentences, read, strict=True)
        for mention in _mentions(sentence, longest([*found, *aliases.find(words.text)]), readings)
    ]
    return LetterMentions(tuple(mentions), aliases.by_text)


def _read(
    document: Document, sentence: Sentence, lexicon: Lexicon, heads: Heads, matcher: Matcher
) -> tuple[Words, list[Candidate]]:
    return _read_text(sentence.text, lexicon, heads, matcher, emphasised(document, sentence))


def _read_text(
    text: str, lexicon: Lexicon, heads: Heads, matcher: Matcher, emphasis: Sequence[tuple[int, int]] = ()
) -> tuple[Words, list[Candidate]]:
    """The words of a text, and every candidate in it."""
    flat = text.replace("’", "'")
    words = Words.of(flat, emphasis, matcher.find(flat))
    known = [c for c in words.known if stands_alone(c, words, heads)]
    return words, [*known, *find_people(words, lexicon), *find_shapes(words, heads)]


def _readings(document: Document, lexicon: Lexicon, matcher: Matcher) -> Readings:
    """With what the title block names."""
    block = document.title_block
    readings = Readings(lexicon.implies, [thing for c in _named(block.addressee, matcher) for thing in c.things])
    for value in (*(dossier.title for dossier in block.dossiers), block.subject):
        readings.note(_named(value, matcher))
    return readings


def _named(value: Value | None, matcher: Matcher) -> list[Candidate]:
    """What a value of the title block names without doubt."""
    found = longest(matcher.find(value.text)) if value else []
    return [candidate for candidate in found if candidate.certainty is Certainty.CERTAIN]


def _mentions(sentence: Sentence, found: Sequence[Candidate], readings: Readings) -> Iterator[Mention]:
    for candidate in found:
        read = readings.read(candidate)
        if read is None:
            continue
        things, certainty = read
        kind = things[0].kind if things else candidate.kind
        text = sentence.text[candidate.start : candidate.end]
        slugs = tuple(thing.slug for thing in things)
        yield Mention(kind, text, sentence.number, candidate.start, candidate.end, slugs, certainty)
