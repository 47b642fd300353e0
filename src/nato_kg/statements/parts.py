"""A participation in the making, and what those who take part are called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from nato_kg.statements.context import LetterContext
from nato_kg.statements.gathered import Passage
from nato_kg.statements.post_labels import english_label, portfolio_of
from nato_kg.statements.programme import Programme
from nato_kg.statements.taker_model import Taker


@dataclass(slots=True)
class Part:
    """A participation in the making."""

    taker: Taker
    event: str
    role: str
    rule: str
    why: str
    passages: list[Passage] = field(default_factory=list)
    alternative: str | None = None
    behalf: list[str] = field(default_factory=list)
    first: bool = False
    taken_up: bool = False


def named_in_english(letter: LetterContext, programme: Programme, parts: Iterable[Part]) -> Iterator[Part]:
    """The same, with posts that no data has under their English name."""
    hosts = {meeting.id: meeting.host for meeting in programme.meetings.all}
    main = programme.meetings.main.id if programme.meetings.main else ""
    hosts |= {s.id: hosts.get(s.meeting.id if s.meeting else main) for s in programme.sessions.all}
    for part in parts:
        if not part.taker.linked:
            slugs = [host.slug for host in (hosts.get(part.event), hosts.get(main)) if host]
            portfolio = portfolio_of(*slugs, *letter.header.roles)
            label = english_label(letter.lexicon, part.taker.words, portfolio)
            part.taker = replace(part.taker, name=label) if label else part.taker
        yield part
