"""What is to do in a case, by when, and by which provision: under every law, for every answer."""

from dataclasses import replace
from datetime import date

import pytest

from article21.cases.advice import advise, tell_of_sending
from article21.cases.case import HOWS
from article21.cases.letters import keep_letter, next_kind, request_letter
from article21.cases.recording import record_answer, record_sent
from article21.cases.rows import LISTED, listed_from, to_row
from article21.cases.standing import Step, standing_of
from article21.cases.timeline import write_timeline
from article21.facts import jurisdictions
from article21.person import Given
from article21.rendering.text import to_text
from article21.writing.letters import write_letter
from kept_cases import answered, case_of, written

REMINDED = written("reminder", date(2026, 11, 20), "officer-form")
REPLIED = written("reply", date(2026, 11, 20), "officer-form")
REFUSED = answered(date(2026, 11, 10))
COLUMNS = LISTED.split(", ")

FIRST_LETTERS = [
    # A month by Regulation 1182/71; the end moves to the next working day in Ireland.
    ("SE", date(2026, 10, 13), date(2026, 11, 13), Step.REMIND, "gdpr"),
    ("SE", date(2026, 10, 15), date(2026, 11, 16), Step.REMIND, "gdpr"),
    ("SE", date(2027, 1, 31), date(2027, 3, 1), Step.REMIND, "gdpr"),
    ("SE", date(2026, 11, 27), date(2026, 12, 28), Step.REMIND, "gdpr"),
    ("NO", date(2026, 10, 13), date(2026, 11, 13), Step.REMIND, "gdpr"),
    # The corresponding date, or the next working day in England.
    ("GB", date(2026, 10, 13), date(2026, 11, 13), Step.COMPLAIN_COMPANY, "uk_gdpr"),
    ("GB", date(2026, 11, 25), date(2026, 12, 29), Step.COMPLAIN_COMPANY, "uk_gdpr"),
    # What the letter asks for, and no statute.
    ("CH", date(2026, 10, 13), date(2026, 11, 12), Step.REMIND, "set"),
    ("CA", date(2026, 10, 13), date(2026, 11, 12), Step.REMIND, "set"),
    ("CA-AB", date(2026, 10, 13), date(2026, 11, 12), Step.REMIND, "set"),
    ("CA-BC", date(2026, 10, 13), date(2026, 11, 12), Step.REMIND, "set"),
    ("CA-QC", date(2026, 10, 13), date(2026, 11, 12), Step.REMIND, "set"),
    ("HK", date(2026, 10, 13), date(2026, 11, 22), Step.REMIND, "set"),
    ("BR", date(2026, 10, 13), date(2026, 10, 28), Step.REMIND, "set"),
    ("US-CA", date(2026, 10, 13), date(2026, 11, 27), Step.REMIND, "set"),
    ("IN", date(2026, 10, 13), date(2026, 11, 12), Step.REMIND, "set"),
]


@pytest.mark.parametrize(("country", "sent", "due", "then", "basis"), FIRST_LETTERS)
def test_the_first_letter_is_waited_for_until_the_day_of_the_law(country, sent, due, then, basis):
    standing = standing_of(case_of(country, written(sent=sent)))
    assert (standing.until, standing.then, standing.basis.key) == (due, then, basis)
    assert standing.on(due) is Step.WAIT
    assert standing.on(date.fromordinal(due.toordinal() + 1)) is then


@pytest.mark.parametrize(
    ("country", "sent", "received", "due"),
    [
        ("SE", date(2026, 10, 13), None, date(2026, 11, 20)),  # five working days to Dublin
        ("SE", date(2026, 10, 23), None, date(2026, 12, 2)),  # the October holiday in Ireland is none of them
        ("SE", date(2026, 10, 13), date(2026, 10, 15), date(2026, 11, 16)),
        ("US-CA", date(2026, 10, 13), None, date(2026, 12, 11)),
    ],
)
def test_a_letter_by_post_is_counted_from_its_receipt_the_proven_day_first(country, sent, received, due):
    case = case_of(country, written(sent=sent, via="post", received=received))
    assert standing_of(case).until == due
    told = " ".join(advise(case, sent, "en"))
    assert ("as if LinkedIn had received it" in told) == (received is None)


@pytest.mark.parametrize("place", [place.code for place in jurisdictions() if place.code != "other"])
def test_every_place_has_a_way_to_its_end(place):
    case, day = case_of(place), date(2026, 10, 13)
    for _ in range(9):
        standing = standing_of(case)
        assert all(advise(case, each, "en") for each in (day, standing.until or day, date(2028, 1, 1)))
        step = standing.then or standing.step
        day = date.fromordinal((standing.until or day).toordinal() + 1)
        match step:
            case Step.REMIND | Step.COMPLAIN_COMPANY:
                case = replace(case, events=(*case.events, written("reminder", day)))
            case Step.COMPLAIN if standing.forum:
                key = standing.forum.authority.key
                case = replace(case, events=(*case.events, written("complaint", day, authority=key)))
            case _:
                break
    assert step in {Step.ASK_AUTHORITY, Step.WAIT_AUTHORITY} or place == "DE", step


@pytest.mark.parametrize("how", HOWS)
@pytest.mark.parametrize("country", ["SE", "GB", "CH", "CA", "CA-QC", "HK", "BR", "US-CA", "IN"])
def test_each_answer_is_followed_by_its_letter_and_the_same_answer_once_more_by_a_complaint(country, how):
    once = case_of(country, written(), answered(date(2026, 11, 10), how))
    reply = Step.REPLY_COMPLAINING if country == "GB" else Step.REPLY
    assert standing_of(once).step is (Step.SETTLE if how == "accepted" else reply)
    if how == "accepted" or country == "IN":
        return
    again = case_of(country, written(), once.answers[0], REPLIED, answered(date(2026, 12, 1), how))
    assert standing_of(again).step is Step.COMPLAIN


def test_a_question_and_then_a_refusal_each_get_their_reply():
    asked, refused = answered(date(2026, 11, 10), "identity"), answered(date(2026, 12, 1))
    assert standing_of(case_of("SE", written(), asked, REPLIED, refused)).step is Step.REPLY


def test_a_british_refusal_after_the_complaint_to_the_company_goes_to_the_commission():
    standing = standing_of(case_of("GB", written(), REMINDED, answered(date(2026, 12, 1))))
    assert standing.step is Step.COMPLAIN
    assert standing.forum.authority.key == "gb-ico"


@pytest.mark.parametrize("day", [date(2026, 11, 20), date(2027, 2, 8), date(2027, 3, 1)])
def test_a_british_reply_is_the_complaint_that_the_commission_wants_first_and_no_limit_skips_it(day):
    case = case_of("GB", written(), REFUSED)
    first = "a complaint to LinkedIn itself: the Information Commission wants you to make it first."
    assert first in " ".join(advise(case, day, "en"))
    assert standing_of(case).on(day) is listed_from(tuple(to_row(case)[name] for name in COLUMNS), day).step
    assert next_kind(case, day) == "reply"
    complained = case_of("GB", *case.events, written("reply", day))
    assert first not in " ".join(advise(complained, day, "en"))
    asked_again = case_of("GB", *complained.events, answered(date(2027, 3, 2), "identity"))
    assert standing_of(asked_again).step is Step.REPLY
    assert first not in " ".join(advise(case_of("IE", *case.events), day, "en"))


def test_the_commission_waits_thirty_days_for_a_response_to_the_complaint_to_the_company():
    silent = standing_of(case_of("GB", written(), REMINDED))
    assert (silent.until, silent.then) == (date(2026, 12, 21), Step.COMPLAIN)


@pytest.mark.parametrize(
    ("sent", "opens"), [(date(2026, 10, 13), date(2026, 11, 26)), (date(2026, 12, 1), date(2027, 1, 15))]
)
def test_alberta_takes_no_complaint_before_thirty_business_days_whatever_was_answered(sent, opens):
    reply, again = (date.fromordinal(sent.toordinal() + days) for days in (8, 12))
    case = case_of("CA-AB", written(sent=sent), answered(reply), written("reply", reply), answered(again))
    standing = standing_of(case)
    assert standing.step is Step.WAIT_COMPLAINT
    assert standing.acts_from == opens
    assert standing.on(opens) is Step.COMPLAIN


def test_silence_on_a_reminder_leads_to_the_complaint_after_its_fortnight():
    standing = standing_of(case_of("SE", written(), REMINDED))
    assert (standing.until, standing.then, standing.basis.key) == (date(2026, 12, 4), Step.COMPLAIN, "set")


def test_in_switzerland_the_notice_is_followed_by_the_complaint_to_ireland():
    notice = written("complaint", date(2026, 12, 7), authority="ch-fdpic")
    first = standing_of(case_of("CH", written(), REMINDED))
    assert first.forum.authority.key == "ch-fdpic"
    second = standing_of(case_of("CH", written(), REMINDED, notice))
    assert (second.step, second.forum.authority.key, second.forum.law.key) == (
        Step.COMPLAIN,
        "ie-dpc",
        "gdpr",
    )
    irish = written("complaint", date(2026, 12, 8), authority="ie-dpc")
    both = standing_of(case_of("CH", written(), REMINDED, notice, irish))
    assert (both.step, both.until, both.then) == (Step.WAIT_AUTHORITY, date(2027, 3, 8), Step.ASK_AUTHORITY)


def test_where_no_authority_is_known_one_writes_again():
    assert standing_of(case_of("IN", written(), REMINDED)).then is Step.REMIND


def test_where_the_authority_depends_on_the_land_the_land_is_asked_for():
    case = case_of("DE", written(), REMINDED)
    assert standing_of(case).then is Step.COMPLAIN
    assert "depends on the part of the country" in " ".join(advise(case, date(2027, 1, 1), "en"))


EARLY, ASKED = answered(date(2026, 10, 20)), answered(date(2026, 10, 20), "identity")
LIMITS = [
    # From the earliest knowledge: the answer, or the day on which it was due.
    ("AT", (written(), REFUSED), date(2027, 11, 10), "at_dsb"),
    ("AT", (written(), REMINDED, answered(date(2026, 12, 1))), date(2027, 11, 13), "at_dsb"),
    ("AT", (written(), EARLY, REPLIED, answered(date(2026, 12, 1))), date(2027, 10, 20), "at_dsb"),
    ("BG", (written(), REFUSED), date(2027, 5, 10), "bg_cpdp"),
    ("SK", (written(), REFUSED), date(2029, 10, 13), "sk_uoou"),
    ("HK", (written(), REFUSED), date(2028, 11, 10), "hk_pcpd"),
    # Three months from the last contact.
    ("GB", (written(), REFUSED), date(2027, 2, 10), "gb_ico"),
    ("GB", (written(), REMINDED), date(2027, 2, 20), "gb_ico"),
    # To court: six weeks from the answer, a question is none.
    ("NL", (written(), REFUSED), date(2026, 12, 22), "nl_court"),
    ("NL", (written(), ASKED, REPLIED, answered(date(2026, 12, 1))), date(2027, 1, 12), "nl_court"),
    ("IE", (written(), REFUSED), date(2032, 10, 13), "ie_court"),
    ("SE", (written(), REFUSED), None, None),
]  # fmt: skip


@pytest.mark.parametrize(("country", "events", "day", "basis"), LIMITS)
def test_the_time_limit_that_ends_first_is_told_with_its_provision(country, events, day, basis):
    limit = standing_of(case_of(country, *events)).limit
    assert (limit and limit.day, limit and limit.basis.key) == (day, basis)


def test_a_court_is_no_way_that_ends_without_an_answer_in_the_netherlands():
    assert standing_of(case_of("NL", written(), REMINDED)).limits == ()


def test_an_extension_in_time_moves_the_day_and_silence_after_it_is_a_reminder():
    extended = answered(date(2026, 11, 10), "extended", until=date(2027, 1, 13))
    standing = standing_of(case_of("SE", written(), extended))
    assert (standing.step, standing.until, standing.then) == (Step.REPLY, date(2027, 1, 13), Step.REMIND)
    waiting = standing_of(case_of("SE", written(), extended, REPLIED))
    assert (waiting.step, waiting.until) == (Step.WAIT, date(2027, 1, 13))


@pytest.mark.parametrize("country", ["IE", "GB"])
@pytest.mark.parametrize("kind", ["reply", "complaint"])
def test_a_letter_calls_an_extension_late_that_came_after_a_day_that_is_known(country, kind):
    def said(first, *answers):
        case = case_of(country, first)
        for answer in answers:
            case = record_answer(case, answer, date(2027, 5, 1))
        return to_text(write_letter(request_letter(case, Given({}), date(2027, 5, 1), kind)))

    first, late = written(sent=date(2026, 9, 10)), answered(date(2026, 10, 20), "extended")
    told = "The answer was due by 12 October 2026. The request for more time came only after that."
    assert told in said(first, late).replace("\n", " ")
    in_time = answered(date(2026, 10, 12), "extended")
    assert "only after that" not in said(first, in_time)
    assert "only after that" not in said(first, in_time, late)
    assert "only after that" not in said(replace(first, via="post"), late)
    assert "only after that" in said(replace(first, via="post", received=date(2026, 9, 14)), late)


def test_a_letter_that_is_not_sent_waits_for_nothing():
    assert standing_of(case_of("SE", written(sent=None))).step is Step.SEND
    unsent = written("reminder", None, on=date(2026, 11, 20))
    assert standing_of(case_of("SE", written(), unsent)).step is Step.SEND


def test_an_answer_that_comes_while_the_authority_has_the_case_is_sent_on_to_it():
    lodged = written("complaint", date(2026, 12, 7), authority="se-imy")
    case = case_of("SE", written(), REMINDED, lodged, answered(date(2027, 1, 5)))
    assert standing_of(case).step is Step.WAIT_AUTHORITY
    assert "Send it this answer as well" in " ".join(advise(case, date(2027, 1, 6), "en"))


def test_the_regulation_on_procedure_is_told_from_the_day_it_applies_and_not_in_iceland():
    for country, day, told in (
        ("SE", date(2027, 4, 1), False),
        ("SE", date(2027, 4, 2), True),
        ("IS", date(2027, 4, 2), False),
    ):
        lodged = written(
            "complaint", day, authority=f"{country.lower()}-imy" if country == "SE" else "is-personuvernd"
        )
        said = " ".join(advise(case_of(country, written(), REMINDED, lodged), day, "en"))
        assert ("four weeks to object" in said) == told


def test_what_is_not_known_is_not_said():
    for place in jurisdictions():
        if place.authority is None:
            continue
        lodged = written("complaint", date(2026, 12, 7), authority=place.authority.key)
        said = " ".join(advise(case_of(place.code, written(), REMINDED, lodged), date(2026, 12, 7), "en"))
        assert "None" not in said
        assert "?" not in said


@pytest.mark.parametrize(
    ("country", "authority", "said"),
    [
        ("AT", "at-dsb", "Time that the authority may need for a decision: 6 months."),
        ("EE", "ee-aki", "Time that the authority may need for a decision: 90 days."),
        ("CA-QC", "ca-qc-cai", "Time that the authority may need to confirm receipt: 8 weeks."),
    ],
)
def test_the_time_of_an_authority_is_told_with_the_extension_that_it_may_take(country, authority, said):
    lodged = written("complaint", date(2026, 12, 7), authority=authority)
    assert said in advise(case_of(country, written(), REMINDED, lodged), date(2026, 12, 7), "en")


@pytest.mark.parametrize(
    ("country", "how", "until"),
    [
        ("US-VA", "refused", date(2027, 1, 19)),
        ("US-CO", "partial", date(2027, 1, 4)),
        ("US-VA", "identity", date(2026, 12, 4)),
        ("US-CA", "refused", date(2026, 12, 4)),
    ],
)
def test_a_reply_that_is_an_appeal_has_the_time_that_the_act_gives_it(country, how, until):
    case = case_of(country, written(), answered(date(2026, 11, 10), how), REPLIED)
    assert (standing_of(case).until, standing_of(case).then) == (until, Step.COMPLAIN)
    said = " ".join(tell_of_sending(case, date(2026, 11, 20), "en"))
    assert ("The answer is expected by" in said) == (until > date(2026, 12, 4))
    assert [entry.day for entry in write_timeline(case, "en") if entry.block == "answer_due"] == [until]


def test_what_happened_has_no_day_that_nobody_knows_and_none_that_counted_no_more():
    posted = written(via="post")
    reminder = written("reminder", date(2026, 12, 1), "post", received=date(2026, 12, 4))
    case = case_of("SE", posted, reminder, answered(date(2026, 12, 10)))
    found = [(entry.day, entry.block) for entry in write_timeline(case, "en")]
    assert found == [
        (date(2026, 10, 13), "objection_written"),
        (date(2026, 10, 13), "sent_post"),
        (date(2026, 12, 1), "reminder_written"),
        (date(2026, 12, 1), "sent_post"),
        (date(2026, 12, 4), "received"),
        (date(2026, 12, 10), "answered"),
    ]


@pytest.mark.parametrize("via", ["post", "officer-form"])
@pytest.mark.parametrize("kind", ["reminder", "reply"])
def test_what_is_said_of_a_later_letter_is_the_day_that_it_names(kind, via):
    answers = (answered(date(2026, 11, 10)),) if kind == "reply" else ()
    case = case_of("SE", written(), *answers)
    request = request_letter(case, Given({}), date(2026, 11, 20), kind)
    assert "4 December 2026" in to_text(write_letter(request))
    case = record_sent(keep_letter(case, request), date(2026, 11, 23), via, date(2026, 11, 23))
    said = " ".join(tell_of_sending(case, date(2026, 11, 23), "en"))
    assert "Your letter asks for an answer by 4 December 2026." in said
    expected = {"post": date(2026, 12, 14), "officer-form": date(2026, 12, 7)}[via]
    assert standing_of(case).until == expected
    assert f"expected by {expected.day} December 2026" in said
    assert standing_of(case).basis is None, "the letter names another day"
