"""Who decides at the meeting that a letter is about, where only "de Raad" or "de ministers" says it."""

from __future__ import annotations

from dataclasses import replace

from nato_kg.clauses import Clause
from nato_kg.frames.rules import load_words
from nato_kg.statements.agent_model import Agent
from nato_kg.statements.context import LetterContext, Record
from nato_kg.statements.grammar import load_grammar
from nato_kg.statements.hosts import organiser_of
from nato_kg.statements.programme import read_programme


def at_the_meeting(letter: LetterContext, record: Record) -> Record:
    """A bare "de Raad" is the formation in which the letter's council meets, and "de ministers" are those who meet."""
    main, by = read_programme(letter).meetings.main, record.fields.get("by")
    host = main.host if main is not None else None
    if host is None or not isinstance(by, str) or host.kind != "MinisterialMeeting" or not host.linked:
        return record
    said = " ".join(letter.document.words(span) for span in record.evidence).lower()
    law = not host.people and load_words()["dec-by-the-council"].search(said)  # done by the Council as such
    bare = None if law else load_words()["dec-bare-ministers" if host.people else "dec-bare-council"].search(said)
    thing = letter.lexicon.things.get(f"Body/{host.slug}")
    if bare is None or thing is None:
        return record
    same = organiser_of(letter.lexicon, "Body", by) == host.organiser if host.people else thing.of == by
    return replace(record, fields={**record.fields, "by": host.slug}) if same else record


def those_who_meet(letter: LetterContext, clause: Clause) -> Agent | None:
    """Whom "de ministers", "de NAVO-ministers" or "de leiders" names where no such group is known in the letter.

    They are those whose meeting the letter is about, or else the colleagues of the minister who writes.
    """
    found = load_words()["dec-those-who-meet"].search(clause.text)
    if found is None:
        return None
    words, kind = found.group().split()[-1], "MinisterialMeeting"
    if load_words()["leaders"].search(words):
        kind = "Summit"
    known = load_grammar().maps
    stem = known["organisations"].get(words.split("-")[0], "") if "-" in words else ""
    main = read_programme(letter).meetings.main
    host = main.host if main is not None else None
    if host is not None and host.kind == kind and (not stem or host.organiser == known["organisation-slugs"].get(stem)):
        leaders = f"{host.slug.split('-')[0]}-heads-of-state-and-government"
        slug = leaders if kind == "Summit" else host.slug
        if f"Body/{slug}" in letter.lexicon.things and (host.people or kind == "Summit"):
            return Agent((slug,), government=False, implied=not stem)
    role = " ".join(letter.header.roles[:1]).lower()
    portfolio = next((value for part, value in known["portfolios"].items() if part in role), None)
    slug = f"{stem}-{portfolio}-ministers"
    return Agent((slug,), government=False) if f"Body/{slug}" in letter.lexicon.things else None
