"""Those whom a clause names as taking part where its subject cannot be told, and posts that share a noun."""

from __future__ import annotations

from collections.abc import Iterator

from nato_kg.clauses import Clause
from nato_kg.frames.rules import load_words
from nato_kg.model import Mention
from nato_kg.statements.context import LetterContext, SentenceContext
from nato_kg.statements.grammar import load_grammar, lower
from nato_kg.statements.subjects import preposition_before

_KINDS = ("Post", "Person", "State", "Body", "Organisation")
#: Words that name someone, and where they stand.
Named = tuple[str, int, int]


def free_mentions(sentence: SentenceContext, clause: Clause) -> list[Mention]:
    """The first mention that hangs on no preposition, with those coordinated with it."""
    found: list[Mention] = []
    for mention in sentence.mentions_in(clause.start, clause.end, *_KINDS):
        if not any(word.start <= mention.start < word.end for word in clause.words):
            continue
        if found:
            between = lower(sentence.text[found[-1].end : mention.start]).strip()
            if between not in load_grammar().lists["between"]:
                return found
            found.append(mention)
        elif not preposition_before(sentence, clause, mention.start):
            found.append(mention)
    return found


def posts_of_states(sentence: SentenceContext, clause: Clause) -> Iterator[Named]:
    """The posts of "de ministers van Japan en Zuid-Korea": one of each state."""
    text = lower(sentence.text)
    for match in load_grammar().patterns["posts-of"].finditer(text, clause.start, clause.end):
        end = match.end()
        posts = (m for m in sentence.mentions if m.kind == "Post")
        whole = next((m for m in posts if m.start <= match.start() < end < m.end), None)
        states = sentence.mentions_in(whole.end if whole else end, clause.end, "State")
        if whole is not None:  # a post of the first state
            if not states or text[whole.end : states[0].start].strip() not in load_grammar().lists["between"]:
                continue
            yield _post(match.group(1), match.group(2), sentence.text[end + 1 : whole.end]), match.start(), whole.end
            end = whole.end
        for state in states:
            between = text[end : state.start].strip()
            if between and between not in load_grammar().lists["between"]:
                break
            yield _post(match.group(1), match.group(2), state.text), match.start(), state.end
            end = state.end


def _post(noun: str, portfolio: str | None, state: str) -> str:
    one = load_grammar().maps["singular"].get(noun, noun)
    what = f" van {portfolio[:1].upper()}{portfolio[1:]}" if portfolio else ""
    return f"{one}{what} van {state}"


def posts_with_adjectives(found: list[Mention]) -> list[Named]:
    """The posts of "de Oekraïense en de Moldavische minister"; nothing where the noun is not shared."""
    if len(found) < 2 or found[-1].kind != "Post":
        return []
    noun = found[-1].text.split(" ", 1)[1:]
    shared = [m for m in found[:-1] if m.kind == "State" and m.text.endswith("e")]
    if not noun or len(shared) != len(found) - 1:
        return []
    first, _, rest = noun[0].partition(" ")
    one = load_grammar().maps["singular"].get(first, first) + (f" {rest}" if rest else "")
    return [(f"{m.text.split()[0]} {one}", m.start, m.end) for m in (*shared, found[-1])]


def in_apposition(sentence: SentenceContext, clause: Clause) -> Mention | None:
    """Who is called a guest right after the name: "de Indiase minister, de gast van de avond"."""
    for match in load_grammar().patterns["apposition"].finditer(lower(sentence.text), clause.start, clause.end):
        if sentence.text[match.start() - 2 : match.start()] != ", ":
            continue
        before = [m for m in sentence.mentions if m.end == match.start() - 2 and m.kind in _KINDS]
        if before:
            return before[0]
    return None


def counted(sentence: SentenceContext, clause: Clause) -> Named | None:
    """A number of states that a clause begins with: "Ruim veertig landen en instellingen"."""
    match = load_words()["counted-people"].match(lower(sentence.text), clause.start, clause.end)
    return (sentence.text[match.start() : match.end()], *match.span()) if match else None


def joined_clauses(sentence: SentenceContext) -> Iterator[Clause]:
    """The clauses, with what belongs to the one before: "… van Japan | en Zuid-Korea deel | als gasten"."""
    pending: Clause | None = None
    for clause in (part for unit in sentence.units for whole in unit.clauses for part in _at_relative(whole)):
        if pending is not None and pending.end <= clause.start and _belongs(pending, clause):
            pending = Clause((*pending.words, *clause.words), pending.opener, pending.before)
            continue
        if pending is not None:
            yield pending
        pending = clause
    if pending is not None:
        yield pending


def _at_relative(clause: Clause) -> Iterator[Clause]:
    """A clause cut before a relative word that no comma sets off: "een diner | waarvoor ook Japan is uitgenodigd"."""
    where = load_grammar().patterns["where-to"]
    inner = [n for n, word in enumerate(clause.words) if n and where.fullmatch(word.lower)]
    if not inner:
        yield clause
        return
    yield Clause(clause.words[: inner[0]], clause.opener, clause.before)
    if clause.words[inner[0] + 1 :]:
        yield Clause(clause.words[inner[0] + 1 :], clause.words[inner[0]].lower, None)


def _belongs(before: Clause, clause: Clause) -> bool:
    """Whether a clause is only the rest of the one before: its particle, a role, a date, the verb that it lacks."""
    patterns = load_grammar().patterns
    if any(patterns[name].fullmatch(clause.text) for name in ("particle-end", "role-alone")):
        return True
    if patterns["date-rest"].match(clause.text) or _goes_on(before, clause):
        return True
    cut = before.subordinate and not before.verbs and not before.auxiliaries
    return cut and not clause.subordinate and patterns["and"].match(clause.text) is not None


def _goes_on(before: Clause, clause: Clause) -> bool:
    """Whether a clause is the rest of a list of names and the particle: "… van Japan | Korea en Australië deel"."""
    names = before.words[-1].text[:1].isupper() and clause.words[0].text[:1].isupper()
    bare = not clause.subordinate and not clause.auxiliaries and clause.start - before.end <= 2
    return names and bare and load_grammar().patterns["list-rest"].fullmatch(clause.text) is not None


def antecedent(letter: LetterContext, sentence: SentenceContext, clause: Clause) -> Mention | None:
    """Whom *hij* or *zij* takes up: the person who is named, on no preposition, before it or in the sentence before."""
    grammar = load_grammar()
    if grammar.patterns["he-or-she"].match(clause.text) is None or grammar.patterns["by-whom"].search(clause.text):
        return None
    before = letter.by_number.get(sentence.sentence.number - 1)
    for where, end in ((sentence, clause.start), (before, len(before.text) if before else 0)):
        if where is not None:
            people = where.mentions_in(0, end, "Post", "Person")
            clauses = [c for unit in where.units for c in unit.clauses]
            free = [
                m
                for m in people
                for c in clauses
                if any(w.start <= m.start < w.end for w in c.words) and not preposition_before(where, c, m.start)
            ]
            if people:
                return free[-1] if free else None
    return None


def before_relative(sentence: SentenceContext, clause: Clause) -> list[Mention]:
    """Those on whom a relative clause hangs: "Benin en Ghana, die als gasten aanzitten"."""
    if not clause.subordinate or clause.opener not in {"die", "dat"}:
        return []
    before = [m for m in sentence.mentions if m.end <= clause.start and m.kind in _KINDS]
    if not before or sentence.text[before[-1].end : clause.start].strip(" ,"):
        return []
    found = [before.pop()]
    while before and lower(sentence.text[before[-1].end : found[0].start]).strip() in load_grammar().lists["between"]:
        found.insert(0, before.pop())
    return found
