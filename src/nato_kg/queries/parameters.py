"""From what a user gives to what a query takes: typed values, put in as ``VALUES``, never pasted as text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from pyoxigraph import Literal, NamedNode

from nato_kg.errors import UnknownNameError, UsageError
from nato_kg.namespaces import XSD
from nato_kg.queries.catalogue import Parameter, Question

_VALUES = re.compile(r"VALUES \?(\w{1,40}) \{[^{}\n]{0,200}\}")

Resolve = Callable[[str, str | None], str]
"""A name and a kind (or any) to an address."""


def bind_parameters(question: Question, given: Mapping[str, str | date], resolve: Resolve, today: date) -> str:
    """The question's query with the parameters in it.

    Raises :class:`~nato_kg.errors.UnknownNameError` for a parameter that the question does not have, and
    :class:`~nato_kg.errors.UsageError` for a value that is none.
    """
    for name in given:
        if name not in question.parameters:
            raise UnknownNameError(
                f"'{question.name}' has no parameter '{name}'",
                identifier=name,
                suggestions=sorted(question.parameters),
                hint=f"it takes {', '.join(question.parameters) or 'none'}",
            )
    values = {name: _value(p, given.get(name), resolve, today) for name, p in question.parameters.items()}

    def fill(match: re.Match[str]) -> str:
        value = values.get(match.group(1))
        if match.group(1) not in values:
            return match.group(0)
        return "" if value is None else f"VALUES ?{match.group(1)} {{ {value} }}"

    return _VALUES.sub(fill, question.sparql)


def parse_day(text: str, name: str = "date") -> date:
    """A day written as 2022-10-14. Raises :class:`~nato_kg.errors.UsageError` otherwise."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{name} '{text}' is not a day", hint="write it as 2022-10-14") from None


def _value(parameter: Parameter, given: str | date | None, resolve: Resolve, today: date) -> NamedNode | Literal | None:
    if given is None and parameter.default == "any":
        return None
    if parameter.type == "date":
        day = today if given is None else given if isinstance(given, date) else parse_day(given, parameter.name)
        return Literal(day.isoformat(), datatype=NamedNode(f"{XSD}date"))
    return NamedNode(resolve(str(given), parameter.kind))
