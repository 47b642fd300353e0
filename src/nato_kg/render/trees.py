"""Traces and explanations as indented text."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text
from rich.tree import Tree

from nato_kg.explain import Change, Explanation, Field, Place
from nato_kg.followups import Promise
from nato_kg.interface import Interface
from nato_kg.trace import Contribution, DecisionTrace, MissionTrace, Trace


def render_trace(trace: Trace, ui: Interface) -> RenderableType:
    """Each mission as a tree: decisions in order of time, the promises that follow, the letters that keep them."""
    return Group(*(_mission(mission, trace, ui) for mission in trace))


def _mission(mission: MissionTrace, trace: Trace, ui: Interface) -> Tree:
    tree = Tree(
        Text.from_markup(f"[bold]{_mission_name(mission)}[/bold] · {' · '.join(_mission_facts(mission, trace, ui))}")
    )
    for decision in mission.decisions:
        branch = tree.add(_decision(decision, ui))
        for promise in decision.promises:
            _promise(branch.add(Text(f"{ui.say('promise')}: {promise.label} [{promise.id}]")), promise, mission, ui)
    if not mission.decisions:
        tree.add(Text(ui.say("no_decision"), style="dim"))
    return tree


def _mission_name(mission: MissionTrace) -> str:
    return (
        f"{mission.label} ({mission.acronym})"
        if mission.acronym and mission.acronym != mission.label
        else mission.label
    )


def _mission_facts(mission: MissionTrace, trace: Trace, ui: Interface) -> Iterator[str]:
    for values, origin in (
        ((mission.lead,) if mission.lead else (), mission.lead_from),
        (mission.countries, mission.countries_from),
    ):
        if values:
            yield ", ".join(values) + (f" ({ui.say('reference')})" if origin == "reference" else "")
    if mission.mandate_until:
        key = "mandate_until" if mission.mandate_until >= trace.searched.as_of else "mandate_ended"
        yield ui.say(key, day=ui.day(mission.mandate_until))


def _decision(decision: DecisionTrace, ui: Interface) -> Text:
    text = Text.assemble((decision.status_label, "bold"), f" ({ui.day(decision.since)})  {decision.label}")
    if decision.decided_by:
        text.append(f" · {decision.decided_by}", style="dim")
    if decision.aim_from and decision.aim_to:
        month = decision.aim_from.isoformat()[:7]
        same = month == decision.aim_to.isoformat()[:7]
        period = ui.period(month) if same else f"{ui.day(decision.aim_from)} - {ui.day(decision.aim_to)}"
        text.append(f", {ui.say('aimed', period=period)}")
    return text.append(f" [{decision.id}]", style="dim")


def _promise(branch: Tree, promise: Promise, mission: MissionTrace, ui: Interface) -> None:
    if not promise.kept_by:
        branch.label = Text(f"{branch.label} · {promise.status_label.upper()}", style="yellow")
    for keeper in promise.kept_by:
        letter = branch.add(Text(ui.say("keeps", letter=keeper.letter, day=ui.day(keeper.on)), style="green"))
        for contribution in mission.contributions:
            if contribution.letter == keeper.letter:
                letter.add(Text(_contribution(contribution, ui)))


def _contribution(contribution: Contribution, ui: Interface) -> str:
    return ui.say(
        "troops",
        unit=contribution.unit or contribution.state,
        troops=contribution.troops_at_most,
        since=ui.period(contribution.since),
        until=ui.period(contribution.until),
        letter=contribution.letter,
    )


def render_explanation(explanation: Explanation, ui: Interface) -> RenderableType:
    """Where a statement comes from, from its name to what follows from it."""
    parts: list[RenderableType] = [
        Text.assemble((explanation.label, "bold"), f" · {explanation.kind} · {explanation.id}")
    ]
    if explanation.gloss:
        parts.append(Text(explanation.gloss))
    parts += _section(ui.say("explain_places"), (line for place in explanation.places for line in _place(place, ui)))
    if explanation.places and not any(place.quotation for place in explanation.places):
        parts.append(Text("  " + ui.say("explain_how_to_quote", id=explanation.id), style="dim"))
    parts += _section(ui.say("explain_fields"), (_field(field, ui) for field in explanation.fields))
    parts += _section(ui.say("explain_history"), (line for change in explanation.history for line in _change(change)))
    parts += _section(ui.say("explain_inferred"), (_field(field, ui) for field in explanation.inferred))
    parts.append(Text(explanation.iri, style="dim"))
    return Group(*parts)


def _section(title: str, lines: Iterator[str]) -> list[RenderableType]:
    shown = [Text(f"  {line}") for line in lines]
    return [Text(f"\n{title}", style="bold"), *shown] if shown else []


def _place(place: Place, ui: Interface) -> Iterator[str]:
    if place.sentence is None:
        yield f"{place.letter}: " + ui.say("explain_place_bare", start=place.start, end=place.end)
    else:
        section = f"{place.section} ({place.heading})" if place.heading else str(place.section)
        yield f"{place.letter}: " + ui.say(
            "explain_place", section=section, sentence=place.sentence, start=place.start, end=place.end
        )
    if place.quotation:
        yield f"  “{place.quotation}”"


def _field(field: Field, ui: Interface) -> str:
    flags = [ui.say("explain_implied")] * field.implied + [ui.say("explain_unverified")] * field.unverified
    return f"{field.label}: {'; '.join(field.values)}" + (f" ({', '.join(flags)})" if flags else "")


def _change(change: Change) -> Iterator[str]:
    by = ", ".join(part for part in (change.letter, change.source) if part)
    yield f"{change.day}: {change.status}" + (f" ({by})" if by else "")
    yield from (f"  {remark}" for remark in (change.caveat, change.note) if remark)
