"""Golden letters: one per law and language, read by a person before they are updated (``--force-regen``)."""

from pathlib import Path

import pytest

from article21.facts import jurisdictions, law
from article21.writing.catalogs import languages_of
from article21.writing.kit import to_form
from people import ONE_PLACE_PER_LAW, ask, letter_text

GOLDEN = Path(__file__).parent / "golden"


def _pairs():
    return [
        (key, code, language)
        for key, code in ONE_PLACE_PER_LAW.items()
        for language in languages_of(law(key).template)
    ]


def _state_codes():
    return [place.code for place in jurisdictions() if place.state]


@pytest.mark.parametrize(("key", "code", "language"), _pairs())
def test_the_letter_of_a_law_in_a_language_is_the_one_that_was_read(key, code, language, file_regression):
    text = letter_text(code, language=language)
    file_regression.check(text, fullpath=GOLDEN / "letters" / f"{key}.{language}.txt", encoding="utf-8")


@pytest.mark.parametrize("code", _state_codes())
def test_the_letter_of_a_state_is_the_one_that_was_read(code, file_regression):
    text = letter_text(code)
    file_regression.check(text, fullpath=GOLDEN / "letters" / f"us.{code}.en.txt", encoding="utf-8")


@pytest.mark.parametrize("language", languages_of("gdpr"))
def test_the_kit_in_a_language_is_the_one_that_was_read(language, file_regression):
    kit = to_form(ask(language=language))
    file_regression.check(kit, fullpath=GOLDEN / "kits" / f"gdpr.{language}.txt", encoding="utf-8")


def test_there_is_a_golden_letter_for_nothing_else():
    expected = {f"{key}.{language}.txt" for key, _code, language in _pairs()}
    expected |= {f"us.{code}.en.txt" for code in _state_codes()}
    assert {path.name for path in (GOLDEN / "letters").iterdir()} == expected
