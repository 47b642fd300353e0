"""Sentences to clauses, and the moods of their verbs."""

from __future__ import annotations

import pytest

from nato_kg.clauses import Mood, split_clauses


def parts(sentence: str) -> list[tuple[str, bool]]:
    return [(clause.text, clause.subordinate) for clause in split_clauses(sentence)]


def mood(sentence: str, verb: str) -> Mood:
    (found,) = {clause.mood(hit) for clause in split_clauses(sentence) for hit in clause.verbs if hit.verb.name == verb}
    return found


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Zodra het besluit valt, informeer ik de Kamer.",
            [("zodra het besluit valt", True), ("informeer ik de kamer", False)],
        ),
        (
            "Het plan, dat in mei verschijnt, wordt u toegezonden.",
            [("het plan wordt u toegezonden", False), ("dat in mei verschijnt", True)],
        ),
        (
            "Ik verwijs naar de brief die ik u in maart stuur.",
            [("ik verwijs naar de brief", False), ("die ik u in maart stuur", True)],
        ),
        (
            "De Raad besloot in mei en de missie startte in juni.",
            [("de raad besloot in mei", False), ("en de missie startte in juni", False)],
        ),
        (
            "De opzet doen wij u in mei toekomen, het rapport volgt in juni.",
            [("de opzet doen wij u in mei toekomen", False), ("het rapport volgt in juni", False)],
        ),
        ("Zoals toegezegd zal ik de Kamer informeren.", [("zoals toegezegd zal ik de kamer informeren", False)]),
        (
            "Zo spoedig mogelijk stuurt het kabinet u een verslag.",
            [("zo spoedig mogelijk stuurt het kabinet u een verslag", False)],
        ),
        ("Dan zullen wij dat aan de Kamer melden.", [("dan zullen wij dat aan de kamer melden", False)]),
    ],
)
def test_clauses_are_told_apart(sentence: str, expected: list[tuple[str, bool]]) -> None:
    assert parts(sentence) == expected


def test_what_stands_between_commas_does_not_end_a_clause() -> None:
    clauses = split_clauses("Daarover zal de Kamer, zodra dat mogelijk is, nader worden bericht.")
    assert [clause.text for clause in clauses if not clause.subordinate] == [
        "daarover zal de kamer nader worden bericht"
    ]


def test_an_asking_clause_depends_on_its_verb() -> None:
    _, asked = split_clauses("De leden vroegen of de missie wordt verlengd.")
    assert asked.opener == "of"
    assert asked.before is not None
    assert asked.before.text == "de leden vroegen"


@pytest.mark.parametrize(
    ("sentence", "verb", "expected"),
    [
        ("Ik informeer de Kamer.", "informeren", Mood.PRESENT),
        ("Ik informeerde de Kamer.", "informeren", Mood.PAST),
        ("Ik heb de Kamer geïnformeerd.", "informeren", Mood.PERFECT),
        ("Ik zal de Kamer informeren.", "informeren", Mood.FUTURE),
        ("De Kamer wordt geïnformeerd.", "informeren", Mood.PASSIVE_PRESENT),
        ("De Kamer werd geïnformeerd.", "informeren", Mood.PASSIVE_PAST),
        ("De Kamer zal worden geïnformeerd.", "informeren", Mood.PASSIVE_FUTURE),
        ("De Kamer kan worden geïnformeerd.", "informeren", Mood.POSSIBLE),
        ("De Kamer zou worden geïnformeerd.", "informeren", Mood.CONDITIONAL),
        ("De Kamer moet worden geïnformeerd.", "informeren", Mood.OBLIGED),
        ("Zij willen de Kamer informeren.", "informeren", Mood.WANTED),
        ("Ik ben voornemens de Kamer te informeren.", "informeren", Mood.INFINITIVE),
        ("Ik zal dat in een brief uiteenzetten.", "uiteen zetten", Mood.FUTURE),
    ],
)
def test_moods(sentence: str, verb: str, expected: Mood) -> None:
    assert mood(sentence, verb) is expected


def test_denial_and_condition() -> None:
    condition, main = split_clauses("Indien het mandaat afloopt, wordt de bijdrage niet verlengd.")
    assert condition.conditional
    assert main.negated
    first, _ = split_clauses("Wijzigt het mandaat, dan meldt het kabinet dat aan de Kamer.")
    assert first.conditional


def test_a_noun_that_looks_like_a_verb_is_none() -> None:
    (clause,) = split_clauses("Een besluit van de Raad volgt.")
    assert [hit.verb.name for hit in clause.verbs] == ["volgen"]
