import subprocess
import sys
import tomllib
from datetime import date, timedelta

import pytest
from holidays import country_holidays
from hypothesis import given, settings
from hypothesis import strategies as st
from tools.public_holidays import places, public_holidays

from article21.facts import Deadline, find_jurisdiction, law
from article21.facts.deadlines import _public_holidays, answer_due
from article21.facts.reading import stems
from article21.model import OBJECTION
from article21.resources import DATA


def deadline_of(key, kind=OBJECTION):
    return law(key).letter(kind).deadline


GDPR, UK = deadline_of("gdpr"), deadline_of("uk-gdpr")
DAYS = st.dates(date(2026, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2026, 3, 5), date(2026, 4, 7)),  # 5 April is a Sunday, the 6th is Easter Monday in Ireland
        (date(2026, 8, 31), date(2026, 9, 30)),  # no 31 September
        (date(2027, 1, 31), date(2027, 3, 1)),  # 28 February is a Sunday
        (date(2026, 11, 25), date(2026, 12, 28)),  # Christmas, Saint Stephen's Day, a Sunday
        (date(2026, 12, 21), date(2027, 1, 21)),  # over the end of the year
        (date(2028, 1, 31), date(2028, 2, 29)),  # a leap year
    ],
)
def test_the_month_of_the_gdpr_ends_on_a_working_day_in_ireland(received, due):
    assert answer_due(received, GDPR) == due


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2026, 9, 3), date(2026, 10, 5)),  # 3 October is a Saturday
        (date(2026, 3, 31), date(2026, 4, 30)),  # no 31 April
        (date(2026, 7, 31), date(2026, 9, 1)),  # 31 August is the summer bank holiday in England
    ],
)
def test_the_british_month_ends_on_the_corresponding_date(received, due):
    assert answer_due(received, UK) == due


def test_the_month_counts_irish_holidays_whatever_country_the_person_lives_in():
    # 1 November (All Saints) is a holiday in France and Bavaria, the last Monday of October in Ireland.
    for code in ("FR", "DE-BY", "SE", "NO", "GP"):
        deadline = find_jurisdiction(code).law.letter(OBJECTION).deadline
        assert answer_due(date(2026, 9, 26), deadline) == date(2026, 10, 27)


@pytest.mark.parametrize(
    ("key", "days"),
    [
        ("fadp", 30), ("pipeda", 30), ("quebec", 30), ("pipa-ab", 30), ("pipa-bc", 30),
        ("pdpo", 40), ("us", 45), ("lgpd", 15), ("request", 30),
    ],
)  # fmt: skip
def test_a_set_period_is_counted_in_calendar_days_and_is_not_called_statutory(key, days):
    deadline = deadline_of(key)
    assert deadline.kind == "set"
    assert answer_due(date(2026, 11, 21), deadline) == date(2026, 11, 21) + timedelta(days=days)


def test_only_the_two_gdprs_set_a_statutory_period_for_the_answer():
    assert {key for key in stems("laws") if deadline_of(key).kind == "statutory"} == {"gdpr", "uk-gdpr"}
    assert (GDPR.months, UK.months) == (1, 1)  # the letters and the kit write it out: one month
    assert (GDPR.extension_months, UK.extension_months) == (2, 2)  # the kit: two months


def test_business_days_are_counted_without_holidays():
    deadline = Deadline(
        kind="statutory", business_days=15, counting="business-days", holidays="US-CA", basis="11 CCR 7026"
    )
    assert answer_due(date(2026, 11, 20), deadline) == date(2026, 12, 15)  # Thanksgiving and the day after


@settings(deadline=None)  # the first day loads the holidays
@given(DAYS)
def test_an_answer_is_due_on_a_working_day_a_month_to_a_month_and_a_few_days_later(received):
    due = answer_due(received, GDPR)
    assert due.weekday() < 5
    assert timedelta(days=28) <= due - received <= timedelta(days=31 + 5)


@settings(deadline=None)  # the first day loads the holidays
@given(DAYS, st.sampled_from(sorted(stems("laws"))))
def test_a_later_letter_is_never_answered_sooner(received, key):
    assert answer_due(received, deadline_of(key)) <= answer_due(
        received + timedelta(days=1), deadline_of(key)
    )


@pytest.mark.parametrize("key", ["fadp", "gdpr", "uk-gdpr"])
def test_the_package_of_holidays_is_not_loaded_for_the_coming_years(key):
    script = f"""
import sys
from datetime import date
from article21.facts.deadlines import answer_due
from article21.facts import law
answer_due(date(2026, 12, 21), law("{key}").letter("objection").deadline)
assert "holidays" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", script], check=True)


def test_the_listed_holidays_are_those_of_the_package():
    listed = tomllib.loads((DATA / "holidays.toml").read_text(encoding="utf-8"))
    assert {"IE", "GB-ENG"} <= set(places())
    for place in places():
        for year, days in listed[place].items():
            assert days == public_holidays(place, int(year)), "./run holidays"


@given(st.dates(date(2020, 1, 1), date(2050, 12, 31)))
def test_years_that_are_not_listed_are_counted_too(day):
    assert (day in _public_holidays("IE")) == (day in country_holidays("IE"))
