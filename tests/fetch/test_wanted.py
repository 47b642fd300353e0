"""Which papers are asked for, and how the search service is asked."""

from __future__ import annotations

from datetime import date

import pytest

from nato_kg.errors import UsageError
from nato_kg.fetch.wanted import Wanted, is_paper

FIRST, LAST = date(2031, 1, 1), date(2031, 12, 31)


@pytest.mark.parametrize(
    "identifier",
    ["kst-99310-418", "kst-91501-28-283", "kst-96800-X-11", "kst-99521-BA", "ah-tk-20302031-3235", "blg-9007826"],
)
def test_ids_of_papers(identifier: str) -> None:
    assert is_paper(identifier)


@pytest.mark.parametrize(
    "identifier", ["", "99310-418", "kst-", "kst-../../x", "kst-1/2", 'kst-1" or 1==1', "KST-1-2", "kst-1-2\n", "stb-2"]
)
def test_what_is_no_id_of_a_paper(identifier: str) -> None:
    assert not is_paper(identifier)


def test_a_paper_is_asked_for_once() -> None:
    wanted = Wanted.of(["kst-99310-1", " kst-99310-1 ", "kst-99310-2"])
    assert wanted.queries() == [
        'c.product-area=="officielepublicaties" and dt.identifier=="kst-99310-1"',
        'c.product-area=="officielepublicaties" and dt.identifier=="kst-99310-2"',
    ]


def test_a_dossier_is_asked_for_by_day_and_kind() -> None:
    assert Wanted.of(dossier="99 310").queries() == [
        'c.product-area=="officielepublicaties" and w.publicatienaam=="Kamerstuk" and w.dossiernummer=="99310"'
    ]
    (query,) = Wanted.of(dossier="99310-x", days=(FIRST, LAST), kind=" brief ").queries()
    assert query.endswith(
        'w.dossiernummer=="99310-X" and w.subrubriek=="Brief" and dt.date>="2031-01-01" and dt.date<="2031-12-31"'
    )


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({}, "name letters or one dossier; nato-kg fetch kst-28676-418, or --dossier 28676"),
        ({"papers": ["kst-99310-1"], "dossier": "99310"}, "name letters or one dossier"),
        ({"papers": ["99310-1"]}, "'99310-1' is no id of a paper; write it as kst-28676-418"),
        ({"papers": ["kst-99310-1"], "kind": "brief"}, "days and kinds go with a dossier"),
        ({"papers": ["kst-99310-1"], "days": (FIRST, None)}, "days and kinds go with a dossier"),
        ({"dossier": "navo"}, "'NAVO' is no dossier; write 28676, 21501-28 or 36800-X"),
        ({"dossier": '99310" or dt.date>"2'}, "is no dossier"),
        ({"dossier": "99310", "days": (LAST, FIRST)}, "2031-12-31 is after 2031-01-01"),
        ({"dossier": "99310", "kind": 'brief" or "'}, "is no kind of paper"),
    ],
)
def test_a_wrong_wish_is_refused_before_anything_is_asked(wanted: dict[str, object], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        Wanted.of(**wanted)  # type: ignore[arg-type]
    assert message in str(caught.value)
