"""Periods: the days that they can mean, their EDTF form, and what is none."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nato_kg.errors import UsageError
from nato_kg.namespaces import ID
from nato_kg.periods import PERIOD_PREFIX, Period, parse_period, period_of

ONE_DAY = timedelta(days=1)

days = st.dates(min_value=date(1000, 1, 2), max_value=date(9999, 12, 30))
points = st.one_of(days.map(date.isoformat), days.map("{:%Y-%m}".format), days.map("{:%Y}".format))


@st.composite
def ranges(draw: st.DrawFn) -> str:
    one, other = sorted([draw(points), draw(points)], key=lambda point: parse_period(point).earliest or date.min)
    first = draw(st.sampled_from([one, "open"]))
    return f"{first}--{other if first == 'open' else draw(st.sampled_from([other, 'open']))}"


@pytest.mark.parametrize(
    ("slug", "earliest", "latest", "precision"),
    [
        ("2022-10-12", date(2022, 10, 12), date(2022, 10, 12), "day"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("2023-12", date(2023, 12, 1), date(2023, 12, 31), "month"),
        ("2023", date(2023, 1, 1), date(2023, 12, 31), "year"),
        ("0001", date(1, 1, 1), date(1, 12, 31), "year"),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31), "month"),
        ("2023-01-01--2023-04-30", date(2023, 1, 1), date(2023, 4, 30), "range"),
        ("2022--2023-02", date(2022, 1, 1), date(2023, 2, 28), "range"),
        ("2022-10--2022-10-05", date(2022, 10, 1), date(2022, 10, 5), "range"),
        ("2022-10-12--open", date(2022, 10, 12), None, "range"),
        ("open--2022", None, date(2022, 12, 31), "range"),
    ],
)
def test_bounds(slug: str, earliest: date | None, latest: date | None, precision: str) -> None:
    assert parse_period(slug) == Period(slug, earliest, latest, precision)


@given(days)
def test_a_day_means_itself(day: date) -> None:
    period = parse_period(day.isoformat())
    assert (period.earliest, period.latest, period.precision) == (day, day, "day")


@given(days.filter(lambda day: day.year < date.max.year))  # no day follows the last that Python knows
def test_a_month_means_all_its_days_and_no_other(day: date) -> None:
    period = parse_period(f"{day:%Y-%m}")
    assert period.earliest
    assert period.latest
    assert period.earliest <= day <= period.latest
    assert f"{period.earliest:%Y-%m}" == f"{period.latest:%Y-%m}" == f"{day:%Y-%m}"
    assert (period.earliest - ONE_DAY).month != day.month != (period.latest + ONE_DAY).month


@given(points)
def test_a_wider_point_holds_a_narrower_one(point: str) -> None:
    period, year = parse_period(point), parse_period(point[:4])
    assert year.earliest
    assert year.latest
    assert period.earliest
    assert period.latest
    assert year.earliest <= period.earliest <= period.latest <= year.latest


@given(st.one_of(points, ranges()))
def test_edtf_and_address_lead_back(slug: str) -> None:
    period = parse_period(slug)
    assert period.slug == slug
    assert period.edtf.replace("/", "--").replace("..", "open") == slug
    assert period.iri == PERIOD_PREFIX + slug == f"{ID}date/{slug}"
    assert period_of(period.iri) == period


@given(ranges())
def test_a_range_reaches_from_its_first_to_its_last_point(slug: str) -> None:
    first, _, last = slug.partition("--")
    period = parse_period(slug)
    assert period.earliest == (None if first == "open" else parse_period(first).earliest)
    assert period.latest == (None if last == "open" else parse_period(last).latest)
    assert period.precision == "range"


@given(days, days)
def test_ends_the_wrong_way_round_are_refused(one: date, other: date) -> None:
    first, last = sorted([one, other])
    if first != last:
        with pytest.raises(UsageError):
            parse_period(f"{last}--{first}")


@pytest.mark.parametrize(
    "slug",
    [
        *("", "soon", "open", "--", "open--open", "2022--", "--2022", "2022--open--2023", "2022--2021"),
        *("2022-13", "2022-00", "2022-10-00", "2022-02-30", "2023-02-29", "0000", "22", "20221012", "2022-1-2"),
        *(
            "2022/2023",
            "2022-10-12T00:00:00",
            " 2022",
            "2022\n",
            "-2022",
            "2022-10--..",
            "٢٠٢٢",
            "2022-10-12Z",
            "2022~",
        ),
    ],
)
def test_what_is_no_period_is_refused_with_the_right_forms(slug: str) -> None:
    with pytest.raises(UsageError, match=r"is not a period; write 2023, 2023-10, 2023-10-05, .* or 2022-10-12--open$"):
        parse_period(slug)


@given(st.text(alphabet="0123456789-open", max_size=24))
def test_no_input_breaks_it(slug: str) -> None:
    try:
        period = parse_period(slug)
    except UsageError:
        return
    assert re.fullmatch(r"(\d{4}(-\d\d){0,2}|open)(--(\d{4}(-\d\d){0,2}|open))?", slug)
    assert period.earliest or period.latest


def test_the_address_of_another_thing_is_no_period() -> None:
    assert period_of(f"{ID}state/finland") is None
    with pytest.raises(UsageError):
        period_of(f"{ID}date/finland")
