"""One line of a title block: a line is known by its first words (layout-nl.toml) or its shape."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from nato_kg.logical import LogicalText, Span
from nato_kg.model import Dossier, Value
from nato_kg.readers.language import Layout, leading_words

_DOSSIER = re.compile(
    r"(\d{2}[ \u00a0.]?\d{3})(?:\s?[-–]\s?(\d{1,3})(?!\d)|\s{1,3}([IVXLC]{1,6})(?![\w.]))?"
    r"(?:\s\(R\d{3,4}\))?(?=[\s,;:|]|$)[\s,;:|–-]{0,5}"
)
YEAR = re.compile(r"\s{0,3}:?\s{0,3}(\d{4}\s?[-–—/]\s?\d{2,4})")
_NUMBER = re.compile(r"\.?\s{0,4}:?\s{0,4}([0-9]{1,5}|[A-Z]{1,4})(?![\w.])[\s,;:–-]{0,4}")
_NUMBER_AT_END = re.compile(r"[\s,;:–-]{1,4}([^\W\d_]{2,12})\.?\s{0,3}(\d{1,5})$")
_DAY = r"(?:\d{1,2}\s{1,3}[^\W\d_]{3,9}\.?\s{1,3}\d{4}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})"
_ISSUED = re.compile(rf"({_DAY})\.?$")
_PLACE = re.compile(r"([^\W\d_'’][^\d,.;:]{1,40}|['’]s-[^\d,.;:]{2,40}),\s{1,3}")
_PLACE_AND_DAY_AT_END = re.compile(rf",\s{{1,3}}(?=(?:[^\W\d_'’]|['’]s-)[^\d,.;:]{{1,40}},\s{{1,3}}{_DAY}\.?$)")
_LONGEST_LABELLED = 150
_NUMBERING = " (|,:0123456789"


@dataclass(slots=True)
class Found:
    """What the lines gave so far; `last` names the value that a next line may continue."""

    values: dict[str, Value] = field(default_factory=dict)
    dossiers: list[Dossier] = field(default_factory=list)
    last: str = ""


def normalise_dossier(digits: str, suffix: str) -> str:
    """28 676 to 28676, 21 501-28 to 21501-28, 36 800 X to 36800-X."""
    number = re.sub(r"\D", "", digits)
    return f"{number}-{suffix}" if suffix else number


def put(found: Found, name: str, logical: LogicalText, bounds: tuple[int, int]) -> None:
    """Keep the words between the bounds as the value of this name, unless it has one."""
    part = logical.slice(*bounds)
    if not part.text.strip() or name in found.values:
        return
    text = part.text
    if name == "parliamentary_year":
        text = re.sub(r"\s?[-–—/]\s?", "-", text)
    found.values[name] = Value(text, part.span)
    found.last = name


def read_line(line: LogicalText, gap: bool, found: Found, layout: Layout) -> bool:
    """Read one line into `found`; whether it belongs to a title block."""
    if not line.text:
        return True
    known = (
        _read_dossier(line, gap, found, layout)
        or _read_number(line, gap, found, layout)
        or _read_year(line, found, layout)
        or _read_labelled(line, found, layout)
        or _read_sender(line, found, layout)
        or _read_place_and_date(line, found)
        or _is_letterhead(line.text, layout)
    )
    return known or _continue_last(line, gap, found, layout)


def _read_dossier(line: LogicalText, gap: bool, found: Found, layout: Layout) -> bool:
    match = _DOSSIER.match(line.text)
    if match is None:
        return False
    last = next(index for index in (3, 2, 1) if match[index])
    words = line.slice(match.start(1), match.end(last))
    number = normalise_dossier(match[1], match[2] or match[3] or "")
    found.dossiers = [d for d in found.dossiers if d.title or d.number.text != number]
    found.dossiers.append(Dossier(Value(number, words.span)))
    found.last = "dossier"
    rest = line.slice(match.end(), len(line)) if match.end() < len(line) else None
    if rest and not (_read_number(rest, gap, found, layout) or _read_dossier(rest, gap, found, layout)):
        _title_dossier(rest, found, layout)
    if found.last == "number" and found.dossiers[-1].title is None:
        found.last = "dossier"
    return True


def _title_dossier(line: LogicalText, found: Found, layout: Layout) -> None:
    """Give the first dossier without title this one; a number may stand behind it."""
    line = _without_number(line, found, layout)
    start = len(line.text) - len(line.text.lstrip("(–- "))
    stop = len(line.text.rstrip("| ,;" if start == 0 or "(" in line.text[start:] else "| ,;)"))
    for index, dossier in enumerate(found.dossiers):
        if dossier.title is None and start < stop:
            title = line.slice(start, stop)
            found.dossiers[index] = Dossier(dossier.number, Value(title.text, title.span))
            found.last = "title"
            return


def _without_number(line: LogicalText, found: Found, layout: Layout) -> LogicalText:
    """Read the letter's number from the end of a line, and return the line without it."""
    match = _NUMBER_AT_END.search(line.text)
    if match is None or match[1].lower() not in layout.number or "number" in found.values:
        return line
    put(found, "number", line, match.span(2))
    return line.slice(0, match.start())


def _read_number(line: LogicalText, gap: bool, found: Found, layout: Layout) -> bool:
    start = leading_words(line.text, layout.number)
    match = _NUMBER.match(line.text, start) if start else None
    if match is None or "number" in found.values:
        return False
    put(found, "number", line, match.span(1))
    if match.end() < len(line):
        read_line(line.slice(match.end(), len(line)), gap, found, layout)
    return True


def _read_year(line: LogicalText, found: Found, layout: Layout) -> bool:
    """The parliamentary year, first on its line or after the chamber, and what else the line holds."""
    lowered = line.text.lower()
    word = next((word for word in layout.parliamentary_year if word in lowered), None)
    at = lowered.index(word) if word else 0
    before = lowered[:at].strip(_NUMBERING)
    if word is None or (before and not leading_words(before, layout.chambers)):
        return False
    year = YEAR.match(line.text, at + len(word))
    if year is None:
        return False
    put(found, "parliamentary_year", line, year.span(1))
    rest = len(line) - len(line.text[year.end() :].lstrip(" ,;)"))
    if rest < len(line):
        read_line(line.slice(rest, len(line)), True, found, layout)
    return True


def _read_labelled(line: LogicalText, found: Found, layout: Layout) -> bool:
    """A line that says what it holds: salutation, addressee, subject, reference, date, place, dossier."""
    text = line.text
    labelled = leading_words(text, layout.dossier)
    while labelled and labelled < len(text) and text[labelled] in " :|":
        labelled += 1
    if labelled and labelled < len(text):
        return _read_dossier(line.slice(labelled, len(text)), True, found, layout)
    if leading_words(text, layout.salutations) and len(text) <= _LONGEST_LABELLED:
        put(found, "salutation", line, (0, len(text.rstrip(" ,"))))
        return True
    return any(
        _read_label(line, name, words, found, layout)
        for name, words in (
            ("addressee", layout.addressee),
            ("subject", layout.subject),
            ("reference", layout.reference),
            ("issued", layout.date),
            ("place", layout.place),
        )
    )


def _read_label(line: LogicalText, name: str, words: Sequence[str], found: Found, layout: Layout) -> bool:
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
        if name == "addressee" and not (text[start].isupper() or leading_words(text[start:], layout.chairs)):
            return False
        put(found, name, line, issued.span(1) if issued else (start, stop))
    found.last = name
    return True


def _is_letterhead(text: str, layout: Layout) -> bool:
    known = layout.letterhead + layout.chambers
    return len(text) <= _LONGEST_LABELLED and leading_words(text, known) > 0


def _read_sender(line: LogicalText, found: Found, layout: Layout) -> bool:
    """ "BRIEF VAN DE MINISTER VAN …": the kind of paper, and who sends it.

    A kind without a minister behind it ("VERSLAG VAN DE RAAD …") may be the subject of the letter,
    so a later line that names the sender overrules it.
    """
    stop = leading_words(line.text, layout.kinds)
    if not stop or "sender" in found.values:
        return False
    rest = _without_number(line.slice(stop, len(line)), found, layout)
    while rest.text.startswith(" "):
        rest = rest.slice(1, len(rest))
    start = leading_words(rest.text, layout.sender) and rest.text.index(" ") + 1
    has_sender = bool(start) and leading_words(rest.text[start:], layout.posts) > 0
    if "kind" in found.values and not has_sender:
        return False
    if has_sender:
        found.values.pop("kind", None)
    put(found, "kind", line, (0, stop))
    if start:
        _put_sender(rest.slice(start, len(rest)), found, layout, has_sender)
    return True


def _put_sender(words: LogicalText, found: Found, layout: Layout, known: bool) -> None:
    """Put the sender up to what the line says besides: about what, or where and when."""
    tail = _PLACE_AND_DAY_AT_END.search(words.text)
    stop = tail.start() if tail else len(words)
    about = next((at for word in layout.about if (at := words.text.lower().find(f" {word} ")) > 0), stop)
    if known:
        put(found, "sender", words, (0, min(stop, about)))
    if tail:
        _read_place_and_date(words.slice(tail.end(), len(words)), found)


def _read_place_and_date(line: LogicalText, found: Found) -> bool:
    place = _PLACE.match(line.text)
    issued = _ISSUED.match(line.text, place.end() if place else 0)
    if issued is None or "issued" in found.values:
        return False
    if place:
        put(found, "place", line, place.span(1))
    put(found, "issued", line, issued.span(1))
    return True


def _continue_last(line: LogicalText, gap: bool, found: Found, layout: Layout) -> bool:
    """A line that goes on with the value before it, or the title that a dossier waits for."""
    if found.last == "dossier":
        _title_dossier(line, found, layout)
        return True
    if found.last in ("subject", "reference", "addressee") and found.last not in found.values:
        put(found, found.last, line, (0, len(line)))
        return True
    if gap or not found.last:
        return False
    if found.last == "title":
        index = max(i for i, dossier in enumerate(found.dossiers) if dossier.title)
        number, title = found.dossiers[index].number, found.dossiers[index].title
        if title:
            found.dossiers[index] = Dossier(number, _longer(title, _without_number(line, found, layout)))
        return True
    goes_on = line.text.isupper() if found.last == "sender" else line.text[0].islower()
    if goes_on and found.last in ("sender", "addressee", "subject"):
        found.values[found.last] = _longer(found.values[found.last], line)
        return True
    return False


def _longer(value: Value, line: LogicalText) -> Value:
    return Value(f"{value.text} {line.text}", Span(value.span.start, line.span.end))
