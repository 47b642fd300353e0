"""The title block: what stands above the text of a letter, in whichever order.

Forms: the printed Kamerstuk (parliamentary year, dossier, title, Nr., kind and sender, addressee,
place and date), each on a line or several on one, and the ministries' letterhead (Datum, Betreft,
Onze referentie). A line is known by its first words (layout-nl.toml) or its shape.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from nato_kg.logical import LogicalText, Span
from nato_kg.model import Dossier, TitleBlock, Value
from nato_kg.readers.language import Layout, leading_words
from nato_kg.readers.lines import Line
from nato_kg.readers.markup import read_inline

_DOSSIER = re.compile(
    r"(\d{2}[ \u00a0.]?\d{3})(?:\s?[-–]\s?(\d{1,3})(?!\d)|\s{1,3}([IVXLC]{1,6})(?![\w.]))?"
    r"(?:\s\(R\d{3,4}\))?(?=[\s,;:|]|$)[\s,;:|]{0,4}"
)
_YEAR = re.compile(r"\s{0,3}:?\s{0,3}(\d{4}\s?[-–—/]\s?\d{2,4})")
_NUMBER = re.compile(r"\.?\s{0,4}:?\s{0,4}([0-9]{1,5}|[A-Z]{1,4})(?![\w.])[\s,;:]{0,3}")
_ISSUED = re.compile(r"(\d{1,2}\s{1,3}[^\W\d_]{3,9}\.?\s{1,3}\d{4})\.?$")
_PLACE = re.compile(r"([^\W\d_'’][^\d,.;:]{1,40}|['’]s-[^\d,.;:]{2,40}),\s{1,3}")
_HEADING_MARK = re.compile(r"#{1,6}\s{1,8}|\|\s{0,8}")
_FULL_STOP = re.compile(r"[^\W\d_]{2}[.!?](?:\s{1,4}[A-ZÀ-Þ]|$)")
_MOST_LINES = 80
_MOST_UNKNOWN = 12
_LONGEST_LINE = 300
_LONGEST_LABELLED = 150


@dataclass(slots=True)
class _Found:
    """What the lines gave so far; `last` names the value that a next line may continue."""

    values: dict[str, Value] = field(default_factory=dict)
    dossiers: list[Dossier] = field(default_factory=list)
    last: str = ""


def read_title_block(text: str, lines: Sequence[Line], layout: Layout) -> tuple[TitleBlock, int]:
    """The title block, and how many of the lines are its own (0 when there is none)."""
    found = _Found()
    taken = unknown = 0
    for index, line in enumerate(lines[:_MOST_LINES]):
        if line.end - line.start > _LONGEST_LINE:
            break
        if _read_line(_clean(text, line, layout), line.gap, found, layout):
            taken, unknown = index + 1, 0
            if "salutation" in found.values:
                break
        elif unknown >= _MOST_UNKNOWN or _begins_prose(text, lines, index):
            break
        else:
            unknown += 1
            found.last = ""
    span = Span(lines[0].start, lines[taken - 1].end) if taken else None
    return _title_block(found, span), taken


def read_running_header(text: str, header: Span, block: TitleBlock, layout: Layout) -> TitleBlock:
    """Fill what the title block lacks from a page header: year, dossier and number in a row."""
    found = _Found()
    logical = read_inline(text, [header], layout).logical
    lowered = logical.text.lower()
    word = next((w for w in layout.parliamentary_year if w in lowered), None)
    if word is None:
        return block
    at = lowered.index(word) + len(word)
    if year := _YEAR.match(logical.text, at):
        _put(found, "parliamentary_year", logical, year.span(1))
        rest = year.end()
        while rest < len(logical.text) and logical.text[rest] in ", ;":
            rest += 1
        _read_line(logical.slice(rest, len(logical)), True, found, layout)
    return replace(
        block,
        parliamentary_year=block.parliamentary_year or found.values.get("parliamentary_year"),
        number=block.number or found.values.get("number"),
        dossiers=block.dossiers or tuple(found.dossiers),
    )


def normalise_dossier(digits: str, suffix: str) -> str:
    """28 676 to 28676, 21 501-28 to 21501-28, 36 800 X to 36800-X."""
    number = re.sub(r"\D", "", digits)
    return f"{number}-{suffix}" if suffix else number


def _title_block(found: _Found, span: Span | None) -> TitleBlock:
    get = found.values.get
    return TitleBlock(
        parliamentary_year=get("parliamentary_year"),
        dossiers=tuple(found.dossiers),
        number=get("number"),
        kind=get("kind"),
        sender=get("sender"),
        addressee=get("addressee"),
        place=get("place"),
        issued=get("issued"),
        subject=get("subject"),
        reference=get("reference"),
        salutation=get("salutation"),
        span=span,
    )


def _clean(text: str, line: Line, layout: Layout) -> LogicalText:
    mark = _HEADING_MARK.match(text, line.start, line.end)
    start = mark.end() if mark else line.start
    if start >= line.end:
        return LogicalText("", ())
    return read_inline(text, [Span(start, line.end)], layout).logical


def _begins_prose(text: str, lines: Sequence[Line], index: int) -> bool:
    """Whether the block of lines from `index` is too long for a title block, or has a full stop."""
    stop = index + 1
    while stop < min(len(lines), index + _MOST_UNKNOWN) and not lines[stop].gap:
        stop += 1
    start, end = lines[index].start, lines[stop - 1].end
    return end - start > _LONGEST_LINE or bool(_FULL_STOP.search(text, start, end))


def _put(found: _Found, name: str, logical: LogicalText, bounds: tuple[int, int]) -> None:
    part = logical.slice(*bounds)
    if not part.text.strip() or name in found.values:
        return
    text = part.text
    if name == "parliamentary_year":
        text = re.sub(r"\s?[-–—/]\s?", "-", text)
    found.values[name] = Value(text, part.span)
    found.last = name


def _read_line(line: LogicalText, gap: bool, found: _Found, layout: Layout) -> bool:
    """Read one line into `found`; whether it belongs to a title block."""
    if not line.text:
        return True
    known = (
        _read_dossier(line, gap, found, layout)
        or _read_number(line, gap, found, layout)
        or _read_labelled(line, found, layout)
        or _read_sender(line, found, layout)
        or _read_place_and_date(line, found)
        or _is_letterhead(line.text, layout)
    )
    return known or _continue_last(line, gap, found)


def _read_dossier(line: LogicalText, gap: bool, found: _Found, layout: Layout) -> bool:
    match = _DOSSIER.match(line.text)
    if match is None:
        return False
    last = next(index for index in (3, 2, 1) if match[index])
    words = line.slice(match.start(1), match.end(last))
    number = normalise_dossier(match[1], match[2] or match[3] or "")
    found.dossiers.append(Dossier(Value(number, words.span)))
    found.last = "dossier"
    rest = line.slice(match.end(), len(line)) if match.end() < len(line) else None
    if rest and not (_read_number(rest, gap, found, layout) or _read_dossier(rest, gap, found, layout)):
        _title_dossier(rest, found)
    return True


def _title_dossier(line: LogicalText, found: _Found) -> None:
    """Give the first dossier without title this one."""
    text = line.text.rstrip("| ")
    for index, dossier in enumerate(found.dossiers):
        if dossier.title is None and text:
            value = Value(text, line.slice(0, len(text)).span)
            found.dossiers[index] = Dossier(dossier.number, value)
            found.last = "title"
            return


def _read_number(line: LogicalText, gap: bool, found: _Found, layout: Layout) -> bool:
    start = leading_words(line.text, layout.number)
    match = _NUMBER.match(line.text, start) if start else None
    if match is None or "number" in found.values:
        return False
    _put(found, "number", line, match.span(1))
    if match.end() < len(line):
        _read_line(line.slice(match.end(), len(line)), gap, found, layout)
    return True


def _read_labelled(line: LogicalText, found: _Found, layout: Layout) -> bool:
    """A line that says what it holds: year, salutation, addressee, subject, reference, date."""
    text = line.text
    start = leading_words(text, layout.parliamentary_year)
    if start and (year := _YEAR.match(text, start)):
        _put(found, "parliamentary_year", line, year.span(1))
        rest = len(text) - len(text[year.end() :].lstrip(" ,;"))
        if rest < len(text):
            _read_line(line.slice(rest, len(text)), True, found, layout)
        return True
    if leading_words(text, layout.salutations) and len(text) <= _LONGEST_LABELLED:
        _put(found, "salutation", line, (0, len(text.rstrip(" ,"))))
        return True
    return any(
        _read_label(line, name, words, found)
        for name, words in (
            ("addressee", layout.addressee),
            ("subject", layout.subject),
            ("reference", layout.reference),
            ("issued", layout.date),
        )
    )


def _read_label(line: LogicalText, name: str, words: Sequence[str], found: _Found) -> bool:
    text = line.text
    start = leading_words(text, words)
    if not start or name in found.values or len(text) > _LONGEST_LABELLED:
        return False
    while start < len(text) and text[start] in " :|":
        start += 1
    stop = len(text.rstrip(" |"))
    if start < stop:
        issued = _ISSUED.match(text, start, stop)
        if name == "issued" and issued is None:
            return False
        if name == "addressee" and not text[start].isupper():
            return False
        _put(found, name, line, issued.span(1) if issued else (start, stop))
    found.last = name
    return True


def _is_letterhead(text: str, layout: Layout) -> bool:
    known = layout.letterhead + layout.chambers
    return len(text) <= _LONGEST_LABELLED and leading_words(text, known) > 0


def _read_sender(line: LogicalText, found: _Found, layout: Layout) -> bool:
    """ "BRIEF VAN DE MINISTER VAN …": the kind of paper, and who sends it."""
    stop = leading_words(line.text, layout.kinds)
    if not stop or "kind" in found.values:
        return False
    _put(found, "kind", line, (0, stop))
    rest = line.slice(stop, len(line))
    while rest.text.startswith(" "):
        rest = rest.slice(1, len(rest))
    if leading_words(rest.text, layout.sender):
        _put(found, "sender", rest, (rest.text.index(" ") + 1, len(rest)))
    return True


def _read_place_and_date(line: LogicalText, found: _Found) -> bool:
    place = _PLACE.match(line.text)
    issued = _ISSUED.match(line.text, place.end() if place else 0)
    if issued is None or "issued" in found.values:
        return False
    if place:
        _put(found, "place", line, place.span(1))
    _put(found, "issued", line, issued.span(1))
    return True


def _continue_last(line: LogicalText, gap: bool, found: _Found) -> bool:
    """A line that goes on with the value before it, or the title that a dossier waits for."""
    if found.last == "dossier":
        _title_dossier(line, found)
        return True
    if found.last in ("subject", "reference", "addressee") and found.last not in found.values:
        _put(found, found.last, line, (0, len(line)))
        return True
    if gap or not found.last:
        return False
    if found.last == "title":
        index = max(i for i, dossier in enumerate(found.dossiers) if dossier.title)
        number, title = found.dossiers[index].number, found.dossiers[index].title
        if title:
            found.dossiers[index] = Dossier(number, _longer(title, line))
        return True
    goes_on = line.text.isupper() if found.last == "sender" else line.text[0].islower()
    if goes_on and found.last in ("sender", "addressee", "subject"):
        found.values[found.last] = _longer(found.values[found.last], line)
        return True
    return False


def _longer(value: Value, line: LogicalText) -> Value:
    return Value(f"{value.text} {line.text}", Span(value.span.start, line.span.end))
