"""Promises made aloud, from the House's register, beside those of letters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from nato_kg import KnowledgeGraph, resources
from nato_kg.followups import oral_promises
from nato_kg.register import RegisterEntry, read_register

REGISTER = resources.path("data", "examples", "register.json")
DAY = date(2032, 1, 1)


@pytest.fixture(scope="module")
def entries() -> list[RegisterEntry]:
    return list(read_register(REGISTER))


def kept(entries: list[RegisterEntry]) -> RegisterEntry:
    return next(entry for entry in entries if entry.fulfilled_on and entry.made_on)


def test_what_was_kept_is_open_before_that_day(entries: list[RegisterEntry]) -> None:
    entry = kept(entries)
    assert entry.fulfilled_on
    (before,) = oral_promises([entry], date.fromordinal(entry.fulfilled_on.toordinal() - 1))
    (after,) = oral_promises([entry], entry.fulfilled_on)
    assert (before.status, before.register_status, before.kept_by) == ("open", "Openstaand", ())
    assert (after.status, after.register_status) == ("fulfilled", "Voldaan")
    assert {keeper.on for keeper in after.kept_by} <= {entry.fulfilled_on}


def test_what_was_not_yet_made_or_has_no_day_is_left_out(entries: list[RegisterEntry]) -> None:
    entry = kept(entries)
    assert entry.made_on
    assert oral_promises([entry], date.fromordinal(entry.made_on.toordinal() - 1)) == ()
    assert oral_promises([replace(entry, made_on=None)], DAY) == ()


def test_what_later_entries_do_to_one_is_its_history(entries: list[RegisterEntry]) -> None:
    later = next(entry for entry in entries if entry.supplements)
    (target,) = [p for p in oral_promises(entries, DAY, {"supplemented": "aangevuld"}) if p.history]
    (step,) = target.history
    assert (step.outcome, step.outcome_label, step.letter) == ("supplemented", "aangevuld", later.number)
    assert (step.on, step.quotation) == (later.made_on, later.text)
    again = replace(later, id="again", number="TZ-9", repeats=(later.id,), supplements=())
    assert oral_promises([*entries, again], DAY)[-1].restates == later.number


def test_they_stand_in_the_ledger_in_the_order_in_which_they_were_made(built_store: Path) -> None:
    ledger = KnowledgeGraph.open(built_store, as_of=DAY).commitments(register=REGISTER)
    assert [p.issued for p in ledger] == sorted(p.issued for p in ledger)
    aloud = [p for p in ledger if p.letter.startswith("register")]
    assert aloud
    assert len(ledger) - len(aloud) == 4
    assert all(p.words and p.timeliness is None for p in aloud)
