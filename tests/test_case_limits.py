"""A statutory time limit is told from the refusal to the end of the case, and no letter leads past it."""

from datetime import date, timedelta

import pytest

from article21.cases.advice import advise
from article21.cases.case import HOWS
from article21.cases.days import due_of
from article21.cases.letters import request_letter
from article21.cases.standing import Step, standing_of
from article21.person import Given
from article21.rendering.text import to_text
from article21.writing.kit import to_form
from article21.writing.letters import write_letter
from case_desks import Desk
from kept_cases import answered, case_of, written

LIMIT = date(2026, 11, 29)
WEEK = timedelta(weeks=1)
REFUSED = answered(date(2026, 10, 30))


@pytest.mark.parametrize("how", [how for how in HOWS if how != "accepted"])
def test_the_limit_counts_from_the_answer_whatever_it_was(how):
    assert standing_of(case_of("CA-QC", written(), answered(date(2026, 10, 30), how))).limit.day == LIMIT


def test_in_quebec_thirty_days_of_silence_are_a_refusal():
    standing = standing_of(case_of("CA-QC", written()))
    assert (standing.until, standing.limit.day) == (date(2026, 11, 12), date(2026, 12, 12))
    assert standing.limit.disagreement


@pytest.mark.parametrize("sent", [None, date(2026, 11, 3)])
@pytest.mark.parametrize("kind", ["reply", "reminder"])
def test_the_limit_stays_when_the_next_letter_is_written_and_when_it_is_sent(sent, kind):
    later = written(kind, sent, on=date(2026, 11, 3))
    assert standing_of(case_of("CA-QC", written(), REFUSED, later)).limit.day == LIMIT


def test_a_plainte_does_not_end_the_limit_for_the_examination_of_a_disagreement():
    lodged = written("complaint", date(2026, 11, 16), authority="ca-qc-cai")
    standing = standing_of(case_of("CA-QC", written(), REFUSED, lodged))
    assert (standing.step, standing.limit.day) == (Step.WAIT_AUTHORITY, LIMIT)


@pytest.mark.parametrize("kind", ["reply", "reminder"])
@pytest.mark.parametrize("day", [date(2026, 11, 2), date(2026, 11, 12), date(2026, 11, 26)])
def test_a_letter_asks_for_an_answer_before_the_limit(kind, day):
    replied = (written("reply", date(2026, 11, 1)),) if kind == "reminder" else ()
    case = case_of("CA-QC", written(), REFUSED, *replied)
    asked = request_letter(case, Given({}), day, kind).due
    assert asked == min(day + 2 * WEEK, max(LIMIT - WEEK, day + WEEK)), "nobody can answer by tomorrow"
    sent = written(kind, day)
    assert due_of(case_of("CA-QC", *case.events, sent), sent)[0] == asked


def test_shortly_before_the_limit_one_complains_instead_of_replying():
    case = case_of("CA-QC", written(), REFUSED)
    standing = standing_of(case)
    assert standing.on(date(2026, 11, 15)) is Step.REPLY
    assert standing.on(date(2026, 11, 16)) is Step.COMPLAIN
    assert request_letter(case, Given({}), date(2026, 11, 16), "complaint").authority


def test_in_british_columbia_no_time_limit_is_told_of_a_complaint():
    assert not standing_of(case_of("CA-BC", written(), REFUSED)).limits


def test_without_a_limit_a_fortnight_stays_a_fortnight():
    case = case_of("SE", written(), REFUSED)
    assert request_letter(case, Given({}), date(2026, 11, 26), "reply").due == date(2026, 12, 10)
    assert standing_of(case).on(date(2027, 11, 26)) is Step.REPLY


def test_list_show_next_calendar_and_instructions_name_the_limit(tmp_path):
    told = "30 days, by 29 November 2026 (section 43 of Act P-39.1 (Quebec))"
    desk = Desk(tmp_path, "--country", "CA-QC", "--language", "en")
    desk.sent()
    desk.on("2026-10-30", "answered", "--on", "2026-10-30", "--how", "refused")
    _, kit, said = desk.next_letter("2026-11-02", "reply")
    assert told in said
    assert "by November 16, 2026" in kit
    assert "by November 29, 2026" in kit
    today = date(2026, 11, 2)
    assert "29 Nov 2026" in desk.case("list", today=today).text
    assert "29 Nov 2026: This time limit has ended." in desk.case("list", today=date(2026, 11, 30)).text
    assert '"limit": "2026-11-29"' in desk.case("list", "--json", today=today).text
    assert told in desk.on("2026-11-02", "show")
    desk.on("2026-11-02", "calendar", "--output", "days.ics")
    assert "DTSTART;VALUE=DATE:20261129" in (tmp_path / "days.ics").read_text()


def test_a_limit_that_has_passed_is_told_to_have_ended():
    case = case_of("CA-QC", written(via="email"), answered(date(2026, 11, 1)))
    for day, ended in ((date(2026, 12, 1), False), (date(2026, 12, 2), True)):
        said = " ".join(advise(case, day, "en"))
        assert ("by 1 December 2026" in said, "This time limit has ended." in said) == (True, ended)
        kit = to_form(request_letter(case, Given({}), day, "complaint"))
        assert ("This time limit has ended." in kit) == ended
        for text in (said, kit):
            assert "needs a request of its own" in text
            assert "A complaint (plainte) does not replace that request" in text
    austrian = case_of("AT", written(), answered(date(2026, 11, 1)))
    kit = to_form(request_letter(austrian, Given({}), date(2027, 11, 2), "complaint"))
    assert "The time limit for a complaint ended on this day: 1 November 2027" in kit


def test_the_website_of_an_authority_is_not_called_its_form():
    greek = case_of("GR", written(), answered(date(2026, 11, 1)))
    kit = to_form(request_letter(greek, Given({}), date(2026, 11, 20), "complaint"))
    assert "its form, which you find through its website: https://www.dpa.gr/" in kit
    assert "its online form" not in kit


def test_by_post_a_time_limit_counts_from_the_first_day_on_which_it_can_have_begun():
    posted = standing_of(case_of("CA-QC", written(via="post")))
    assert posted.until == date(2026, 11, 26), "an answer is awaited longer"
    assert posted.limit.day == standing_of(case_of("CA-QC", written())).limit.day
    late = case_of("CA-QC", written(via="post"), answered(date(2026, 11, 20)))
    assert standing_of(late).limit.day == date(2026, 12, 12), "the period can have ended before that answer"


@pytest.mark.parametrize("country", ["IE", "GB"])
@pytest.mark.parametrize(("received", "names"), [(None, False), (date(2026, 10, 20), True)])
def test_no_letter_names_a_day_that_rests_on_an_assumed_receipt(country, received, names):
    case = case_of(country, written(via="post", received=received))
    kind = "complaint" if country == "IE" else "reminder"
    text = " ".join(to_text(write_letter(request_letter(case, Given({}), date(2026, 12, 1), kind))).split())
    assert ("It was due by 20 November 2026" in text) == names
    assert ("20 November" in text) == names
    if kind == "complaint":
        since = "I have known this since the end of the period for the answer"
        assert f"{since} (20 November 2026)." in text if names else f"{since}." in text
