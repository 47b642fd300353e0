"""Where the words end that name an event: a subordinate clause ("nadat …"), or a noun with what belongs to it."""

from __future__ import annotations

from functools import cache

import regex

from nato_kg.dates.words import any_of, words

_LONGEST = 300  # characters of a clause
_WORD = regex.compile(r"[\w'-]{1,40}")
_STOP = regex.compile(r"[,;:.?!()](?!\w)| - ")
_NAME = regex.compile(r"(?: \p{Lu}[\w-]{1,30}(?: en(?= \p{Lu}))?){0,4}(?: (?:in|te)(?: \p{Lu}[\w-]{1,30}){1,3})?")
_MOST_ADJECTIVES = 4
_LINKS = ("van ", "der ")
_MOST_LINKS = 3


@cache
def _inverted() -> regex.Pattern[str]:
    """A verb in second place with its subject, at which the clause before it has ended."""
    known = words()["phrases"]
    return regex.compile(rf" (?={any_of(known['main_verbs'])} {any_of(known['subjects'])}(?!\w))")


@cache
def _main_verb() -> regex.Pattern[str]:
    return regex.compile(rf", {any_of(words()['phrases']['main_verbs'])}(?!\w)")


@cache
def _completed() -> regex.Pattern[str]:
    known = words()["phrases"]
    done, auxiliaries = any_of(known["completed"]), any_of(known["auxiliaries"])
    return regex.compile(rf" (?:{done} {auxiliaries}|{auxiliaries} {done})(?!\w)")


@cache
def _ends() -> frozenset[str]:
    known = words()["phrases"]
    return frozenset([*known["ends"], *known["main_verbs"]])


def clause_end(folded: str, start: int, opening: int) -> int:
    """The end of the clause whose conjunction stands at [start, opening).

    That is where a main verb with its subject follows, or the comma before a main verb when the clause opens the
    sentence, else the first comma or stop.
    """
    piece = folded[opening : opening + _LONGEST]
    inverted = _inverted().search(piece)
    limit = inverted.start() if inverted else len(piece)
    comma = _main_verb().search(piece) if start == 0 else None
    if comma and comma.start() <= limit and not _hard_stop(piece, comma.start()):
        return opening + comma.start()
    stop = _STOP.search(piece, 0, limit)
    end = stop.start() if stop else limit
    return opening + len(piece[:end].rstrip())


def _hard_stop(piece: str, end: int) -> bool:
    return any(mark in piece[:end] for mark in ";:")


def says_completed(folded: str, start: int, end: int) -> bool:
    """Whether a clause with "als" or "indien" ends in something being done, so that it says when."""
    return bool(_completed().search(folded, max(end - 40, start), end))


def noun_end(folded: str, start: int, *, bare: bool = False) -> int:
    """The end of the noun phrase that begins at `start`, with what "van" joins to it; `start` when there is none.

    With `bare` a noun without an article counts too.
    """
    end = _one_noun(folded, start, bare=bare)
    for _ in range(_MOST_LINKS):
        if end == start or not folded.startswith(_LINKS, end + 1):
            break
        linked = _one_noun(folded, end + 5, bare=True)
        if linked == end + 5:
            break
        end = linked
    return end


def _one_noun(folded: str, start: int, *, bare: bool) -> int:
    known = words()["phrases"]
    word = _WORD.match(folded, start)
    if word and word[0] in known["determiners"]:
        word = _next(folded, word.end())
    elif not bare:
        return start
    if word is None or word[0] in _ends() or word[0][0].isdigit():
        return start
    for _ in range(_MOST_ADJECTIVES):
        following = _next(folded, word.end())
        if not _is_adjective(word[0]) or following is None or following[0] in _ends() or following[0] == "van":
            break
        word = following
    return word.end()


def _next(folded: str, end: int) -> regex.Match[str] | None:
    """The word after a single space."""
    return _WORD.match(folded, end + 1) if folded[end : end + 1] == " " else None


def name_end(text: str, end: int) -> int:
    """The end of a name or a place that belongs to the noun before it: Raad Buitenlandse Zaken, top in Den Haag."""
    found = _NAME.match(text, end)
    return found.end() if found else end


def _is_adjective(word: str) -> bool:
    """Whether a word before another is rather an adjective or an ordinal than the noun."""
    return word.endswith("e") and not word.endswith(("ie", "isse", *words()["phrases"]["nouns_in_e"]))
