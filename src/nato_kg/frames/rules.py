"""Read the rules: word classes and frames, with their examples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import regex

from nato_kg import resources
from nato_kg.clauses import Mood
from nato_kg.errors import DataError
from nato_kg.frames.classes import WordClasses

_REFERENCE = regex.compile(r"<([a-z-]{1,30})>")
_FIELDS = frozenset(
    {
        "id",
        "version",
        "kind",
        "scope",
        "verb",
        "mood",
        "has",
        "any",
        "unless",
        "near",
        "unless-near",
        "negated",
        "conditional",
        "agent",
    }
    | {"sets", "examples", "counter-examples", "why"}
)


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A rule: in a clause with such a verb in such a mood, with these word classes and without those, stands a record.

    ``scope`` is main, subordinate or any; ``near`` and ``unless_near`` look at the whole unit (a main clause with what
    depends on it), ``has``, ``any`` and ``unless`` at the clause. ``agent`` is who must act: government or other
    (or nobody named), named (anybody), or any.
    """

    id: str
    version: int
    kind: str
    scope: str = "any"
    verb: frozenset[str] = frozenset()
    mood: frozenset[Mood] = frozenset()
    has: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    unless_near: tuple[str, ...] = ()
    negated: bool | None = None
    conditional: bool | None = None
    agent: str = "any"
    sets: Mapping[str, str] = field(default_factory=dict)
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()

    @property
    def rule(self) -> str:
        """The id and version, as records name it."""
        return f"{self.id}@{self.version}"


@cache
def load_words() -> WordClasses:
    """The word classes, compiled, by their names.

    Raises :class:`~nato_kg.errors.DataError` for an unknown name or a wrong pattern.
    """
    path = resources.path("data", "frames", "words.yaml")
    classes: dict[str, list[str]] = resources.load_yaml("data", "frames", "words.yaml")

    def expand(name: str, depth: int = 0) -> list[str]:
        if name not in classes or depth > 5:
            raise DataError(f"no word class is called <{name}>", path=path, hint="define it, or mend its name")
        expressions: list[str] = []
        for written in classes[name]:
            whole = _REFERENCE.fullmatch(written)
            if whole:
                expressions += expand(whole[1], depth + 1)
            else:
                expressions.append(_REFERENCE.sub(lambda m: f"(?:{'|'.join(expand(m[1], depth + 1))})", written))
        return expressions

    try:
        return WordClasses({name: expand(name) for name in classes})
    except regex.error as error:
        raise DataError(f"a word class is no regular expression: {error}", path=path) from error


@cache
def load_frames() -> tuple[Frame, ...]:
    """All frames, in the order of their files and lines: the first that fits a clause wins for its kind."""
    folder = resources.path("data", "frames")
    frames: list[Frame] = []
    for path in sorted(folder.glob("*.yaml")):
        if path.name != "words.yaml":
            frames += [_frame(entry, path) for entry in resources.load_yaml("data", "frames", path.name)]
    doubled = {f.id for f in frames if sum(g.id == f.id for g in frames) > 1}
    if doubled:
        raise DataError(f"frames with the same id: {', '.join(sorted(doubled))}", path=folder, hint="give each its own")
    return tuple(frames)


@cache
def frames_of(kind: str) -> tuple[Frame, ...]:
    """The frames of a kind of record, in their order."""
    return tuple(frame for frame in load_frames() if frame.kind == kind)


def _frame(entry: Mapping[str, Any], path: Path) -> Frame:
    unknown = set(entry) - _FIELDS
    if unknown:
        raise DataError(
            f"frame {entry.get('id')} has unknown fields {sorted(unknown)}", path=path, hint="see docs/frames.md"
        )
    words = load_words()
    try:
        frame = Frame(
            entry["id"],
            entry["version"],
            entry["kind"],
            entry.get("scope", "any"),
            frozenset(entry.get("verb", ())),
            frozenset(Mood(name) for name in entry.get("mood", ())),
            has=tuple(entry.get("has", ())),
            any=tuple(entry.get("any", ())),
            unless=tuple(entry.get("unless", ())),
            near=tuple(entry.get("near", ())),
            unless_near=tuple(entry.get("unless-near", ())),
            negated=entry.get("negated"),
            conditional=entry.get("conditional"),
            agent=entry.get("agent", "any"),
            sets=entry.get("sets", {}),
            examples=tuple(entry["examples"]),
            counter_examples=tuple(entry.get("counter-examples", ())),
        )
    except (KeyError, ValueError) as error:
        raise DataError(
            f"frame {entry.get('id')} cannot be read: {error}", path=path, hint="see docs/frames.md"
        ) from error
    for name in (*frame.has, *frame.any, *frame.unless, *frame.near, *frame.unless_near):
        if name not in words:
            raise DataError(f"frame {frame.id} names no word class: {name}", path=path, hint="add it to words.yaml")
    return frame
