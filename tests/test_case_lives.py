"""Cases as they come: generated people in every place, whose letters are answered in any way and order."""

import re
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from article21.cases.advice import advise
from article21.cases.calendar import write_calendar
from article21.cases.case import HOWS, VIAS, Case
from article21.cases.letters import keep_letter, next_kind, request_letter
from article21.cases.recording import record_answer, record_sent
from article21.cases.rows import event_from, event_text, from_row, listed_from, to_row
from article21.cases.standing import WAITING, Step, standing_of
from article21.cases.timeline import write_timeline
from article21.facts import jurisdictions
from article21.person import Given
from article21.rendering.text import to_text
from article21.writing.kit import to_form
from article21.writing.letters import write_letter
from kept_cases import answered, case_of, written

PLACES = [place.code for place in jurisdictions() if place.code != "other"]
UNFINISHED = re.compile(r"\{|\}|\bNone\b|%\(|\n\n\n|\bnan\b")
STEPS = st.lists(
    st.tuples(st.integers(0, 120), st.sampled_from([*HOWS, "silence"]), st.sampled_from(VIAS)),
    min_size=1,
    max_size=7,
)


def look_at(case: Case, today: date) -> None:
    """Have everything said and listed that a person can see of a case."""
    standing = standing_of(case)
    for language in ("en", case.language):
        for text in (
            *advise(case, today, language),
            *(entry.text for entry in write_timeline(case, language)),
        ):
            assert text.strip()
            assert not UNFINISHED.search(text)
    days = [entry.day for entry in write_timeline(case, "en")]
    assert days == sorted(days)
    write_calendar([case], today, case.language, discreet=False)
    row = to_row(case)
    listed = listed_from(tuple(row[name] for name in LISTED), today)
    assert listed.step == standing.on(today)
    assert (row["acts_from"] is None) == (standing.acts_from is None)
    events = tuple(event_from(event_text(event)) for event in case.events)
    assert from_row(tuple(row[name] for name in CASE), events) == case


LISTED = ("reference", "name", "step", "until", "later_step", "basis", "limit_day", "limit_basis")
CASE = ("reference", "details", "country", "law", "language", "company", "withdrawn")


def write_next(case: Case, today: date) -> Case:
    """Write the letter that comes next and look at its words."""
    kind = next_kind(case, today)
    assert kind
    request = request_letter(case, Given({}), today, kind)
    letter = to_text(write_letter(request))
    assert case.reference in letter
    for text in (letter, to_form(request)):
        assert not UNFINISHED.search(text)
    written_now = keep_letter(case, request)
    assert standing_of(written_now).step is Step.SEND
    return written_now


@settings(max_examples=60)
@given(st.sampled_from(PLACES), STEPS, st.sampled_from(VIAS), st.sampled_from(["en", "de", "fr", "sv", "el"]))
def test_a_case_goes_on_to_its_end_whatever_is_answered(place, steps, via, language):
    case = case_of(place, written(via=via), language=language)
    today = date(2026, 10, 13)
    for days, how, way in steps:
        today += timedelta(days)
        look_at(case, today)
        if how != "silence" and (today, how) not in [(each.date, each.how) for each in case.answers]:
            case = record_answer(case, answered(today, how), today)
        step = standing_of(case).on(today)
        if step in WAITING or step is Step.ASK_AUTHORITY:
            continue
        if step is Step.COMPLAIN and place == "DE":
            return
        case = write_next(case, today)
        look_at(case, today)
        to_authority = case.unsent.authority and way == "officer-form"
        case = record_sent(case, today, "form" if to_authority else way, today)
        look_at(case, today)
