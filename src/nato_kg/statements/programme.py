"""The programme of a letter: its meetings, and the sessions of the one that it is about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from nato_kg.statements.context import LetterContext, SentenceContext
from nato_kg.statements.gathered import Meetings, gather_meetings
from nato_kg.statements.session_model import Session
from nato_kg.statements.sessions import Sessions, gather_sessions

_NO_SESSIONS = Sessions((), {})


@dataclass(frozen=True, slots=True)
class Programme:
    """The meetings of a letter and the sessions of its main one."""

    meetings: Meetings
    sessions: Sessions

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
    return Programme(meetings, gather_sessions(letter) if meetings.main else _NO_SESSIONS)
