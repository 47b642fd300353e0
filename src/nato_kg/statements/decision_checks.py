"""Whether a frame for decisions that holds by its words holds by what the clause and the letter say too."""

from __future__ import annotations

from nato_kg.clauses import Clause, Mood
from nato_kg.clauses import load_words as load_known
from nato_kg.frames import Firing
from nato_kg.frames.rules import load_words
from nato_kg.statements.agents import find_agent, find_others
from nato_kg.statements.context import LetterContext, SentenceContext
from nato_kg.statements.decision_days import dates_in, is_end

_VERB_ENDS = ("t", "en", "de", "den", "te", "ten")


def holds(letter: LetterContext, sentence: SentenceContext, firing: Firing) -> bool:
    """Whether the verb is no noun, somebody chooses who can, and the frame's further demands are met."""
    if _is_noun(firing) or _only_finds(firing) or _on_condition(sentence, firing):
        return False
    if any(veto(letter, sentence, firing) for veto in (_nobody_chooses, _only_runs, _by_strangers, _wished_by_others)):
        return False
    if firing.frame.sets.get("when") == "ahead" and not _begins_later(letter, sentence, firing.clause):
        return False
    return firing.frame.sets.get("of") != "named" or find_others(letter, sentence, [firing.clause]) is not None


def _on_condition(sentence: SentenceContext, firing: Firing) -> bool:
    """Whether it only follows from a condition before it: "Mocht het niet worden verlengd, dan worden zij …"."""
    if firing.clause.lowers[0] != "dan":
        return False
    earlier = [c for unit in sentence.units for c in unit.clauses if c.end <= firing.clause.start]
    return any(c.conditional and load_words()["dec-if"].match(c.text) is not None for c in earlier[-3:])


def _only_runs(letter: LetterContext, sentence: SentenceContext, firing: Firing) -> bool:
    """Whether it is only told how things are arranged: "De militairen worden ingezet voor de bewaking"."""
    hit, clause = firing.verb, firing.clause
    if hit is None or not hit.is_a("run") or firing.frame.sets["status"] != "announced":
        return False
    if clause.mood(hit) is not Mood.PASSIVE_PRESENT or _begins_later(letter, sentence, clause):
        return False
    if load_words()["dec-given-to"].search(clause.text):
        return False  # "Aan Oekraïne worden tien tanks geleverd"
    agent = find_agent(letter, sentence, clause)
    return agent is None or not agent.government


def _by_strangers(letter: LetterContext, sentence: SentenceContext, firing: Firing) -> bool:
    """Whether those act whose acts are events: "Rusland heeft de graandeal opgezegd"."""
    hit = firing.verb
    if hit is None or hit.is_a("decide", "reject") or firing.frame.sets["status"] not in {"taken", "announced"}:
        return False
    agent = find_agent(letter, sentence, firing.clause)
    names = agent.names if agent is not None else ()
    return bool(names) and all(load_words()["dec-hostile-actor"].fullmatch(name.lower()) for name in names)


def _begins_later(letter: LetterContext, sentence: SentenceContext, clause: Clause) -> bool:
    """Whether a day in the clause comes after the letter, and is no end: "vanaf 2032", not "tot 2032"."""
    begins = [d for d in dates_in(sentence, clause.start, clause.end) if d.earliest and not is_end(sentence, d)]
    return letter.issued is not None and any(d.earliest and d.earliest > letter.issued for d in begins)


def _only_finds(firing: Firing) -> bool:
    """Whether it is only found how things are: "heeft vastgesteld dat de voorraden slinken"."""
    hit, clause = firing.verb, firing.clause
    if hit is None or not hit.is_a("find"):
        return False
    told = [c for c in firing.unit.clauses if c.opener == "dat" and c.start > clause.words[hit.word].start]
    acts = ("decide", "carry-out", "enact", "settle")
    past = {Mood.PERFECT, Mood.PAST, Mood.PASSIVE_PAST}
    if load_words()["dec-object"].search(clause.text):
        return False  # "stelde het mandaat vast, dat loopt tot …"
    return bool(told) and not any(v.is_a(*acts) and told[0].mood(v) not in past for v in told[0].verbs)


def _wished_by_others(letter: LetterContext, sentence: SentenceContext, firing: Firing) -> bool:
    """Whether it is another who wishes, and of the own government: "De NAVO heeft Nederland verzocht …"."""
    main = next((c for c in firing.unit.clauses if not c.subordinate), None)
    agent = find_agent(letter, sentence, main) if main is not None else None
    wish = firing.frame.sets["status"] == "desired"
    if not wish or main is None or agent is None or agent.government:
        return False
    ours = load_words()["dec-ours"].search(main.text) is not None
    return not ours or load_words()["dec-asks-us"].search(main.text) is not None


def _nobody_chooses(letter: LetterContext, sentence: SentenceContext, firing: Firing) -> bool:
    """Whether only care is wished for, and of nobody: "wil dat daaraan aandacht wordt besteed"."""
    hit, clause = firing.verb, firing.clause
    if hit is None or firing.frame.sets["status"] != "desired" or clause.mood(hit) is not Mood.PASSIVE_PRESENT:
        return False
    thing = hit.is_a("decide") or load_words()["dec-object"].search(clause.text)
    return not thing and find_others(letter, sentence, [clause]) is None


def _is_noun(firing: Firing) -> bool:
    """Whether the verb's form is a noun or describes one: "een verlengde overgang", "heldere afspraken"."""
    hit, clause, known = firing.verb, firing.clause, load_known()
    if hit is None:
        return False
    if hit.word < 2:  # "Afspraken over de kosten worden …"
        return hit.word == 0 and not clause.subordinate and clause.lowers[0] in known.nouns
    mood, before = clause.mood(hit), clause.lowers[hit.word - 1]
    if mood is Mood.PRESENT:  # "gaan wij in op de aanschaf"; "dat hij het onderzoekt" ends otherwise
        such = load_words()["dec-such-a"].fullmatch(" ".join(clause.lowers[hit.word - 2 : hit.word + 1]))
        return such is not None or (before in known.determiners and not clause.lowers[hit.word].endswith(_VERB_ENDS))
    if mood is not Mood.PAST or hit.word == len(clause.words) - 1:
        return False
    after = clause.lowers[hit.word + 1]
    if before in known.determiners and after not in known.determiners | known.prepositions:
        return True
    done = any(verb.word < hit.word and clause.mood(verb) is Mood.PERFECT for verb in clause.verbs)
    return done and "have" in clause.auxiliaries and after in known.prepositions
