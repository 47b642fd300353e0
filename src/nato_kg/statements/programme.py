"""The programme of a letter: its meetings, and the sessions of the one that it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from nato_kg.statements.context import LetterContext, SentenceContext
from nato_kg.statements.gathered import Meeting, Meetings, gather_meetings
from nato_kg.statements.session_model import Session
from nato_kg.statements.session_scopes import section_meetings
from nato_kg.statements.sessions import Sessions, gather_sessions

_NO_SESSIONS = Sessions((), {})


@dataclass(frozen=True, slots=True)
class Programme:
    """The meetings of a letter and the sessions of its main one."""

    meetings: Meetings
    sessions: Sessions
    others: Mapping[int, Meeting] = field(default_factory=dict)  # sections that are about another meeting

    def session_of(self, sentence: SentenceContext) -> Session | None:
        """The session that a sentence is about."""
        return self.sessions.current.get(sentence.sentence.number)


class _Letter:
    """A letter as a key: the same only to itself."""

    def __init__(self, context: LetterContext) -> None:
        self.context = context

    def __hash__(self) -> int:
        return id(self.context)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Letter) and other.context is self.context


def read_programme(letter: LetterContext) -> Programme:
    """The meetings and sessions of a letter; without a meeting there are no sessions. Read once for all builders."""
    return _read(_Letter(letter))


@lru_cache(maxsize=1)
def _read(key: _Letter) -> Programme:
    letter = key.context
    meetings = gather_meetings(letter)
    if meetings.main is None:
        return Programme(meetings, _NO_SESSIONS)
    return Programme(meetings, gather_sessions(letter, meetings), section_meetings(letter, meetings))
