"""Letters, promises and follow-ups made by hand, for the tests of joining; an id is all that an address needs here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from nato_kg.links import Corpus, FollowUp, Paper, Promise, Reference
from nato_kg.links.model import Due
from nato_kg.links.stated import StatedLinks
from nato_kg.links.subjects import Weights
from nato_kg.model import Passage
from nato_kg.statements.passages import read_signs

NOWHERE = Reference()
MARCH: Due = (date(2031, 3, 1), date(2031, 3, 31))


def paper(iri: str, day: str, *, dossier: str = "90010", sender: str = "defence") -> Paper:
    return Paper(iri, date.fromisoformat(day), frozenset({dossier}), frozenset({sender}))


def promise(
    iri: str,
    text: str,
    *,
    due: Due = (None, None),
    recurrence: str | None = None,
    earlier: Reference = NOWHERE,
    sentence: int = 1,
) -> Promise:
    """A promise of the letter that its id begins with (``first/ships``)."""
    return Promise(
        iri, iri.split("/", maxsplit=1)[0], text, "letter", due=due, recurrence=recurrence, earlier=earlier,
        sentences=frozenset({sentence}),
    )  # fmt: skip


def told(
    iri: str, text: str, *papers: str, days: Iterable[str] = (), outcome: str = "fulfilled", due: Due = (None, None)
) -> FollowUp:
    """What the letter that the id begins with says of a promise in ``papers``, or in letters of ``days``."""
    reference = Reference(frozenset(papers), frozenset(map(date.fromisoformat, days)))
    return FollowUp(iri, iri.split("/", maxsplit=1)[0], text, outcome, reference, due=due, sentences=frozenset({1}))


def corpus(
    papers: Iterable[Paper],
    promises: Iterable[Promise],
    follow_ups: Iterable[FollowUp] = (),
    texts: Mapping[str, str] | None = None,
) -> Corpus:
    """All of it; ``texts`` are the sentences of letters, one a line."""
    passages = {
        iri: tuple(
            Passage(number, sentence, signs=read_signs(sentence), promises=sentence in {p.text for p in promises})
            for number, sentence in enumerate(text.splitlines(), start=1)
        )
        for iri, text in (texts or {}).items()
    }
    return Corpus({p.iri: p for p in papers}, tuple(promises), tuple(follow_ups), passages)


def stated(*args: Iterable[Paper] | Iterable[Promise] | Iterable[FollowUp]) -> StatedLinks:
    """What letters say of one another's promises."""
    joined = corpus(*args)  # type: ignore[arg-type]
    return StatedLinks(joined, Weights([p.text] for p in joined.promises))
