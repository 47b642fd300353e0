"""Finding papers: a question to the search service, page by page."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from nato_kg.errors import AnswerError
from nato_kg.fetch.client import Client
from nato_kg.fetch.records import Page, Record, read_page
from nato_kg.fetch.wanted import Wanted

MOST_BYTES = 16_000_000
PAGE_SIZE = 100
MOST_PAGES = 200

Progress = Callable[[str], None]


def find_papers(client: Client, wanted: Wanted, progress: Progress = lambda _step: None) -> dict[str, Record]:
    """The papers wanted, by id, in order of their days.

    A paper that is asked for by its id and not found is left out. Raises NetworkError when the service cannot be
    asked, or when its pages lead nowhere: backwards, to nothing new, or to more than MOST_PAGES.
    """
    found: dict[str, Record] = {}
    for number, query in enumerate(wanted.queries(), start=1):
        progress(f"searching {number} of {len(wanted.papers)}" if wanted.papers else f"searching {wanted.dossier}")
        _collect(client, query, found)
    if wanted.papers:
        return {paper: found[paper] for paper in wanted.papers if paper in found}
    kind = wanted.kind.casefold()
    kept = [record for record in found.values() if kind in ("", record.kind.casefold())]
    return {r.identifier: r for r in sorted(kept, key=lambda r: (r.issued is None, r.issued, r.identifier))}


def _collect(client: Client, query: str, found: dict[str, Record]) -> None:
    """Add the records of every page."""
    start = 1
    for _ in range(MOST_PAGES):
        address, page = _page(client, query, start)
        before = len(found)
        found.update((record.identifier, record) for record in page.records)
        if page.next is None:
            return
        if page.next <= start or len(found) == before:
            raise _endless(address, f"from record {start} to {page.next}, with nothing new")
        start = page.next
    raise _endless(address, f"more than {MOST_PAGES}")


def _page(client: Client, query: str, start: int) -> tuple[str, Page]:
    parameters = {
        "operation": "searchRetrieve",
        "version": "2.0",
        "recordSchema": "gzd",
        "query": query,
        "startRecord": start,
        "maximumRecords": PAGE_SIZE,
    }
    address = f"{client.services.search}?{urlencode(parameters)}"
    return address, read_page(client.get(address, MOST_BYTES))


def _endless(address: str, how: str) -> AnswerError:
    return AnswerError(
        f"the pages of {address} do not end: {how}",
        identifier=address,
        hint="narrow the search with --from, --to or --kind; if it stays so, report this",
    )
