"""Who acts in a clause, and who is meant by a pronoun."""

from __future__ import annotations

from pathlib import Path

import pytest
from short_letters import letter

from nato_kg.statements.agents import Agent, find_agent, find_host, find_others, is_government, writing_agent


def acting(folder: Path, body: str) -> Agent | None:
    """Who acts in the last clause of the body."""
    read = letter(folder, body)
    sentence = next(s for s in reversed(read.sentences) if body.endswith(s.text))
    return find_agent(read, sentence, sentence.units[-1].clauses[-1])


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (("dutch-cabinet",), "Het kabinet heeft dat besloten."),
        (("un-security-council",), "Dat is door de Veiligheidsraad besloten."),
        (("Minister van Defensie",), "Daartoe heb ik opdracht gegeven."),
        (("germany", "france"), "Duitsland en Frankrijk hebben dat besloten."),
        (("iraq",), "Het Iraakse parlement heeft dat besloten."),
        (("turkiye",), "Ankara heeft dat besloten."),
        (("Ministerie van Defensie",), "Het ministerie gaat dat na."),
    ],
)
def test_the_subject_or_the_one_after_door_acts(tmp_path: Path, names: tuple[str, ...], sentence: str) -> None:
    agent = acting(tmp_path, sentence)
    assert agent is not None
    assert agent.names == names


@pytest.mark.parametrize(
    "sentence", ["De Nederlandse bijdrage wordt beëindigd.", "In Ankara is dat besloten.", "Dat is besloten."]
)
def test_an_adjective_or_a_place_does_not_act(tmp_path: Path, sentence: str) -> None:
    assert acting(tmp_path, sentence) is None


@pytest.mark.parametrize("pronoun", ["Zij", "De deelnemers"])
def test_a_pronoun_stands_for_the_last_body(tmp_path: Path, pronoun: str) -> None:
    agent = acting(tmp_path, f"De Veiligheidsraad kwam op 3 mei bijeen. {pronoun} besloten het mandaat te verlengen.")
    assert agent is not None
    assert agent.names == ("un-security-council",)


def test_a_body_may_decide_where_it_meets(tmp_path: Path) -> None:
    read = letter(tmp_path, "In de Noord-Atlantische Raad is dat besloten.")
    sentence = next(s for s in read.sentences if s.text.startswith("In de"))
    agent = find_host(read, sentence, sentence.units[0].clauses[0])
    assert agent is not None
    assert agent.value == "north-atlantic-council"


def test_a_wish_goes_to_the_other(tmp_path: Path) -> None:
    read = letter(tmp_path, "Nederland drong er, samen met Polen, bij Turkije op aan het verdrag te ratificeren.")
    sentence = next(s for s in read.sentences if s.text.startswith("Nederland drong"))
    agent = find_others(read, sentence, sentence.units[0].clauses)
    assert agent is not None
    assert agent.value == "turkiye"


def test_the_writer_is_the_government(tmp_path: Path) -> None:
    read = letter(tmp_path, "De Amerikaanse minister van Defensie sprak met de minister van Defensie.")
    assert writing_agent(read) == Agent(("Minister van Defensie",), government=True, implied=True)
    posts = [m for s in read.sentences for m in s.mentions if m.kind == "Post" and "Amerikaanse" in s.text]
    assert [is_government(post) for post in posts] == [False, True]


def test_an_agent_has_one_name_or_several() -> None:
    assert Agent((), government=False).value is None
    assert Agent(("nato",), government=False).value == "nato"
    assert Agent(("spain", "portugal"), government=False).value == ["spain", "portugal"]
