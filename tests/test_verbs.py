"""Dutch verbs: their forms, particles and phrases."""

from __future__ import annotations

import pytest

from nato_kg.verbs import Form, load_verbs


def found(sentence: str) -> dict[str, Form]:
    return {hit.verb.name: hit.form for hit in load_verbs().find(sentence.lower().split())}


@pytest.mark.parametrize(
    ("sentence", "verb", "form"),
    [
        ("Ik informeer de Kamer", "informeren", Form.PRESENT),
        ("De Kamer is geïnformeerd", "informeren", Form.PARTICIPLE),
        ("Wij stuurden een brief", "sturen", Form.PAST),
        ("Ik licht u morgen in", "inlichten", Form.PRESENT),
        ("omdat ik u morgen inlicht", "inlichten", Form.PRESENT),
        ("De brief wordt u toegezonden", "toezenden", Form.PARTICIPLE),
        ("Ik koppel de uitkomst terug", "terugkoppelen", Form.PRESENT),
        ("Ik breng u op de hoogte", "op de hoogte brengen", Form.PRESENT),
        ("De stukken worden ter inzage gelegd", "ter inzage leggen", Form.PARTICIPLE),
        ("om u te kunnen berichten", "berichten", Form.PRESENT_OR_INFINITIVE),
    ],
)
def test_forms_are_found_with_their_particles(sentence: str, verb: str, form: Form) -> None:
    assert found(sentence).get(verb) is form


def test_a_verb_with_a_particle_needs_it() -> None:
    assert "inlichten" not in found("het licht gaat uit")
    assert "op de hoogte brengen" not in found("ik breng de stukken")


def test_the_noun_brief_is_no_verb() -> None:
    assert "briefen" not in found("in zijn brief aan de kamer")


def test_classes_say_what_a_verb_does() -> None:
    (hit,) = (hit for hit in load_verbs().find(["ik", "beloof", "het"]) if hit.verb.name == "beloven")
    assert hit.is_a("promise", "send")
    assert not hit.is_a("send")


def test_auxiliaries_have_their_kinds() -> None:
    auxiliaries = load_verbs().auxiliaries
    assert auxiliaries["zal"] == {"shall"}
    assert "become" in auxiliaries["worden"]
    assert "worden" in load_verbs().infinitives
