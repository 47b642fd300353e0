"""An explanation as text: every line with what it rests on below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from nato_kg.explain import Change, Explanation, Field, Place, Value
from nato_kg.interface import Interface

_Line = tuple[int, str]  # how deep it stands, and what it says


def render_explanation(explanation: Explanation, ui: Interface) -> RenderableType:
    """Where a statement comes from, from its name to what follows from it."""
    title = Text.assemble((explanation.label, "bold"), f" · {explanation.kind} · {explanation.id}")
    places = [*_places(explanation.places, ui)]
    if explanation.places and not any(place.quotation for place in explanation.places):
        places.append((1, ui.say("explain_how_to_quote", id=explanation.id)))
    sections = {
        "explain_places": places,
        "explain_fields": [line for field in explanation.fields for line in _field(field, ui)],
        "explain_merged": [
            line for name in explanation.merged for line in ((1, f"{name.id}: {name.reason}"), (2, name.source))
        ],
        "explain_history": [line for change in explanation.history for line in _change(change, ui)],
        "explain_inferred": [line for field in explanation.inferred for line in _field(field, ui)],
    }
    parts: list[RenderableType] = [title, *([Text(explanation.gloss)] if explanation.gloss else [])]
    for key, lines in sections.items():
        if lines:
            parts += [Text(f"\n{ui.say(key)}", style="bold"), *(_indented(*line) for line in lines)]
    return Group(*parts, _indented(0, explanation.iri))


def _indented(depth: int, text: str) -> RenderableType:
    """A line, and what it wraps to, indented; an address stays on one line, so that it can be copied."""
    if text.startswith("http"):
        return Text("  " * depth + text, style="dim", no_wrap=True, overflow="ignore")
    return Padding(Text(text), (0, 0, 0, 2 * depth))


def _places(places: Iterable[Place], ui: Interface) -> Iterator[_Line]:
    """A line for each sentence with all its spans, and its words once."""
    for _, group in groupby(places, key=lambda place: (place.letter, place.section, place.sentence)):
        together = list(group)
        first, *others = together
        spans = [_place(first, ui), *(ui.say("explain_place_bare", start=p.start, end=p.end) for p in others)]
        yield 1, f"{first.letter}: {'; '.join(spans)}"
        for quotation in dict.fromkeys(place.quotation for place in together if place.quotation):
            yield 2, f"“{quotation}”"


def _place(place: Place, ui: Interface) -> str:
    if place.sentence is None:
        return ui.say("explain_place_bare", start=place.start, end=place.end)
    section = f"{place.section} ({place.heading})" if place.heading else str(place.section)
    return ui.say("explain_place", section=section, sentence=place.sentence, start=place.start, end=place.end)


def _field(field: Field, ui: Interface) -> Iterator[_Line]:
    flags = [ui.say("explain_implied")] * field.implied + [ui.say("explain_unverified")] * field.unverified
    end = f" ({', '.join(flags)})" if flags else ""
    if len(field.values) == 1 and not field.values[0].text.startswith("http"):
        yield 1, f"{field.label}: {field.values[0].text}{end}"
        yield from _rests(field.values[0], 2, ui)
    else:
        yield 1, f"{field.label}:{end}"
        for value in field.values:
            yield 2, value.text
            yield from _rests(value, 3, ui)
    if field.note:
        yield 2, field.note


def _rests(value: Value, depth: int, ui: Interface) -> Iterator[_Line]:
    yield from ((depth + level - 1, line) for level, line in _places(value.places, ui))
    yield from ((depth, source) for source in value.sources)


def _change(change: Change, ui: Interface) -> Iterator[_Line]:
    yield 1, f"{ui.period(change.day)}: {change.status}" + (f" ({change.letter})" if change.letter else "")
    yield from ((2, part) for part in (change.source, change.caveat, change.note) if part)
