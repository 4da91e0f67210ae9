"""Golden letters: one per kind, law and language, read before they are updated (``--force-regen``)."""

import re
from pathlib import Path

import pytest

from article21.facts import jurisdictions, law
from article21.model import OBJECTION
from article21.writing.catalogs import catalogs, drafts, languages_of
from article21.writing.kit import to_form
from article21.writing.letters import has_words_of_state
from people import ONE_PLACE_PER_LAW, ask, letter_text

GOLDEN = Path(__file__).parent / "golden"


def _cases():
    return [
        (kind, key, language)
        for key in ONE_PLACE_PER_LAW
        for kind, rule in law(key).letters.items()
        for language in languages_of(rule.template)
        if rule.template not in drafts(language)
    ]


def _state_codes():
    return [place.code for place in jurisdictions() if has_words_of_state(place.code)]


def _kits():
    return [(kind, language) for kind, key, language in _cases() if key == "gdpr"]


def _path(folder, kind, name):
    return GOLDEN / folder / kind / f"{name}.txt"


@pytest.mark.parametrize(("kind", "key", "language"), _cases())
def test_the_letter_of_a_law_in_a_language_is_the_one_that_was_read(kind, key, language, file_regression):
    text = letter_text(ONE_PLACE_PER_LAW[key], kind, language=language)
    file_regression.check(text, fullpath=_path("letters", kind, f"{key}.{language}"), encoding="utf-8")


@pytest.mark.parametrize("code", _state_codes())
def test_the_letter_of_a_state_is_the_one_that_was_read(code, file_regression):
    text = letter_text(code)
    file_regression.check(text, fullpath=_path("letters", OBJECTION, f"us.{code}.en"), encoding="utf-8")


@pytest.mark.parametrize(("kind", "language"), _kits())
def test_the_kit_in_a_language_is_the_one_that_was_read(kind, language, file_regression):
    kit = to_form(ask("SE", kind, language=language))
    file_regression.check(kit, fullpath=_path("kits", kind, f"gdpr.{language}"), encoding="utf-8")


def test_there_is_a_golden_letter_for_nothing_else():
    expected = {_path("letters", kind, f"{key}.{language}") for kind, key, language in _cases()}
    expected |= {_path("letters", OBJECTION, f"us.{code}.en") for code in _state_codes()}
    # The letter as it was before its English changed waits for the translation.
    waiting = {
        _path("letters", kind, f"{key}.{language}")
        for language in catalogs()
        for key in ONE_PLACE_PER_LAW
        for kind, rule in law(key).letters.items()
        if rule.template in drafts(language)
    }
    assert set((GOLDEN / "letters").rglob("*.txt")) - waiting == expected


def test_a_date_that_ends_with_a_full_stop_ends_its_sentence_too():
    letters = [path.read_text(encoding="utf-8") for path in GOLDEN.rglob("*.txt")]
    assert any("2026 r." in text for text in letters)
    assert not [text for text in letters if re.search(r"\w\.\.(?!\.)", text)]
