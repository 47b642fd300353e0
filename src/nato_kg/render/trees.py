"""Traces as trees."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text
from rich.tree import Tree

from nato_kg.followups import Promise
from nato_kg.interface import Interface
from nato_kg.trace import Contribution, DecisionTrace, MissionTrace, Trace


def render_trace(trace: Trace, ui: Interface) -> RenderableType:
    """Each mission as a tree: decisions in order of time, the promises that follow, the letters that keep them."""
    if not len(trace):
        return Text(ui.say("no_decision"))
    return Group(*(_mission(mission, trace, ui) for mission in trace))


def _mission(mission: MissionTrace, trace: Trace, ui: Interface) -> Tree:
    facts = "".join(f" · {fact}" for fact in _mission_facts(mission, trace, ui))
    tree = Tree(Text.assemble((_mission_name(mission), "bold"), facts))
    for decision in mission.decisions:
        branch = tree.add(_decision(decision, ui))
        for promise in decision.promises:
            _promise(branch.add(Text(f"{ui.say('promise')}: {promise.label} [{promise.id}]")), promise, mission, ui)
    keeping = {keeper.letter for d in mission.decisions for p in d.promises for keeper in p.kept_by}
    for contribution in mission.contributions:
        if contribution.letter not in keeping:
            tree.add(Text(_contribution(contribution, ui)))
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
    day = ui.period(decision.decided_on) if decision.decided_on else ui.day(decision.since)
    text = Text.assemble((decision.status_label, "bold"), f" ({day})  {decision.label}")
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
        "contribution" if contribution.troops_at_most is None else "troops",
        unit=contribution.unit or contribution.state,
        troops=contribution.troops_at_most,
        since=ui.period(contribution.since) if contribution.since else "…",
        until=ui.period(contribution.until),
        letter=contribution.letter,
    )
