"""Which papers are wanted: some by their ids, or those of a dossier by day and kind."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from nato_kg.errors import UsageError

_PAPER = re.compile(r"(?:kst|blg|(?:ah|h|nds|kv|ag)(?:-[te]k)?)-[0-9A-Za-z]{1,20}(?:-[0-9A-Za-z]{1,10}){0,4}")
_DOSSIER = re.compile(r"\d{5}(?:-[0-9A-Z]{1,6})?")
_KIND = re.compile(r"[^\W\d_][\w '().,/-]{0,80}")
_OFFICIAL = 'c.product-area=="officielepublicaties"'


@dataclass(frozen=True, slots=True)
class Wanted:
    """Papers by id, or the papers of a dossier from one day to another (both included) and of one kind.

    Raises UsageError when it names neither or both, or anything in a form that it cannot have.
    """

    papers: tuple[str, ...] = ()
    dossier: str = ""
    since: date | None = None
    until: date | None = None
    kind: str = ""

    def __post_init__(self) -> None:
        if bool(self.papers) == bool(self.dossier):
            raise UsageError("name letters or one dossier", hint="nato-kg fetch kst-28676-418, or --dossier 28676")
        for paper in self.papers:
            if not is_paper(paper):
                raise UsageError(f"'{paper}' is no id of a paper", identifier=paper, hint="write it as kst-28676-418")
        if self.papers and (self.since or self.until or self.kind):
            raise UsageError("days and kinds go with a dossier", hint="give --dossier, or only the letters' ids")
        if self.dossier and not _DOSSIER.fullmatch(self.dossier):
            raise UsageError(
                f"'{self.dossier}' is no dossier", identifier=self.dossier, hint="write 28676, 21501-28 or 36800-X"
            )
        if self.since and self.until and self.since > self.until:
            raise UsageError(f"{self.since} is after {self.until}", hint="give the earlier day first")
        if self.kind and not _KIND.fullmatch(self.kind):
            raise UsageError(f"'{self.kind}' is no kind of paper", identifier=self.kind, hint="write brief or motie")

    @classmethod
    def of(
        cls,
        papers: Iterable[str] = (),
        dossier: str = "",
        days: tuple[date | None, date | None] = (None, None),
        kind: str = "",
    ) -> Wanted:
        """The same from what people write: "28 676" for a dossier, a paper twice. Raises UsageError."""
        dossier = re.sub(r"[\s.]", "", dossier).upper()
        return cls(tuple(dict.fromkeys(p.strip() for p in papers)), dossier, *days, " ".join(kind.split()))

    def queries(self) -> list[str]:
        """The questions to ask, in CQL: one for each paper, or one for the dossier."""
        if self.papers:
            return [f'{_OFFICIAL} and dt.identifier=="{paper}"' for paper in self.papers]
        clauses = [_OFFICIAL, 'w.publicatienaam=="Kamerstuk"', f'w.dossiernummer=="{self.dossier}"']
        if self.kind:
            clauses.append(f'w.subrubriek=="{self.kind[0].upper()}{self.kind[1:]}"')
        if self.since:
            clauses.append(f'dt.date>="{self.since}"')
        if self.until:
            clauses.append(f'dt.date<="{self.until}"')
        return [" and ".join(clauses)]


def is_paper(identifier: str) -> bool:
    """Whether this is an id as official publications have them; such an id is also safe as a file's name."""
    return _PAPER.fullmatch(identifier) is not None
