"""Who acts in a clause: the subject, or after *door* in the passive; and who of them is the government that writes."""

from __future__ import annotations

from collections.abc import Iterable

from nato_kg.clauses import Clause, load_words
from nato_kg.frames.rules import load_words as load_word_classes
from nato_kg.model import Mention
from nato_kg.statements.agent_model import (
    ADJECTIVE,
    AGENT_KINDS,
    OWN_GOVERNMENT,
    Agent,
    agent_name,
    is_government,
    name_agents,
    writing_agent,
)
from nato_kg.statements.context import LetterContext, SentenceContext
from nato_kg.statements.referents import (
    antecedent,
    bare_council,
    cabinet_again,
    council_named,
    group_again,
    post_again,
    referred,
)

__all__ = [
    "AGENT_KINDS",
    "OWN_GOVERNMENT",
    "Agent",
    "antecedent",
    "find_agent",
    "find_doer",
    "find_host",
    "find_others",
    "is_government",
    "name_agents",
    "writing_agent",
]

_TOWARDS = frozenset({"bij", "aan", "tot"})
_JOINS = frozenset({",", "en", "en de", ", de", "en het", "alsmede", "alsook de"})
_MEETING = frozenset({"Body", "Government", "Ministry"})
_MEETS_IN = frozenset({"in", "op", "binnen", "tijdens", "aan", "van", "namens", "bij"})


def find_agent(letter: LetterContext, sentence: SentenceContext, clause: Clause) -> Agent | None:
    """Who acts in the clause; ``None`` where it names nobody."""
    candidates = _candidates(sentence, clause)
    part = load_word_classes()["dec-by-part"]  # "door een meerderheid van de lidstaten"
    by = [m for m in candidates if part.search(sentence.text[: m.start].lower().rstrip())]
    named = by or [m for m in candidates if _word_before(m, clause) == "door" and not _describes(m, sentence.text)]
    writer = _writer(letter, clause)
    if writer is not None and not named:
        return _with_others(letter, writer, candidates, sentence.text)
    subjects = named or [
        m for m in candidates if _is_subject(m, clause, sentence.text) and not _joined_to_oblique(m, sentence, clause)
    ]
    if subjects and subjects[0].kind == "Place" and load_word_classes()["dec-group-first"].match(clause.text):
        return group_again(letter, sentence, clause)  # "De groep koos Riga"
    if subjects:
        together = _with_coordinated(subjects[0], candidates, sentence.text)
        council = bare_council(letter, sentence, subjects[0]) if len(together) == 1 else None
        return council or name_agents(letter, together)
    return (
        _own_ministry(letter, clause)
        or post_again(letter, clause)
        or referred(letter, sentence, clause)
        or cabinet_again(letter, sentence, clause)
        or group_again(letter, sentence, clause)
        or council_named(letter, sentence, clause)
    )


def find_host(letter: LetterContext, sentence: SentenceContext, clause: Clause) -> Agent | None:
    """Who decides where no subject does: "in de Raad is besloten", "van Frankrijk wordt een besluit verwacht"."""
    noun = load_word_classes()["decision-noun"].search(clause.text)
    for mention in _candidates(sentence, clause):
        adjective = mention.text.lower().endswith(ADJECTIVE)
        if _word_before(mention, clause) not in _MEETS_IN and not adjective:
            continue
        opens = sum(word.end <= mention.start for word in clause.words) <= 2
        if noun is not None or (opens and mention.kind != "State") or mention.kind in _MEETING:
            return bare_council(letter, sentence, mention) or name_agents(letter, [mention])
    return None


def find_doer(letter: LetterContext, sentence: SentenceContext, clause: Clause, *, giver: bool = False) -> Agent | None:
    """Who does what a clause tells without a doer as its subject: after *door*, or a giver after *van*."""
    mentions = [m for m in sentence.mentions_in(clause.start, clause.end, *AGENT_KINDS) if _in(m, clause)]
    doers = [m for m in mentions if _word_before(m, clause) == "door"]
    givers = [m for m in mentions if giver and _word_before(m, clause) == "van" and m.kind in {"Post", "Ministry"}]
    found = doers or givers
    return name_agents(letter, found[:1]) if found else None


def find_others(letter: LetterContext, sentence: SentenceContext, clauses: Iterable[Clause]) -> Agent | None:
    """Of whom something is wished: who acts in a clause, or to whom the wish goes, if not the writing government."""
    ordered = sorted(clauses, key=lambda clause: not clause.subordinate)
    for clause in ordered:
        acting = find_agent(letter, sentence, clause)
        if acting is not None and not acting.government:
            return acting
    strangers = [(m, clause) for clause in ordered for m in _candidates(sentence, clause) if not is_government(m)]
    rank = {"bij": 0, "aan": 0, "tot": 0, "met": 3, **dict.fromkeys(load_words().prepositions - _TOWARDS - {"met"}, 2)}
    ranked = sorted(strangers, key=lambda pair: rank.get(_word_before(*pair), 1))
    return name_agents(letter, [ranked[0][0]]) if ranked else None


def _describes(mention: Mention, text: str) -> bool:
    """Whether *door* belongs to a participle before a noun: "een door de NAVO geleide missie"."""
    behind = text[mention.end : mention.end + 60].lower().split()[:1]
    return bool(behind) and load_word_classes()["dec-done-by"].fullmatch(behind[0]) is not None


def _joined_to_oblique(mention: Mention, sentence: SentenceContext, clause: Clause) -> bool:
    """Whether a name is coordinated with one that hangs on a preposition: "in overleg met Londen en Tallinn"."""
    for before in sentence.mentions_in(clause.start, mention.start, *AGENT_KINDS, "Place"):
        if sentence.text[before.end : mention.start].strip().lower() in _JOINS:
            return _word_before(before, clause) in load_words().prepositions or _joined_to_oblique(
                before, sentence, clause
            )
    return False


def _is_subject(mention: Mention, clause: Clause, text: str) -> bool:
    """Whether no preposition stands before a mention, or only that of "de regering van Ghana"."""
    if _word_before(mention, clause) not in load_words().prepositions:
        return True
    before = text[: mention.start].lower().split()[-4:]
    head = load_word_classes()["head-of-state-noun"]
    place = next((n for n, word in enumerate(before) if n + 1 < len(before) and before[n + 1] == "van"), None)
    if place is None or not head.fullmatch(before[place]):
        return False
    return load_words().prepositions.isdisjoint(before[:place])


def _own_ministry(letter: LetterContext, clause: Clause) -> Agent | None:
    """ "Het ministerie" is that of the minister who writes."""
    if load_word_classes()["own-ministry"].search(clause.text) is None or not letter.header.roles:
        return None
    role = letter.header.roles[0].split(" van ", 1)
    return Agent((f"Ministerie van {role[1]}",), government=True) if len(role) == 2 else None


def _writer(letter: LetterContext, clause: Clause) -> Agent | None:
    found = load_word_classes()["writer"].search(clause.text)
    if found is None and load_word_classes()["dec-own-choice"].search(clause.text):
        return Agent(letter.header.roles, government=True)  # "Mijn keuze is gevallen op …"
    if found is None or found.group() in {"mij", "ons"}:
        return None
    return Agent(letter.header.roles, government=True)


def _candidates(sentence: SentenceContext, clause: Clause) -> list[Mention]:
    """The agents that a clause names; an adjective is one only before a government ("de Duitse regering")."""
    words = load_word_classes()
    found = [m for m in sentence.mentions_in(clause.start, clause.end, *AGENT_KINDS, "Place") if _in(m, clause)]
    kept = []
    for mention in found:
        if mention.kind == "Organisation" and sentence.text[mention.end : mention.end + 1] == "-":
            continue  # "de NAVO-missie"
        behind = sentence.text[mention.end : mention.end + 60].lower().split()[:2]
        adjective = mention.kind == "State" and (
            mention.text.lower().endswith(ADJECTIVE) or _indefinite(mention, clause)
        )
        heads = ("head-of-state-noun", "decision-noun")
        if adjective and not any(words[head].fullmatch(word.strip(".,;:")) for word in behind for head in heads):
            continue
        capital = words["capital-as-government"].fullmatch(mention.text.lower()) is not None
        if mention.kind == "Place" and (not capital or _word_before(mention, clause) in load_words().prepositions):
            continue
        kept.append(mention)
    return kept


def _with_others(letter: LetterContext, writer: Agent, candidates: list[Mention], text: str) -> Agent:
    """The writer with those who act together with him: "de minister van Defensie en ik"."""
    joined = load_word_classes()["com-and-writer"]
    beside = [m for m in candidates if joined.search(text[m.end : m.end + 8].lower())]
    others = [agent_name(letter, m) for m in beside if is_government(m)]
    names = (*writer.names, *(name for name in others if name not in writer.names))
    return Agent(names, government=True) if others else writer


def _in(mention: Mention, clause: Clause) -> bool:
    return any(word.start <= mention.start < word.end for word in clause.words)


def _indefinite(mention: Mention, clause: Clause) -> bool:
    """Whether "een" stands right before it, as before an adjective and no name: "een Ests voorstel"."""
    before = [word.lower for word in clause.words if word.end <= mention.start]
    return before[-1:] == ["een"]


def _word_before(mention: Mention, clause: Clause) -> str:
    """The last word before a mention that is no determiner or adjective of it."""
    skipped = load_words().determiners
    for word in reversed([w for w in clause.words if w.end <= mention.start]):
        if word.lower in load_words().prepositions:
            return word.lower
        if word.lower not in skipped and not word.lower.endswith("e"):
            return word.lower
    return ""


def _with_coordinated(first: Mention, candidates: list[Mention], text: str) -> list[Mention]:
    together = [first]
    for mention in candidates:
        between = text[together[-1].end : mention.start].strip().lower()
        if mention.start > together[-1].end and between in _JOINS:
            together.append(mention)
    return together
