"""The days of cases for a calendar: valid, the same entries again, and nothing that tells too much."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from article21.cases.calendar import write_calendar
from case_desks import Desk
from kept_cases import answered, case_of, written

TODAY = date(2026, 11, 22)
REMINDED = written("reminder", date(2026, 11, 20), "officer-form")
CASES = {
    "waiting": case_of("AT", written(sent=date(2026, 11, 20))),
    "refused": case_of("NL", written(), answered(date(2026, 11, 10))),
    "reminded": case_of("GB", written(), REMINDED),
    "in Alberta": case_of(
        "CA-AB", written(), answered(date(2026, 11, 1)), REMINDED, answered(date(2026, 11, 21))
    ),
    "lodged": case_of("SE", written(), REMINDED, written("complaint", TODAY, authority="se-imy")),
}
CASES = {
    name: replace(case, reference=f"A21-{number:08}") for number, (name, case) in enumerate(CASES.items())
}
LINE = re.compile(r"[A-Z-]+(;[A-Z-]+=(\"[^\"]*\"|[^\";:,]*))*:.*")


def calendar(*cases, discreet=False, language="en", today=TODAY):
    content = write_calendar(cases or CASES.values(), today, language, discreet=discreet)
    return content.decode() if content else ""


def entries(text):
    return list(Calendar.from_ical(text).walk("VEVENT"))


@pytest.mark.parametrize("discreet", [False, True])
@pytest.mark.parametrize("language", ["en", "de", "el", "zh-Hant-HK"])
def test_it_is_icalendar_as_rfc_5545_has_it(discreet, language):
    text = calendar(discreet=discreet, language=language)
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n")), "3.1: lines are folded"
    lines = text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    assert all(map(LINE.fullmatch, lines))
    assert lines[0] == "BEGIN:VCALENDAR"
    parsed = Calendar.from_ical(text)
    assert parsed["VERSION"] == "2.0"
    assert parsed["PRODID"]
    found = entries(text)
    assert len(found) > 6
    for entry in found:
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "STATUS"} <= entry.keys()
        start, end = entry.decoded("DTSTART"), entry.decoded("DTEND")
        assert (type(start), end - start) == (date, timedelta(days=1))
        assert not {"ERRORS"} & entry.keys()
        for alarm in entry.walk("VALARM"):
            assert alarm["ACTION"] == "DISPLAY"
            assert alarm["DESCRIPTION"]
            assert alarm.decoded("TRIGGER") < timedelta(0), "before the day"
    uids = [entry["UID"] for entry in found]
    assert len(set(uids)) == len(uids)


def test_every_day_that_counts_is_there_with_its_provision_and_what_to_do():
    told = {
        (name, str(entry["SUMMARY"]), entry.decoded("DTSTART"))
        for name, case in CASES.items()
        for entry in entries(calendar(case))
        if entry["STATUS"] == "CONFIRMED"
    }
    assert told == {
        ("waiting", "LinkedIn: last day for the answer", date(2026, 12, 21)),
        ("waiting", "LinkedIn: last day to complain to the authority", date(2027, 12, 21)),
        ("refused", "LinkedIn: last day to go to court", date(2026, 12, 22)),
        ("reminded", "LinkedIn: last day to acknowledge your complaint", date(2026, 12, 21)),
        ("reminded", "LinkedIn: last day to complain to the authority", date(2027, 2, 20)),
        ("in Alberta", "LinkedIn: first day to complain to the authority", date(2026, 11, 26)),
        ("lodged", "LinkedIn: the authority has to report to you", date(2027, 2, 22)),
    }
    (due, limit) = entries(calendar(CASES["waiting"]))
    assert "Article 12(3) GDPR" in due["DESCRIPTION"]
    assert f"case next {CASES['waiting'].reference}" in due["DESCRIPTION"]
    assert "section 24(4) DSG" in limit["DESCRIPTION"]


def test_a_second_import_updates_and_strikes_out_what_counts_no_more():
    before = CASES["waiting"]
    answer = answered(date(2026, 12, 1))
    after = replace(before, events=(*before.events, answer))
    (first, *_), (second, *_) = entries(calendar(before)), entries(calendar(after, today=date(2026, 12, 2)))
    assert first["UID"] == second["UID"]
    assert second["SEQUENCE"] > first["SEQUENCE"]
    assert second.decoded("DTSTAMP") > first.decoded("DTSTAMP")
    assert (first["STATUS"], second["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert not second.walk("VALARM")
    again, discreet = calendar(before), calendar(before, discreet=True)
    assert calendar(before) == again
    assert [entry["UID"] for entry in entries(discreet)] == [entry["UID"] for entry in entries(again)]


def test_a_day_that_moves_keeps_its_entry():
    before = CASES["waiting"]
    moved = replace(before, events=(written(sent=date(2026, 11, 24)),))
    (first, *_), (second, *_) = entries(calendar(before)), entries(calendar(moved))
    assert first["UID"] == second["UID"]
    assert first.decoded("DTSTART") < second.decoded("DTSTART")


def test_a_calendar_that_imports_each_file_keeps_only_the_days_that_count():
    kept: dict[str, object] = {}
    sent, answer = written(sent=date(2026, 11, 20)), answered(date(2026, 11, 24))
    lodged = written("complaint", date(2026, 11, 25), authority="at-dsb")
    stages = {
        "waiting": (sent,),
        "the sending is corrected": (replace(sent, sent=date(2026, 11, 21)),),
        "refused": (sent, answer),
        "the answer is corrected": (sent, answered(date(2026, 11, 23), "partial")),
        "lodged": (sent, answer, lodged),
        "granted": (sent, answer, lodged, answered(date(2026, 11, 26), "accepted")),
    }
    days = {}
    for minutes, (stage, events) in enumerate(stages.items()):
        at = datetime(2026, 11, 26, 9, minutes, tzinfo=UTC)
        content = write_calendar([case_of("AT", *events)], TODAY, "en", discreet=False, at=at)
        for entry in Calendar.from_ical(content).walk("VEVENT"):
            before = kept.get(entry["UID"])
            assert before is None or entry["SEQUENCE"] > before["SEQUENCE"]
            kept[entry["UID"]] = entry
        days[stage] = {
            (str(entry["SUMMARY"]).removeprefix("LinkedIn: "), entry.decoded("DTSTART"))
            for entry in kept.values()
            if entry["STATUS"] == "CONFIRMED"
        }
    limit = "last day to complain to the authority"
    assert days == {
        "waiting": {("last day for the answer", date(2026, 12, 21)), (limit, date(2027, 12, 21))},
        "the sending is corrected": {
            ("last day for the answer", date(2026, 12, 21)),
            (limit, date(2027, 12, 21)),
        },
        "refused": {(limit, date(2027, 11, 24))},
        "the answer is corrected": {(limit, date(2027, 11, 23))},
        "lodged": {("the authority has to report to you", date(2027, 2, 25))},
        "granted": set(),
    }


def test_a_shared_calendar_is_told_no_more_than_the_reference():
    text = calendar(discreet=True).replace("\r\n ", "")
    assert CASES["waiting"].reference in text
    for word in ("LinkedIn", "GDPR", "Maja", "complain", "authority", "court", "Article"):
        assert word not in text.replace("PRODID:-//article21//article21", "")
    assert all(entry["CLASS"] == "PRIVATE" for entry in entries(calendar(discreet=True)))


def test_days_that_have_passed_are_left_out():
    assert calendar(case_of("SE", written(), REMINDED), today=date(2027, 1, 1)) == ""


def test_the_command_writes_the_named_cases_and_says_what_to_do_with_the_file(tmp_path):
    desk = Desk(tmp_path)
    desk.on("2026-10-12", "add")
    desk.on("2026-10-13", "sent", "--on", "2026-10-13", "--via", "form")
    said = desk.on("2026-10-14", "calendar", "--output", "due.ics")
    assert "Import it into your calendar" in said
    (entry,) = entries((tmp_path / "due.ics").read_bytes())
    assert entry.decoded("DTSTART") == date(2026, 11, 13)
    assert (
        "Already there" in desk.case("calendar", "--output", "due.ics", today=date(2026, 10, 14), code=1).err
    )
    desk.case("calendar", "--output", "due.ics", "--discreet", "--overwrite", today=date(2026, 10, 14))
    assert b"LinkedIn" not in (tmp_path / "due.ics").read_bytes()
