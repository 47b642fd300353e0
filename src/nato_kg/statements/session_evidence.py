"""Where a session stands: the words that announce it, the clause on what it is about, its place in the order."""

from __future__ import annotations

from nato_kg.clauses import Clause
from nato_kg.frames.rules import load_words
from nato_kg.model import Section
from nato_kg.statements.context import LetterContext, SentenceContext
from nato_kg.statements.gathered import Passage
from nato_kg.statements.grammar import load_grammar
from nato_kg.statements.phrases import in_body
from nato_kg.statements.session_model import Session, SessionNaming

_HEADING = 3  # words of a sentence that is no more than a heading


def first_of_all(letter: LetterContext, found: dict[str, Session], current: dict[int, Session]) -> None:
    """The session that opens a programme told part by part and has no name: what is discussed before the lunch."""
    parts = [s for s in found.values() if (s.order or 2) > 1 and s.id != "dinner" and (s.heading or s.namings)]
    if not parts or "session1" in found or "morning-session" in found:
        return
    own = [number for number, session in current.items() if any(session is known for known in found.values())]
    if not own:
        return
    before = min(own)
    for sentence in letter.sentences:
        number, talk = sentence.sentence.number, _talk(sentence)
        if number >= before or not in_body(sentence):
            return
        if sentence.heading and talk is not None:
            session = Session("session1", meal=False, order=1, implied=True, rule="ses-first@1")
            session.evidence.append((sentence, talk.start, talk.end))
            found["session1"] = session
            for later in letter.sentences:
                if later.sentence.section == sentence.sentence.section and in_body(later):
                    current.setdefault(later.sentence.number, session)
            return


def by_ministers(clause: Clause) -> bool:
    """Whether ministers, leaders or a council do something."""
    return any(load_words()[name].search(clause.text) for name in ("ministers", "council-noun"))


def _talk(sentence: SentenceContext) -> Clause | None:
    """The clause in which ministers or the council discuss something."""
    clauses = (clause for unit in sentence.units for clause in unit.clauses)
    return next((c for c in clauses if load_words()["talks"].search(c.text) and by_ministers(c)), None)


def give_order(found: dict[str, Session]) -> None:
    """Number the sessions as a sentence lists them, if the letter gives no number."""
    if any((session.order or 0) > 1 for session in found.values()):
        return
    listed = [(_place(n), s) for s in found.values() for n in s.namings[:1] if n.listed]
    in_turn = [(_place(n), s) for s in found.values() for n in s.namings if _in_turn(n)]
    turns = {session.id for _, session in in_turn}
    told = listed if len(listed) > 1 else [(min(_place(n) for n in s.namings), s) for s in found.values() if s.namings]
    if len(listed) < 2 and (len(turns) < 3 or len(turns) < len(told)):
        return
    for order, (_, session) in enumerate(sorted(told, key=lambda pair: pair[0]), 1):
        session.order = order


def _place(naming: SessionNaming) -> tuple[int, int]:
    return naming.sentence.sentence.number, naming.phrase.start


def _in_turn(naming: SessionNaming) -> bool:
    """Whether the words say that it comes first, next or last."""
    return load_grammar().patterns["sequence"].search(naming.clause.text) is not None


def give_evidence(letter: LetterContext, found: dict[str, Session]) -> None:
    """For each session the words that announce it, and the first clause that says what it is about."""
    for session in found.values():
        if not session.evidence:
            session.evidence += _announced(session) + _told(letter, session)


def _announced(session: Session) -> list[Passage]:
    """The words in a list, or of a first naming with an indefinite article."""
    topical = next((n for n in session.namings if n.topical), None)
    for naming in session.namings:
        if naming is topical:
            break
        if naming.listed or naming.phrase.is_("indefinite"):
            return [naming.words]
    return []


def _told(letter: LetterContext, session: Session) -> list[Passage]:
    """The clause that says what it is about, else what its section says, else the first clause that names it."""
    namings = [n for n in session.namings if not n.listed]
    topical = next((n for n in namings if n.topical), None)
    if topical is None:
        told = _of_section(letter, session.heading) if session.heading is not None and not namings else []
        return told or [n.passage for n in namings[:1]] or [n.words for n in session.namings[:1]]
    passages = [topical.passage]
    bare = not topical.clause.verbs and not topical.clause.auxiliaries
    if topical.phrase.is_("indefinite") or bare:
        passages += _talked(namings, topical)
    if bare and len(passages) == 1 and len(topical.sentence.text.split()) <= _HEADING:
        return _after(letter, topical) or passages
    return passages


def _after(letter: LetterContext, naming: SessionNaming) -> list[Passage]:
    """The first clause after a heading that runs in: "**Diner.** 's Avonds aten de leiders samen"."""
    following = letter.by_number.get(naming.sentence.sentence.number + 1)
    clauses = [c for unit in following.units for c in unit.clauses] if following else []
    return [(following, clauses[0].start, clauses[0].end)] if following and clauses else []


def _talked(namings: list[SessionNaming], topical: SessionNaming) -> list[Passage]:
    """The first later clause on it in which people talk."""
    later = (n for n in namings if n.topical and n is not topical and load_words()["talks"].search(n.clause.text))
    return [n.passage for n in later][:1]


def _of_section(letter: LetterContext, section: Section) -> list[Passage]:
    """The first clause of a section that says what is discussed, else its first sentence."""
    sentences = [s for s in letter.sentences if s.sentence.section == section.number and in_body(s)]
    talking = next(((s, talk) for s in sentences if (talk := _talk(s)) is not None), None)
    if talking is not None:
        return [(talking[0], talking[1].start, talking[1].end)]
    return [(sentences[0], 0, len(sentences[0].text))] if sentences else []
