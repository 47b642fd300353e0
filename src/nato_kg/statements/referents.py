"""Whom pronouns and bare nouns stand for: "zij", "hij", "het", "de Raad", "de coalitie"."""

from __future__ import annotations

from collections.abc import Iterator

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
    groups = next((groups for groups in _groups_before(letter, sentence, before) if groups), [])
    return name_agents(letter, groups[-1:]) if groups else None


def _they(letter: LetterContext, sentence: SentenceContext, before: int) -> Agent | None:
    """Who "zij" are: rather "de ministers" and "de bondgenoten" than "de NAVO"; in a list, those of the item before."""
    places = list(_groups_before(letter, sentence, before))
    last = letter.by_number.get(sentence.sentence.number - 1)
    if len(places) == 1 and last is not None:
        places.append(last.mentions_in(0, len(last.text), *_GROUPS))
    several = ([m for m in groups if load_word_classes()["people"].search(m.text.lower())] for groups in places)
    found = next(filter(None, several), None) or next((groups[-1:] for groups in places if groups), [])
    return name_agents(letter, found[:1]) if found else None


def _groups_before(letter: LetterContext, sentence: SentenceContext, before: int) -> Iterator[list[Mention]]:
    """The groups named before a place in its sentence, and in each of the two before it."""
    yield sentence.mentions_in(0, before, *_GROUPS)
    for earlier in letter.before(sentence, 2):
        yield earlier.mentions_in(0, len(earlier.text), *_GROUPS)


def post_again(letter: LetterContext, clause: Clause) -> Agent | None:
    """The one of those who sign that "de minister" or "de staatssecretaris" alone can only be."""
    found = load_word_classes()["dec-bare-post"].search(clause.text)
    if found is None:
        return None
    ranked = [role for role in letter.header.roles if role.lower().split()[0] == found.group().split()[-1]]
    return Agent((ranked[0],), government=True) if len(ranked) == 1 else None


def referred(letter: LetterContext, sentence: SentenceContext, clause: Clause) -> Agent | None:
    """Who a pronoun in the place of a subject stands for."""
    first = clause.lowers[:4]
    plural = not _THEY.isdisjoint(first) or load_word_classes()["those-present"].search(clause.text) is not None
    alone = bool(clause.lowers) and not clause.subordinate and clause.lowers[0] in _THESE and _verb_follows(clause)
    if "hij" in first:
        return _council_again(letter, sentence, clause.start)
    if plural:
        return _they(letter, sentence, clause.start)
    return antecedent(letter, sentence, clause.start) if alone else None


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
