"""Whether a frame for decisions that holds by its words holds by what the clause and the letter say too."""

from __future__ import annotations

from nato_kg.clauses import Clause, Mood
from nato_kg.clauses import load_words as load_known
from nato_kg.frames import Firing
from nato_kg.frames.rules import load_words
from nato_kg.statements.agents import find_agent, find_others
from nato_kg.statements.context import LetterContext, SentenceContext
from nato_kg.statements.decision_days import dates_in, is_end
from nato_kg.verbs import Form, VerbHit, load_verbs

_VERB_ENDS = ("t", "en", "de", "den", "te", "ten")


def holds(letter: LetterContext, sentence: SentenceContext, firing: Firing) -> bool:
    """Whether the verb is no noun, somebody chooses who can, and the frame's further demands are met."""
    if _is_noun(firing) or _only_describes(firing) or _only_finds(firing) or _on_condition(sentence, firing):
        return False
    vetoes = (_nobody_chooses, _only_runs, _only_attends, _by_strangers, _wished_by_others, _at_another_time)
    if firing.frame.sets["status"] != "expected" and load_words()["dec-before-that"].match(firing.clause.text):
        return False  # not done yet: "voordat het kabinet besluit tot deelname"
    if firing.clause.opener in load_known().reasons or any(veto(letter, sentence, firing) for veto in vetoes):
        return False
    said = firing.frame.sets.get("said")  # words of the whole sentence, which may be cut at "en"
    if said and not load_words()[said].search(sentence.text.lower()):
        return False
    if firing.frame.sets.get("of") != "named" or load_words()["dec-body-acts"].search(firing.clause.text):
        return True
    return find_others(letter, sentence, [firing.clause]) is not None


def _at_another_time(letter: LetterContext, sentence: SentenceContext, firing: Firing) -> bool:
    """Whether the frame asks for a day to come, or one that heads the sentence, and there is none."""
    when = firing.frame.sets.get("when")
    if when == "ahead":
        return not _begins_later(letter, sentence, firing.clause)
    return when == "diary" and not _is_dated(letter, sentence, firing.clause)


def _only_describes(firing: Firing) -> bool:
    """Whether the participle describes something beside a finite verb: "via een verbinding aangesloten, gaf hij …"."""
    hit, clause = firing.verb, firing.clause
    if hit is None or hit.form is not Form.PARTICIPLE or clause.auxiliaries or clause.subordinate:
        return False
    return any(w in load_verbs().finite and n != hit.word and not w.endswith("en") for n, w in enumerate(clause.lowers))


def _on_condition(sentence: SentenceContext, firing: Firing) -> bool:
    """Whether it only follows from a condition before it: "Mocht het niet worden verlengd, dan worden zij …"."""
    if firing.clause.lowers[0] != "dan":
        return False
    earlier = [c for unit in sentence.units for c in unit.clauses if c.end <= firing.clause.start]
    return any(c.conditional and load_words()["dec-if"].match(c.text) is not None for c in earlier[-3:])


def _only_runs(letter: LetterContext, sentence: SentenceContext, firing: Firing) -> bool:
    """Whether it is only told how things are arranged: "De militairen worden ingezet voor de bewaking"."""
    hit, clause = firing.verb, firing.clause
    if hit is None or not hit.is_a("run", "contribute") or firing.frame.sets["status"] != "announced":
        return False
    if clause.mood(hit) is not Mood.PASSIVE_PRESENT or _begins_later(letter, sentence, clause):
        return False
    if clause.opener in load_known().relative or load_words()["dec-at-present"].search(clause.text):
        return True  # "waaraan door Italië met twee schepen wordt bijgedragen"
    if not hit.is_a("run"):
        return not hit.is_a("send", "dispatch", "enact")  # "Aan de missie wordt door Spanje deelgenomen"
    if load_words()["dec-given-to"].search(clause.text):
        return False  # "Aan Oekraïne worden tien tanks geleverd"
    agent = find_agent(letter, sentence, clause)
    return agent is None or not agent.government


def _only_attends(_letter: LetterContext, _sentence: SentenceContext, firing: Firing) -> bool:
    """Whether somebody only takes part in a meeting: "aan welke Raad de minister zal deelnemen"."""
    hit = firing.verb
    return (
        hit is not None and hit.is_a("attend") and load_words()["dec-at-meeting"].search(firing.clause.text) is not None
    )


def _by_strangers(letter: LetterContext, sentence: SentenceContext, firing: Firing) -> bool:
    """Whether those act whose acts are events: "Rusland heeft de graandeal opgezegd"."""
    hit = firing.verb
    if hit is None or firing.frame.sets["status"] not in {"taken", "announced", "rejected"}:
        return False
    agent = find_agent(letter, sentence, firing.clause)
    names = agent.names if agent is not None else ()
    return bool(names) and all(load_words()["dec-hostile-actor"].fullmatch(name.lower()) for name in names)


def _begins_later(letter: LetterContext, sentence: SentenceContext, clause: Clause) -> bool:
    """Whether a day in the clause comes after the letter, and is no end: "vanaf 2032", not "tot 2032"."""
    begins = [d for d in dates_in(sentence, clause.start, clause.end) if d.earliest and not is_end(sentence, d)]
    return letter.issued is not None and any(d.earliest and d.earliest > letter.issued for d in begins)


def _is_dated(letter: LetterContext, sentence: SentenceContext, clause: Clause) -> bool:
    """Whether a day after the letter's heads the sentence, as in a list: "medio 2032: besluit over …"."""
    heads = [d for d in dates_in(sentence, 0, clause.start) if d.start < 3 and d.earliest]
    return letter.issued is not None and any(d.earliest and d.earliest > letter.issued for d in heads)


def _only_finds(firing: Firing) -> bool:
    """Whether it is only found how things are: "heeft vastgesteld dat de voorraden slinken"."""
    hit, clause = firing.verb, firing.clause
    if hit is None or not hit.is_a("find"):
        return False
    told = [c for c in firing.unit.clauses if c.opener == "dat" and c.start > clause.words[hit.word].start]
    acts = ("decide", "carry-out", "enact", "settle")
    past = {Mood.PERFECT, Mood.PAST, Mood.PASSIVE_PAST}
    ends = clause.words[hit.word :][-2:] and len(clause.words) - hit.word <= 2 and told
    if not ends and load_words()["dec-object"].search(clause.text):
        return False  # "stelde het mandaat vast, dat loopt tot …"
    return bool(told) and not any(v.is_a(*acts) and told[0].mood(v) not in past for v in told[0].verbs)


def _wished_by_others(letter: LetterContext, sentence: SentenceContext, firing: Firing) -> bool:
    """Whether it is another who wishes, and of the own government: "De NAVO heeft Nederland verzocht …"."""
    main = next((c for c in firing.unit.clauses if not c.subordinate), None)
    agent = find_agent(letter, sentence, main) if main is not None else None
    wish = firing.frame.sets["status"] == "desired"
    if not wish or main is None or agent is None or agent.government:
        return False
    if load_words()["dec-impersonal-wish"].search(main.text):
        return False  # "het zou op prijs worden gesteld als de Raad …"
    ours = load_words()["dec-ours"].search(main.text) is not None
    return not ours or load_words()["dec-asks-us"].search(main.text) is not None


def _nobody_chooses(letter: LetterContext, sentence: SentenceContext, firing: Firing) -> bool:
    """Whether only care is wished for, and of nobody: "wil dat daaraan aandacht wordt besteed"."""
    hit, clause = firing.verb, firing.clause
    if hit is None or firing.frame.sets["status"] != "desired" or clause.mood(hit) is not Mood.PASSIVE_PRESENT:
        return False
    thing = hit.is_a("decide") or load_words()["dec-object"].search(clause.text)
    return not thing and find_others(letter, sentence, [clause]) is None


def _is_infinitive_or_object(clause: Clause, hit: VerbHit, mood: Mood) -> bool:
    """Whether the form stands after *te* or a determiner: "voort te zetten", "zal hun bijdragen verhogen"."""
    before = clause.lowers[hit.word - 1]
    if mood is Mood.FUTURE:
        return before in load_known().determiners and hit.word < len(clause.words) - 1
    return before == "te" and mood is Mood.PAST


def _is_noun(firing: Firing) -> bool:
    """Whether the verb's form is a noun or describes one: "een verlengde overgang", "heldere afspraken"."""
    hit, clause = firing.verb, firing.clause
    if hit is None:
        return False
    if hit.word < 2:  # "Afspraken over de kosten worden …"
        return hit.word == 0 and not clause.subordinate and clause.lowers[0] in load_known().nouns
    mood = clause.mood(hit)
    if mood is Mood.PRESENT:
        return _is_present_noun(clause, hit)
    return _is_infinitive_or_object(clause, hit, mood) or (mood is Mood.PAST and _is_past_noun(clause, hit))


def _is_present_noun(clause: Clause, hit: VerbHit) -> bool:
    """Whether it is a noun: "gaan wij in op de aanschaf"; "dat hij het onderzoekt" ends otherwise."""
    such = load_words()["dec-such-a"].fullmatch(" ".join(clause.lowers[hit.word - 2 : hit.word + 1]))
    before = clause.lowers[hit.word - 1]
    return such is not None or (before in load_known().determiners and not clause.lowers[hit.word].endswith(_VERB_ENDS))


def _is_past_noun(clause: Clause, hit: VerbHit) -> bool:
    """Whether it is a noun or describes one: "gericht op afspraken", "een verlengde overgang"."""
    known = load_known()
    if hit.word == len(clause.words) - 1:
        return False
    if clause.lowers[hit.word] in known.nouns and not clause.subordinate:
        return True  # joined to its particle, a verb stands in no main clause
    before, after = clause.lowers[hit.word - 1], clause.lowers[hit.word + 1]
    if before in known.determiners and after not in known.determiners | known.prepositions:
        return True
    done = any(verb.word < hit.word and clause.mood(verb) is Mood.PERFECT for verb in clause.verbs)
    return done and "have" in clause.auxiliaries and after in known.prepositions
