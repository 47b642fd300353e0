"""Which meeting a section of a letter is about: as its heading says, or its first sentence that tells of one."""

from __future__ import annotations

from nato_kg.frames.rules import load_words
from nato_kg.model import Section
from nato_kg.statements.context import LetterContext
from nato_kg.statements.gathered import Meeting, Meetings
from nato_kg.statements.grammar import load_grammar, lower
from nato_kg.statements.hosts import slugify

_NOUNS = ("meeting-noun", "summit-noun", "council-noun")
_SHORTEST = 4  # letters of a word that tells meetings apart


def section_meetings(letter: LetterContext, meetings: Meetings) -> dict[int, Meeting]:
    """The meeting of each section that is about another one than the letter's main meeting."""
    main = meetings.main
    if main is None or len(meetings.all) < 2:
        return {}
    found: dict[int, Meeting] = {}
    headed, level = None, 0
    for section in letter.document.sections:
        if section.heading and section.level == level:
            headed = None
        named = _by_heading(section, meetings) if section.heading else None
        if named is not None and _alike(letter, named, main):
            headed, level = named, section.level
        meeting = (_by_first_sentence(section, meetings) if section.heading else None) or headed
        if meeting is not None and meeting is not main:
            found[section.number] = meeting
    return found


def _alike(letter: LetterContext, meeting: Meeting, main: Meeting) -> bool:
    """Whether both have been held or both are to come; a report does not tell the sessions of a summit to come."""
    issued = letter.issued
    if issued is None or meeting.start is None or main.start is None:
        return True
    return (meeting.start < issued) == (main.start < issued)


def _by_heading(section: Section, meetings: Meetings) -> Meeting | None:
    """The meeting whose name, place or day the heading has most of."""
    text = lower(section.heading)
    if not any(load_words()[name].search(text) for name in _NOUNS) and not _placed(text, meetings):
        return None
    if load_words()["session-noun"].search(text) or load_grammar().patterns["towards"].search(text):
        return None
    words, main = set(slugify(text).split("-")), meetings.main
    own = _words_of(main) if main else set()
    scored = [(len(words & (_words_of(m) - own)), m) for m in meetings.all if m is not main]
    best = max((score for score, _ in scored), default=0)
    chosen = [meeting for score, meeting in scored if score == best]
    if best and len(chosen) == 1 and best >= len(words & own):
        return chosen[0]
    return main if words & own else None


def _placed(text: str, meetings: Meetings) -> bool:
    """Whether a heading ends in the place of one of the meetings: "Joint Expeditionary Force, Tallinn"."""
    main = meetings.main.place if meetings.main else None
    names = {
        lower(m.text)
        for meeting in meetings.all
        if meeting.place and meeting.place != main
        for n in meeting.namings
        for m in n.sentence.mentions
        if m.thing == meeting.place
    }
    return any(text.rstrip(" .").endswith(f" {name}") for name in names)


def _words_of(meeting: Meeting) -> set[str]:
    """What tells a meeting from others: who meets, where and when."""
    named = [n for n in meeting.namings if n.noun and not n.told]
    texts = [n.sentence.text[n.phrase.start : n.phrase.end] for n in named]
    texts += [meeting.host.name if meeting.host else "", meeting.place or ""]
    texts += [str(meeting.start.day)] if meeting.start else []
    texts += [m.text for n in meeting.namings for m in n.sentence.mentions if m.thing and m.thing == meeting.place]
    words = {word for text in texts for word in slugify(text).split("-")}
    return {word for word in words if len(word) >= _SHORTEST or word.isdecimal()}


def _by_first_sentence(section: Section, meetings: Meetings) -> Meeting | None:
    """The meeting that the first sentence of a section says is or was held."""
    first = next((s for paragraph in section.paragraphs for s in paragraph.sentences), None)
    if first is None or load_words()["session-noun"].search(lower(f"{section.heading} {first.text}")):
        return None
    for meeting in meetings.all:
        for naming in meeting.namings:
            if naming.sentence.sentence.number == first.number and naming.told and not naming.phrase.is_("repeated"):
                return meeting
    return None
