"""Fictional letters over two years, read from text and joined: what became of each promise, on six days.

``ledger.yaml`` holds what became of each, written by authors who saw neither rules nor code. Its terms
follow the project's conventions (*begin* ends in April, a recess begins on its Friday).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from nato_kg.build import Sources, build
from nato_kg.followups import Ledger, Promise, Proposal, read_history, read_ledger, read_proposals
from nato_kg.links.scoring import THRESHOLD
from nato_kg.store import EmbeddedStore, open_store

FOLDER = Path(__file__).parent
DAYS = [date.fromisoformat(day) for day in
        ("2031-03-31", "2031-07-15", "2031-12-31", "2032-04-15", "2032-09-30", "2032-12-31")]  # fmt: skip
LAST = DAYS[-1]
OUTCOMES = {"kept": "fulfilled", "kept-in-part": "partly-fulfilled"}
Case = dict[str, Any]


@dataclass(frozen=True)
class Told:
    """A set of letters as a graph, and what is to come out."""

    store: EmbeddedStore
    cases: list[Case]
    promises: dict[str, Promise]  # by the case's id

    def on(self, day: date) -> dict[str, Promise]:
        known = {promise.iri: promise for promise in read_ledger(self.store, day)}
        return {id_: known[p.iri] for id_, p in self.promises.items() if p.iri in known}


def read_cases(name: str) -> list[Case]:
    cases: list[Case] = yaml.safe_load((FOLDER / name / "ledger.yaml").read_text(encoding="utf-8"))
    return cases


def match(case: Case, ledger: Ledger) -> Promise | None:
    """The promise that the letter of the case makes in those words."""
    words = plain(case["words"])
    of_letter = [p for p in ledger if p.letter == case["letter"] and p.words]
    return next((p for p in of_letter if words in plain(p.words) or plain(p.words) in words), None)


def plain(text: str | None) -> str:
    return " ".join((text or "").split()).casefold().rstrip(".")


def tell(name: str, folder: Path) -> Told:
    build(folder, Sources.shipped(sorted((FOLDER / name).glob("*.txt"))))
    store, cases = open_store(folder), read_cases(name)
    ledger = read_ledger(store, LAST)
    matched = {case["id"]: promise for case in cases if (promise := match(case, ledger))}
    return Told(store, cases, matched)


@pytest.fixture(scope="module")
def stated(tmp_path_factory: pytest.TempPathFactory) -> Told:
    return tell("stated", tmp_path_factory.mktemp("stated") / "store")


@pytest.fixture(scope="module")
def silent(tmp_path_factory: pytest.TempPathFactory) -> Told:
    return tell("silent", tmp_path_factory.mktemp("silent") / "store")


def statuses(told: Told) -> Iterator[tuple[str, date, list[str], list[str]]]:
    """For each case and day: its id, the day, and the status with timeliness that is and that should be."""
    for day in DAYS:
        known = told.on(day)
        for case in told.cases:
            wanted = {str(d): list(s) for d, s in case["statuses"].items()}.get(day.isoformat())
            if wanted is not None:
                promise = known.get(case["id"])
                found = [promise.status, *filter(None, [promise.timeliness])] if promise else []
                yield case["id"], day, found, wanted


def wrong_statuses(told: Told) -> list[str]:
    return [f"{id_} on {day}: {found}, not {wanted}" for id_, day, found, wanted in statuses(told) if found != wanted]


def stated_links(told: Told) -> tuple[set[tuple[str, str, str]], set[tuple[str, str, str]]]:
    """Links that should be and that are: case, letter, outcome."""
    wanted = {
        (case["id"], step["letter"], OUTCOMES.get(step["what"], step["what"]))
        for case in told.cases
        for step in case["steps"] or []
        if step["link"] == "stated"
    }
    by_iri = {promise.iri: id_ for id_, promise in told.promises.items()}
    histories = read_history(told.store, LAST)
    found = {
        (by_iri.get(iri, iri), step.letter or "", step.outcome) for iri, steps in histories.items() for step in steps
    }
    return wanted, {link for link in found if link[0] in {case["id"] for case in told.cases}}


def first_proposals(told: Told) -> dict[str, Proposal]:
    """The best proposal for each case that has one."""
    proposals = read_proposals(told.store)
    return {id_: proposals[p.iri][0] for id_, p in told.promises.items() if p.iri in proposals}


def test_every_promise_of_the_letters_is_found(stated: Told, silent: Told) -> None:
    assert [case["id"] for told in (stated, silent) for case in told.cases if case["id"] not in told.promises] == []


def test_links_that_letters_state_are_found_and_no_other(stated: Told) -> None:
    wanted, found = stated_links(stated)
    assert found - wanted == set()
    assert wanted - found == set()


def test_every_status_is_right_on_each_of_six_days(stated: Told, silent: Told) -> None:
    assert wrong_statuses(stated) == []
    assert wrong_statuses(silent) == []


def test_the_letter_that_keeps_a_promise_unsaid_is_proposed_first(silent: Told) -> None:
    best = first_proposals(silent)
    cases = [case for case in silent.cases if case["case"] == "kept-silently"]
    right = [
        case["id"] for case in cases if case["id"] in best and best[case["id"]].letter == case["steps"][0]["letter"]
    ]
    assert len(cases) >= 40
    assert len(right) >= 0.9 * len(cases)


def test_few_promises_never_kept_have_a_proposal_above_the_threshold(silent: Told) -> None:
    best = first_proposals(silent)
    cases = [case["id"] for case in silent.cases if case["case"] == "never-kept"]
    above = [id_ for id_ in cases if id_ in best and best[id_].score >= THRESHOLD]
    assert len(cases) >= 40
    assert len(above) <= 0.05 * len(cases)


def test_a_proposal_changes_no_status(silent: Told) -> None:
    assert read_proposals(silent.store)
    assert {promise.status for promise in silent.on(LAST).values()} == {"open"}
    assert not any(promise.history for promise in silent.on(LAST).values())


def test_there_are_ten_of_every_case() -> None:
    counted: dict[str, int] = {}
    for case in (*read_cases("stated"), *read_cases("silent")):
        counted[case["case"]] = counted.get(case["case"], 0) + 1
    assert {name for name, count in counted.items() if count >= 10} == {
        *("kept", "kept-late", "kept-in-part", "postponed-twice", "restated", "withdrawn", "conditional", "recurring"),
        *("kept-silently", "never-kept"),
    }
