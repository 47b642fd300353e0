"""Templates to pages: everything is escaped, and links lead to pages of ours or to http(s)."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from nato_kg.interface import LANGUAGES
from nato_kg.namespaces import short_id
from nato_kg.server.addresses import safe_link
from nato_kg.server.pages.described import shorten
from nato_kg.server.pages.texts import Texts
from nato_kg.server.pages.view import View


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("nato_kg.server", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["short_id"] = short_id
    environment.filters["outside"] = safe_link
    environment.filters["shorten"] = shorten
    environment.globals["languages"] = LANGUAGES
    return environment


def render(view: View, template: str, *, status: int = 200, **data: Any) -> Response:
    """A page made from a template."""
    body = _environment().get_template(template).render(_context(view) | data)
    headers = {"Content-Language": view.language, "Vary": "Accept-Language"}
    return HTMLResponse(body, status_code=status, headers=headers)


def _context(view: View) -> dict[str, Any]:
    texts = view.texts
    return {
        "view": view,
        "say": texts.say,
        "count": texts.count,
        "day": texts.day,
        "period": texts.period,
        "mark": texts.mark,
        "official": lambda letter, source=None: official_address(texts, letter, source),
        "today": date.today(),
        "letters_language": texts.common("letters_language"),
        "searched": searched_in_words(view),
    }


def official_address(texts: Texts, letter: str, source: str | None = None) -> str | None:
    """Where a letter is published officially: the address that the graph gives, else the permalink of its number."""
    return safe_link(source) or safe_link(str(texts.common("official_address")).format(letter=letter))


def searched_in_words(view: View) -> str:
    """How much was searched to say what the page says."""
    found = view.searched
    if found.until is None:
        return view.texts.say("searched_none")
    said = view.texts.say(
        "searched",
        count=len(found.days),
        complete=found.complete,
        partial=found.partial,
        until=view.texts.day(found.until),
    )
    return said + (" " + view.texts.say("not_searched_after") if view.as_of > found.until else "")
