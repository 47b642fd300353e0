"""Who holds a position or acts in a clause: its subject, who stands after *door*, or who is only understood."""

from __future__ import annotations

from functools import cache

from nato_kg.clauses import Clause
from nato_kg.clauses import load_words as load_clause_words
from nato_kg.frames import Firing
from nato_kg.frames.rules import load_words
from nato_kg.lexicon import Lexicon
from nato_kg.model import Mention
from nato_kg.patterns import Match
from nato_kg.statements.agents import is_government
from nato_kg.statements.context import LetterContext, SentenceContext
from nato_kg.verbs import Form

HOLDERS = frozenset({"Post", "Government", "Ministry", "State", "Organisation", "Body", "Person"})
_CABINET = "dutch-cabinet"
_COUNTRY = "netherlands"
_TOGETHER = frozenset({",", "en", "en de", ", de", "en het", "alsmede", ", het"})
_STATES = frozenset({"State", "Government", "Organisation"})
_PASSIVE = frozenset({"be", "was", "become", "became"})
_HAVE = frozenset({"heeft", "hebben", "had", "hadden"})
_SPOKEN = ("urge", "advocate", "condemn", "oppose")  # what those do whom no mention names
_REACH = 3  # sentences back in which those who agree are looked for


def find_subjects(sentence: SentenceContext, clause: Clause, lexicon: Lexicon) -> list[Mention]:
    """Those who act in a clause: the agents that stand as subject, and those coordinated with the first."""
    mentions = sentence.mentions_in(clause.start, clause.end, *HOLDERS)
    candidates = [m for m in mentions if can_act(m, clause, lexicon) and not _is_left_over(m, clause)]
    subjects = [m for m in candidates if not _after_preposition(m, clause)]
    if not subjects or _house_acts(sentence, clause, subjects[0]):
        return []
    together = [subjects[0]]
    for mention in candidates:
        between = sentence.text[together[-1].end : mention.start].strip().lower()
        if mention.start > together[-1].end and between in _TOGETHER:
            together.append(mention)
    return together


def find_holder(letter: LetterContext, sentence: SentenceContext, firing: Firing) -> tuple[list[str], bool] | None:
    """Who holds the position, and whether the text only implies it."""
    clause, words = _whole(firing.clause), load_words()
    if words["ours"].search(clause.text) or words["pos-mine"].search(clause.text):
        mine = list(letter.header.roles[:1]) if words["pos-mine"].search(clause.text) else []
        return mine or [_COUNTRY if words["our-country"].search(clause.text) else _CABINET], True
    collective, writer = _collective(clause), words["writer"].search(clause.text)
    subjects = _owner(sentence, clause) or _actors(letter, sentence, firing)
    if firing.frame.sets.get("holders") == "states":
        subjects = [m for m in subjects if m.kind in _STATES]
    if collective and not any(m.kind == "State" for m in subjects):
        return [collective.group()], False
    if writer and writer.group() not in {"mij", "ons"} and not _stands_first(subjects, clause):
        return ([_CABINET] if writer.group() in {"wij", "we"} else list(letter.header.roles)), False
    if words["pronoun"].search(clause.text):
        return _last_named(letter, sentence, clause)
    earlier = _last_named(letter, sentence, firing.clause, back=0) if _goes_on(firing.clause) else None
    if earlier or subjects:
        return (earlier[0] if earlier else [name_of(m) for m in subjects]), False
    named = _named_subject(firing)
    return ([named], False) if named else _implied(letter, sentence, firing)


def _named_subject(firing: Firing) -> str | None:
    """A name that no mention has, as the subject that opens a main clause: *De Vereniging van Gemeenten dringt aan*."""
    clause, verb = firing.clause, firing.verb
    if clause.subordinate or verb is None or not verb.is_a(*_SPOKEN) or verb.form not in {Form.PRESENT, Form.PAST}:
        return None
    words = clause.words[: verb.word]
    if len(words) < 2 or words[0].lower not in {"de", "het"} or not words[1].text[0].isupper():
        return None
    linking = load_clause_words().prepositions | load_clause_words().determiners | load_clause_words().coordinators
    if all(word.text[0].isupper() or word.lower in linking for word in words[1:]):
        return " ".join(word.text for word in words[1:])
    return None


def _collective(clause: Clause) -> Match | None:
    """A group that acts, such as *enkele lidstaten*: not *bij enkele lidstaten*, unless after *door*."""
    others = load_clause_words().prepositions
    for match in load_words()["pos-collective"].finditer(clause.text):
        earlier = [word for word in clause.text[: match.start()].split() if word not in load_clause_words().determiners]
        before = "".join(earlier[-1:])
        if before not in others or load_words()["by-whom"].fullmatch(before):
            return match
    return None


def _goes_on(clause: Clause) -> bool:
    """Whether a verb comes right after *en*, so that the subject is that of the clause before: *en roept Malta op*."""
    if load_words()["begins-verb"].match(clause.text + " "):
        return True
    return clause.lowers[0] in load_clause_words().coordinators and any(hit.word == 1 for hit in clause.verbs)


def _whole(clause: Clause) -> Clause:
    """The clause with the start that *dat* as a determiner was taken to end: *voor | dat centrum*."""
    before = clause.before
    if clause.opener != "dat" or before is None:
        return clause
    cut = before.lowers[-1] in load_clause_words().prepositions
    if cut or (before.auxiliaries and not before.verbs and before.lowers[-1] in _HAVE):
        return Clause((*before.words, *clause.words), before.opener, before.before)
    return clause


def _implied(letter: LetterContext, sentence: SentenceContext, firing: Firing) -> tuple[list[str], bool] | None:
    """A holder that is no subject: *voor het kabinet*, that of the clause before, or those who met just before."""
    clause, words = firing.clause, load_words()
    if firing.frame.sets.get("implied") == "writer":
        return [_CABINET], True
    ours = [m for m in sentence.mentions_in(clause.start, clause.end) if is_government(m) and m.kind != "Post"]
    if ours and firing.verb is None:
        return [name_of(ours[0])], False
    if not clause.subordinate and clause.lowers[0] in load_clause_words().coordinators:
        earlier = _last_named(letter, sentence, clause, back=0)
        return (earlier[0], False) if earlier else None
    if words["pos-agreed"].search(clause.text):
        bodies = [m for s in letter.before(sentence, _REACH) for m in s.mentions_in(0, len(s.text), "Body")]
        return ([name_of(bodies[0])], True) if bodies else None
    return None


def _last_named(
    letter: LetterContext, sentence: SentenceContext, clause: Clause, *, back: int = 1
) -> tuple[list[str], bool] | None:
    """The subject of the main clause before, in the sentence or in one of the ``back`` sentences before it."""
    places = [(sentence, clause.start), *((s, len(s.text) + 1) for s in letter.before(sentence, back))]
    for place, limit in places:
        mains = [c for u in place.units for c in u.clauses if not c.subordinate and c.end <= limit]
        for main in reversed(mains):
            subjects = find_subjects(place, main, letter.lexicon)
            if subjects:
                named = [name_of(m) for m in subjects if m.kind != "Person"]
                return (named, True) if named else None
    return None


def _actors(letter: LetterContext, sentence: SentenceContext, firing: Firing) -> list[Mention]:
    """The subjects; where the verb is passive, those after *door*."""
    clause, verb = firing.clause, firing.verb
    participle = verb is not None and verb.form in {Form.PARTICIPLE, Form.PAST_OR_PARTICIPLE}
    if participle and "have" not in clause.auxiliaries and clause.auxiliaries & _PASSIVE:
        return _by_whom(letter, sentence, clause)
    found = find_subjects(sentence, _whole(clause), letter.lexicon)
    return found or _by_whom(letter, sentence, clause) or _before_relative(sentence, clause)


def _before_relative(sentence: SentenceContext, clause: Clause) -> list[Mention]:
    """On whom a relative clause hangs: *gevolgd door Hongarije, dat zich bleef verzetten*."""
    if clause.opener not in load_clause_words().relative:
        return []
    before = [m for m in sentence.mentions_in(0, clause.start, *HOLDERS) if m.end <= clause.start]
    return before[-1:] if before and not sentence.text[before[-1].end : clause.start].strip(" ,") else []


def _owner(sentence: SentenceContext, clause: Clause) -> list[Mention]:
    """Whose aim or wish it is that a clause names: *het streven van het kabinet is …*."""
    noun = load_words()["pos-owned"].search(sentence.text.lower(), clause.start, clause.end)
    near = sentence.mentions_in(noun.end(), clause.end, *HOLDERS) if noun else []
    return [m for m in near if noun and m.start - noun.end() <= len("het ")][:1]


def _by_whom(letter: LetterContext, sentence: SentenceContext, clause: Clause) -> list[Mention]:
    """Who acts in a passive clause: *door Malta*, *namens Nederland*, *van Deense zijde*."""
    words, agents, text = load_words(), list[Mention](), sentence.text
    mentions = sentence.mentions_in(clause.start, clause.end, *HOLDERS)
    for mention in mentions:
        before = _word_before(mention, clause)
        after = next((w.lower for w in clause.words if w.start >= mention.end), "")
        side = before in {"van", "vanuit"} and words["side-of"].fullmatch(after)
        if side:
            agents += [m for m in mentions if m not in agents and text[m.end : mention.start].strip() in _TOGETHER]
        if side or (words["by-whom"].fullmatch(before) and can_act(mention, clause, letter.lexicon)):
            agents.append(mention)
    return agents


def name_of(mention: Mention) -> str:
    """The slug of a known thing, the words for a new one."""
    return mention.thing or mention.text


def _house_acts(sentence: SentenceContext, clause: Clause, subject: Mention) -> bool:
    """Whether parliament stands before the supposed subject, as what acts: *de Kamer riep het kabinet op*."""
    houses = sentence.mentions_in(clause.start, subject.start, "Parliament")
    return any(not _after_preposition(m, clause) for m in houses)


def can_act(mention: Mention, clause: Clause, lexicon: Lexicon) -> bool:
    """Whether a mention can be who acts: a demonym only with a word for those who speak for the state."""
    if not any(word.start <= mention.start < word.end for word in clause.words):
        return False
    if not is_demonym(mention, lexicon):
        return True
    after = next((w.lower for w in clause.words if w.start >= mention.end), "")
    return bool(load_words()["representative"].fullmatch(after))


def _is_left_over(mention: Mention, clause: Clause) -> bool:
    """Whether it belongs to the clause before: *van NAVO | en EU en dringt erop aan*."""
    known = load_clause_words().coordinators
    after = next((w.lower for w in clause.words if w.start >= mention.end), "")
    return clause.lowers[0] in known and after in known


def is_demonym(mention: Mention, lexicon: Lexicon) -> bool:
    """Whether it is an adjective of a state or the name of its people."""
    return mention.kind == "State" and mention.text.casefold() in _demonyms(lexicon)


@cache
def _demonyms(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(name.text.casefold() for name in lexicon.names if name.demonym)


def _after_preposition(mention: Mention, clause: Clause) -> bool:
    return _word_before(mention, clause) in load_clause_words().prepositions


def _word_before(mention: Mention, clause: Clause) -> str:
    """The last word before a mention that is no determiner or adjective of it, nor a name coordinated with it."""
    known, coordinated = load_clause_words(), False
    for word in reversed([w for w in clause.words if w.end <= mention.start]):
        if word.lower in known.coordinators:
            coordinated = True
        elif word.lower in known.prepositions or not (
            (coordinated and word.text[0].isupper()) or word.lower in known.determiners or word.lower.endswith("e")
        ):
            return word.lower
    return ""


def _stands_first(subjects: list[Mention], clause: Clause) -> bool:
    return bool(subjects) and subjects[0].start < clause.words[min(2, len(clause.words) - 1)].end
