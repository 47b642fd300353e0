"""Phrases that name a meeting by a noun or by the body that meets, and all namings of a letter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from nato_kg.clauses import Clause
from nato_kg.clauses import load_words as load_clause_words
from nato_kg.dates import DateExpression
from nato_kg.frames import Firing
from nato_kg.frames.rules import load_words
from nato_kg.model import Mention
from nato_kg.statements.context import LetterContext, SentenceContext
from nato_kg.statements.grammar import load_grammar, lower
from nato_kg.statements.meeting_owner import owner_of, scene_of
from nato_kg.statements.meeting_rows import in_row
from nato_kg.statements.meetings import (
    Naming,
    by_act,
    by_verb,
    clauses_of,
    fires,
    speaks_of_meetings,
    times_of,
    within,
)
from nato_kg.statements.phrases import GROUP_KINDS, Phrase, is_day, read_phrase, when_and_where
from nato_kg.statements.subjects import subject_of

_OPENING = 4  # sentences in which a letter says on which meeting it reports

#: A head: where it stands, and the body that it names if it is no noun for a meeting.
Head = tuple[int, int, Mention | None]


def find_namings(letter: LetterContext) -> list[Naming]:
    """Every place of the body that speaks of a meeting, in order."""
    found: list[Naming] = []
    for sentence in letter.sentences:
        row = in_row(letter, sentence)
        if row is not None:
            found.append(row)
        elif speaks_of_meetings(sentence):
            found += sorted(_in_sentence(letter, sentence), key=lambda naming: (naming.start, naming.end))
    return found


def _in_sentence(letter: LetterContext, sentence: SentenceContext) -> Iterator[Naming]:
    taken: list[tuple[int, int]] = []
    for clause in clauses_of(sentence):
        if any(start <= clause.start and clause.end <= end for start, end in taken):
            continue
        named = list(_by_phrases(letter, sentence, clause))
        taken += [(naming.phrase.start, naming.phrase.end) for naming in named]
        yield from named
        meets = fires(clause, "gat-meets", "gat-convenes", "gat-confers", "gat-dines", "gat-meal-together")
        if meets is None and within(sentence, clause) and not _in_standing(sentence, clause):
            meets = fires(clause, "gat-talks-in")
        if meets is not None and not any(naming.told for naming in named) and not _in_session(sentence, clause):
            told = by_verb(letter, sentence, clause, meets)
            if told is not None:
                yield told
        acts = fires(clause, "gat-acts-there")
        if acts is not None and not named:
            yield from by_act(letter, sentence, clause, acts)


def _in_session(sentence: SentenceContext, clause: Clause) -> bool:
    """Whether a relative clause hangs on a session: "de eerste zitting, waarin de bondgenoten bijeenkomen"."""
    if not clause.subordinate or not load_grammar().patterns["relative-there"].fullmatch(clause.opener):
        return False
    before = lower(sentence.text[: clause.start]).rstrip(" ,")
    return any(m.end() == len(before) for m in load_words()["session-noun"].finditer(before))


def _in_standing(sentence: SentenceContext, clause: Clause) -> bool:
    """Whether it is a body that meets so often that a talk in it is no meeting to record."""
    body = within(sentence, clause)
    return body is not None and body.thing in load_grammar().lists["standing-bodies"]


def _by_phrases(letter: LetterContext, sentence: SentenceContext, clause: Clause) -> Iterator[Naming]:
    firing = fires(clause, "gat-named")
    if firing is None:
        return
    told = fires(clause, "gat-takes-place", "gat-hosted", "gat-receives", "gat-meets", "gat-convenes")
    text = lower(sentence.text)
    heads = _heads(sentence, clause, text)
    vetoed = [match.span() for match in load_words()["house-meeting"].finditer(text)] if heads else []
    end = 0
    last: Naming | None = None
    for head in heads:
        if head[0] < end or any(s < head[1] and head[0] < e for s, e in vetoed):
            continue
        if load_grammar().ends(text[: head[0]], "debate-of"):
            continue
        naming = _naming(letter, sentence, clause, head, told or firing)
        if naming is None:
            continue
        end = naming.phrase.end
        inside = last is not None and head[2] is not None and _is_inside(text, last.phrase, naming.phrase)
        if last is not None and inside:
            naming = replace(naming, start=min(last.start, naming.start), takers=last.takers or naming.takers)
        elif last is not None:
            yield last
        last = naming
    if last is not None:
        yield last


def _is_inside(text: str, meeting: Phrase, council: Phrase) -> bool:
    """Whether a council is that in which a group meets: "de bijeenkomst van de ministers in de Raad"."""
    between = text[meeting.end : council.start].strip(" ,")
    return meeting.date is None and load_grammar().patterns["in-council"].fullmatch(between) is not None


def _heads(sentence: SentenceContext, clause: Clause, text: str) -> list[Head]:
    """Nouns for meetings, and bodies, in a clause; the longer first where two begin together."""
    words = load_words()
    heads: list[Head] = [
        (*match.span(), None)
        for name in ("meeting-noun", "summit-noun", "meal-meeting")
        for match in words[name].finditer(text, clause.start, clause.end)
    ]
    bodies = sentence.mentions_in(clause.start, clause.end, "Body")
    heads += [(m.start, m.end, m) for m in bodies if words["council-noun"].search(lower(m.text))]
    inside = [head for head in heads if any(word.start <= head[0] < word.end for word in clause.words)]
    return sorted(inside, key=lambda head: (head[0], -head[1]))


def _naming(
    letter: LetterContext, sentence: SentenceContext, clause: Clause, head: Head, firing: Firing
) -> Naming | None:
    start, end, mention = head
    noun = lower(sentence.text[start:end])
    phrase = read_phrase(sentence, start, end)
    if _is_none(letter, phrase, noun):
        return None
    meal = load_words()["meal-meeting"].fullmatch(noun) and not side_meal(sentence, clause, phrase)
    if meal or (mention is not None and not _names_meeting(sentence, clause, (phrase, mention), firing)):
        return None
    convenes = firing.frame.id in {"gat-meets", "gat-convenes"} and (mention is not None or phrase.is_("possessive"))
    received = firing.frame.id == "gat-receives" and load_grammar().ends(lower(sentence.text[: phrase.start]), "for-it")
    told = firing.frame.id != "gat-named" and not convenes and (received or _is_subject(sentence, clause, phrase))
    host, takers = owner_of(letter, sentence, clause, (phrase, noun, mention))
    date, place, begin, stop = phrase.date, phrase.place, phrase.start, phrase.end
    if told:
        date, place = _or_of_clause(sentence, clause, phrase)
        place = place or scene_of(sentence, clause, phrase)
        begin, stop = min(clause.start, begin), max(clause.end, stop)
    elif _takes_date_of_clause(sentence, clause, phrase):
        date, place = _or_of_clause(sentence, clause, phrase)
        begin = min(begin, date.start if date else begin)
    return Naming(
        sentence,
        clause,
        begin,
        stop,
        host,
        date,
        place,
        phrase,
        firing if told else fires(clause, "gat-named") or firing,
        "" if mention else noun,
        told,
        _is_beside(sentence, clause, phrase),
        times_of(clause.text if told else lower(sentence.text[phrase.start : phrase.end]))
        or (phrase.ordinal if (phrase.ordinal or 0) > 1 else None),
        takers,
    )


def _is_none(letter: LetterContext, phrase: Phrase, noun: str) -> bool:
    """Whether a noun names several meetings, a debate, a session, or one of a body that meets every week."""
    patterns = load_grammar().patterns
    if patterns["plural"].fullmatch(noun) or phrase.is_("debate"):
        return True
    if patterns["of-bodies"].fullmatch(noun) and not any(m.kind == "Body" for m in phrase.groups):
        return True
    return patterns["council-session"].fullmatch(noun) is not None and _of_standing_body(letter)


def _of_standing_body(letter: LetterContext) -> bool:
    """Whether "de Raadsvergadering" is one of the North Atlantic Council, which meets every week."""
    bodies = {m.thing for s in letter.sentences for m in s.mentions if m.kind == "Body"}
    return "north-atlantic-council" in bodies and "foreign-affairs-council" not in bodies


def _names_meeting(sentence: SentenceContext, clause: Clause, named: tuple[Phrase, Mention], firing: Firing) -> bool:
    """Whether the name of a body stands for a meeting of it: "de RBZ van 16 maart", "vond de Raad plaats"."""
    phrase, mention = named
    grammar, before = load_grammar(), lower(sentence.text[: phrase.start])
    standing = mention.thing in grammar.lists["standing-bodies"]
    placed = grammar.ends(before, "at-meeting")
    if grammar.ends(before, "product-of"):
        return False
    if phrase.date is not None and (phrase.relative or grammar.patterns["named-date-link"].fullmatch(phrase.date_link)):
        month = phrase.date.precision == "month" and placed
        return (is_day(phrase.date) or month) and (placed or not standing)
    if phrase.date is not None:
        return phrase.is_("other-time") or (is_day(phrase.date) and placed and not standing)
    opens = sentence.sentence.number <= _OPENING and grammar.ends(before, "report-of")
    attended = _attended(sentence, clause) and not phrase.is_("demonstrative")
    if (opens or attended) and not standing:
        return True
    if firing.frame.id != "gat-takes-place" or not _is_subject_at(clause, phrase):
        return False
    return not standing or any(is_day(d) for d in sentence.dates_in(clause.start, clause.end))


def side_meal(sentence: SentenceContext, clause: Clause, phrase: Phrase) -> bool:
    """Whether a meal is one of its own, of others than those who meet: "een ontbijt van de Dronecoalitie"."""
    after = lower(sentence.text[phrase.head_end : phrase.head_end + 5])
    if after.startswith(" van ") and (phrase.groups or phrase.owner):
        return not load_words()["generic-people"].fullmatch(lower(phrase.owner or phrase.groups[0].text))
    if load_words()["participants-of"].search(clause.text) and load_words()["each-other"].search(clause.text):
        return True
    words = load_words()
    beside = words["beside"].search(clause.text, 0, 60) is not None
    if beside and phrase.is_("indefinite") and words["hosts-meal"].search(clause.text):
        return True
    each_other = phrase.is_("indefinite") and words["each-other"].search(clause.text) is not None
    gathers = words["gathers"].search(clause.text) and (beside or each_other)
    subject = subject_of(sentence, clause, None, GROUP_KINDS) if gathers else None
    name = subject if isinstance(subject, str) else subject.text if subject else ""
    if isinstance(subject, Mention) and load_grammar().patterns["where-from"].match(
        lower(sentence.text), subject.end + 1
    ):
        return True  # "de bondgenoten uit het Zwarte Zeegebied"
    return bool(name) and words["generic-people"].fullmatch(lower(name)) is None


def _is_subject(sentence: SentenceContext, clause: Clause, phrase: Phrase) -> bool:
    """Whether it is what the clause tells of: no preposition stands before it, or it is "te gast voor hun top"."""
    return _is_subject_at(clause, phrase) or load_grammar().ends(lower(sentence.text[: phrase.start]), "guest-for")


def _attended(sentence: SentenceContext, clause: Clause) -> bool:
    """Whether a clause says that someone attends on a day: "Op 14 juni woon ik de bijeenkomst bij"."""
    if not load_words()["attends"].search(clause.text):
        return False
    return any(is_day(d) for d in sentence.dates_in(clause.start, clause.end))


def _is_subject_at(clause: Clause, phrase: Phrase) -> bool:
    before = [word.lower for word in clause.words if word.end <= phrase.start]
    return not before or before[-1] not in load_clause_words().prepositions


def _takes_date_of_clause(sentence: SentenceContext, clause: Clause, phrase: Phrase) -> bool:
    """Whether a day before it in the clause is the meeting's: the clause says what was spoken of there."""
    if phrase.date is not None:
        return False
    if _attended(sentence, clause) and not phrase.is_("demonstrative"):
        return True
    if not load_grammar().ends(lower(sentence.text[: phrase.start]), "during"):
        return False
    if not (phrase.is_("indefinite") or load_words()["talks"].search(clause.text)):
        return False
    return any(is_day(d) for d in sentence.dates_in(clause.start, phrase.start))


def _or_of_clause(
    sentence: SentenceContext, clause: Clause, phrase: Phrase
) -> tuple[DateExpression | None, str | None]:
    date, place = when_and_where(sentence, clause.start, clause.end)
    return phrase.date or date, phrase.place or place


def _is_beside(sentence: SentenceContext, clause: Clause, phrase: Phrase) -> bool:
    """Whether the clause sets it beside another meeting, and not something beside it."""
    text = lower(sentence.text)
    found = load_words()["beside"].search(text, clause.start, clause.end)
    if found is None or found.start() >= max(phrase.start, clause.start + 1):
        return False
    return bool(text[found.end() : phrase.start].strip(" ,")) or phrase.start <= found.end()
