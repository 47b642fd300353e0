"""The words that name an event: from the determiner before its noun to what hangs on it by prepositions.

``De door lokale autoriteiten georganiseerde schijnreferenda``, ``de aanval op de haven van Odesa, op 30 mei``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from nato_kg.clauses import Clause, Word
from nato_kg.clauses import load_words as load_clause_words
from nato_kg.frames.rules import load_words
from nato_kg.statements.context import SentenceContext
from nato_kg.verbs import Form, load_verbs

_PLACES = ("State", "Region", "Place")
_LONGEST = 16  # words of a name after its noun
_REACH = 9  # words before the noun in which its article is looked for
_FINITE = frozenset({Form.PRESENT, Form.PAST, Form.PAST_OR_PARTICIPLE})
_ADJECTIVE = ("e", "en", "s")
_BEFORE_DAY = regex.compile(r",? (?:op |in |van )?(?:de nacht van )?")


@dataclass(frozen=True, slots=True)
class EventName:
    """Words [first, last) of a clause that name an event by the noun at ``head``."""

    first: int
    head: int
    last: int


def find_names(sentence: SentenceContext, clause: Clause) -> Iterator[EventName]:
    """The names of events in a clause, none inside another."""
    taken = 0
    for match in load_words()["event-noun"].finditer(clause.text):
        offset = clause.text.count(" ", 0, match.end())
        head = offset if " " not in match.group() else clause.text.count(" ", 0, match.start())
        if head >= taken:
            taken = max(_last(sentence, clause.words, offset), offset + 1)
            yield EventName(_first(sentence, clause.words, head), head, taken)


def is_event(sentence: SentenceContext, clause: Clause, name: EventName) -> bool:
    """Whether the name is definite and bound, or indefinite and told with its day."""
    words, known = load_words(), clause.words[name.first : name.last]
    leading = " ".join(clause.lowers[name.first : name.head])
    before = " ".join(clause.lowers[: name.first])
    if words["event-generic"].search(leading) or words["event-governed"].search(f"{before} #"):
        return False
    start, end = known[0].start, with_day(sentence, known[-1].end)
    dated = bool(sentence.dates_in(start, end))
    placed = bool(sentence.mentions_in(start, end, *_PLACES)) or any(w.text[0].isupper() for w in known[1:])
    signed = bool(words["event-signed"].search(sentence.text.lower()))
    if words["event-again"].match(leading):
        return placed or dated or signed
    if words["event-definite"].match(leading):
        return placed or dated or signed or bool(words["event-unique"].search(" ".join(w.lower for w in known)))
    told = placed and clause.lowers[name.first] == "een" and bool(sentence.dates_in(clause.start, clause.end))
    return dated or told


def with_day(sentence: SentenceContext, end: int) -> int:
    """The end of a name with a day set off by commas: *, op 19 april*."""
    match = _BEFORE_DAY.match(sentence.text, pos=end)
    following = [d for d in sentence.dates if match and d.start in {match.end(), end + 2}]
    return following[0].end if following else end


def _first(sentence: SentenceContext, words: Sequence[Word], head: int) -> int:
    """Where the name begins: at its determiner, before adjectives, or before *door … georganiseerde*."""
    known, index = load_clause_words(), head
    while index > 0 and _is_adjective(words[index - 1], sentence, words[index]):
        index -= 1
        if words[index].lower in known.determiners:
            return index
    before = " ".join(word.lower for word in words[max(head - _REACH, 0) : head]) + " "
    found = load_words()["event-attribute"].search(before)
    return head - len(before[found.start() :].split()) if found else index


def _is_adjective(word: Word, sentence: SentenceContext, after: Word) -> bool:
    known, text = load_clause_words(), word.lower
    joined = sentence.text[word.end : after.start].strip() in {"", ","}
    return joined and text not in known.prepositions and (text in known.determiners or text.endswith(_ADJECTIVE))


def _last(sentence: SentenceContext, words: Sequence[Word], head: int) -> int:
    """Where the name ends: after what hangs on it by prepositions, before a verb or punctuation."""
    known, index, whole = load_clause_words(), head + 1, True
    while index < min(len(words), head + _LONGEST):
        word, gap = words[index], sentence.text[words[index - 1].end : words[index].start].strip()
        if (gap and not (gap == "," and word.text[0].isupper())) or _stops(word):
            break
        if word.lower in known.prepositions or load_words()["event-preposition"].fullmatch(word.lower):
            whole = False
        elif word.lower in known.coordinators:
            pair = any(load_words()["event-between"].fullmatch(w.lower) for w in words[head + 1 : index])
            if not pair and not _is_name(words[min(index + 1, len(words) - 1)]):
                break
            whole = False
        elif (whole and not (_is_name(word) or words[index - 1].text[0].isdigit())) or index == head + 1:
            break
        else:
            whole = whole or not (word.lower in known.determiners or word.lower.endswith("e"))
        index += 1
    return index


def _stops(word: Word) -> bool:
    """Whether a word belongs to the clause and not to the name: a verb or a negation."""
    return (
        word.lower in load_verbs().auxiliaries
        or word.lower in load_clause_words().negations
        or (_is_finite(word.lower) and not word.text[0].isupper())
    )


def _is_name(word: Word) -> bool:
    return word.text[0].isupper() or word.text[0].isdigit()


def _is_finite(word: str) -> bool:
    verbs = load_verbs()
    return any(form in _FINITE for _, form, _ in (*verbs.joined.get(word, ()), *verbs.apart.get(word, ())))
