"""Official publications in XML to rendition text.

Roots: officiele-publicatie (kamerstuk, kamervragen, handelingen) and the older kamerwrk and
vraagdoc, schema op-xsd 2012-1 and 2014-05-15 and their forerunners. The elements say for sure what
is title, heading, list, table, footnote and signature; `metadata.xml` beside the file fills what
the title block lacks. Elements that are not known are read for their words.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from nato_kg.errors import LetterError
from nato_kg.readers.detect import PUBLICATION_ROOTS
from nato_kg.readers.metadata import Title, dossier_line, number_line, read_beside, received_line, year_line
from nato_kg.readers.rendition import BREAK, RenditionWriter, escape, fold, reads_as_heading
from nato_kg.readers.safe_xml import attribute, descendants, elements, first, local_name, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

_INLINE = {
    "achternaam", "afkorting", "br", "datum", "dossierref", "extref", "inf", "intref", "nadruk", "naam", "noot",
    "nootref", "ondernummer", "organisatie", "sup", "tekstcorrectie", "voetref", "voornaam", "voorvoegsels",
}  # fmt: skip
_BLOCKS = {
    "al", "al-groep", "bijlage", "definitielijst", "divisie", "kop", "lijst", "ondertekening", "ondtek", "table",
    "tuskop", "tussenkop",
}  # fmt: skip
_LEFT_OUT = {
    "colspec", "illustratie", "metadata", "officiele-inhoudsopgave", "ordernr", "plaatje", "versie", "witreg",
}  # fmt: skip
_REFERENCES = {"nootref", "voetref"}
_NAME_PARTS = {"voornaam", "voorvoegsels"}
_NUMBERS = {"ltrlabel", "nummer", "stuknr"}
_HEADS = {"kamerstukkop", "kamervraagkop", "frontm"}


def opxml_text(data: bytes, path: Path) -> str:
    """The rendition text of an official publication.

    Raises LetterError (path, line) for XML that is ill-formed, unsafe or no official publication,
    and for `metadata.xml` beside it that cannot be read.
    """
    root = parse_xml(data, path)
    if local_name(root) not in PUBLICATION_ROOTS:
        raise LetterError(
            f"the XML is no official publication: its root is <{local_name(root)}>",
            path=path,
            hint="give the paper's own XML, with the root officiele-publicatie or kamerwrk",
        )
    publication = _Publication(root, RenditionWriter(path, "XML"))
    publication.title().write(publication.writer, read_beside(path))
    publication.write_body()
    return publication.writer.finish()


class _Publication:
    """Walks one publication: the title block first, then all the rest in order."""

    def __init__(self, root: _Element, writer: RenditionWriter) -> None:
        self.root = root
        self.writer = writer
        self._taken: set[_Element] = set()
        notes = list(descendants(root, "noot", "voetnoot"))
        self._markers = {note: _marker(note, number) for number, note in enumerate(notes, start=1)}
        self._by_id = {attribute(note, "id"): marker for note, marker in self._markers.items()}
        self._handlers: dict[str, Callable[[_Element, int], None]] = {
            "al": self._paragraph,
            "antwoord": self._question,
            "bijlage": self._division,
            "definitie-item": self._definition,
            "divisie": self._division,
            "item-titel": self._heading,
            "kop": self._heading,
            "lijst": self._list,
            "noot": self._footnote,
            "ondertekening": self._signature,
            "ondtek": self._signature,
            "stuk": self._paper,
            "table": self._table,
            "tuskop": self._heading,
            "tussenkop": self._heading,
            "voetnoot": self._footnote,
            "vraag": self._question,
        }

    def title(self) -> Title:
        """The title block; its elements count as taken, so that the body leaves them out."""
        found = Title()
        heads = [e for e in descendants(self.root, *_HEADS) if not self._is_taken(e)]
        heads += [e for e in elements(self.root) if local_name(e) == "kop"]
        for line in (line for head in heads for line in descendants(head, "tekstregel", "titel", "subtitel")):
            words = _plain(line)
            if any(character.isalpha() for character in words):
                found.years.append(escape(words))
        if not any(character.isdigit() for year in found.years for character in year):
            found.years += [escape(year_line(_plain(e))) for e in descendants(self.root, "vergjaar")]
        subjects = list(descendants(self.root, "dossier", "onderw"))
        found.dossiers = [escape(line) for subject in subjects for line in _dossier_lines(subject)]
        numbers = list(descendants(self.root, "kamervraagnummer", "vraagnummer"))[:1]
        found.number = escape(number_line(_plain(numbers[0]))) if numbers else ""
        self._taken.update(heads, subjects, numbers)
        described = (received_line(_plain(e)) for e in descendants(self.root, "kamervraagomschrijving"))
        found.issued = escape(next(filter(None, described), ""))
        paper = next(descendants(self.root, "stuk"), None)
        if paper is not None:
            self._title_of_paper(paper, found)
        return found

    def write_body(self) -> None:
        """Everything that the title block did not take."""
        self._flow(self.root, 0)

    def _title_of_paper(self, paper: _Element, found: Title) -> None:
        numbers = [e for e in elements(paper) if local_name(e) in _NUMBERS]
        found.number = " ".join(escape(_plain(e)) for e in numbers) or found.number
        self._taken.update(numbers)
        for name in ("titel", "datumtekst"):
            if (line := first(paper, name)) is not None:
                setattr(found, {"titel": "paper", "datumtekst": "issued"}[name], self._words(line))
                self._taken.add(line)

    def _is_taken(self, element: _Element) -> bool:
        return element in self._taken or local_name(element) in _LEFT_OUT

    # --- blocks ---------------------------------------------------------------------------------

    def _block(self, element: _Element, depth: int) -> None:
        if not self._is_taken(element):
            self._handlers.get(local_name(element), self._flow)(element, depth)

    def _flow(self, element: _Element, depth: int) -> None:
        """Words between blocks are paragraphs, blocks are what their names say."""
        mixed = _is_mixed(element)
        words = escape(element.text or "")
        for child in element:
            if local_name(child) and _is_block(child, mixed):
                self.writer.paragraph(words)
                words = ""
                self._block(child, depth)
            elif local_name(child) and not self._is_taken(child):
                words += self._inline(child)
            words += escape(child.tail or "")
        self.writer.paragraph(words)

    def _paragraph(self, element: _Element, depth: int) -> None:
        """A paragraph; one that is emphasised as a whole and reads as a heading is one."""
        words = fold(_plain(element)) if _is_emphasised(element) else ""
        if reads_as_heading(words):
            self.writer.heading(self._words(element), depth + 3)
        else:
            self._flow(element, depth)

    def _division(self, element: _Element, depth: int) -> None:
        self._flow(element, depth + 1)

    def _heading(self, element: _Element, depth: int) -> None:
        parts = list(elements(element)) if local_name(element) == "kop" else []
        words = " ".join(self._words(part) for part in parts) or self._words(element)
        style = attribute(element, "kopopmaak") or attribute(element, "opmaak") or attribute(element, "letat")
        is_lower = local_name(element) != "kop" and style in ("cur", "rom", "ondlijn")
        is_own = local_name(element) == "kop" and depth > 0
        self.writer.heading(words, depth + (1 if is_own else 2) + is_lower)

    def _question(self, element: _Element, depth: int) -> None:
        """A question or an answer under its number."""
        for name in ("nr", "nummer"):
            if (number := first(element, name)) is not None:
                self.writer.heading(self._words(number), depth + 2)
                self._taken.add(number)
        self._flow(element, depth + 1)

    def _paper(self, element: _Element, depth: int) -> None:
        """A paper; number and title of all but the first are headings."""
        parts = [e for e in elements(element) if local_name(e) in {*_NUMBERS, "titel"} and e not in self._taken]
        self.writer.heading(" ".join(self._words(part) for part in parts), 2)
        self._taken.update(parts)
        self._flow(element, depth)

    def _list(self, element: _Element, depth: int) -> None:
        for item in elements(element):
            if local_name(item) != "li":
                self._block(item, depth)
                continue
            label = _label(item, attribute(element, "nr-sluiting"))
            parts = [e for e in elements(item) if local_name(e) != "li.nr"]
            if not parts or local_name(parts[0]) not in ("al", "al-groep"):
                self.writer.item(label, escape(item.text or ""))
            for index, part in enumerate(parts):
                if index == 0 and local_name(part) == "al":
                    self.writer.item(label, self._words(part))
                else:
                    self._block(part, depth)

    def _definition(self, element: _Element, _depth: int) -> None:
        parts = [self._words(e).strip() for e in elements(element) if local_name(e) != "li.nr"]
        self.writer.item(_label(element, ""), ": ".join(filter(None, parts)))

    def _table(self, element: _Element, _depth: int) -> None:
        for caption in descendants(element, "title", "titel"):
            self.writer.paragraph(self._words(caption))
        rows = descendants(element, "row")
        self.writer.table([self._words(e) for e in elements(row) if local_name(e) == "entry"] for row in rows)

    def _signature(self, element: _Element, _depth: int) -> None:
        lines = [" ".join(self._words(e).split()) for e in elements(element)]
        self.writer.signature(lines or [self._words(element)])

    def _footnote(self, element: _Element, _depth: int) -> None:
        words = (self._words(e) for e in elements(element) if local_name(e) != "noot.nr")
        self.writer.note(self._markers[element], " ".join(words) or escape(element.text or ""))

    # --- words ----------------------------------------------------------------------------------

    def _words(self, element: _Element) -> str:
        """The words of an element and all in it, blocks apart by spaces, footnotes as markers."""
        mixed = _is_mixed(element)
        parts = [escape(element.text or "")]
        for child in element:
            if local_name(child) and not self._is_taken(child):
                words = self._inline(child)
                parts.append(f" {words} " if _is_block(child, mixed) else words)
                parts.append(" " if local_name(child) in _NAME_PARTS else "")
            parts.append(escape(child.tail or ""))
        return "".join(parts)

    def _inline(self, element: _Element) -> str:
        name = local_name(element)
        if name == "br":
            return BREAK
        if name in _REFERENCES:
            known = (self._by_id[str(v)] for v in element.attrib.values() if str(v) in self._by_id)
            marker = next(known, "") or attribute(element, "nr") or _plain(element)
            return self.writer.reference(marker)
        if name != "noot":
            return self._words(element)
        self._footnote(element, 0)
        return self.writer.reference(self._markers[element])


def _is_mixed(element: _Element) -> bool:
    """Whether words stand directly in the element, beside its children."""
    return bool((element.text or "").strip()) or any((child.tail or "").strip() for child in element)


def _is_block(element: _Element, mixed: bool) -> bool:
    name = local_name(element)
    return name in _BLOCKS or (not mixed and name not in _INLINE)


def _is_emphasised(element: _Element) -> bool:
    return not _is_mixed(element) and {local_name(child) for child in elements(element)} == {"nadruk"}


def _plain(element: _Element) -> str:
    """The words of an element without its footnotes, white space folded."""
    return " ".join(_raw(element).split())


def _raw(element: _Element) -> str:
    words = element.text or ""
    for child in element:
        if local_name(child) not in {"", "noot", *_REFERENCES}:
            words += _raw(child)
        words += child.tail or ""
    return words


def _marker(note: _Element, number: int) -> str:
    own = first(note, "noot.nr")
    return (_plain(own) if own is not None else "") or attribute(note, "nr") or str(number)


def _label(item: _Element, closing: str) -> str:
    """The printed bullet or number of a list item, with the closing mark that the list gives."""
    own = first(item, "li.nr")
    label = _plain(own) if own is not None else ""
    return (label + closing if label.isalnum() else label) or "-"


def _dossier_lines(subject: _Element) -> list[str]:
    """One line a dossier number of `dossier` or `onderw`, each with the title."""
    titles = [_plain(e) for e in elements(subject) if local_name(e) in ("titel", "naam")]
    numbers = [e for e in elements(subject) if local_name(e) in ("dossiernummer", "nummer")]
    return [
        dossier_line(" ".join(filter(None, [(n.text or "").strip(), *map(_plain, elements(n))])), " ".join(titles))
        for n in numbers
    ]
