"""The phrase around a word for a gathering: its determiner before, and after it whose it is, when and where.

``de tweede top van de landen rond de Oostzee, die op 4 en 5 juni te Riga wordt gehouden``
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import regex

from nato_kg.clauses import load_words as load_clause_words
from nato_kg.dates import DateExpression
from nato_kg.frames.rules import load_words
from nato_kg.model import Mention
from nato_kg.statements.context import SentenceContext
from nato_kg.statements.grammar import load_grammar, lower
from nato_kg.statements.place_names import read_place

#: Kinds of mention that can hold a gathering or take part in one as a group.
GROUP_KINDS = ("Body", "Organisation", "State", "Region")
_ABBREVIATION = regex.compile(r"\s\((?:hierna: ?)?[\p{Lu}][\w/ -]{1,14}\)")
_LONGEST = 4000  # characters; what is longer is a table or a broken file, and is left alone
_SKIP = regex.compile(r"[ ,(]{0,3}")
_BEFORE = regex.compile(r"((?:[\w’'-]{1,30} ){0,4})$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a phrase says. ``start`` and ``end`` are positions in the sentence's logical text."""

    start: int
    end: int
    head_end: int
    determiner: str = ""
    modifiers: tuple[str, ...] = ()
    groups: tuple[Mention, ...] = ()
    owner: str = ""
    date: DateExpression | None = None
    date_link: str = ""
    place: str | None = None
    relative: bool = False  # whether a relative clause says that it is held

    @property
    def ordinal(self) -> int | None:
        """For the how-manieth time, where the words before the head say so."""
        found = (load_grammar().maps["ordinals"].get(word) or _figure(word) for word in self.modifiers)
        return next((number for number in found if number), None)

    def is_(self, name: str) -> bool:
        """Whether the determiner or a modifier is of a class of the grammar."""
        pattern = load_grammar().patterns[name]
        return any(pattern.fullmatch(word) for word in (self.determiner, *self.modifiers) if word)


def _figure(word: str) -> int | None:
    bare = word.removesuffix("e").removesuffix("st").removesuffix("d")
    return int(bare) if bare != word and bare.isdecimal() and len(bare) < 4 else None


def read_phrase(sentence: SentenceContext, start: int, end: int) -> Phrase:
    """The phrase around the head [start, end)."""
    begun, determiner, modifiers = _before(lower(sentence.text[:start]))
    phrase = Phrase(begun if determiner or modifiers else start, end, end, determiner, modifiers)
    for _ in range(8):
        longer = _lengthen(sentence, phrase)
        if longer is None:
            break
        phrase = longer
    return phrase


def _before(text: str) -> tuple[int, str, tuple[str, ...]]:
    """Where the phrase begins, its determiner and the words between that and the head."""
    found = _BEFORE.search(text[-120:])
    words = found.group(1).split() if found else []
    grammar, prepositions = load_grammar(), load_clause_words().prepositions
    taken: list[str] = []
    for word in reversed(words):
        if word in prepositions:
            break
        taken.insert(0, word)
        if any(grammar.patterns[name].fullmatch(word) for name in ("definite", "possessive", "indefinite")):
            return len(text) - len(" ".join(taken)) - 1, word, tuple(taken[1:])
    closest = words[-1:] if words and grammar.maps["ordinals"].get(words[-1]) else []
    return len(text) - len("".join(closest)) - (1 if closest else 0), "", tuple(closest)


def _lengthen(sentence: SentenceContext, phrase: Phrase) -> Phrase | None:
    """The phrase with the next piece of it, if there is one."""
    abbreviation = _ABBREVIATION.match(sentence.text, phrase.end)
    if abbreviation and not sentence.dates_in(*abbreviation.span()):
        return replace(phrase, end=abbreviation.end())
    composed = load_grammar().patterns["in-format"].match(lower(sentence.text), phrase.end + 1)
    if composed:
        return replace(phrase, end=composed.end())
    for step in (_with_relative, _with_date, _with_place, _with_groups, _with_owner, _with_topic):
        longer = step(sentence, phrase)
        if longer is not None and longer.end > phrase.end:
            return longer
    return None


def _with_date(sentence: SentenceContext, phrase: Phrase) -> Phrase | None:
    """A date right after it: "van 16 maart", "(7 en 8 juli)", ", op vrijdag 13 februari"."""
    if phrase.date is not None:
        return None
    end = _after_participle(sentence, phrase.end)
    for date in sentence.dates:
        gap = lower(sentence.text[end : date.start]).strip(" ,(")
        if end <= date.start <= end + 25 and date.earliest is not None:
            linked = load_grammar().patterns["date-link"].fullmatch(gap)
            if not gap or linked:
                closing = 1 if sentence.text[date.end : date.end + 1] == ")" else 0
                return replace(phrase, end=date.end + closing, date=date, date_link=gap or "(")
    return None


def _with_place(sentence: SentenceContext, phrase: Phrase) -> Phrase | None:
    """A place right after it: "in Brussel", "te Bergen (Noorwegen)"."""
    if phrase.place is not None:
        return None
    skipped = _SKIP.match(sentence.text, _after_participle(sentence, phrase.end))
    begun = skipped.end() if skipped else phrase.end
    link = load_grammar().patterns["place-link"].match(lower(sentence.text), begun)
    found = read_place(sentence, link.end() + 1) if link else None
    if link is None:  # "de top van Madrid"
        named = (
            m for m in sentence.mentions if m.kind == "Place" and lower(sentence.text[phrase.end : m.start]) == " van "
        )
        found = next(((m.thing or m.text, m.end) for m in named), None)
    return replace(phrase, end=found[1], place=found[0]) if found else None


def _after_participle(sentence: SentenceContext, end: int) -> int:
    """Behind a participle that says that it is held: ", gehouden in Riga op 16 september"."""
    skipped = _SKIP.match(sentence.text, end)
    begun = skipped.end() if skipped else end
    held = load_grammar().patterns["held-there"].match(lower(sentence.text), begun)
    return held.end() if held else end


def _with_groups(sentence: SentenceContext, phrase: Phrase) -> Phrase | None:
    """Whose it is: "van de NAVO-ministers van Defensie", "met Finland en Zweden"."""
    begun = _link_start(sentence, phrase)
    text = lower(sentence.text)
    link = load_grammar().patterns["link"].match(text, begun)
    if link is None:
        return None
    group = _group_at(sentence, link.end() + 1)
    if group is None:
        return None
    groups = [group]
    while (following := _group_after(sentence, groups[-1].end)) is not None:
        groups.append(following)
    whose = load_grammar().patterns["whose"].match(text, begun) is not None
    return replace(phrase, end=groups[-1].end, groups=(*phrase.groups, *groups) if whose else phrase.groups)


def _link_start(sentence: SentenceContext, phrase: Phrase) -> int:
    """Where a word such as *van* can stand after the phrase so far, with a verb of the clause between or not."""
    text = lower(sentence.text)
    skipped = _SKIP.match(text, phrase.end)
    begun = skipped.end() if skipped else phrase.end
    verb = load_grammar().patterns["verb-between"].match(text, begun)
    return verb.end() + 1 if verb else begun


def _group_at(sentence: SentenceContext, start: int) -> Mention | None:
    """The mention that begins at a position, or one word further."""
    for mention in sentence.mentions:
        between = sentence.text[start : mention.start]
        if (
            mention.kind in (*GROUP_KINDS, "Post")
            and mention.start >= start
            and between.count(" ") <= 1
            and len(between) < 20
        ):
            return mention if between.replace(" ", "").isalpha() or not between else None
    return None


def _group_after(sentence: SentenceContext, end: int) -> Mention | None:
    """The mention coordinated with one that ends at a position."""
    for mention in sentence.mentions:
        between = lower(sentence.text[end : mention.start])
        if (
            mention.start > end
            and between in {", ", " en ", " en de ", ", de ", " en het "}
            and mention.kind in GROUP_KINDS
        ):
            return mention
    return None


def _with_relative(sentence: SentenceContext, phrase: Phrase) -> Phrase | None:
    """A relative clause that says when and where it is held."""
    skipped = _SKIP.match(sentence.text, phrase.end)
    begun = skipped.end() if skipped else phrase.end
    relative = load_grammar().patterns["relative"].match(lower(sentence.text), begun)
    if relative is None:
        return None
    clauses = (clause for unit in sentence.units for clause in unit.clauses)
    clause = next((c for c in clauses if c.start == begun), None)
    end = clause.end if clause else _end_of_relative(lower(sentence.text), begun)
    said = sentence.text[begun:end]
    held = any(load_words()[name].search(lower(said)) for name in ("takes-place", "gathers", "held-by"))
    if end <= begun or not held:
        return None
    date, place = when_and_where(sentence, begun, end)
    return replace(
        phrase,
        end=end,
        date=phrase.date or date,
        date_link=phrase.date_link or relative.group(),
        place=phrase.place or place,
        groups=phrase.groups or tuple(sentence.mentions_in(begun, end, "Body")),
        relative=True,
    )


def _end_of_relative(text: str, start: int) -> int:
    """Where a relative clause ends that no comma opens: at the words that say that it is held."""
    stop = regex.search(r"[,;]", text[start:])
    limit = start + stop.start() if stop else len(text)
    found = (load_words()[name].search(text, start, limit) for name in ("takes-place", "held-by"))
    return next((held.end() for held in found if held), start)


def when_and_where(sentence: SentenceContext, start: int, end: int) -> tuple[DateExpression | None, str | None]:
    """The first date of a passage, and the place that it names after *in* or *te*."""
    date = next((d for d in sentence.dates_in(start, end) if d.earliest is not None), None)
    text = lower(sentence.text)
    for link in load_grammar().patterns["place-link"].finditer(text, start, end):
        place = read_place(sentence, link.end() + 1)
        if place is not None and place[1] <= end:
            return date, place[0]
    return date, None


def _with_owner(sentence: SentenceContext, phrase: Phrase) -> Phrase | None:
    """Whose it is, in words that name nothing known: "van de acht landen rond de Noordzee"."""
    if phrase.groups or phrase.owner or phrase.date is not None:
        return None
    text, begun = lower(sentence.text), _link_start(sentence, phrase)
    link = load_grammar().patterns["link"].match(text, begun)
    if link is None or not load_grammar().patterns["whose"].match(text, begun):
        return None
    owner = read_owner(sentence, link.end() + 1)
    end = link.end() + 1 + len(owner)
    more = load_grammar().patterns["owner-relative"].match(text, end + 1) if owner else None
    body = read_owner(sentence, more.end() + 1) if more else ""
    if more and body:  # "van de landen die deelnemen aan het initiatief"
        end = more.end() + 1 + len(body)
        owner = sentence.text[link.end() + 1 : end]
    return replace(phrase, end=end, owner=owner) if owner else None


def _with_topic(sentence: SentenceContext, phrase: Phrase) -> Phrase | None:
    """What it is about, if its date comes after that: "over vredesoperaties, op 13 en 14 mei"."""
    text = lower(sentence.text)
    link = load_grammar().patterns["topic-of-it"].match(text, phrase.end + 1)
    if link is None or phrase.date is not None:
        return None
    topic = read_owner(sentence, link.end() + 1)
    longer = replace(phrase, end=link.end() + 1 + len(topic))
    dated = topic and (_with_date(sentence, longer) is not None or _with_relative(sentence, longer) is not None)
    return longer if dated else None


def read_owner(sentence: SentenceContext, start: int, end: int | None = None) -> str:
    """The words from a position up to what no longer belongs to a name of a group."""
    text = lower(sentence.text)
    limit = min([len(text) if end is None else end, *(d.start - 1 for d in sentence.dates if d.start > start)])
    stop = regex.search(r"[,.;:()]", text[start:limit])
    limit = start + stop.start() if stop else limit
    over = load_grammar().patterns["owner-end"].search(text, start, limit)
    limit = over.start() if over else limit
    words = regex.sub(r"(?: van)?(?: de| het| een)?$", "", sentence.text[start:limit].strip())
    return words if 2 < len(words) <= 80 else ""


def in_body(sentence: SentenceContext) -> bool:
    """Whether a sentence stands in the body, and is no longer than sentences are."""
    return not sentence.sentence.footnote and len(sentence.text) <= _LONGEST


def is_day(date: DateExpression) -> bool:
    """Whether a date gives days, not a month or a year."""
    return date.earliest is not None and date.latest is not None and (date.latest - date.earliest).days <= 10
