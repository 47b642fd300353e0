"""Which of the forms on offer a client likes best (RFC 9110, 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

#: Media types of rows, each with the ending that names its format to a worker; the first is what is given unasked.
ROWS: Final[Mapping[str, str]] = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
}
#: Those of a yes or no: CSV and TSV have no form for it.
BOOLEANS: Final[Mapping[str, str]] = {media: name for media, name in ROWS.items() if name in {"json", "xml"}}
#: Those of graphs.
GRAPHS: Final[Mapping[str, str]] = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdf",
    "application/json": "jsonld",
    "application/xml": "rdf",
}
HTML: Final = "text/html"
_MOST: Final = 2_000  # characters of an Accept header that are read
_QUALITY: Final = re.compile(r"q\s*=\s*([01](?:\.\d{0,3})?)\s*", re.IGNORECASE)


def choose(accept: str | None, offers: Sequence[str]) -> str | None:
    """The offer that the client likes best, the first of equals; ``None`` where it likes none.

    Without an Accept header, or with one that cannot be read, the first offer.
    """
    ranges = _ranges((accept or "")[:_MOST])
    if not ranges:
        return offers[0]
    rated = [(_quality(offer, ranges), -number, offer) for number, offer in enumerate(offers)]
    quality, _, best = max(rated)
    return best if quality > 0 else None


def _ranges(accept: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for part in accept.split(","):
        media, *parameters = (piece.strip() for piece in part.split(";"))
        if "/" not in media:
            continue
        qualities = [match for match in map(_QUALITY.fullmatch, parameters) if match]
        found[media.lower()] = min(float(qualities[0].group(1)), 1.0) if qualities else 1.0
    return found


def _quality(offer: str, ranges: Mapping[str, float]) -> float:
    """By the most specific range that covers the offer."""
    for media in (offer, f"{offer.split('/', 1)[0]}/*", "*/*"):
        if media in ranges:
            return ranges[media]
    return 0.0
