"""Where a thing is on this server: its address in the graph to its page and back, and which links are safe.

The rule is one: ``…/nato-kg/id/mission/eufor-althea`` is shown at ``/page/mission/eufor-althea``, and described to
programs at ``/id/mission/eufor-althea``. Codes are at ``/page/code/…``, terms of the ontology at ``/page/ontology``.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, unquote, urlsplit

from nato_kg.namespaces import BASE, CODE, ID, NKG

PAGES: Final = "/page/"
ONTOLOGY_PAGE: Final = "/page/ontology"
_SAFE: Final = "/-._~"


def page_address(iri: str, language: str | None = None) -> str | None:
    """The address on this server of the page of a thing, code or term; ``None`` for what is not the graph's own."""
    asked = f"?lang={language}" if language else ""
    if iri.startswith(ID) and len(iri) > len(ID):
        return PAGES + quote(iri.removeprefix(ID), safe=_SAFE) + asked
    if iri.startswith(CODE) and len(iri) > len(CODE):
        return f"{PAGES}code/" + quote(iri.removeprefix(CODE), safe=_SAFE) + asked
    ontology = NKG.rstrip("#")
    if iri == ontology or iri.startswith(NKG):
        term = quote(iri.removeprefix(NKG), safe="") if iri.startswith(NKG) else ""
        return ONTOLOGY_PAGE + asked + (f"#{term}" if term else "")
    return None


def iri_of_page(path: str) -> str:
    """The address in the graph of what ``/page/{path}`` shows; ``path`` comes without that beginning."""
    text = unquote(path)
    return CODE + text.removeprefix("code/") if text.startswith("code/") else ID + text


def data_address(iri: str) -> str | None:
    """The address on this server at which programs get a description of a thing; ``None`` for what is not ours."""
    if not iri.startswith((ID, CODE, NKG)):
        return None
    return "/" + quote(iri.removeprefix(BASE).split("#", 1)[0], safe=_SAFE)


def safe_link(address: str | None) -> str | None:
    """The address where it may be a link: http or https with a host; else ``None`` (``javascript:``, ``data:``)."""
    if not address or any(c.isspace() or ord(c) < 32 for c in address):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in {"http", "https"} and parts.netloc else None
