"""The House's register of commitments to a file: its OData service, page by page, as one answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin

from nato_kg.errors import AnswerError, RegisterError
from nato_kg.fetch.client import Client
from nato_kg.fetch.folder import write_whole
from nato_kg.register.odata import items_of, parse_json

MOST_BYTES = 32_000_000
MOST_PAGES = 1000
_EXPAND = ",".join(
    f"{relation}($select={fields})"
    for relation, fields in {
        "Activiteit": "Id,Nummer",
        "KamerbriefNakoming": "Id,DocumentNummer",
        "IsHerhalingVan": "Id",
        "IsAanvullingOp": "Id",
        "IsWijzigingVan": "Id",
    }.items()
)

Progress = Callable[[str], None]


def fetch_register(
    into: Path,
    client: Client,
    since: date | None = None,
    until: date | None = None,
    progress: Progress = lambda _step: None,
) -> int:
    """Write the commitments made in these days (or all) to a file in the form of the service; how many they are.

    A day more on either side comes along, since the service counts in another time zone. The file is written when all
    is there. Raises NetworkError when the service fails or its pages do not end, UsageError when it cannot be written.
    """
    address = (
        f"{client.services.register}?$filter={quote(_filter(since, until))}&$expand={quote(_EXPAND, safe='($=,)')}"
    )
    found: dict[str, dict[str, Any]] = {}
    for number in range(1, MOST_PAGES + 1):
        progress(f"register, page {number}")
        items, following = _page(client, address)
        before = len(found)
        found.update((str(item.get("Id", "")), item) for item in items)
        if following is None:
            text = json.dumps({"value": list(found.values())}, ensure_ascii=False, indent=1)
            write_whole(into, f"{text}\n".encode())
            return len(found)
        if len(found) == before:
            break
        address = following
    raise AnswerError(
        f"the pages of {client.services.register} do not end",
        identifier=address,
        hint="ask for fewer with --from and --to; if it stays so, report this",
    )


def _filter(since: date | None, until: date | None) -> str:
    clauses = ["Verwijderd eq false"]
    if since:
        clauses.append(f"Aanmaakdatum ge {since - timedelta(days=1)}T00:00:00Z")
    if until:
        clauses.append(f"Aanmaakdatum lt {until + timedelta(days=2)}T00:00:00Z")
    return " and ".join(clauses)


def _page(client: Client, address: str) -> tuple[list[dict[str, Any]], str | None]:
    """The entities of a page, and the address of the next."""
    answer = client.get(address, MOST_BYTES)
    try:
        content = parse_json(answer.body, Path(client.services.register))
        items = items_of(content, Path(client.services.register))
    except RegisterError as error:
        raise AnswerError(
            f"the answer of {client.services.register} is not what was asked for: {error.message}",
            identifier=address,
            hint="run the same command again later; if it stays so, report this",
        ) from error
    following = content.get("@odata.nextLink") if isinstance(content, dict) else None
    return items, urljoin(address, following) if isinstance(following, str) and following else None
