"""The ledger of promises: as a page, as CSV and as a brief to print, each of what the address asks for."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from starlette.responses import Response

from nato_kg.followups import Promise
from nato_kg.render.rows import LEDGER_COLUMNS, ledger_rows, rows_as_csv
from nato_kg.server.pages.promises import SORTS, choices, read_asked, select, title_of
from nato_kg.server.pages.rendering import render
from nato_kg.server.pages.view import View

_ON_A_PAGE: Final = 50


def show_ledger(view: View) -> Response:
    """The page of promises, so many at a time."""
    asked = read_asked(view)
    ledger = select(view, asked)
    pages = max(1, -(-len(ledger) // _ON_A_PAGE))
    number = min(max(1, _whole(view.asked.get("page"))), pages)
    shown = ledger.promises[(number - 1) * _ON_A_PAGE : number * _ON_A_PAGE]
    return render(
        view,
        "ledger.html",
        asked=asked,
        choices=choices(view),
        promises=shown,
        found=len(ledger),
        still_open=len(ledger.still_open()),
        overdue=len(ledger.overdue()),
        number=number,
        pages=pages,
        sorts=list(SORTS),
        title_of=title_of,
        as_asked={name: value for name, value in view.asked.items() if name != "page"},
    )


def give_csv(view: View) -> Response:
    """What the page shows, whole, as CSV that is safe to open in a spreadsheet."""
    text = rows_as_csv(ledger_rows(select(view, read_asked(view))), LEDGER_COLUMNS)
    name = f"nato-kg-ledger-{view.as_of.isoformat()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, media_type="text/csv; charset=utf-8", headers=headers)


def show_brief(view: View) -> Response:
    """What the page shows, whole, by subject, to print: overdue ones first, then by the day on which they are due."""
    ledger = select(view, read_asked(view))
    groups: defaultdict[str, list[Promise]] = defaultdict(list)
    for promise in ledger:
        groups[promise.about[0] if promise.about else view.texts.say("other_subjects")].append(promise)
    for promises in groups.values():
        promises.sort(key=lambda p: (p.timeliness != "overdue", p.due_to is None, p.due_to or p.issued, p.id))
    return render(view, "brief.html", groups=sorted(groups.items()), found=len(ledger), title_of=title_of)


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else 1
