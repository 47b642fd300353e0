"""The brief that a clerk takes into a debate: what is open and overdue, by subject, in Dutch, with words and addresses.

HTML that prints well, and OpenDocument text (ODF 1.3, the least that word processors open).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from html import escape

from nato_kg.followups import Ledger, Promise
from nato_kg.interface import Interface, load_interface
from nato_kg.render.tables import say_searched

_STYLE = """
body { font: 11pt/1.45 Georgia, serif; max-width: 46em; margin: 2em auto; padding: 0 1em }
body { color: #111; background: #fff }
h1 { font-size: 1.6em; margin-bottom: 0 } h2 { font-size: 1.15em; border-bottom: 1px solid #999; margin-top: 1.6em }
article { margin: 0 0 1.1em; break-inside: avoid } h3 { font-size: 1em; margin: 0 }
blockquote { margin: .3em 0 .3em 1em; padding-left: .8em; border-left: 3px solid #bbb; font-style: italic }
.late { color: #a40000 } p { margin: .2em 0 } footer { margin-top: 2em; color: #555; font-size: .9em }
a { color: inherit } @media print { body { margin: 0; max-width: none } a { text-decoration: none } }
"""
# Char of XML 1.0, section 2.2, turned round.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ADDRESS = "https://zoek.officielebekendmakingen.nl/{letter}.html"
_TYPE = "application/vnd.oasis.opendocument.text"
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.3" '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
_CONTENT = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.3" '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    "<office:body><office:text>{body}</office:text></office:body></office:document-content>"
)


def brief_as_html(ledger: Ledger) -> str:
    """The brief as one HTML page without anything fetched from outside."""
    ui = load_interface("nl")
    parts = [f"<h1>{escape(_title(ledger, ui))}</h1>", f"<p>{escape(say_searched(ledger.searched, ui))}</p>"]
    for subject, promises in _by_subject(ledger):
        parts.append(f"<h2>{escape(subject)}</h2>")
        parts += [_article(promise, ui) for promise in promises]
    if not len(ledger):
        parts.append(f"<p>{escape(ui.say('nothing_promised'))}</p>")
    parts.append(f"<footer><p>{escape(ui.say('brief_footer'))}</p></footer>")
    body = "\n".join(parts)
    return (
        f'<!DOCTYPE html>\n<html lang="nl"><head><meta charset="utf-8"><title>{escape(_title(ledger, ui))}</title>'
        f"<style>{_STYLE}</style></head><body>\n{body}\n</body></html>\n"
    )


def brief_as_odt(ledger: Ledger) -> bytes:
    """The brief as an OpenDocument text; the same ledger gives the same bytes."""
    ui = load_interface("nl")
    parts = [_heading(1, _title(ledger, ui)), _paragraph(say_searched(ledger.searched, ui))]
    for subject, promises in _by_subject(ledger):
        parts.append(_heading(2, subject))
        for promise in promises:
            parts.append(_heading(3, promise.gloss))
            parts += [_paragraph(line) for line in _lines(promise, ui)]
            if address := _address(promise):
                parts.append(f'<text:p><text:a xlink:type="simple" xlink:href="{address}">{address}</text:a></text:p>')
    parts.append(_paragraph(ui.say("brief_footer")))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in (("mimetype", _TYPE), ("content.xml", _CONTENT.format(body="".join(parts)))):
            archive.writestr(_entry(name), text)
        archive.writestr(_entry("META-INF/manifest.xml"), _MANIFEST)
    return packed.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
    return entry


def _title(ledger: Ledger, ui: Interface) -> str:
    return ui.say("brief_title", day=ui.day(ledger.searched.as_of))


def _by_subject(ledger: Ledger) -> list[tuple[str, list[Promise]]]:
    """Promises by what they are about, overdue ones first, then by the day on which they are due."""
    ui, groups = load_interface("nl"), defaultdict[str, list[Promise]](list)
    for promise in ledger:
        groups[promise.about[0] if promise.about else ui.say("brief_other")].append(promise)
    for promises in groups.values():
        promises.sort(key=lambda p: (p.timeliness != "overdue", p.due_to is None, p.due_to or p.issued, p.id))
    return sorted(groups.items())


def _lines(promise: Promise, ui: Interface) -> Iterator[str]:
    """What is said of a promise beside its gloss: words, who and when, term, how it was put off, status."""
    if promise.words:
        yield f"“{promise.words}”"
    yield ui.say("brief_made", who=", ".join(promise.promised_by), letter=promise.letter, day=ui.day(promise.issued))
    due = ui.day(promise.due_to) or promise.due or ui.say("no_due")
    yield ui.say("brief_due", due=due, timeliness=ui.say(f"brief_{promise.timeliness}"), days=promise.age_days)
    for step in promise.history:
        yield ui.say("brief_step", day=ui.day(step.on), what=step.outcome_label, letter=step.letter or "")
    if promise.condition_met is not None:
        yield ui.say("brief_condition_met" if promise.condition_met else "brief_condition_waits")
    yield ui.say("brief_register", status=promise.register_status)


def _address(promise: Promise) -> str:
    """Where the letter stands, escaped; nothing for a promise made aloud, which no letter holds."""
    return escape(_ADDRESS.format(letter=promise.letter)) if promise.iri else ""


def _article(promise: Promise, ui: Interface) -> str:
    address = _address(promise)
    lines = list(_lines(promise, ui))
    quote = f"<blockquote>{escape(lines.pop(0))}</blockquote>" if promise.words else ""
    late = ' class="late"' if promise.timeliness == "overdue" else ""
    told = "".join(f"<p{late if number == 1 else ''}>{escape(line)}</p>" for number, line in enumerate(lines))
    source = f'<p><a href="{address}">{address}</a></p>' if address else ""
    return f"<article><h3>{escape(promise.gloss)}</h3>{quote}{told}{source}</article>"


def _heading(level: int, text: str) -> str:
    return f'<text:h text:outline-level="{level}">{_xml(text)}</text:h>'


def _paragraph(text: str) -> str:
    return f"<text:p>{_xml(text)}</text:p>"


def _xml(text: str) -> str:
    """Text for XML 1.0: what it forbids becomes the replacement character."""
    return escape(_FORBIDDEN.sub("\ufffd", text))
