import subprocess
import sys
import tomllib
from datetime import date, timedelta

import pytest
from holidays import country_holidays
from hypothesis import given, settings
from hypothesis import strategies as st
from tools.public_holidays import PLACES, public_holidays

from article21.facts import authority, find_jurisdiction, jurisdictions, law, periods
from article21.facts.deadlines import _public_holidays, answer_due
from article21.facts.reading import stems
from article21.resources import DATA

GDPR, UK = law("gdpr").deadline, law("uk-gdpr").deadline
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
        assert answer_due(date(2026, 9, 26), find_jurisdiction(code).law.deadline) == date(2026, 10, 27)


@pytest.mark.parametrize(
    ("key", "days"),
    [
        ("fadp", 30), ("pipeda", 30), ("quebec", 30), ("pipa-ab", 30), ("pipa-bc", 30),
        ("pdpo", 40), ("us", 45), ("lgpd", 15), ("request", 30),
    ],
)  # fmt: skip
def test_a_set_period_is_counted_in_calendar_days_and_is_not_called_statutory(key, days):
    deadline = law(key).deadline
    assert deadline.kind == "set"
    assert answer_due(date(2026, 11, 21), deadline) == date(2026, 11, 21) + timedelta(days=days)


def test_only_the_two_gdprs_set_a_statutory_period_for_the_answer():
    assert {key for key in stems("laws") if law(key).deadline.kind == "statutory"} == {"gdpr", "uk-gdpr"}
    assert (GDPR.extension_months, UK.extension_months, UK.acknowledgement_days) == (2, 2, 30)


def test_california_answers_an_opt_out_in_fifteen_business_days():
    deadline = find_jurisdiction("US-CA").state.opt_out_answer
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
    assert answer_due(received, law(key).deadline) <= answer_due(
        received + timedelta(days=1), law(key).deadline
    )


@pytest.mark.parametrize("key", ["fadp", "gdpr", "uk-gdpr"])
def test_the_package_of_holidays_is_not_loaded_for_the_coming_years(key):
    script = f"""
import sys
from datetime import date
from article21.facts.deadlines import answer_due
from article21.facts import law
answer_due(date(2026, 12, 21), law("{key}").deadline)
assert "holidays" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", script], check=True)


def test_the_listed_holidays_are_those_of_the_package():
    listed = tomllib.loads((DATA / "holidays.toml").read_text(encoding="utf-8"))
    assert set(PLACES) == places_with_holidays()
    for place in PLACES:
        for year, days in listed[place].items():
            assert days == public_holidays(place, int(year)), "./run holidays"


def places_with_holidays() -> set[str]:
    deadlines = [law(key).deadline for key in stems("laws")]
    states = [place.state for place in jurisdictions() if place.state]
    deadlines += [state.opt_out_answer for state in states if state.opt_out_answer]
    waits = [authority(key).complaint.wait for key in stems("authorities")]
    steps = [step for key in stems("periods") for step in periods(key).values()]
    return {period.holidays for period in (*deadlines, *filter(None, waits), *steps)} - {""}


@given(st.dates(date(2020, 1, 1), date(2050, 12, 31)))
def test_years_that_are_not_listed_are_counted_too(day):
    assert (day in _public_holidays("IE")) == (day in country_holidays("IE"))
