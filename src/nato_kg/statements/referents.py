"""Whom pronouns and bare nouns stand for: "zij", "hij", "het", "de Raad", "de coalitie"."""

from __future__ import annotations

from nato_kg.clauses import Clause, load_words
from nato_kg.frames.rules import load_words as load_word_classes
from nato_kg.model import Mention
from nato_kg.statements.agent_model import Agent, is_government, name_agents
from nato_kg.statements.context import LetterContext, SentenceContext
from nato_kg.statements.councils import council_meant

_GROUPS = ("Body", "Organisation")
_THEY = frozenset({"zij", "ze"})
_THESE = frozenset({"deze", "die"})


def antecedent(letter: LetterContext, sentence: SentenceContext, before: int = 0) -> Agent | None:
    """Who a pronoun stands for: the last body before it in the sentence, or in the two sentences before that one."""
    places = [(sentence, before), *((earlier, len(earlier.text)) for earlier in letter.before(sentence, 2))]
    for place, end in places:
        groups = place.mentions_in(0, end, *_GROUPS)
        if groups:
            return name_agents(letter, groups[-1:])
    return None


def referred(letter: LetterContext, sentence: SentenceContext, clause: Clause) -> Agent | None:
    """Who a pronoun in the place of a subject stands for."""
    first = clause.lowers[:4]
    plural = not _THEY.isdisjoint(first) or load_word_classes()["those-present"].search(clause.text) is not None
    alone = bool(clause.lowers) and not clause.subordinate and clause.lowers[0] in _THESE and _verb_follows(clause)
    if "hij" in first:
        return _council_again(letter, sentence, clause.start)
    return antecedent(letter, sentence, clause.start) if plural or alone else None


def _council_again(letter: LetterContext, sentence: SentenceContext, before: int) -> Agent | None:
    """The council for which "hij" stands, if nobody else was named after it: "De Raad sprak …. Hij verlengde …"."""
    places = [(sentence, before), *((earlier, len(earlier.text)) for earlier in letter.before(sentence, 1))]
    for place, end in places:
        actors = place.mentions_in(0, end, "Post", "Person", "Body")
        if actors:
            raad = actors[0].kind == "Body" and actors[0].text.lower().split()[0].endswith("raad")
            bare = bare_council(letter, place, actors[0]) if raad and len(actors) == 1 else None
            return bare or (name_agents(letter, actors[:1]) if raad and len(actors) == 1 else None)
    return None


def bare_council(letter: LetterContext, sentence: SentenceContext, mention: Mention) -> Agent | None:
    """Whose council a bare "de Raad" is."""
    if mention.text.lower() != "raad" or not mention.things:
        return None
    meant = council_meant(letter, sentence)
    return Agent((meant,), government=False) if meant else None


def council_named(letter: LetterContext, sentence: SentenceContext, clause: Clause) -> Agent | None:
    """The council that stands as subject where no mention was made of it: "als de Raad voor zulke missies …"."""
    if load_word_classes()["dec-council-acts"].search(clause.text) is None:
        return None
    meant = council_meant(letter, sentence)
    return Agent((meant,), government=False) if meant else None


def group_again(letter: LetterContext, sentence: SentenceContext, clause: Clause) -> Agent | None:
    """The group that its noun alone names, where the letter named it before: "de coalitie", "de groep"."""
    noun = load_word_classes()["dec-group"].search(clause.text)
    if noun is None:
        return None
    earlier = (letter.by_number.get(n) for n in range(sentence.sentence.number - 1, -1, -1))
    for place in (s for s in earlier if s is not None):
        for mention in place.mentions_in(0, len(place.text), *_GROUPS):
            if noun.group() in mention.text.lower():
                return name_agents(letter, [mention])
    return None


def cabinet_again(letter: LetterContext, sentence: SentenceContext, clause: Clause) -> Agent | None:
    """The cabinet, where "het" stands for it as the subject: "Het heeft besloten …", "Dat wees het van de hand"."""
    acts = any(hit.is_a("decide", "announce", "investigate", "reject") for hit in clause.verbs)
    if clause.subordinate or not acts or clause.auxiliaries & {"become", "became", "be"}:
        return None
    if clause.lowers[0] != "het" and load_word_classes()["dec-het-acts"].search(clause.text) is None:
        return None
    for earlier in letter.before(sentence, 2):
        owners = [m for m in earlier.mentions if m.kind == "Government" and is_government(m)]
        if owners:
            return name_agents(letter, owners[:1])
    return None


def _verb_follows(clause: Clause) -> bool:
    return load_words().prepositions.isdisjoint(clause.lowers[1:2]) and any(hit.word == 1 for hit in clause.verbs)
