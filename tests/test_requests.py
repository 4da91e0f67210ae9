"""What follows from a person's details: law, language, days, reference, and what they should know."""

from datetime import date
from unittest.mock import patch

import pytest

from article21.errors import UnknownKeyError
from article21.facts import jurisdictions
from article21.interface import Message
from article21.sentences import PLAIN
from article21.writing import language_choice, requests
from article21.writing.contradictions import NoAccountContradictionError, SettingAfterLetterError
from article21.writing.references import make_reference
from article21.writing.requests import GroundsMissingError, PurposeElsewhereError, Request
from people import DAY, ask


def language_of(country: str, language: str | None, *catalogs: str) -> str:
    """Return the language of the letter if there were catalogs of these languages for every law."""
    language_choice._nearest_language.cache_clear()
    try:
        with patch.object(
            language_choice, "language_for", lambda tag, *_letter: tag if tag in catalogs else None
        ):
            return ask(country, language=language).language
    finally:
        language_choice._nearest_language.cache_clear()


def test_the_place_decides_on_law_company_and_authority() -> None:
    sweden, britain = ask("SE"), ask("GB")
    assert sweden.authority
    assert (sweden.law.key, sweden.controller.key, sweden.authority.key) == (
        "gdpr",
        "linkedin-ireland",
        "se-imy",
    )
    assert (britain.law.key, britain.controller.key) == ("uk-gdpr", "linkedin-corporation")


def test_every_place_has_a_request() -> None:
    places = [place.code for place in jurisdictions() if place.code != "other"]
    assert len(places) > 45
    assert [ask(code).jurisdiction.code for code in places] == places


def test_the_letter_is_dated_today_unless_a_day_is_given() -> None:
    assert ask().date == DAY
    assert ask(date="2026-12-24").date == date(2026, 12, 24)


def test_the_answer_is_due_counted_from_the_day_of_the_letter() -> None:
    assert ask(date="2026-03-05").due == date(2026, 4, 7)


@pytest.mark.parametrize(
    ("country", "language", "catalogs", "tag"),
    [
        ("SE", None, ["sv-SE", "sv"], "sv-SE"),
        ("AT", "de", ["de-AT", "de"], "de-AT"),
        ("CH", "DE", ["de-CH", "de"], "de-CH"),
        ("CH", "de-AT", ["de-CH"], "de-CH"),
        ("DE", "de_at", ["de-AT", "de"], "de-AT"),
        ("CA-QC", "French", ["fr-CA"], "fr-CA"),
        ("CA-QC", "français", ["fr-CA"], "fr-CA"),
        ("SE", "pl", ["pl"], "pl"),
        ("SE", "pl-SE", ["pl"], "pl"),
        ("HK", "zh", ["zh-Hant-HK"], "zh-Hant-HK"),
        ("HK", "zh-Hans", ["zh-Hant-HK"], "en-HK"),
        ("NO", "no", ["nb-NO"], "nb-NO"),
        ("BE", "Dutch", ["nl-BE", "fr-BE"], "nl-BE"),
        ("IE", "ga", [], "en-IE"),
        ("AT", None, [], "en"),
    ],
)
def test_a_language_takes_the_region_where_it_is_official(
    country: str, language: str | None, catalogs: list[str], tag: str
) -> None:
    assert language_of(country, language, *catalogs, "en") == tag


def test_a_language_the_law_lacks_becomes_english_and_says_so() -> None:
    request = ask("AT", language="Klingon")
    assert request.language == "en"
    assert PLAIN.say(request.notices[0]).startswith(
        "There is no letter in this language (Klingon) under this law (General Data Protection Reg"
    )
    assert PLAIN.say(request.notices[0]).endswith("yet: yours is in English.")


def test_english_that_was_asked_for_needs_no_notice() -> None:
    assert ask("SE", language="English").notices == ()


def test_a_language_that_does_not_exist_is_refused() -> None:
    details = ask().details.model_copy(update={"language": "xx-XX"})
    with pytest.raises(UnknownKeyError, match="Unknown language"):
        requests.resolve_request(details, DAY)


def test_grounds_are_needed_where_the_law_asks_for_them() -> None:
    with pytest.raises(GroundsMissingError, match="asks for grounds"):
        ask("SE", ground=(), because=None)
    assert ask("US", ground=(), because=None).grounds == ()


def test_own_words_are_grounds_too() -> None:
    assert ask("SE", ground=(), because="I am a lawyer.").details.because == "I am a lawyer."


def test_a_letter_without_grounds_warns() -> None:
    (warning,) = ask("SE", ground=(), because=None, without_grounds=True).notices
    assert warning.code == "grounds-advised"
    assert ask("SE", without_grounds=True).notices == ()


def test_somebody_without_an_account_has_that_ground_by_itself() -> None:
    request = ask("SE", ground=(), because=None, no_account=True, profile_url=None)
    assert request.grounds == ("no-account",)
    assert request.notices == (Message("content-url-advised"),)
    assert ask("SE", ground=("no-account",), profile_url=None).no_account
    request = ask("SE", ground=("no-account", "minor"), no_account=True, profile_url=None)
    assert request.grounds == ("no-account", "minor")


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"profile_url": "https://www.linkedin.com/in/maja-lindqvist"}, "profile_url"),
        ({"setting_off": date(2026, 1, 2)}, "setting_off"),
        ({"ground": ("job-search",)}, "job-search"),
    ],
)
def test_who_has_no_account_has_nothing_that_only_members_have(given: dict[str, object], named: str) -> None:
    with pytest.raises(NoAccountContradictionError, match=named):
        ask("SE", **{"no_account": True, "profile_url": None, **given})


def test_a_setting_is_not_turned_off_after_the_day_of_the_letter() -> None:
    ask("SE", date=date(2026, 11, 20), setting_off=date(2026, 11, 20))
    with pytest.raises(SettingAfterLetterError, match=r"turned off later \(2026-11-21\)"):
        ask("SE", date=date(2026, 11, 20), setting_off=date(2026, 11, 21))


def test_a_profile_address_is_recommended_but_not_needed() -> None:
    assert ask(profile_url=None).notices == (Message("profile-url-advised"),)


def test_a_german_is_told_that_the_land_names_the_authority() -> None:
    assert any("DE-BB" in PLAIN.say(notice) for notice in ask("DE").notices)
    assert ask("DE-BY").notices == ()


@pytest.mark.parametrize(
    ("country", "parts", "elsewhere"),
    [
        ("CA", "CA-AB, CA-BC, CA-QC", "CA-ON"),
        ("Kanada", "CA-AB, CA-BC, CA-QC", "CA-NS"),
        ("USA", "US-TX", "US-NY"),
    ],
)
def test_who_names_a_country_alone_is_told_that_its_parts_differ_and_who_names_any_part_is_not(
    country: str, parts: str, elsewhere: str
) -> None:
    (notice,) = ask(country, place=None).notices
    assert notice.code == "region-advised"
    assert parts in PLAIN.say(notice)
    part = ask(elsewhere, place=None)
    assert part.notices == ()
    assert part.law == ask(country, place=None).law


def test_all_purposes_of_the_place_are_objected_to_unless_some_are_chosen() -> None:
    assert [purpose.key for purpose in ask("SE").purposes] == ["A", "B", "C"]
    assert [purpose.key for purpose in ask("SE", purpose=("b", "A")).purposes] == ["A", "B"]


def test_a_purpose_of_other_places_is_refused() -> None:
    with pytest.raises(PurposeElsewhereError, match=r"Purpose D .* live there \(Sweden\)"):
        ask("SE", purpose=("D",))


def test_the_reference_is_the_same_for_the_same_person_and_another_for_any_other() -> None:
    assert ask().reference == ask("se", place=None).reference
    different: list[Request] = [
        ask(),
        ask("DK"),
        ask(name="Maja Lindquist"),
        ask(email=("maja@example.org",)),
    ]
    assert len({request.reference for request in different}) == len(different)


def test_the_reference_can_be_read_aloud_and_names_nobody() -> None:
    reference = ask().reference
    assert reference.startswith("A21-")
    assert set(reference[4:]) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    assert len(reference) == 12


def test_the_reference_is_the_same_whatever_the_day_and_the_words() -> None:
    first = ask()
    assert ask(date=date(2026, 11, 30)).reference == first.reference
    assert ask(language="sv", length="short", because="Other words.").reference == first.reference


def test_references_of_a_large_staff_differ() -> None:
    details = ask().details
    people = (
        details.model_copy(update={"email": (f"person{number}@example.org",)}) for number in range(1000)
    )
    references = {make_reference(person, ask().jurisdiction) for person in people}
    assert len(references) == 1000


def test_a_reference_of_ones_own_is_kept() -> None:
    assert ask(reference="HR-2026_7").reference == "HR-2026_7"
