"""What a letter says of a meeting and its sessions, put together: one thing for all places that speak of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from nato_kg.dates import DateExpression
from nato_kg.frames.rules import load_words
from nato_kg.statements.context import LetterContext, SentenceContext
from nato_kg.statements.grammar import load_grammar, lower
from nato_kg.statements.hosts import Host, slugify
from nato_kg.statements.meeting_phrases import find_namings
from nato_kg.statements.meetings import Naming
from nato_kg.statements.phrases import is_day

_YEAR = 366  # days, the longest time in which a meeting without day is

#: A place in the text: a sentence and positions in its logical text.
Passage = tuple[SentenceContext, int, int]


@dataclass(slots=True)
class Meeting:
    """A meeting in the making."""

    host: Host | None
    namings: list[Naming] = field(default_factory=list)
    evidence: list[Passage] = field(default_factory=list)
    start: date | None = None
    end: date | None = None
    month: tuple[date, date] | None = None  # where no day is given
    place: str | None = None
    ordinal: int | None = None
    inferred: bool = False
    beside: bool = False
    id: str = ""

    @property
    def first(self) -> Naming:
        """The place that tells of it first."""
        return self.namings[0]

    @property
    def kind(self) -> str:
        """The kind of its record."""
        takers = (taker for naming in self.namings for taker in naming.takers)
        words = (lower(taker if isinstance(taker, str) else taker.text) for taker in takers)
        if self.host and self.host.kind == "SideMeeting" and any(load_words()["ministers"].search(w) for w in words):
            return "MinisterialMeeting"
        return self.host.kind if self.host else "SideMeeting"

    def add(self, naming: Naming) -> None:
        """Take up what a place says; it becomes evidence if that is something new."""
        new = not self.namings
        found = naming.date
        if self.start is None and found is not None and found.earliest is not None:
            new = True
            self._dates(naming, found)
        if self.place is None and naming.place is not None:
            self.place, new = naming.place, True
        if self.ordinal is None and naming.ordinal is not None:
            self.ordinal, new = naming.ordinal, True
        self.beside = self.beside or (naming.beside and not self.namings)
        if self.host is None or (naming.host and not self.host.organiser and naming.host.organiser):
            self.host = naming.host
        self.namings.append(naming)
        if new:
            self.evidence.append((naming.sentence, naming.start, naming.end))

    def _in_another_month(self, naming: Naming) -> bool:
        """Whether the place gives a month or a day that is not of this meeting's month or day."""
        found = naming.date
        if found is None or found.earliest is None or found.latest is None:
            return False
        own = self.month or ((self.start, self.end or self.start) if self.start else None)
        return own is not None and (found.latest < own[0] or own[1] < found.earliest)

    def _dates(self, naming: Naming, found: DateExpression) -> None:
        """Take over the days, or the month where there are none."""
        assert found.earliest is not None
        self.inferred = found.inferred
        if _is_day(naming):
            first, last = found.earliest, found.latest or found.earliest
            if _is_to_come(naming, first):
                first, last = first.replace(year=first.year + 1), last.replace(year=last.year + 1)
            self.start, self.end = first, last if last != first else None
            self.month = None
        elif found.latest is not None and (found.latest - found.earliest).days <= _YEAR and self.month is None:
            self.month = found.earliest, found.latest

    def _of_others(self, naming: Naming) -> bool:
        """Whether it is a meeting of other ministers in another place, or of others who only gather beside this one."""
        if self.host is None and self.first.noun and naming.host is not None and naming.told and not naming.noun:
            plain = load_grammar().patterns["plain-meeting"].fullmatch(self.first.noun)
            return plain is None and not naming.host.people  # "de veiligheidsconferentie" is no meeting of a body
        if naming.host is None or self.host is None or naming.host.slug == self.host.slug:
            return False
        if naming.told and naming.beside and naming.host.people and not naming.host.generic and self.host.generic:
            return True
        people = naming.host.people and self.host.people and not (naming.host.generic or self.host.generic)
        elsewhere = bool(naming.place and self.place and naming.place != self.place)
        return people and (elsewhere or (naming.beside and naming.told))

    def _on_its_day(self, naming: Naming) -> bool:
        """Whether the place gives a day of this meeting, and hosts who can be its own."""
        assert naming.date is not None
        assert self.start is not None
        day = naming.date.earliest
        if day is None or not self.start <= day <= (self.end or self.start):
            return False
        if naming.host is None or self.host is None:
            return True
        same_kind = naming.host.kind == self.host.kind and naming.host.organiser == self.host.organiser
        return naming.host.fits(self.host) or (same_kind and day == self.start and not naming.beside)

    def can_be(self, naming: Naming) -> bool:
        """Whether the place can speak of this meeting."""
        if self._of_others(naming):
            return False
        if _is_day(naming) and self.start is not None:
            return self._on_its_day(naming)
        elsewhere = bool(naming.place and self.place and naming.place != self.place)
        if elsewhere or self._in_another_month(naming):
            return False
        if naming.host is None or self.host is None:
            return naming.reference and self.kind != "Summit"
        return naming.host.fits(self.host)


def _is_to_come(naming: Naming, day: date) -> bool:
    """Whether a day without year was taken for one before the letter, though the words say that it is to come."""
    issued = naming.sentence.issued
    if naming.date is None or not naming.date.inferred or issued is None or day >= issued or (issued - day).days < 60:
        return False
    return (
        load_words()["meeting-ahead"].search(lower(naming.sentence.text), max(naming.start - 40, 0), naming.end)
        is not None
    )


def _is_day(naming: Naming) -> bool:
    return naming.date is not None and is_day(naming.date)


@dataclass(frozen=True, slots=True)
class Meetings:
    """The meetings of a letter in the order in which it tells of them; ``main`` is the one that it is about."""

    all: tuple[Meeting, ...]
    main: Meeting | None
    mentioned: tuple[tuple[int, int, Meeting], ...]  # sentence, position, meeting: every place that speaks of one


def gather_meetings(letter: LetterContext) -> Meetings:
    """All meetings of a letter."""
    meetings: list[Meeting] = []
    mentioned: list[tuple[int, int, Meeting]] = []
    for naming in find_namings(letter):
        meeting = _find(meetings, naming)
        if meeting is None and naming.reference:
            meeting = _announced(meetings, naming)
        elif meeting is None:
            meeting = Meeting(_of_same_kind(meetings, naming))
            meetings.append(meeting)
        if meeting is not None:
            meeting.add(naming)
            mentioned.append((naming.sentence.sentence.number, naming.start, meeting))
    main = _main(letter, meetings)
    _name(meetings)
    return Meetings(tuple(meetings), main, tuple(mentioned))


def _of_same_kind(meetings: list[Meeting], naming: Naming) -> Host | None:
    """The host of "de vorige Raad": the council of which the letter told before."""
    month = naming.date is not None and naming.date.precision == "month"
    if naming.noun or not (month or naming.phrase.is_("other-time")):
        return naming.host
    council = load_grammar().ends(lower(naming.sentence.text[: naming.phrase.head_end]), "bare-council")
    councils = [m.host for m in meetings if m.host is not None and "council" in m.host.slug]
    if not council:
        return naming.host
    return councils[0] if councils else naming.host


def _find(meetings: Iterable[Meeting], naming: Naming) -> Meeting | None:
    """The meeting that a place speaks of: the last one that it can be."""
    if naming.phrase.is_("indefinite") and (naming.told or _is_day(naming)):
        return None
    recent = sorted(meetings, key=lambda m: (m.namings[-1].sentence.sentence.number, m.namings[-1].end), reverse=True)
    if naming.host is None and not naming.phrase.is_("demonstrative"):
        recent.sort(key=lambda m: m.kind == "SideMeeting" or m.beside)
    return next((meeting for meeting in recent if meeting.can_be(naming)), None)


def _announced(meetings: list[Meeting], naming: Naming) -> Meeting | None:
    """A meeting without date in the letter's opening, which the subject line or nothing dates: the letter's own."""
    first = naming.sentence.sentence.section <= 1 and naming.sentence.sentence.number <= 3
    opens = load_grammar().patterns["opens-letter"].search(lower(naming.sentence.text))
    if meetings or naming.host is None or not first or not opens or naming.phrase.is_("repeated"):
        return None
    meetings.append(Meeting(naming.host))
    return meetings[-1]


def _main(letter: LetterContext, meetings: list[Meeting]) -> Meeting | None:
    """The meeting that the letter is about: the first that its opening announces or reports, else the first of all."""
    if not meetings:
        return None
    opening = [m for m in meetings if m.first.sentence.sentence.section <= 1 and m.first.sentence.sentence.number <= 4]
    pattern = load_grammar().patterns["opens-letter"]
    told = [m for m in opening if not m.beside and (_opens(m) or pattern.search(lower(m.first.sentence.text)))]
    real = [m for m in told if m.kind != "SideMeeting"] or told
    subject = letter.document.title_block.subject
    named = [m for m in opening if subject and m.start and str(m.start.day) in subject.text.split()]
    return next(iter([*named, *real, *opening, *meetings]))


def _opens(meeting: Meeting) -> bool:
    """Whether a clause says that it is held, or the first sentence that someone attends it on its days."""
    return meeting.first.told or (meeting.first.sentence.sentence.number <= 1 and meeting.start is not None)


def _name(meetings: list[Meeting]) -> None:
    """Give each its id: body and first day, number or place."""
    taken: set[str] = set()
    organisers = [m.host.organiser for m in meetings if m.host and m.host.organiser]
    short = {slug: stem for stem, slug in load_grammar().maps["organisation-slugs"].items()}
    for meeting in meetings:
        slug = meeting.host.slug if meeting.host else slugify(meeting.first.noun) or "meeting"
        if slug == "summit" and organisers:  # "de top in Den Haag": of whom the letter speaks anyway
            slug = f"{short.get(organisers[0], organisers[0])}-summit"
        if meeting.start is not None:
            stem = f"{slug}-{meeting.start.isoformat()}"
        elif meeting.month is not None:
            stem = f"{slug}-{meeting.month[0].isoformat()[:7]}"
        elif meeting.ordinal is not None:
            stem = f"{slug}-{meeting.ordinal}"
        else:
            stem = f"{slug}-{slugify(meeting.place)}" if meeting.place else f"{slug}-meeting"
        meeting.id = next(name for name in (stem, *(f"{stem}-{n}" for n in range(2, 99))) if name not in taken)
        taken.add(meeting.id)


def is_held(naming: Naming) -> bool:
    """Whether the place says that the meeting has been held."""
    return load_words()["was-held"].search(lower(naming.sentence.text), naming.start, naming.end) is not None
