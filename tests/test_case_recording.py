"""What happened is recorded as it can have happened; a wrong word from any surface is refused."""

from dataclasses import replace
from datetime import date

import pytest

from article21.cases.days import correspondence_of
from article21.cases.forums import ways_of
from article21.cases.letters import keep_letter, request_letter
from article21.cases.recording import RecordError, correct_answer, record_answer, record_letter, record_sent
from article21.errors import FieldError
from article21.facts.reading import authority, stems
from article21.person import Given
from article21.rendering.text import to_text
from article21.writing.letters import write_letter
from kept_cases import answered, case_of, written

TODAY = date(2026, 12, 1)


def test_a_way_or_an_answer_that_nobody_knows_is_refused_whoever_asks():
    case = case_of("SE", written())
    with pytest.raises(RecordError, match="form, officer-form, post, email"):
        record_sent(case, date(2026, 10, 14), "pigeon", TODAY)
    with pytest.raises(RecordError, match="accepted, refused"):
        record_answer(case, answered(date(2026, 11, 1), ""), TODAY)


def test_a_letter_to_an_authority_goes_through_no_form_of_the_company():
    lodged = written("complaint", date(2026, 11, 20), authority="se-imy")
    with pytest.raises(RecordError, match="neither through LinkedIn's forms"):
        record_sent(case_of("SE", written(), lodged), date(2026, 11, 20), "officer-form", TODAY)
    assert record_sent(case_of("SE", written(), lodged), date(2026, 11, 20), "form", TODAY).lodged


@pytest.mark.parametrize("key", stems("authorities"))
def test_every_authority_has_a_way_to_send_a_letter_that_can_be_recorded(key):
    lodged = written("complaint", date(2026, 11, 20), authority=key)
    for via in (ways := ways_of(lodged)):
        assert record_sent(case_of("SE", written(), lodged), date(2026, 11, 20), via, TODAY).lodged
    known = authority(key).complaint.ways
    assert ways
    assert ("form" in ways) == bool({"form", "portal"} & set(known))


def test_a_letter_can_be_sent_only_after_what_came_before_it():
    unsent = written("reply", None, on=date(2026, 11, 10))
    case = case_of("SE", written(), answered(date(2026, 11, 12)), unsent)
    with pytest.raises(RecordError, match="12 November 2026"):
        record_sent(case, date(2026, 11, 11), "email", TODAY)


def test_an_answer_to_the_first_letter_may_be_found_after_the_reminder_was_sent():
    case = case_of("SE", written(), written("reminder", date(2026, 11, 20), "officer-form"))
    found = record_answer(case, answered(date(2026, 11, 18)), TODAY)
    assert found.answers[-1].date == date(2026, 11, 18)


def test_a_letter_that_was_not_sent_gives_way_to_the_next_one():
    case = case_of("SE", written(), written("reminder", None, on=date(2026, 11, 20)))
    again = record_letter(case, written("reminder", None, on=date(2026, 11, 25)))
    assert [letter.date for letter in again.letters] == [date(2026, 10, 13), date(2026, 11, 25)]


def test_an_answer_takes_no_letter_away_of_which_the_sending_was_not_recorded_yet():
    case = case_of("SE", written(), written("reminder", None, on=date(2026, 11, 20)))
    found = record_answer(case, answered(date(2026, 11, 25)), TODAY)
    assert found.letters == case.letters
    assert [letter.kind for letter in correspondence_of(found).letters] == ["objection"]
    sent = record_sent(found, date(2026, 11, 20), "email", TODAY)
    assert [letter.kind for letter in correspondence_of(sent).letters] == ["objection", "reminder"]
    reply = request_letter(found, Given({}), date(2026, 11, 26), "reply")
    with pytest.raises(RecordError, match="Have the next letter written first"):
        record_sent(found, date(2026, 11, 26), "email", TODAY)
    assert len(keep_letter(found, reply).events) == 4


@pytest.mark.parametrize(
    ("came", "until", "kept"),
    [
        (date(2026, 11, 10), None, date(2027, 1, 13)),  # three months at most, counted once
        (date(2026, 11, 10), date(2026, 12, 24), date(2026, 12, 24)),
        (date(2026, 11, 10), date(2027, 6, 1), date(2027, 1, 13)),
        (date(2026, 11, 10), date(2026, 11, 11), date(2026, 11, 13)),  # never before the first day
        (date(2026, 11, 14), None, None),  # too late: the first day has passed
    ],
)
def test_an_extension_is_one_if_it_comes_in_time_and_as_far_as_the_law_lets_it(came, until, kept):
    found = record_answer(case_of("SE", written()), answered(came, "extended", until), TODAY)
    assert found.answers[-1].until == kept


def test_where_no_law_extends_the_company_s_own_day_is_kept():
    told = answered(date(2026, 11, 1), "extended", date(2026, 12, 24))
    assert record_answer(case_of("CA", written()), told, TODAY).answers[-1].until == date(2026, 12, 24)
    untold = record_answer(case_of("CA", written()), answered(date(2026, 11, 1), "extended"), TODAY)
    assert untold.answers[-1].until is None


def test_no_other_answer_moves_the_day():
    case, day = case_of("SE", written()), date(2026, 11, 1)
    with pytest.raises(RecordError, match="wants more time"):
        record_answer(case, answered(day, until=date(2026, 12, 1)), TODAY)
    extended = record_answer(case, answered(day, "extended"), TODAY)
    assert correct_answer(extended, answered(day), TODAY).answers[-1].until is None


@pytest.mark.parametrize(
    ("how", "kind", "said"),
    [
        ("refused", "reminder", r"An answer is recorded \(10 November 2026\)"),
        ("accepted", "reminder", "An answer is recorded"),
        ("partial", "settled", "no answer is recorded that it could refer to"),
    ],
)
def test_no_letter_says_of_an_answer_what_is_not_so(how, kind, said):
    case = case_of("SE", written(), answered(date(2026, 11, 10), how))
    with pytest.raises(RecordError, match=said):
        request_letter(case, Given({}), date(2026, 11, 20), kind)


@pytest.mark.parametrize("place", ["IN", "SE"])
def test_a_reminder_of_a_reply_says_what_was_answered(place):
    reply = written("reply", date(2026, 11, 12), "email")
    case = case_of(place, written(), answered(date(2026, 11, 10)), reply)
    letter = to_text(write_letter(request_letter(case, Given({}), date(2027, 1, 20), "reminder")))
    assert "I received an answer on 10 November 2026. The answer refuses" in letter
    assert "I replied on 12 November 2026 and have received no answer to my reply." in letter
    assert "I have received no answer." not in letter


def test_the_day_of_the_last_letter_that_was_sent_is_corrected_after_its_answer():
    case = case_of("SE", written(), answered(date(2026, 11, 10)))
    found = record_sent(case, date(2026, 10, 20), "post", TODAY)
    assert (found.objection.sent, found.objection.via) == (date(2026, 10, 20), "post")
    assert found.answers == case.answers
    with pytest.raises(RecordError, match="Have the next letter written first"):
        record_sent(case, date(2026, 11, 11), "post", TODAY)


def test_an_extension_follows_a_day_of_sending_that_is_corrected():
    first = written(on=date(2026, 10, 1))
    case = record_answer(case_of("SE", first), answered(date(2026, 11, 10), "extended"), TODAY)
    found = record_sent(case, date(2026, 10, 12), "form", TODAY)
    assert (case.answers[0].until, found.answers[0].until) == (date(2027, 1, 13), date(2027, 1, 12))


def test_a_note_holds_nothing_that_a_terminal_would_obey():
    noted = replace(answered(date(2026, 11, 10)), note="They refuse.\r\nAgain.")
    assert record_answer(case_of("SE", written()), noted, TODAY).answers[0].note == "They refuse.\nAgain."
    with pytest.raises(FieldError):
        record_answer(case_of("SE", written()), replace(noted, note="\x1b[2J"), TODAY)


@pytest.mark.parametrize(
    ("place", "until", "kept"),
    [
        ("US-CA", date(2027, 6, 1), date(2027, 1, 11)),  # 45 days and 45 more, for what the Act gives
        ("US-CA", date(2026, 12, 24), date(2026, 12, 24)),
        ("US-CA", None, None),
        ("GB", date(2027, 6, 1), date(2027, 1, 13)),
        ("BR", date(2027, 6, 1), date(2027, 6, 1)),
        ("IN", date(2027, 6, 1), date(2027, 6, 1)),
    ],
)
def test_an_extension_goes_as_far_as_the_law_of_the_place_lets_it(place, until, kept):
    found = record_answer(case_of(place, written()), answered(date(2026, 10, 20), "extended", until), TODAY)
    assert found.answers[-1].until == kept


def test_an_extension_without_a_day_follows_a_day_of_sending_that_moves_on():
    case = record_answer(case_of("SE", written()), answered(date(2026, 11, 10), "extended"), TODAY)
    assert record_sent(case, date(2026, 10, 20), "form", TODAY).answers[0].until == date(2027, 1, 20)


def test_an_answer_is_corrected_in_its_place_and_keeps_its_note():
    first = replace(answered(date(2026, 11, 10)), note="They refuse.")
    reply = written("reply", date(2026, 11, 12), "email")
    case = case_of("SE", written(), first, reply)
    found = correct_answer(case, answered(date(2026, 11, 9), "partial"), TODAY)
    assert [event.date for event in found.events] == [date(2026, 10, 13), date(2026, 11, 9), reply.date]
    assert (found.answers[0].how, found.answers[0].note) == ("partial", "They refuse.")
    with pytest.raises(RecordError, match="12 November 2026"):
        correct_answer(case, answered(date(2026, 11, 13)), TODAY)
    with pytest.raises(RecordError, match="13 October 2026"):
        correct_answer(case, answered(date(2026, 10, 12)), TODAY)


def test_a_letter_that_is_not_sent_knows_nothing_of_an_answer_that_is_corrected():
    case = case_of(
        "SE", written(), answered(date(2026, 11, 10)), written("reply", None, on=date(2026, 11, 12))
    )
    assert correct_answer(case, answered(date(2026, 11, 10), "setting"), TODAY).letters == case.letters[:1]


def test_what_is_not_said_again_of_a_sending_stays():
    sent = replace(written(via="post"), received=date(2026, 10, 15))
    found = record_sent(case_of("SE", sent), date(2026, 10, 14), None, TODAY).objection
    assert (found.sent, found.via, found.received) == (date(2026, 10, 14), "post", date(2026, 10, 15))
    later = record_sent(case_of("SE", sent), date(2026, 10, 16), "post", TODAY).objection
    assert later.received is None, "a receipt before the sending can't be true"


def test_a_day_after_the_answer_was_due_is_that_of_another_letter():
    case = case_of("SE", written())
    assert record_sent(case, date(2026, 11, 13), "form", TODAY).objection.sent == date(2026, 11, 13)
    with pytest.raises(RecordError, match="Have the next letter written first"):
        record_sent(case, date(2026, 11, 16), "form", TODAY)
    lodged = written("complaint", date(2026, 11, 20), authority="se-imy")
    with pytest.raises(RecordError, match="Have the next letter written first"):
        record_sent(case_of("SE", written(), lodged), date(2027, 6, 1), "form", date(2027, 6, 1))


@pytest.mark.parametrize("year", [1970, 2002, 2200, 9999])
def test_a_day_that_no_clock_that_is_right_can_give_is_not_kept(year):
    day, case = date(year, 1, 1), case_of("BR", written())
    for record in (
        lambda: record_sent(case_of("BR", written(sent=None)), day, "form", day),
        lambda: record_answer(case, answered(max(day, date(2026, 11, 1))), day),
        lambda: request_letter(case, Given({}), day, "reminder"),
    ):
        with pytest.raises(RecordError):
            record()
    if year > 2026:
        with pytest.raises(RecordError, match="check the clock"):
            record_answer(case, answered(date(2026, 11, 1), "extended", day), TODAY)


def test_no_letter_is_dated_before_what_has_happened():
    case = case_of("SE", written(), answered(date(2026, 11, 10)))
    with pytest.raises(RecordError, match=r"can't be right \(9 November 2026\): check the clock"):
        request_letter(case, Given({}), date(2026, 11, 9), "reply")
    assert request_letter(case, Given({}), date(2026, 11, 10), "reply").date == date(2026, 11, 10)
