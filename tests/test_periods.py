"""Every period of the facts, counted by hand in a calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article21.facts import TimeLimit, authority, find_jurisdiction, law, periods, periods_of
from article21.facts.deadlines import (
    answer_due,
    earliest_end,
    extended,
    extended_due,
    first_day_after,
    last_day,
)
from article21.facts.periods import Period
from article21.facts.reading import stems

DAYS = st.dates(date(2026, 1, 1), date(2035, 12, 31))
GDPR, UK = law("gdpr").letter("objection").deadline, law("uk-gdpr").letter("objection").deadline


def day(text):
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2025-12-01", "2026-01-02"),  # New Year's Day
        ("2026-02-28", "2026-03-30"),  # a Saturday
        ("2026-03-05", "2026-04-07"),  # Easter Sunday and Monday
        ("2026-08-31", "2026-09-30"),  # no 31 September
        ("2026-11-25", "2026-12-28"),  # Christmas, a weekend; 28 December is no holiday
        ("2026-11-26", "2026-12-28"),  # a Saturday
        ("2026-12-01", "2027-01-04"),  # New Year's Day, a weekend
        ("2026-12-31", "2027-02-02"),  # a Sunday, Saint Brigid's Day
        ("2027-01-29", "2027-03-01"),  # 28 February is a Sunday
        ("2027-01-31", "2027-03-01"),
        ("2027-02-17", "2027-03-18"),  # Saint Patrick's Day
        ("2027-02-26", "2027-03-26"),  # Good Friday is no public holiday in Ireland
        ("2027-02-28", "2027-03-30"),  # Easter
        ("2027-04-03", "2027-05-04"),
        ("2027-05-07", "2027-06-08"),
        ("2027-07-02", "2027-08-03"),
        ("2027-09-25", "2027-10-26"),
        ("2027-10-25", "2027-11-25"),
        ("2027-11-25", "2027-12-27"),  # a Saturday and a Sunday; no substitute day in Ireland
        ("2028-01-29", "2028-02-29"),  # a leap year
        ("2028-01-30", "2028-02-29"),
        ("2028-01-31", "2028-02-29"),
        ("2028-02-29", "2028-03-29"),
        ("2028-01-07", "2028-02-08"),
        ("2028-03-14", "2028-04-14"),
        ("2028-03-17", "2028-04-18"),
        ("2030-01-01", "2030-02-04"),  # Saint Brigid's Day on a Friday
        ("2032-02-29", "2032-03-30"),
    ],
)
def test_the_month_of_the_gdpr(received, due):
    assert answer_due(day(received), GDPR) == day(due)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-11-25", "2026-12-29"),  # Christmas, a weekend, the substitute day
        ("2026-11-27", "2026-12-29"),
        ("2026-12-01", "2027-01-04"),
        ("2027-01-31", "2027-03-01"),
        ("2027-02-26", "2027-03-30"),  # Good Friday and Easter
        ("2027-04-03", "2027-05-04"),
        ("2027-04-30", "2027-06-01"),
        ("2027-07-30", "2027-08-31"),
        ("2027-11-25", "2027-12-29"),
    ],
)
def test_the_month_of_the_uk_gdpr(received, due):
    assert answer_due(day(received), UK) == day(due)


@pytest.mark.parametrize(
    ("place", "received", "due"),
    [
        ("CH", "2027-01-30", "2027-03-01"),
        ("CA", "2027-02-01", "2027-03-03"),
        ("HK", "2027-01-22", "2027-03-03"),
        ("US", "2026-12-31", "2027-02-14"),
        ("BR", "2026-11-25", "2026-12-10"),
    ],
)
def test_the_periods_that_a_letter_sets(place, received, due):
    assert answer_due(day(received), find_jurisdiction(place).law.letter("objection").deadline) == day(due)


@pytest.mark.parametrize(
    ("key", "step", "start", "end"),
    [
        ("gdpr", "progress", "2026-11-28", "2027-03-01"),
        ("uk-gdpr", "acknowledgement", "2026-11-25", "2026-12-29"),  # 25 December to the substitute day
        ("uk-gdpr", "acknowledgement", "2026-12-01", "2026-12-31"),
        ("uk-gdpr", "progress", "2026-12-01", "2027-03-01"),
        ("eu-2025-2518", "inadmissibility", "2027-04-05", "2027-04-19"),
        ("eu-2025-2518", "transmission", "2027-04-05", "2027-05-17"),
        ("eu-2025-2518", "competence", "2027-05-17", "2027-06-28"),
        ("eu-2025-2518", "object-to-early-resolution", "2027-05-17", "2027-06-14"),
        ("eu-2025-2518", "object-to-early-resolution", "2027-05-15", "2027-06-14"),  # 12 June is a Saturday
        ("eu-2025-2518", "views-on-rejection", "2027-05-17", "2027-06-07"),
        ("eu-2025-2518", "draft-decision", "2027-06-28", "2028-09-28"),
        ("pipeda", "court", "2027-03-05", "2028-03-05"),
        ("pipeda", "court", "2028-02-29", "2029-02-28"),
        ("nl", "court", "2026-11-25", "2027-01-06"),
        ("nl", "court-after-mediation", "2026-12-01", "2027-01-12"),
        ("ie", "court", "2026-11-25", "2032-11-25"),
        ("li", "appeal", "2026-11-25", "2026-12-23"),
        ("de", "damages", "2026-11-25", "2029-12-31"),  # three years from the end of the year
        ("at", "damages", "2026-11-25", "2029-11-25"),
        ("fr", "damages", "2026-11-25", "2031-11-25"),
        ("ch", "damages", "2026-11-25", "2029-11-25"),
        ("ch", "damages-at-latest", "2026-11-25", "2036-11-25"),
        ("quebec", "deletion", "2026-11-25", "2026-12-25"),
        ("us-ca", "acknowledgement", "2026-11-20", "2026-12-08"),  # Thanksgiving and the day after
        ("us-ca", "opt-out", "2026-11-20", "2026-12-15"),
        ("us-ca", "deletion", "2026-11-20", "2027-01-04"),
        ("us-co", "appeal", "2026-11-20", "2027-01-04"),
        ("us-ct", "appeal", "2026-11-20", "2027-01-19"),
        ("us-tx", "appeal", "2026-11-20", "2027-01-19"),
        ("us-va", "appeal", "2026-11-20", "2027-01-19"),
        ("us-or", "appeal", "2026-11-20", "2027-01-04"),
    ],
)
def test_what_a_law_or_a_place_sets_besides_the_answer(key, step, start, end):
    assert last_day(day(start), periods(key)[step]) == day(end)


@pytest.mark.parametrize(
    ("key", "received", "end"),
    [
        ("gdpr", "2026-11-25", "2027-02-25"),  # three months in all, counted once from receipt
        ("gdpr", "2026-11-30", "2027-03-01"),  # 28 February is a Sunday
        ("uk-gdpr", "2026-12-26", "2027-03-30"),  # Good Friday and Easter
    ],
)
def test_two_more_months_count_from_receipt(key, received, end):
    assert extended_due(day(received), law(key).letter("objection").deadline) == day(end)


def test_every_step_of_the_facts_but_those_of_the_states_is_counted_above():
    counted = {mark.args[1][index][:2] for mark in _marks() for index in range(len(mark.args[1]))}
    known = {(key, step) for key in stems("periods") for step in periods(key)}
    same_everywhere = {(key, "deletion") for key in ("us-co", "us-ct", "us-or", "us-tx", "us-va")}
    assert known - same_everywhere == counted


def _marks():
    return [
        mark
        for mark in test_what_a_law_or_a_place_sets_besides_the_answer.pytestmark
        if mark.name == "parametrize"
    ]


@pytest.mark.parametrize(
    ("key", "step", "start", "end"),
    [
        ("us-ca", "deletion", "2026-11-20", "2027-02-18"),  # 90 days
        ("us-va", "deletion", "2026-11-20", "2027-02-18"),
        ("us-co", "appeal", "2026-11-20", "2027-03-05"),  # 105 days
        ("us-va", "appeal", "2026-11-20", "2027-01-19"),  # no extension
        ("eu-2025-2518", "draft-decision", "2027-06-28", "2029-09-28"),
    ],
)
def test_an_extension_counts_once_and_from_the_same_day(key, step, start, end):
    assert last_day(day(start), extended(periods(key)[step])) == day(end)


def test_alberta_takes_no_complaint_before_thirty_business_days_though_the_letter_asks_for_thirty_days():
    place = find_jurisdiction("CA-AB")
    sent = day("2026-11-25")
    assert answer_due(sent, place.law.letter("objection").deadline) == day("2026-12-25")
    # 25 November is a Wednesday; Christmas and New Year's Day fall on Fridays: six weeks and two days.
    assert last_day(sent, place.authority.complaint.wait) == day("2027-01-08")
    assert first_day_after(sent, place.authority.complaint.wait) == day("2027-01-09")


@settings(deadline=None)  # the first day loads the holidays
@given(DAYS)
def test_thirty_business_days_in_alberta_are_more_than_forty_days(sent):
    wait = find_jurisdiction("CA-AB").authority.complaint.wait
    assert last_day(sent, wait) - sent >= timedelta(days=40)


@pytest.mark.parametrize(
    ("key", "days", "end"),
    [
        # one year from knowledge, three from the event, whichever ends first
        ("at-dsb", {"knowledge": "2026-11-25", "event": "2025-11-03"}, "2027-11-25"),
        ("at-dsb", {"knowledge": "2026-11-25", "event": "2024-01-10"}, "2027-01-10"),
        ("bg-cpdp", {"knowledge": "2026-11-25", "event": "2025-11-03"}, "2027-05-25"),
        ("bg-cpdp", {"knowledge": "2026-11-25", "event": "2025-01-03"}, "2027-01-03"),
        ("sk-uoou", {"event": "2025-11-03"}, "2028-11-03"),
        ("gb-ico", {"last-contact": "2026-11-30"}, "2027-02-28"),
        ("hk-pcpd", {"knowledge": "2026-11-25"}, "2028-11-25"),
    ],
)
def test_the_time_limit_for_a_complaint_is_the_one_that_ends_first(key, days, end):
    days = {event: day(text) for event, text in days.items()}
    assert earliest_end(authority(key).complaint.limits, days)[0] == day(end)


@pytest.mark.parametrize(
    ("key", "about", "end"),
    [("ca-qc-cai", "disagreement", "2026-12-25"), ("nl-ap", "mediation", "2027-01-06")],
)
def test_the_time_limit_of_another_proceeding_is_not_that_of_a_complaint(key, about, end):
    limits = authority(key).complaint.limits
    days = {"answer": day("2026-11-25"), "knowledge": day("2026-11-25")}
    assert earliest_end(limits, days, about)[0] == day(end)
    assert earliest_end(limits, days) is None


def test_without_a_time_limit_or_without_its_first_day_there_is_no_end():
    assert earliest_end(authority("fr-cnil").complaint.limits, {"knowledge": day("2026-11-25")}) is None
    assert earliest_end(authority("sk-uoou").complaint.limits, {"knowledge": day("2026-11-25")}) is None


def test_in_british_columbia_the_thirty_days_for_a_review_limit_no_complaint():
    assert not authority("ca-bc-oipc").complaint.limits


@pytest.mark.parametrize("key", ["de-by-baylda", "si-ip", "lt-vdai", "fr-cnil", "ie-dpc"])
def test_a_time_limit_that_nobody_verified_is_not_a_fact(key):
    assert not authority(key).complaint.limits


def test_the_new_regulation_applies_from_a_day_and_its_later_chapters_to_later_complaints():
    steps = periods("eu-2025-2518")
    late = {step for step, period in steps.items() if period.lodged_after == day("2027-04-02")}
    assert late == {"views-on-rejection", "draft-decision"}
    assert {step for step, period in steps.items() if period.lodged_after} == late


def test_a_place_has_the_periods_of_its_law_its_country_and_its_own():
    assert set(periods_of(find_jurisdiction("NL"))) == {
        "progress",
        "court",
        "court-after-mediation",
    }
    assert set(periods_of(find_jurisdiction("DE-BY"))) == {"progress", "damages"}
    assert set(periods_of(find_jurisdiction("RE"))) == {"progress", "damages"}
    assert set(periods_of(find_jurisdiction("US-CO"))) == {"deletion", "appeal"}
    assert not periods_of(find_jurisdiction("JP"))


def test_a_period_has_one_unit():
    with pytest.raises(ValueError, match="one unit"):
        Period(since="receipt", basis="", certainty="read")
    with pytest.raises(ValueError, match="one unit"):
        Period(since="receipt", basis="", certainty="read", months=1, days=1)
    with pytest.raises(ValueError, match="business days"):
        Period(since="receipt", basis="", certainty="read", business_days=10)


@settings(deadline=None)  # the first day loads the holidays
@given(DAYS, st.sampled_from(sorted(stems("periods"))))
def test_a_later_start_never_ends_sooner(start, key):
    for period in periods(key).values():
        assert start < last_day(start, period) <= last_day(start + timedelta(days=1), period)


def test_time_limits_are_never_moved_to_a_later_working_day():
    limits = [limit for key in stems("authorities") for limit in authority(key).complaint.limits]
    assert len(limits) > 8
    assert all(isinstance(limit, TimeLimit) and limit.counting == "calendar-days" for limit in limits)
