"""What XML can hold: texts as values of attributes, and one type for all values of an attribute of a network."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from typing import Final

from nato_kg.network import Attribute
from nato_kg.network.model import plain

_LONG = range(-(2**63), 2**63)
_FORBIDDEN: Final = "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"  # XML 1.0, 2.2: Char
_SPECIAL = re.compile(f'[&<>"\t\n\r]|{_FORBIDDEN}')
_ESCAPED: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}


class Text:
    """Texts made fit for an attribute in double quotes, on one line.

    ``replaced`` counts the characters that XML forbids, which became U+FFFD.
    """

    def __init__(self) -> None:
        self.replaced = 0

    def __call__(self, text: str) -> str:
        """The text as it stands between the quotes."""
        return _SPECIAL.sub(self._escape, text) if _SPECIAL.search(text) else text

    def _escape(self, match: re.Match[str]) -> str:
        escaped = _ESCAPED.get(match.group())
        if escaped is None:
            self.replaced += 1
        return escaped or "\ufffd"


class Columns:
    """The attributes of nodes, numbered as they are first seen, each with the one type that fits all its values.

    Types are those of GEXF: ``long``, ``double``, ``boolean``, ``string``. A whole number that does not fit 64 bits
    makes a string of its attribute.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._types: dict[str, set[str]] = {}

    def values(self, attributes: Mapping[str, object]) -> Iterable[tuple[int, str]]:
        """The number of each attribute with its value as text; what is ``None`` is left out."""
        for name, given in attributes.items():
            value = given if type(given) is str else plain(given)
            if value is not None:
                number = self._numbers.setdefault(name, len(self._numbers))
                self._types.setdefault(name, set()).add(_type_of(value))
                yield number, _lexical(value)

    def types(self) -> Iterable[tuple[int, str, str]]:
        """Number, name and type of each attribute that was seen."""
        return [(number, name, _common(self._types[name])) for name, number in self._numbers.items()]


def _type_of(value: Attribute) -> str:
    if isinstance(value, str):
        return "string"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "long" if value in _LONG else "string"
    return "double"


def _common(types: set[str]) -> str:
    if len(types) == 1:
        return next(iter(types))
    return "double" if types == {"long", "double"} else "string"


def _lexical(value: Attribute) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "INF" if value > 0 else "-INF"  # as XML Schema writes them
    return str(value)
