"""Footnotes of a web page: short links to a place further on, and the block that stands there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_MARKER = re.compile(r"\d{1,3}|[*†‡]{1,3}|[ivx]{1,5}")
_BRACKETS = "[]() \t\r\n\u00a0"
_BLOCKS = {"aside", "dd", "div", "li", "p", "td"}
_NOTE_CLASSES = ("noot", "footnote", "fn")
_CLOSER = "note-close"
_LONGEST_BACK = 12
_LONGEST = 8_000


@dataclass(frozen=True, slots=True)
class Notes:
    """`markers`: the linking elements and the markers they show; `blocks`: the notes, with theirs;
    `left_out`: what stands in a note beside its words, such as the link back.
    """

    markers: dict[_Element, str] = field(default_factory=dict)
    blocks: dict[_Element, str] = field(default_factory=dict)
    left_out: set[_Element] = field(default_factory=set)


def find_notes(root: _Element) -> Notes:
    """The footnotes of a page in document order; linear in its size."""
    found = Notes()
    order = list(root.iter("*"))
    places: dict[str, int] = {}
    for index, element in enumerate(order):
        for key in (element.get("id"), element.get("name") if element.tag == "a" else None):
            if key:
                places.setdefault(key, index)
    backwards: list[_Element] = []
    lengths: dict[_Element, int] = {}
    for index, link in enumerate(order):
        target = link.get("href") or ""
        place = places.get(target[1:]) if link.tag == "a" and target.startswith("#") else None
        if place is None:
            continue
        if place <= index:
            backwards.append(link)
        elif marker := _marker(link):
            block = _block_of(order[place], lengths)
            if block is not None and found.blocks.setdefault(block, marker) == marker:
                found.markers[link] = marker
    inner = {element for block in found.blocks for element in block.iter("*")}
    found.left_out.update(link for link in backwards if link in inner and len(_short_text(link)) <= _LONGEST_BACK)
    found.left_out.update(element for element in inner if _CLOSER in (element.get("class") or ""))
    return found


def without_marker(words: str, marker: str) -> str:
    """The words of a note without the marker that they begin with."""
    pattern = rf"\s{{0,9}}(?:<sup>)?\\?\[?{re.escape(marker)}\]?(?:</sup>)?(?:[.):]|(?=\s)|$)\s{{0,9}}"
    match = re.match(pattern, words)
    return words[match.end() :] if match else words


def _marker(link: _Element) -> str:
    text = _short_text(link)
    return text if _MARKER.fullmatch(text) else ""


def _short_text(element: _Element) -> str:
    """The first letters of an element's words: a marker is short."""
    text = ""
    for part in element.itertext():
        text += str(part)[:_LONGEST_BACK]
        if len(text) > _LONGEST_BACK * 2:
            break
    return text.strip(_BRACKETS)


def _block_of(target: _Element, lengths: dict[_Element, int]) -> _Element | None:
    """The block that is the note at a target: the nearest, or the one around it that is only this note.

    `lengths` remembers how long blocks are: many links may lead into one.
    """
    block: _Element | None = target
    while block is not None and block.tag not in _BLOCKS:
        block = block.getparent()
    if block is None:
        return None
    parent = block.getparent()
    if parent is not None and (parent.tag == "li" or (parent.tag == "div" and _is_note(parent))):
        block = parent
    if block not in lengths:
        lengths[block] = sum(map(len, block.itertext()))
    return block if lengths[block] <= _LONGEST else None


def _is_note(element: _Element) -> bool:
    names = [*(element.get("class") or "").split(), (element.get("id") or "").lstrip("_")]
    return any(name.startswith(_NOTE_CLASSES) or name.startswith("ftn") for name in names)
