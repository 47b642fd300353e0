"""Signatures: the words of a post and a name, line under line, in either order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nato_kg.logical import Span
from nato_kg.model import Signature
from nato_kg.readers.language import Layout, leading_words
from nato_kg.readers.lines import Line
from nato_kg.readers.markup import read_inline

_INITIALS = re.compile(r"(?:[A-ZÀ-Þ][a-z]?\.-?){1,8}")
_NAME_WORD = re.compile(r"['’]?[A-ZÀ-Þ][^\W\d_]{1,30}(?:[-'’][^\W\d_]{1,30}){0,3}")
_LONGEST_POST = 120
_LONGEST_NAME = 60
_MOST_NAME_WORDS = 8
_MOST_POST_LINES = 4


def read_signatures(text: str, lines: Sequence[Line], layout: Layout) -> tuple[list[Signature], set[int]]:
    """The signatures among the lines, and the indices of the lines that they take.

    A closing ("Hoogachtend,") right before a signature is taken with it.
    """
    signatures: list[Signature] = []
    taken: set[int] = set()
    index = 0
    while index < len(lines):
        used, posts, name = _read_at(text, lines, index, layout)
        if name is None:
            index += 1
            continue
        signatures.append(_signature(text, posts, name, layout))
        taken.update(range(index, index + used))
        if index and _is_closing(text, lines[index - 1], layout):
            taken.add(index - 1)
        index += used
    return signatures, taken


def _read_at(text: str, lines: Sequence[Line], index: int, layout: Layout) -> tuple[int, Sequence[Line], Line | None]:
    """How many lines from `index` are a signature, those of the post, and the name."""
    if used := _post_then_name(text, lines, index, layout):
        return used, lines[index : index + used - 1], lines[index + used - 1]
    if _is_name_then_post(text, lines, index, layout):
        return 2, [lines[index + 1]], lines[index]
    comma = text.rfind(", ", lines[index].start, lines[index].end)
    if comma > 0 and _is_post(text, lines[index], layout):
        name = replace(lines[index], start=comma + 2)
        if _INITIALS.match(text, name.start) and is_name(text[name.start : name.end], layout):
            return 1, [replace(lines[index], end=comma)], name
    return 0, (), None


def _post_then_name(text: str, lines: Sequence[Line], index: int, layout: Layout) -> int:
    """How many lines from `index` are a post and then a name, 0 when they are not."""
    if not _is_post(text, lines[index], layout):
        return 0
    for count, line in enumerate(lines[index + 1 : index + 1 + _MOST_POST_LINES], start=2):
        if is_name(text[line.start : line.end], layout):
            return count
        if text[line.end - 1] in ".!?;:":
            return 0
        post_is_complete = text[lines[index + count - 2].end - 1] == ","
        if line.gap or post_is_complete or line.end - line.start > _LONGEST_POST:
            return 0
    return 0


def _is_name_then_post(text: str, lines: Sequence[Line], index: int, layout: Layout) -> bool:
    line = lines[index]
    return (
        index + 1 < len(lines)
        and bool(_INITIALS.search(text, line.start, min(line.end, line.start + _LONGEST_NAME)))
        and is_name(text[line.start : line.end].rstrip(","), layout)
        and _is_post(text, lines[index + 1], layout)
    )


def _is_post(text: str, line: Line, layout: Layout) -> bool:
    return (
        line.end - line.start <= _LONGEST_POST
        and text[line.end - 1] not in ".!?;:"
        and leading_words(text[line.start : line.end].lstrip("*_"), layout.posts) > 0
    )


def _is_closing(text: str, line: Line, layout: Layout) -> bool:
    is_short = line.end - line.start <= _LONGEST_NAME
    return is_short and leading_words(text[line.start : line.end], layout.closings) > 0


def is_name(words: str, layout: Layout) -> bool:
    """Whether a line is a person's name: titles, initials or first names, particles, surname."""
    words = words.strip("*_ ")
    parts = words.split()
    if len(words) > _LONGEST_NAME or not 1 < len(parts) + words.count(".") <= _MOST_NAME_WORDS * 2:
        return False
    if words.endswith((",", ".", ":", ";")) or len(parts) > _MOST_NAME_WORDS:
        return False
    named = 0
    for part in parts:
        lowered = part.lower()
        if lowered in layout.name_titles or lowered in layout.name_particles:
            continue
        if _INITIALS.fullmatch(part) or _NAME_WORD.fullmatch(part):
            named += 1
        else:
            glued = _INITIALS.match(part)
            if not glued or not _NAME_WORD.fullmatch(part, glued.end()):
                return False
            named += 2
    return named > 1 and bool(_NAME_WORD.search(parts[-1]))


def _signature(text: str, posts: Sequence[Line], name: Line, layout: Layout) -> Signature:
    post_words = read_inline(text, [Span(line.start, line.end) for line in posts], layout).logical
    post_words = post_words.slice(0, len(post_words.text.rstrip(" ,")))
    name_words = read_inline(text, [Span(name.start, name.end)], layout).logical
    name_words = name_words.slice(0, len(name_words.text.rstrip(" ,")))
    return Signature(post_words.text, name_words.text, post_words.span, name_words.span)
