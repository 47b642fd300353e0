"""Styles and numbering of a DOCX file: which paragraphs are headings, and what stands before list items."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nato_kg.readers.rendition import ordinal
from nato_kg.readers.safe_xml import attribute, descendants, elements, first, local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

# The names of built-in styles are English in the file, whatever the language of Word.
_HEADING = re.compile(r"heading\s?([1-9])", re.IGNORECASE)
_PLACE = re.compile(r"%([1-9])")
_FORMS = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
_OFF = ("0", "false", "off")
_MOST_PARENTS = 20
_MOST_LEVELS = 9


def child_value(element: _Element | None, name: str) -> str:
    """The `val` of a child element; empty when there is no such child."""
    child = first(element, name) if element is not None else None
    return attribute(child, "val") if child is not None else ""


class Styles:
    """The paragraph and character styles, each with the styles that it is based on."""

    def __init__(self, root: _Element | None) -> None:
        styles = elements(root) if root is not None else iter(())
        self._styles = {attribute(style, "styleId"): style for style in styles if local_name(style) == "style"}

    def heading_level(self, style: str, properties: _Element | None) -> int:
        """1 to 9 for a heading, 0 for any other paragraph."""
        own = child_value(properties, "outlineLvl")
        for element in self.chain(style):
            if match := _HEADING.fullmatch(child_value(element, "name")):
                return int(match[1])
            own = own or child_value(first(element, "pPr"), "outlineLvl")
        return int(own) + 1 if own.isdigit() and int(own) < _MOST_LEVELS else 0

    def is_bold(self, properties: _Element | None, style: str) -> bool:
        """Whether a run with these properties, in a paragraph of this style, is bold."""
        styles = [*self.chain(child_value(properties, "rStyle")), *self.chain(style)]
        for owner in [properties, *(first(element, "rPr") for element in styles)]:
            bold = first(owner, "b") if owner is not None else None
            if bold is not None:
                return attribute(bold, "val") not in _OFF
        return False

    def chain(self, name: str) -> list[_Element]:
        """A style and those it is based on."""
        found: list[_Element] = []
        while name in self._styles and len(found) < _MOST_PARENTS:
            found.append(self._styles[name])
            name = child_value(found[-1], "basedOn")
        return found


class Numbering:
    """Counts the items of every list, and says what is printed before each."""

    def __init__(self, root: _Element | None) -> None:
        self._abstract: dict[str, dict[int, _Element]] = {}
        self._lists: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        for element in elements(root) if root is not None else ():
            if local_name(element) == "abstractNum":
                levels = {_number(attribute(e, "ilvl")): e for e in descendants(element, "lvl")}
                self._abstract[attribute(element, "abstractNumId")] = levels
            elif local_name(element) == "num":
                self._lists[attribute(element, "numId")] = child_value(element, "abstractNumId")
                self._restarts[attribute(element, "numId")] = {
                    _number(attribute(e, "ilvl")): _number(child_value(e, "startOverride"), 1)
                    for e in descendants(element, "lvlOverride")
                    if first(e, "startOverride") is not None
                }

    def label(self, properties: _Element | None, styles: Styles, style: str) -> str:
        """The bullet or number of a paragraph, which counts as one more item; empty for no list item."""
        owners = [properties, *(first(element, "pPr") for element in styles.chain(style))]
        places = (first(owner, "numPr") for owner in owners if owner is not None)
        place = next((found for found in places if found is not None), None)
        number = child_value(place, "numId")
        abstract = self._lists.get(number)
        if place is None or abstract is None:
            return ""
        level = _number(child_value(place, "ilvl"))
        form = self._abstract.get(abstract, {}).get(level)
        counts = self._counts.setdefault(abstract, {})
        if level in self._restarts[number]:
            counts[level] = self._restarts[number].pop(level) - 1
        counts[level] = counts.get(level, _number(child_value(form, "start"), 1) - 1) + 1
        for deeper in [key for key in counts if key > level]:
            del counts[deeper]
        return self._printed(abstract, level, counts)

    def _printed(self, abstract: str, level: int, counts: dict[int, int]) -> str:
        levels = self._abstract.get(abstract, {})
        form = levels.get(level)
        text, kind = child_value(form, "lvlText"), child_value(form, "numFmt")
        if form is None or kind == "none":
            return "-" if form is None else ""
        if kind == "bullet":
            return text if len(text) == 1 and not "\ue000" <= text <= "\uf8ff" else "-"

        def place(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            return ordinal(counts.get(at, 1), _FORMS.get(child_value(levels.get(at), "numFmt"), "1"))

        return _PLACE.sub(place, text)


def _number(text: str, default: int = 0) -> int:
    return int(text) if text.isdigit() and len(text) < 5 else default
