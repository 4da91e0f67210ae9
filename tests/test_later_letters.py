"""The letters after the first: each refers to what went before, argues with its law and asks one thing."""

import re
from datetime import date
from pathlib import Path

import pytest

from article21.facts import NoLetterError, law
from article21.model import Answer, Correspondence, EarlierLetter
from article21.rendering.pdf import to_pdf
from article21.rendering.text import to_text
from article21.writing.kit import count_characters, short_text, to_form
from article21.writing.letters import write_letter
from pages import page_texts
from people import ANSWERS, BEFORE, ONE_PLACE_PER_LAW, OWN_GROUNDS, ask

WITH_AUTHORITY = [key for key in ONE_PLACE_PER_LAW if "complaint" in law(key).letters]
EVERY_LETTER = [
    (key, kind, how)
    for key in ONE_PLACE_PER_LAW
    for kind in law(key).letters
    for how in {"reply": ANSWERS, "settled": ("accepted",), "complaint": (None, *ANSWERS)}.get(kind, (None,))
    if kind != "objection"
]
JUDGMENT = re.compile(r"\bC-\d+/\d+")


def _before(how, **until):
    return Correspondence(BEFORE.letters, (Answer(date(2026, 11, 10), how, **until),) if how else ())


def _ask(key, kind, how=None, **details):
    return ask(ONE_PLACE_PER_LAW.get(key, key), kind, _before(how), **details)


def _text(key, kind, how=None, **details):
    return to_text(write_letter(_ask(key, kind, how, **details)))


def test_there_are_letters_for_every_law():
    assert len(EVERY_LETTER) > 11 * (1 + len(ANSWERS))
    assert set(WITH_AUTHORITY) == set(ONE_PLACE_PER_LAW) - {"request"}


@pytest.mark.parametrize(("key", "kind", "how"), EVERY_LETTER)
@pytest.mark.parametrize("length", ["medium", "full"])
@pytest.mark.parametrize("tone", ["firm", "friendly"])
def test_a_later_letter_names_the_first_one_by_day_and_reference_and_is_clean(key, kind, how, length, tone):
    for details in ({}, {"no_account": True, "profile_url": None, "ground": (), "because": None}):
        text = _text(key, kind, how, length=length, tone=tone, **details)
        assert "A21-7K3M9Q2X" in text
        assert re.search(r"\b13 October|October 13", text)
        assert not re.search(r"\{|\}|\bNone\b|  |\n\n\n| ,|\(\)", text)
        assert text.count("\n1. ") == (kind == "complaint")


@pytest.mark.parametrize(("key", "kind", "how"), EVERY_LETTER)
def test_only_letters_under_the_gdpr_alone_cite_judgments_and_none_cites_what_went_the_other_way(
    key, kind, how
):
    text = _text(key, kind, how)
    if key != "gdpr":
        assert not JUDGMENT.search(text)
    for never in ("28/2024", "1/2024", "UKl", "88c", "Omnibus", "21(2)", "35G"):
        assert never not in text
    if key == "uk-gdpr":
        assert not re.search(r"6\(4\)|Article 22\b|(?<!UK )GDPR", text)
    if key in {"us", "request", "pdpo", "lgpd", "pipeda", "quebec"}:
        assert "Article 21" not in text


@pytest.mark.parametrize(("key", "kind", "how"), EVERY_LETTER)
@pytest.mark.parametrize("length", ["medium", "full"])
def test_no_later_letter_speaks_of_grounds_that_nobody_gave(key, kind, how, length):
    text = _text(key, kind, how, length=length, ground=(), because=None, without_grounds=True)
    assert not OWN_GROUNDS.search(text)


@pytest.mark.parametrize("key", ["gdpr", "uk-gdpr"])
def test_grounds_that_the_first_letter_left_out_are_not_said_to_have_been_there(key):
    assert "Without recognising that grounds were missing" in _text(key, "reply", "no-grounds")
    text = _text(key, "reply", "no-grounds", without_grounds=True)
    assert "Without recognising" not in text
    assert "My grounds:\n\n- My work is subject to a duty of confidentiality." in text


def test_california_alone_forbids_to_ask_who_writes_and_only_for_what_needs_no_proof():
    text = _text("US-CA", "reply", "identity")
    assert "for a request not to sell or share my personal information, or to limit the use" in text
    assert "7060(b)" in text
    assert "7060" not in _text("US-CO", "reply", "identity") + _text("US-CA", "reply", "refused")


@pytest.mark.parametrize("how", ["refused", None])
def test_judgments_are_cited_with_their_paragraphs(how):
    text = _text("gdpr", "reply" if how else "reminder", how)
    for cited in re.finditer(r"C-\d+/\d+(?: and C-\d+/\d+)?", text):
        assert re.match(r", paragraphs? \d", text[cited.end() :]), cited.group()


@pytest.mark.parametrize("kind", ["reminder", "reply"])
def test_a_letter_of_ones_own_period_calls_it_a_courtesy_and_the_british_one_is_a_complaint(kind):
    for key in ONE_PLACE_PER_LAW:
        text = _text(key, kind, "refused" if kind == "reply" else None)
        assert ("as a courtesy" in text) == (key != "uk-gdpr")
        assert ("complaint under section 164A" in text) == (key == "uk-gdpr")


def test_a_british_complaint_is_acknowledged_in_thirty_days_on_a_working_day():
    assert _ask("uk-gdpr", "reminder").due == date(2026, 12, 22)
    assert _ask("gdpr", "reminder").due == date(2026, 12, 6)


def test_grounds_are_given_again_in_full_and_the_first_day_stays_in_view():
    text = _text("gdpr", "reply", "no-grounds")
    assert "Without recognising that grounds were missing" in text
    assert "duty of confidentiality" in text
    assert "Parents find what I write." in text
    assert "counts from the day on which you received my first letter" in text


def test_who_cannot_be_found_is_told_what_article_11_does_not_name():
    text = _text("gdpr", "reply", "not-found")
    assert "Article 11(2) limits only the rights in Articles 15 to 20, not the right to object" in text


@pytest.mark.parametrize("key", WITH_AUTHORITY)
def test_a_complaint_tells_the_facts_in_order_the_day_of_knowledge_what_is_asked_and_what_is_attached(key):
    letter = write_letter(_ask(key, "complaint", "refused"))
    text = to_text(letter)
    steps = re.findall(r"^(\d)\. ", text, re.MULTILINE)
    assert steps == [str(number) for number in range(1, len(steps) + 1)]
    assert re.search(r"I learned of this on (10 November|November 10)", text)
    assert letter.clause("request")
    assert "Attached:" in text
    assert "the answer of the company" in text
    assert letter.recipient[0] != ask(ONE_PLACE_PER_LAW[key]).controller.name


def test_a_complaint_asks_for_compliance_and_erasure_and_explains_the_lead_authority():
    text = _text("AT", "complaint")
    for asked in (
        "58(2)(c) and (d)",
        "17(1)(c), 19 and\n58(2)(g)",
        "58(2)(f)",
        "Data Protection Commission in Dublin",
    ):
        assert asked.replace("\n", " ") in text
    assert "Data Protection Commission in Dublin" not in _text("IE", "complaint")


@pytest.mark.parametrize("code", ["SE", "IS"])
def test_the_regulation_on_procedure_is_named_from_the_day_on_which_it_applies_and_where_that_is_sure(code):
    for day, named in ((date(2027, 4, 1), False), (date(2027, 4, 2), code == "SE")):
        request = ask(code, "complaint", _before("refused"), date=day)
        assert ("2025/2518" in to_text(write_letter(request))) == named
        assert ("four weeks to object" in to_form(request)) == named


def test_letters_before_the_answer_stand_before_it():
    letters = (*BEFORE.letters, EarlierLetter("reminder", date(2026, 11, 5), "A21-SECOND", date(2026, 11, 5)))
    case = Correspondence(letters, (Answer(date(2026, 11, 10), "refused"),))
    text = to_text(write_letter(ask("SE", "complaint", case)))
    assert text.index("2. I wrote to the company again on 5 November 2026") < text.index(
        "3. I received an answer"
    )


def test_a_letter_to_another_authority_is_none_of_the_letters_to_the_company():
    letters = (*BEFORE.letters, EarlierLetter("complaint", date(2026, 11, 12), "A21-NOTICE"))
    assert "A21-NOTICE" not in to_text(write_letter(ask("CH", "complaint", Correspondence(letters))))


@pytest.mark.parametrize("key", WITH_AUTHORITY)
def test_the_complaint_in_short_fits_a_field_of_a_thousand_characters(key):
    for how in (None, *ANSWERS):
        assert count_characters(short_text(_ask(key, "complaint", how))) <= 1_000


def test_where_no_statute_is_claimed_nobody_is_complained_to():
    with pytest.raises(NoLetterError):
        law("request").letter("complaint")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("AT", "Complain by 10 November 2027 (section 24(4) DSG"),
        ("BG", "Complain by 10 May 2027 (Article 38(1)"),
        ("NL", "file your application by 22 December 2026 (Article 35(2) UAVG"),
        ("BG", "only with a qualified electronic signature"),
        ("ES", "The authority wants its own form"),
        ("IT", "exclude each other"),
        ("US-CA", "do not send the letter"),
        ("HK", "a copy of an identity document"),
        ("CA-AB", "at most 15 pages"),
    ],
)  # fmt: skip
def test_the_kit_tells_the_way_and_the_time_limit_of_the_authority(code, said):
    assert said in to_form(ask(code, "complaint", _before("refused")))


def test_alberta_takes_no_complaint_before_thirty_business_days():
    assert "The first possible day is November 26, 2026" in to_form(ask("CA-AB", "reminder", _before(None)))


LENGTHS = {
    ("reminder", None): 1,
    ("reply", "setting"): 1,
    ("reply", "refused"): 2,
    ("settled", "accepted"): 1,
    ("complaint", None): 2,
}


@pytest.mark.parametrize(("kind", "how"), LENGTHS)
def test_a_later_letter_is_short(kind, how):
    pages = page_texts(to_pdf(write_letter(_ask("gdpr", kind, how))))
    assert len(pages) == LENGTHS[kind, how]


@pytest.mark.parametrize("key", ["gdpr", "fadp"])
@pytest.mark.parametrize("how", ANSWERS)
def test_the_reply_to_an_answer_is_the_one_that_was_read(key, how, file_regression):
    path = Path(__file__).parent / "golden" / "replies" / f"{key}.{how}.en.txt"
    file_regression.check(_text(key, "reply", how), fullpath=path, encoding="utf-8")


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ([("refused", 10), ("refused", 20)], "I learned of this on 10 November 2026 from its answer."),
        ([("identity", 5), ("partial", 10)], "I learned of this on 10 November 2026 from its answer."),
        (
            [("refused", 20)],
            "I have known this since the end of the period for the answer (13 November 2026).",
        ),
        ([], "I have known this since the end of the period for the answer (13 November 2026)."),
    ],
)
def test_a_complaint_names_the_first_day_on_which_one_knew(answers, told):
    first = EarlierLetter(
        "objection", date(2026, 10, 13), "A21-1", date(2026, 10, 13), due=date(2026, 11, 13)
    )
    given = tuple(Answer(date(2026, 11, day), how) for how, day in answers)
    letter = to_text(write_letter(ask("AT", "complaint", Correspondence((first,), given))))
    assert told in " ".join(letter.split())
