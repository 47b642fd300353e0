"""Who promises: the subject of the clause, the minister whose annex it is, or the one that a pronoun stands for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from nato_kg.clauses import Clause, Mood
from nato_kg.clauses import load_words as load_known
from nato_kg.frames import Firing
from nato_kg.frames.rules import load_words
from nato_kg.statements.agents import (
    AGENT_KINDS,
    Agent,
    find_agent,
    find_doer,
    is_government,
    name_agents,
    writing_agent,
)
from nato_kg.statements.context import LetterContext, SentenceContext
from nato_kg.verbs import VerbHit

_PASSIVE = frozenset({Mood.PASSIVE_PRESENT, Mood.PASSIVE_FUTURE})
_HEADING = 160  # characters
_SENTENCE_ENDS = (".", ";", ",", "?", "!")


def by_section(letter: LetterContext) -> Iterator[tuple[LetterContext, SentenceContext]]:
    """Each sentence with the letter as it reads there: in the annex of one minister, he is who writes."""
    here = letter
    if len(letter.header.roles) < 2:
        yield from ((letter, sentence) for sentence in letter.sentences)
        return
    heading = ""
    for sentence in letter.sentences:
        title = sentence.heading if sentence.heading != heading else sentence.text if _is_heading(sentence) else ""
        heading = sentence.heading
        if title:
            named = [role for role in letter.header.roles if role.lower() in title.lower()]
            here = replace(letter, header=replace(letter.header, roles=(named[0],))) if len(named) == 1 else letter
        yield here, sentence


def find_promiser(
    letter: LetterContext, sentence: SentenceContext, clause: Clause, verb: VerbHit | None
) -> Agent | None:
    """Who promises in the clause: not the subject of a passive, nor the House that receives.

    After "en" the subject may stand in the clause before; the country acts by its government, which is not named then.
    """
    agent = find_agent(letter, sentence, clause)
    receives = verb is not None and verb.is_a("receive", "arrive")
    if verb is not None and (receives or clause.mood(verb) in _PASSIVE):
        subject = agent if agent is not None and agent.government else None
        agent = find_doer(letter, sentence, clause, giver=receives) or subject
    elif load_words()["com-lets"].search(clause.text) and (subject := _government_in(letter, sentence, clause)):
        agent = subject
    elif agent is not None and not agent.government and load_words()["com-inverted"].search(clause.text):
        agent = _government_in(letter, sentence, clause) or agent
    elif agent is None and clause.before is not None and shares(clause):
        agent = find_agent(letter, sentence, clause.before)
    if load_words()["com-pronoun"].search(clause.text):
        return _antecedent(letter, sentence, clause)
    if agent is None or agent.names == ("minister",):
        agent = _by_rank(letter, clause) or agent
    if agent is not None and agent.names == ("netherlands",):
        return writing_agent(letter)
    return agent


def other_promiser(letter: LetterContext, sentence: SentenceContext, firing: Firing) -> Agent:
    """The agent of another clause of the unit, when it is the government: "een evaluatie, die wij aanbieden"."""
    for clause in firing.unit.clauses:
        agent = find_promiser(letter, sentence, clause, None)
        if clause is not firing.clause and agent is not None and agent.government and not clause.conditional:
            return agent
    return writing_agent(letter)


def writing_promiser(letter: LetterContext) -> str | list[str] | None:
    """Those who write the letter, as who promises."""
    return writing_agent(letter).value


def shares(clause: Clause) -> bool:
    """Whether it may share a subject or object with the clause before: it opens with "en"."""
    return clause.lowers[0] in load_known().coordinators


def _is_heading(sentence: SentenceContext) -> bool:
    text = sentence.text.strip(" *#=")
    return len(text) <= _HEADING and not text.endswith(_SENTENCE_ENDS)


def _government_in(letter: LetterContext, sentence: SentenceContext, clause: Clause) -> Agent | None:
    """The government where it stands right after the verb, so that what is before is no subject."""
    mentions = sentence.mentions_in(clause.start, clause.end, *AGENT_KINDS)
    return next((name_agents(letter, [m]) for m in mentions if is_government(m)), None)


def _antecedent(letter: LetterContext, sentence: SentenceContext, clause: Clause) -> Agent:
    """The last post before a pronoun; nobody of the government where there is none."""
    places = [(sentence, clause.start), *((earlier, len(earlier.text)) for earlier in letter.before(sentence, 2))]
    for place, end in places:
        posts = place.mentions_in(0, end, "Post", "Person")
        if posts:
            return name_agents(letter, posts[-1:])
    return Agent((), government=False)


def _by_rank(letter: LetterContext, clause: Clause) -> Agent | None:
    """ "De minister" or "de staatssecretaris" without a ministry: the one of them who signs, if it is one."""
    found = load_words()["com-bare-post"].search(clause.text)
    if found is None:
        return None
    rank = found.group().split()[-1]
    ranked = [role for role in letter.header.roles if role.lower().split()[0] == rank]
    if len(ranked) > 1:
        return None
    return Agent((ranked[0] if ranked else rank.capitalize(),), government=True)
