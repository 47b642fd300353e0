"""Agents that take part: posts, persons, states and groups, the writer, and words that name nothing known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from nato_kg.clauses import Clause
from nato_kg.clauses import load_words as load_clause_words
from nato_kg.frames import Firing
from nato_kg.frames.rules import load_words
from nato_kg.model import Mention
from nato_kg.statements.context import LetterContext, SentenceContext
from nato_kg.statements.gathered import Meeting
from nato_kg.statements.grammar import load_grammar, lower
from nato_kg.statements.hosts import host_of_mention
from nato_kg.statements.named_takers import (
    before_relative,
    counted,
    free_mentions,
    in_apposition,
    posts_of_states,
    posts_with_adjectives,
)
from nato_kg.statements.phrases import Phrase, read_owner
from nato_kg.statements.subjects import preposition_before, subject_of
from nato_kg.statements.taker_model import PERSONS as _PERSONS
from nato_kg.statements.taker_model import Taker, taker_of_words

_KINDS = ("Post", "Person", "State", "Body", "Organisation")


def writers_of(letter: LetterContext, clause: Clause) -> list[Taker]:
    """Those who write, where the clause says *ik*, *wij* or *mijn deelname*."""
    own = load_grammar().patterns["own-part"].search(clause.text)
    match = load_words()["first-person"].search(clause.text)
    if match is None and own is None:
        return []
    roles = letter.header.roles
    plural = load_words()["first-person-plural"].search(clause.text) is not None
    return [Taker(role, role, person=True, home=True, linked=True) for role in (roles if plural else roles[:1])]


def with_writer(sentence: SentenceContext, clause: Clause) -> list[Taker]:
    """Those named together with the writer: "De Minister-President, de Minister van Defensie en ik"."""
    text = lower(sentence.text)
    mentions = sentence.mentions_in(clause.start, clause.end, *_PERSONS)
    last = next((n for n, m in enumerate(mentions) if load_grammar().patterns["and-i"].match(text, m.end + 1)), None)
    if last is None:
        return []
    first = last
    between = load_grammar().lists["between"]
    while first > 0 and text[mentions[first - 1].end : mentions[first].start].strip() in between:
        first -= 1
    return [Taker.of(mention) for mention in mentions[first : last + 1]]


def groups_of(letter: LetterContext, takers: Iterable[Mention | str], main: Meeting) -> Iterator[Taker]:
    """Groups that meet; "de ministers" are those of the letter's meeting."""
    for taker in takers:
        if isinstance(taker, str):
            yield _group_of_words(letter, taker, main)
        else:
            known = Taker.of(taker)
            named = load_words()["names-organisation"].search(lower(taker.text))
            yield known if named else replace(known, name=of_organiser(letter, known.name, main))


def _group_of_words(letter: LetterContext, words: str, main: Meeting) -> Taker:
    """The group that words name; "de ministers" are those who meet at the letter's meeting."""
    name = None
    if load_words()["generic-people"].fullmatch(lower(words)):
        name = _members(letter, main) or (
            main.host.slug if main.host and main.host.kind == "MinisterialMeeting" else None
        )
    return Taker(name or words, words, person=False, home=False, linked=name is not None)


def speakers_of(letter: LetterContext, sentence: SentenceContext, clause: Clause, main: Meeting) -> Iterator[Taker]:
    """The group that talks in a clause about a session; for a council, the group that meets in it."""
    subject = subject_of(sentence, clause, None, _KINDS, hint=_talk(sentence, clause))
    if isinstance(subject, str) and load_words()["people"].search(lower(subject).split(" van ", maxsplit=1)[0]):
        start = sentence.text.find(subject, clause.start, clause.end)
        yield replace(_group_of_words(letter, subject, main), start=start, end=start + len(subject))
        return
    if isinstance(subject, Mention) and subject.kind != "Body":
        return
    for mention in sentence.mentions_in(clause.start, clause.end, "Body"):
        inside = any(word.start <= mention.start < word.end for word in clause.words)
        words = lower(mention.text)
        council = load_words()["own-council"].fullmatch(words) is not None
        group = host_of_mention(letter.lexicon, mention).people or council
        if inside and group and not preposition_before(sentence, clause, mention.start):
            taker, generic = Taker.of(mention), load_words()["ministers"].fullmatch(words) is not None
            yield replace(taker, name=_members(letter, main) or taker.name) if council or generic else taker
            return


def _talk(sentence: SentenceContext, clause: Clause) -> int | None:
    match = load_words()["talks"].search(lower(sentence.text), clause.start, clause.end)
    return match.start() if match else None


def of_organiser(letter: LetterContext, group: str, meeting: Meeting) -> str:
    """The same ministers of the organisation that holds the meeting: those of the EU in a council of the Union."""
    stems, host = load_grammar().maps["organisation-slugs"], meeting.host
    stem, _, rest = group.partition("-")
    if host is None or stem not in stems or stems[stem] == host.organiser:
        return group
    others = (f"{other}-{rest}" for other, slug in stems.items() if slug == host.organiser)
    return next((other for other in others if f"Body/{other}" in letter.lexicon.things), group)


def _members(letter: LetterContext, main: Meeting) -> str | None:
    """The group that meets at a council: as the letter says, by what its writers are ministers of, or as known."""
    for taker in (taker for naming in main.namings for taker in naming.takers):
        if not isinstance(taker, str) and taker.thing:
            return of_organiser(letter, taker.thing, main)
        if isinstance(taker, str) and not load_words()["generic-people"].fullmatch(lower(taker)):
            return taker
    if main.host and main.host.kind == "Summit":
        stems = {slug: stem for stem, slug in load_grammar().maps["organisation-slugs"].items()}
        leaders = f"{stems.get(main.host.organiser or '', '')}-heads-of-state-and-government"
        return leaders if f"Body/{leaders}" in letter.lexicon.things else None
    if main.host and main.host.slug in load_grammar().maps["named-meetings"].values():
        return main.host.slug
    own = load_grammar().maps["council-members"].get(main.host.slug, {}) if main.host else {}
    for portfolio, group in own.items():
        if all(role.endswith(portfolio) for role in letter.header.roles) and letter.header.roles:
            return str(group)
    implied = letter.lexicon.implies.get(f"Body/{main.host.slug}") if main.host else None
    things = implied if isinstance(implied, tuple) else (implied,)
    return next((thing.slug for thing in things if thing is not None), None)


def after_of(
    letter: LetterContext, sentence: SentenceContext, clause: Clause, phrase: Phrase
) -> Iterator[tuple[Taker, int]]:
    """Whom a session is held with, or its members speak with: "een werkdiner met …", "spreken de ministers met …"."""
    text = lower(sentence.text)
    talks = load_words()["talks"].search(clause.text) is not None
    for match in load_words()["together-with"].finditer(text, clause.start, clause.end):
        between = text[phrase.head_end : match.start()].strip()
        members = load_grammar().patterns["of-members"].fullmatch(between)  # "een ontbijt van de ministers met …"
        direct = not between or members is not None
        if not (direct or talks):
            continue
        for mention in sentence.mentions:
            between = text[match.end() : mention.start]
            near = match.end() < mention.start <= match.end() + 12 and not load_words()["together-with"].search(between)
            kinds = (*_PERSONS, "State", "Body") if direct else _PERSONS
            if near and mention.kind in kinds and mention.end <= clause.end and not Taker.of(mention).home:
                yield Taker.of(mention), match.start()
                break
        else:
            titled = _titled_at(letter, sentence, match.end() + 1, clause.end)
            if titled is not None:
                yield titled, match.start()


def _titled_at(letter: LetterContext, sentence: SentenceContext, start: int, end: int) -> Taker | None:
    """Who is named by a title that no mention has, with or without article: "met de VN-gezant voor Libië"."""
    article = load_grammar().patterns["article"].match(lower(sentence.text), start)
    start = article.end() + 1 if article else start
    words = read_owner(sentence, start, end)
    if not words or not load_grammar().patterns["titled"].match(lower(words)):
        return None
    purpose = load_grammar().patterns["for-what"].match(lower(sentence.text), start + len(words) + 1, end)
    words = sentence.text[start : purpose.end()] if purpose else words
    known = taker_of_words(letter, words)
    return replace(known[0], start=start, end=start + len(words)) if known and not known[0].home else None


def subjects_of(letter: LetterContext, sentence: SentenceContext, clause: Clause, firing: Firing) -> list[Taker]:
    """The subject of a clause, with those coordinated with it."""
    subject = subject_of(sentence, clause, firing.verb, _KINDS, _hint(sentence, clause, firing))
    shared = [_unknown(*named) for named in posts_of_states(sentence, clause)]
    if shared:
        return shared
    if isinstance(subject, str) and (known := _titles(letter, sentence, clause, subject)):
        return known
    if not isinstance(subject, Mention):
        return others_of(sentence, clause, speaks=firing.frame.sets["role"] == "speaker")
    found = [subject]
    for mention in sentence.mentions_in(subject.end, clause.end, *_KINDS):
        between = lower(sentence.text[found[-1].end : mention.start]).strip()
        if mention.start > found[-1].end and between in load_words_between():
            found.append(mention)
    if adjectives := posts_with_adjectives(found):
        return [_unknown(*named) for named in adjectives]
    takers = [_person(sentence, m) or Taker.of(m) for m in found]
    guests = firing.frame.sets["role"] in {"guest", "invitee"}
    return [
        taker
        for taker, mention in zip(takers, found, strict=True)
        if taker.person
        or (guests and mention.kind == "Organisation")
        or host_of_mention(letter.lexicon, mention).people
    ]


def _hint(sentence: SentenceContext, clause: Clause, firing: Firing) -> int | None:
    """Where the words stand by which the frame holds, if they begin with a verb and not with a preposition."""
    text, known = lower(sentence.text), load_clause_words().prepositions
    for name in (*firing.frame.any, *firing.frame.has, "attends", "speaks"):
        match = load_words()[name].search(text, clause.start, clause.end)
        first = match.group().split()[0] if match else ""
        if match and first not in known and not load_grammar().patterns["role-word"].fullmatch(first):
            return match.start()
    return None


def _titles(letter: LetterContext, sentence: SentenceContext, clause: Clause, words: str) -> list[Taker]:
    """The taker that words name, with what the post is for, and another coordinated with it."""
    grammar, text = load_grammar(), lower(sentence.text)
    start = sentence.text.find(words, clause.start, clause.end)
    known = taker_of_words(letter, words)
    if not known or start < 0:
        return known
    end = start + len(words)
    purpose = grammar.patterns["for-what"].match(text, end + 1, clause.end)
    if purpose is not None and not known[0].linked:
        end = purpose.end()
        known = [replace(known[0], words=sentence.text[start:end], name=sentence.text[start:end])]
    more = grammar.patterns["and-title"].match(text, end + 1, clause.end)
    return known + (taker_of_words(letter, read_owner(sentence, more.end() + 1, clause.end)) if more else [])


def others_of(sentence: SentenceContext, clause: Clause, *, speaks: bool) -> list[Taker]:
    """Those named otherwise: before a relative clause, in apposition, in numbers, or without a preposition."""
    before = before_relative(sentence, clause)
    appositive = in_apposition(sentence, clause)
    found = before or ([appositive] if appositive else []) or free_mentions(sentence, clause)
    said = load_grammar().patterns["speaker-subject"].match(lower(sentence.text), clause.start, clause.end)
    if speaks and said is not None and not found:
        return [_unknown(sentence.text[said.start(1) : said.end(1)], *said.span(1))]
    number = counted(sentence, clause)
    if number is not None and not before:
        return [] if speaks else [replace(_unknown(*number), person=False)]
    if adjectives := posts_with_adjectives(found):
        return [_unknown(*named) for named in adjectives]
    takers = [_person(sentence, m) or Taker.of(m) for m in found]
    return [t for t in takers if t.person or not speaks]


def _unknown(words: str, start: int, end: int) -> Taker:
    return Taker(words, words, person=True, home=False, linked=False, start=start, end=end)


def _person(sentence: SentenceContext, mention: Mention) -> Taker | None:
    """The person whom an adjective for a state only qualifies: "mijn Belgische collega"."""
    if mention.kind != "State":
        return None
    noun = load_grammar().patterns["colleague"].match(lower(sentence.text), mention.end + 1)
    if noun is None:
        return None
    words = sentence.text[mention.start : noun.end()]
    return Taker(words, words, person=True, home=False, linked=False, start=mention.start, end=noun.end())


def taker_after(letter: LetterContext, sentence: SentenceContext, clause: Clause, start: int) -> Taker | None:
    """Who is named from a position on, by a mention or by a title."""
    near = [m for m in sentence.mentions if start <= m.start <= start + 60 and m.end <= clause.end]
    groups = [m for m in near if m.kind == "Body" and host_of_mention(letter.lexicon, m).people]
    mention = next((m for m in near if m.kind in {"Post", "Person", "State"} or m in groups), None)
    direct = next((m for m in near if m.start - start <= 1 and m.kind in {"Body", "Organisation"}), None)
    if direct is not None:
        return Taker.of(direct)
    if mention is not None:
        return _person(sentence, mention) or Taker.of(mention)
    words = read_owner(sentence, start + 1, clause.end)
    return next((replace(t, end=start + 1 + len(words)) for t in taker_of_words(letter, words)), None)


def load_words_between() -> frozenset[str]:
    """What stands between coordinated names."""
    return frozenset(load_grammar().lists["between"])
