"""What every page must be: no inline code, landmarks, headings in order, labels, captions, safe links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from lxml import html

_LABELLED = "input[not(@type='hidden')] | select | textarea"


def read_page(text: str) -> Any:
    """The page as a tree."""
    return html.document_fromstring(text)


def faults(page: Any) -> list[str]:
    """What is wrong with a page, in words."""
    return [*_inline_code(page), *_landmarks(page), *_headings(page), *_forms(page), *_tables(page), *_names(page)]


def links(page: Any) -> list[str]:
    """The addresses that a page links to, those of pictures' boxes too."""
    return [str(address) for address in page.xpath("//@href | //@src | //form/@action")]


def _inline_code(page: Any) -> Iterator[str]:
    if page.xpath("//style | //@style | //script[not(@src)] | //script[normalize-space(text())]"):
        yield "inline style or script"
    yield from (f"attribute {name}" for name in {a.attrname for a in page.xpath("//@*")} if name.startswith("on"))
    yield from (f"link to {a}" for a in links(page) if not re.match(r"(/|#|https?://)", a) or a.startswith("//"))


def _landmarks(page: Any) -> Iterator[str]:
    root = page.getroottree().getroot()
    if root.get("lang") not in {"en", "nl"}:
        yield "no language"
    yield from (
        f"{len(page.xpath(p))} of {p}"
        for p in ("//main", "//h1", "//head/title", "//body/footer")
        if len(page.xpath(p)) != 1
    )
    if page.xpath("//a[1]/@href")[0] != "#main" or page.xpath("//main/@id") != ["main"]:
        yield "no skip link"
    for nav in page.xpath("//nav | //form[@role='search'] | //*[@role='region']"):
        if not nav.get("aria-label"):
            yield f"a {nav.tag} without a name"


def _headings(page: Any) -> Iterator[str]:
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1 | //h2 | //h3 | //h4")]
    if levels[:1] != [1]:
        yield "the first heading is no h1"
    yield from (f"h{b} after h{a}" for a, b in pairwise(levels) if b > a + 1)
    yield from ("an empty heading" for h in page.xpath("//h1 | //h2 | //h3") if not h.text_content().strip())


def _forms(page: Any) -> Iterator[str]:
    for field in page.xpath(f"//{_LABELLED.replace(' | ', ' | //')}"):
        labelled = page.xpath("//label[@for=$id]", id=field.get("id") or "?") or field.xpath("ancestor::label")
        if not labelled:
            yield f"no label for {field.get('name')}"


def _tables(page: Any) -> Iterator[str]:
    yield from ("a table without caption" for _ in page.xpath("//table[not(caption)]"))
    yield from ("a th without scope" for _ in page.xpath("//th[not(@scope)]"))


def _names(page: Any) -> Iterator[str]:
    ids = [str(i) for i in page.xpath("//@id")]
    yield from (f"two of id {i}" for i in {i for i in ids if ids.count(i) > 1})
    yield from ("an image without alt" for _ in page.xpath("//img[not(@alt)]"))
    for link in page.xpath("//a | //button | //summary"):
        if not link.text_content().strip() and not link.get("aria-label"):
            yield f"nothing to read in a link to {link.get('href')}"
    for named in page.xpath("//@aria-labelledby | //@aria-describedby"):
        if str(named) not in ids:
            yield f"{named} labels and is not there"
