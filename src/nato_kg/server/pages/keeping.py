"""Pages that are kept as they went out, for as long as the graph that they were made from is the one published."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Final

from starlette.responses import Response

from nato_kg.server.answers import Kept
from nato_kg.server.pages.view import View
from nato_kg.server.replies import matches

if TYPE_CHECKING:
    from nato_kg.server.state import State

_LONGEST_ADDRESS: Final = 500


def give_page(view: View, state: State, version: str, show: Callable[[View], Response]) -> Response:
    """The page kept for this address, language and day, else the one that ``show`` makes.

    ``version`` is that of the graph before the view was made: a page is never kept under the name of a later graph.
    """
    address = f"{view.request.url.path}?{view.request.url.query}"
    key: Hashable = ("page", version, view.language, view.as_of, address)
    kept = state.answers.get(key)
    if kept is None:
        made = show(view)
        if made.status_code != 200 or len(address) > _LONGEST_ADDRESS or "content-disposition" in made.headers:
            return made
        etag = f'"{hashlib.sha256(repr(key).encode()).hexdigest()[:24]}"'
        kept = Kept(bytes(made.body), made.media_type or made.headers["content-type"], etag)
        state.answers.put(key, kept)
    headers = {
        "ETag": kept.etag,
        "Cache-Control": "no-cache",
        "Vary": "Accept-Language",
        "Content-Language": view.language,
    }
    if matches(view.request, kept.etag):
        return Response(status_code=304, headers=headers)
    return Response(kept.body, headers=headers, media_type=kept.media_type)
