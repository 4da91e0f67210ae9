"""The story of a case from the first letter to its end, as people live it under five laws."""

import pytest

from case_desks import Desk


@pytest.fixture
def person(tmp_path):
    return lambda *options: Desk(tmp_path, *options)


def begin(desk: Desk, via: str = "form") -> str:
    desk.on("2026-10-12", "add")
    return desk.sends("2026-10-13", via)


def test_gdpr_from_silence_over_a_refusal_and_a_complaint_to_the_promise(person):
    maja = person("--country", "AT")
    said = begin(maja)
    assert "LinkedIn must answer by 13 November 2026 (Article 12(3) GDPR)" in said
    assert "Complain by 13 November 2027 (section 24(4) DSG (Austria))" in said
    assert "nothing to do yet" in maja.on("2026-11-13", "next")

    reminder, _, said = maja.next_letter("2026-11-16", "reminder")
    assert "The law does not require one" in said
    assert "I objected on 13 October 2026" in reminder
    assert "It was due by 13 November 2026 (Article 12(3))" in reminder
    maja.sends("2026-11-16", "officer-form")

    maja.is_answered("2026-11-25", "refused", "--note", "They say no.")
    reply, _, said = maja.next_letter("2026-11-26", "reply")
    assert "It cannot settle the dispute" in said
    assert "I received an answer on 25 November 2026" in reply
    maja.sends("2026-11-26", "officer-form")

    complaint, kit, said = maja.next_letter("2026-12-14", "complaint")
    assert "Austrian Data Protection Authority" in said
    assert complaint.index("13. Oktober 2026") < complaint.index("16. November 2026")
    assert complaint.index("16. November 2026") < complaint.index("25. November 2026")
    assert complaint.index("25. November 2026") < complaint.index("26. November 2026")
    assert "They say no" not in complaint, "a note is the person's own"
    assert "How to write to the authority" in kit, "the kit speaks the person's language"
    assert "ist meine Beschwerde nach Art. 77" in kit, "its texts that of the authority"
    said = maja.sends("2026-12-15", "email")
    assert "by 15 March 2027 (Article 78(2) GDPR)" in said
    assert "Time that the authority may need for a decision: 6 months" in said
    assert "should have told you something by now" in maja.on("2027-03-16", "next")

    maja.is_answered("2027-03-20", "accepted")
    thanks, _, said = maja.next_letter("2027-03-21", "settled")
    assert "Check that the answer covers every purpose" in said
    assert "which I received on 20 March 2027" in thanks
    said = maja.sends("2027-03-21", "officer-form")
    assert "The case is settled." in said
    shown = maja.on("2027-03-22", "show")
    assert shown.count("Last day for the answer") == 2
    assert "Letter of thanks written" in shown


def test_uk_the_reminder_is_the_complaint_to_the_company_that_the_commission_wants_first(person):
    maja = person("--country", "GB")
    begin(maja)
    letter, _, said = maja.next_letter("2026-11-20", "reminder")
    assert "a complaint to LinkedIn itself" in said
    assert "Complaint under section 164A of the Data Protection Act 2018" in letter
    said = maja.sends("2026-11-20", "officer-form")
    assert "LinkedIn must acknowledge your complaint by 21 December 2026" in said
    assert "Complain by 20 February 2027 (practice of the Information Commission)" in said
    assert "nothing to do yet" in maja.on("2026-12-21", "next")
    complaint, kit, _ = maja.next_letter("2026-12-22", "complaint")
    assert "I complained to the company on 20 November 2026 under section 164A" in complaint
    assert "section 165 of the Data Protection Act 2018" in complaint
    assert "its online form: https://ico.org.uk/" in kit
    said = maja.sends("2026-12-22", "form")
    assert "by 22 March 2027 (section 166 of the Data Protection Act 2018)" in said


def test_switzerland_the_notice_goes_to_the_commissioner_and_the_complaint_to_ireland(person):
    maja = person("--country", "Schweiz")
    said = begin(maja)
    assert "Your letter asks for an answer by 12 November 2026." in said, "the GDPR has a time of its own"
    maja.is_answered("2026-11-03", "setting")
    reply, _, said = maja.next_letter("2026-11-04", "reply")
    assert "Turn it off as well" in said
    assert "Article 30(2)(b)" in reply
    maja.sends("2026-11-04", "officer-form")
    notice, _, said = maja.next_letter("2026-11-20", "complaint")
    assert "another one goes to this authority: Data Protection Commission" in said
    assert "Anzeige nach Art. 49 DSG" in notice
    said = maja.sends("2026-11-21", "form")
    assert "Data Protection Commission (DPC)" in said
    complaint, _, _ = maja.next_letter("2026-11-22", "complaint-ie-dpc")
    assert "I live in Switzerland." in complaint
    assert "under Article 77 of the General Data Protection Regulation" in complaint
    assert "Art. 49" not in complaint, "the notice is no letter to the company"
    assert "21. November" not in complaint
    assert "21 November" not in complaint
    said = maja.sends("2026-11-22", "form")
    assert "by 22 February 2027 (Article 78(2) GDPR)" in said
    assert "sent through linkedin" not in maja.on("2026-11-23", "show").lower().partition("letter to the")[2]


def test_quebec_the_commission_takes_letters_in_french_and_its_times_are_told(person):
    maja = person("--country", "CA-QC")
    assert "no law" not in begin(maja, "email"), "the Act sets days for a part of it"
    maja.next_letter("2026-11-20", "reminder")
    maja.sends("2026-11-20", "email")
    complaint, kit, said = maja.next_letter("2026-12-07", "complaint")
    assert "--via post" in said, "the Commission has no form"
    assert "sections 8 and 12 of the Act" in complaint or "articles 8 et 12" in complaint
    french = "articles" in complaint
    assert ("have it translated before you send it" in said) != french
    assert "by e-mail: cai.communications@cai.gouv.qc.ca" in kit
    assert "disagreement" not in complaint, "the way to the tribunal is another one"
    said = maja.sends("2026-12-07", "email")
    assert "How long it takes is not known" in said
    assert "hearing" not in said, "only the examination of a disagreement has one"


def test_california_the_complaint_is_about_what_the_act_gives_and_goes_through_the_form(person):
    maja = person("--country", "US-CA")
    said = begin(maja)
    assert "Your letter asks for an answer by 27 November 2026." in said
    assert "no law" not in said, "the Act sets days for a part of it"
    maja.is_answered("2026-11-03", "public-data")
    maja.next_letter("2026-11-04", "reply")
    maja.sends("2026-11-04", "post", "--received", "2026-11-04")
    maja.is_answered("2026-11-16", "refused")
    complaint, kit, said = maja.next_letter("2026-11-17", "complaint")
    assert "California Privacy Protection Agency" in said
    assert "Complaint under the California Consumer Privacy Act (CCPA)" in complaint
    assert complaint.index("November 3, 2026") < complaint.index("November 16, 2026")
    assert "do not send the letter" in kit
    assert "Article 21" not in complaint
    said = maja.sends("2026-11-18", "form")
    assert "The authority now has your case" in said
