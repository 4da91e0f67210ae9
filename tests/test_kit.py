"""The kit leads through LinkedIn's form and past it; its texts fit, identify and keep their grounds."""

import re
from datetime import date

import pytest

from article21.facts import jurisdictions
from article21.languages import write_number
from article21.resources import TEMPLATES
from article21.writing.catalogs import catalogs
from article21.writing.kit import count_characters, medium_text, rooms, second_text, short_text, to_form
from people import ONE_PLACE_PER_LAW, ask

PLACES = sorted({*ONE_PLACE_PER_LAW.values(), "DE", "US-CA", "US-OR", "AT"})
GROUNDS = [path.stem for path in sorted((TEMPLATES / "grounds").glob("*.j2"))]
MEMBER = {"ground": tuple(key for key in GROUNDS if key != "no-account")}
STRANGER = {
    "no_account": True,
    "profile_url": None,
    "content_url": tuple(f"https://example.org/{'x' * 60}/{number}" for number in range(20)),
    "ground": ("minor", "past-content"),
}
PEOPLE = {"member": MEMBER, "stranger": STRANGER}
LENGTHY = "I teach small children. " * 160
LABELS = {"confidentiality": "professional confidentiality", "past-content": "content from years ago"}


def texts(place, **details):
    asked = ask(place, **details)
    second = second_text(asked)
    return [short_text(asked), medium_text(asked), *([second] if second else [])]


def room_of(number):
    return rooms().medium if number == 1 else rooms().short


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("words", [None, "Parents find what I write.", LENGTHY], ids=["none", "some", "many"])
@pytest.mark.parametrize("place", PLACES)
def test_every_text_fits_and_says_who_writes_and_why(place, person, words):
    for number, text in enumerate(texts(place, **PEOPLE[person], because=words)):
        assert count_characters(text) <= room_of(number)
        assert "maja.lindqvist@example.org" in text
        assert text.endswith("Maja Lindqvist")
        assert re.search(r"My grounds:\n\n- \w", text)
        if person == "stranger":
            assert "I do not have a LinkedIn account" in text
            assert "https://example.org/" in text


@pytest.mark.parametrize("place", PLACES)
def test_an_ordinary_person_has_the_grounds_in_full_in_the_medium_text_and_by_name_in_the_short_one(place):
    asked = ask(place)
    assert "I cannot control what a model combines" in medium_text(asked)
    assert "Parents find what I write." in medium_text(asked)
    assert "content from years ago" in short_text(asked)
    assert "Parents find what I write." in short_text(asked)


def test_who_wrote_too_much_keeps_whole_sentences_and_says_where_the_rest_is():
    words = "I teach small children.\n\n" + LENGTHY
    short = short_text(ask(because=words, ground=("minor",)))
    assert "I teach small children. […]\n\nYou will find more in my letter of 22 November 2026." in short
    alone = short_text(ask(because="I teach small children.\n\n" + "and " * 900, ground=("minor",)))
    assert "I teach small children.\n\nYou will find more in my letter of 22 November 2026." in alone


@pytest.mark.parametrize(
    ("sentence", "more"),
    [
        (
            "Nobody may learn, e.g. from a model, where\nthey live.",
            " I wrote of it on the 3. May, to Dr. Who" * 40,
        ),
        ("“Nobody may know!”", " They" + " said and nobody listened" * 80),
        ("我的工作與兒童有關。", "我撰寫的內容與病人有關，" * 200),  # noqa: RUF001 - marks of Chinese
    ],
)
def test_no_sentence_of_own_words_is_cut(sentence, more):
    """Whoever typed line breaks into sentences has whole sentences, too."""
    for text in texts("SE", because=sentence + more, ground=("minor",)):
        assert f"{sentence} […]\n\n" in text


def test_who_has_own_words_alone_keeps_their_beginning():
    for text in texts("SE", because=LENGTHY, ground=()):
        assert re.search(r"I teach small children\. I teach .*\[…\]\n\nYou will find more", text, re.DOTALL)


def test_grounds_are_named_before_own_words_are_left_out_and_one_name_stays_to_the_last():
    some = {"ground": ("confidentiality", "past-content"), "because": LENGTHY}
    assert "You will find more in my letter" in short_text(ask(**some))
    for label in LABELS.values():
        assert label in short_text(ask(**some)) or "duty of confidentiality" in short_text(ask(**some))
    crowded = short_text(ask("US-CA", **MEMBER, name="N" * 100, because=LENGTHY))
    assert "my own work as an author" in crowded


def test_the_second_form_has_a_text_of_its_own_for_what_the_first_entry_leaves_out():
    text = second_text(ask())
    assert text
    assert "training AI that creates content" in short_text(ask())
    assert "training AI that creates content" not in text
    assert "training AI to improve products" in text
    assert text in to_form(ask())
    for purposes in (("A",), ("B",), ("B", "C")):
        assert second_text(ask(purpose=purposes)) is None
        assert "second form" not in to_form(ask(purpose=purposes))


@pytest.mark.parametrize("place", PLACES)
def test_the_setting_comes_first_then_the_form_then_the_officer_then_the_post(place):
    kit = to_form(ask(place))
    steps = [
        "1. Turn off the setting first",
        "2. Check your letter",
        "3. Fill in LinkedIn\u2019s objection form",
        "4. Send your letter to the data protection officer",
        "5. Send your letter by post",
        "6. Keep the proof",
        "7. Wait for the answer",
        "8. Answer what comes back",
        "9. If LinkedIn refuses or does not answer",
        "Short text (",
    ]
    assert [kit.count(step) for step in steps] == [1] * len(steps)
    assert sorted(steps, key=kit.index) == steps
    assert not re.search(r"(?m)^10\. ", kit)


def test_the_date_of_the_setting_reaches_the_letter():
    assert "create your letter again with this date" in to_form(ask())
    kit = to_form(ask(setting_off=date(2026, 1, 2)))
    assert "You turned off the setting on 2 January 2026, and your letter says so." in kit
    assert "again with this date" not in kit


@pytest.mark.parametrize("place", PLACES)
def test_nothing_unknown_of_the_forms_is_said_as_known(place):
    kit = to_form(ask(place))
    assert "If this form takes attachments, attach the letter. Otherwise, paste" in kit
    assert "If the form has a text box" in kit
    assert "If the form has no text box" in kit
    assert "If the entry about training AI is missing" in kit
    assert "does not accept your country" in kit
    assert "copy of an identity document" in kit


@pytest.mark.parametrize("place", sorted(ONE_PLACE_PER_LAW.values()))
def test_a_period_is_said_to_be_the_laws_or_the_letters(place):
    kit = to_form(ask(place))
    statutory = ONE_PLACE_PER_LAW["gdpr"], ONE_PLACE_PER_LAW["uk-gdpr"]
    assert ("it must answer by 22 December 2026" in kit) == (place in statutory)
    assert ("then it must answer by 22 February 2027" in kit) == (place in statutory)
    if place not in statutory:
        assert "Your letter asks for an answer within" in kit
        assert ("The law sets this period for a part" in kit) == (place == "CA-QC")
        assert ("it does not stand in a law" in kit) == (place not in ("CA-QC", "CH"))


def test_the_swiss_kit_names_both_authorities_that_the_letter_names():
    kit = to_form(ask("CH"))
    assert kit.index("You can report the matter to this authority:") < kit.index("(FDPIC)")
    assert kit.index("(FDPIC)") < kit.index("You can complain to this authority:") < kit.index("(DPC)")


def test_britons_complain_to_linkedin_before_they_turn_to_the_authority():
    kit = to_form(ask("GB"))
    assert kit.index("section 164A") < kit.index("Information Commission")
    assert "LinkedIn must acknowledge it within 30 days" in " ".join(kit.split())
    assert "164A" not in to_form(ask("IE"))


@pytest.mark.parametrize("place", [p.code for p in jurisdictions() if p.code.startswith("US-")])
def test_where_a_state_knows_an_appeal_it_comes_first(place):
    assert ("First appeal to LinkedIn itself" in to_form(ask(place))) == (place != "US-CA")


@pytest.mark.parametrize(
    ("place", "limits"),
    [
        ("AT", ["from the day on which you learn of the breach: 1 year", "from the breach itself: 3 years"]),
        ("BG", ["from the day on which you learn of the breach: 6 months"]),
        ("CA-QC", ["the last day for the answer: 30 days"]),
        ("CA-BC", []),
        ("GB", ["from your last contact with LinkedIn: 3 months"]),
        ("SE", []),
        ("NL", []),
    ],
)
def test_the_authoritys_own_time_limits_are_named(place, limits):
    kit = to_form(ask(place))
    assert kit.count("Time limit") == max(len(limits), 2 if place == "BG" else 0)
    assert all(limit in kit for limit in limits)


def test_albertas_authority_wants_thirty_business_days_for_linkedin():
    assert "that time ends on January 5, 2027" in to_form(ask("CA-AB"))


def test_california_has_pages_of_linkedins_for_two_more_rights():
    kit = to_form(ask("US-CA"))
    assert "share-data-with-trusted-partners" in kit
    assert "TS-DDF" in kit
    assert "TS-DDF" not in to_form(ask("US-CO"))


def test_there_is_a_short_answer_to_each_of_five_things_that_come_back():
    answers = to_form(ask()).partition("8. Answer what comes back")[2].partition("\n9. ")[0]
    assert answers.count("\n- If LinkedIn ") == 5
    assert answers.count("\u201c") == 5


def _home(language):
    homes = {
        "cy": "GB",
        "de-CH": "CH",
        "fr-CH": "CH",
        "it-CH": "CH",
        "fr-CA": "CA",
        "pt-BR": "BR",
        "zh-Hant-HK": "HK",
    }
    return homes.get(language, "SE")


@pytest.mark.parametrize("language", ["en", *catalogs()])
def test_every_number_of_a_kit_is_grouped_by_the_one_rule_of_its_language(language):
    asked = ask(_home(language), language=language, ground=MEMBER["ground"], because=LENGTHY)
    kit = to_form(asked).replace("1000 W Maude Avenue", "")
    written = {rooms().short, rooms().medium, count_characters(medium_text(asked))}
    assert max(written) >= 1_000
    for number in written:
        digits = str(number)
        found = re.findall(rf"(?<!\d){digits[0]}[.,\s\u2019]?{digits[1:]}(?!\d)", kit)
        assert set(found) == {write_number(number, language).replace("\u00a0", " ").replace("\u202f", " ")}


@pytest.mark.parametrize(
    ("language", "four", "five"),
    [
        ("de", "3.000", "30.000"),
        ("de-CH", "3\u2019000", "30\u2019000"),
        ("es", "3000", "30.000"),
        ("pl", "3000", "30 000"),
        ("hu", "3000", "30 000"),
        ("pt-PT", "3000", "30 000"),
        ("pt-BR", "3.000", "30.000"),
        ("sv", "3 000", "30 000"),
        ("en", "3,000", "30,000"),
    ],
)
def test_numbers_of_four_digits_are_grouped_where_the_language_groups_them(language, four, five):
    assert write_number(3_000, language).replace("\u00a0", " ") == four
    assert write_number(30_000, language).replace("\u00a0", " ") == five


@pytest.mark.parametrize("language", [*catalogs()])
def test_a_kit_names_no_key_of_a_file_that_its_reader_may_never_have_seen(language: str) -> None:
    assert "_" not in re.sub(r"https://\S+", "", to_form(ask("SE", language=language)))
