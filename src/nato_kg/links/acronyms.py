"""Things that one letter names in full with an acronym, and another by the acronym alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from nato_kg.graph.curated import LetterGraph
from nato_kg.graph.header import slugify
from nato_kg.links.merging import Merge, web_address
from nato_kg.namespaces import ID, RDFS_LABEL, nkg
from nato_kg.terms import value_of


def find_acronym_merges(
    letters: Iterable[LetterGraph], known: Collection[str], apart: Collection[frozenset[str]]
) -> list[Merge]:
    """The things of letters that another letter's definition, *Full Name (ABBR)*, makes one.

    An acronym that letters give to two things is left alone, and so is what curated data describes (``known``).
    """
    full: defaultdict[str, dict[str, tuple[str, str]]] = defaultdict(dict)  # by the address that the acronym would have
    labels: dict[str, str] = {}
    for letter in letters:
        for triple in letter.triples:
            subject, predicate, value = value_of(triple.subject), triple.predicate.value, value_of(triple.object)
            if predicate == RDFS_LABEL and subject.startswith(ID):
                labels[subject] = value
            elif predicate == nkg("acronym"):
                short = f"{subject.rsplit('/', 1)[0]}/{slugify(value)}"
                if short != subject:
                    full[short].setdefault(subject, (letter.letter_id, value))
    return [
        Merge(iri, short, _reasons(letter, acronym, labels.get(iri, "")), web_address(letter))
        for short, things in sorted(full.items())
        if short in labels and short not in known and len(things) == 1
        for iri, (letter, acronym) in things.items()
        if frozenset({iri, short}) not in apart
    ]


def _reasons(letter: str, acronym: str, name: str) -> dict[str, str]:
    return {
        "en": f"{letter} defines {acronym} as {name}",
        "nl": f"{letter} omschrijft {acronym} als {name}",
    }
