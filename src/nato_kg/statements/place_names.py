"""A place named at a position of a sentence, known or not: "Brussel", "Bergen (Noorwegen)", "het Finse Turku"."""

from __future__ import annotations

import regex

from nato_kg.statements.context import SentenceContext
from nato_kg.statements.grammar import load_grammar

_PLACE = regex.compile(
    r"(?:(?:Den|New|San|Sint|Tel|Nova|Novi|Abu)\s)?\p{Lu}[\p{L}’'-]{1,30}(?:\s\p{Lu}[\p{L}’'-]{2,30})?"
)
_COUNTRY = regex.compile(r" \(\p{Lu}[\p{L} -]{2,30}\)")


def read_place(sentence: SentenceContext, start: int) -> tuple[str, int] | None:
    """The place named at a position (a slug, or its words when it is unknown), and where its name ends."""
    here = [m for m in sentence.mentions if m.start == start]
    adjective = next((m for m in here if m.kind == "State" and sentence.text[m.end - 1] == "e"), None)
    if adjective is not None and sentence.text[adjective.end + 1 : adjective.end + 2].isupper():
        return read_place(sentence, adjective.end + 1)  # "in het Finse Turku"
    known = next((m for m in here if m.kind == "Place"), None)
    if known is not None:
        end = known.end
        name = known.thing or known.text
    else:
        found = _PLACE.match(sentence.text, start)
        towns = load_grammar().lists["state-towns"]
        if found is None or any(m.thing not in towns for m in here):
            return None
        end, name = found.end(), next((m.thing for m in here if m.thing), found.group())
    country = _COUNTRY.match(sentence.text, end)
    return name, country.end() if country else end
