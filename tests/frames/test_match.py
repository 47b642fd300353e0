"""Where frames hold: scope, mood, agent, what stands near, and which of several wins."""

from __future__ import annotations

from nato_kg.clauses import Mood
from nato_kg.frames import Firing, Frame, fire, split_units

FUTURE = frozenset({Mood.FUTURE, Mood.PASSIVE_FUTURE})
INFORM = frozenset({"inform"})


def fired(sentence: str, *frames: Frame, agent: str = "") -> list[Firing]:
    return [firing for unit in split_units(sentence) for firing in fire(unit, frames, lambda _clause, _verb: agent)]


def test_a_unit_is_a_main_clause_with_what_depends_on_it() -> None:
    sentence = "Zodra het plan er is, stuur ik het; het rapport, dat in mei verschijnt, volgt later."
    first, second = split_units(sentence)
    assert sentence[first.start : first.end] == "Zodra het plan er is, stuur ik het"
    assert {clause.text for clause in second.clauses} == {"het rapport volgt later", "dat in mei verschijnt"}


def test_the_mood_of_the_verb_counts() -> None:
    frame = Frame("f", 1, "Commitment", verb=INFORM, mood=FUTURE)
    assert fired("Ik zal de Kamer informeren.", frame)
    assert not fired("Ik heb de Kamer geïnformeerd.", frame)


def test_words_must_and_must_not_stand_in_the_clause() -> None:
    frame = Frame("f", 1, "Commitment", has=("house",), unless=("this-letter",))
    assert fired("De Kamer krijgt een brief.", frame)
    assert not fired("Hierbij krijgt de Kamer een brief.", frame)
    assert not fired("Het leger krijgt een brief.", frame)


def test_near_looks_at_the_whole_unit() -> None:
    near = Frame("f", 1, "Commitment", scope="main", verb=INFORM, near=("com-conditional",))
    assert fired("Zodra het besluit valt, informeer ik de Kamer.", near)
    assert not fired("Ik informeer de Kamer.", near)
    far = Frame("g", 1, "Commitment", scope="main", verb=INFORM, unless_near=("com-conditional",))
    assert not fired("Zodra het besluit valt, informeer ik de Kamer.", far)


def test_scope_tells_main_from_subordinate_clauses() -> None:
    sentence = "De leden vroegen of ik de Kamer zal informeren."
    assert not fired(sentence, Frame("f", 1, "Commitment", scope="main", verb=INFORM))
    assert fired(sentence, Frame("f", 1, "Commitment", scope="subordinate", verb=INFORM))


def test_negation_and_condition() -> None:
    assert not fired("Ik zal de Kamer niet informeren.", Frame("f", 1, "Commitment", verb=INFORM, negated=False))
    frame = Frame("f", 1, "Commitment", verb=INFORM, conditional=True)
    assert not fired("Ik zal de Kamer informeren.", frame)
    assert fired("Wanneer ik de Kamer informeer, volgt een debat.", frame)


def test_an_unnamed_agent_fits_and_another_does_not() -> None:
    frame = Frame("f", 1, "Commitment", verb=INFORM, agent="government")
    assert fired("De Kamer wordt geïnformeerd.", frame)
    assert fired("De Kamer wordt geïnformeerd.", frame, agent="government")
    assert not fired("De Kamer wordt geïnformeerd.", frame, agent="other")


def test_the_first_frame_of_a_kind_wins_in_a_clause() -> None:
    frames = (Frame("a", 1, "Commitment", verb=INFORM), Frame("b", 1, "Commitment"), Frame("c", 1, "Decision"))
    assert [firing.frame.id for firing in fired("Ik informeer de Kamer.", *frames)] == ["a", "c"]


def test_a_firing_says_why() -> None:
    (firing,) = fired("Ik zal de Kamer informeren.", Frame("f", 2, "Commitment", verb=INFORM))
    assert firing.why == "f@2, verb 'informeren' future, clause 'ik zal de kamer informeren'"
